"""A new record → its folder's name, and what nobody needs to be asked for."""

import re
from collections.abc import Mapping
from datetime import date

from talkoot.editing.drafts import Draft
from talkoot.network import Network
from talkoot.records import Record
from talkoot.sources.names import RECORD, suggest_id

LONGEST_ID = 60
"""Characters of a folder's name made of a title: it is part of an address."""


def begin(draft: Draft, network: Network, today: date) -> None:
    """Give a new record its id, and what follows from the day and the network where nobody has said it."""
    own, declared = draft.own, draft.model.model_fields
    if "joined" in declared:
        own.setdefault("joined", str(today))
    if "group" in declared and len(network.groups) == 1:
        own.setdefault("group", next(iter(network.groups)))
    if draft.model.kind == "meeting":
        own.setdefault("status", "held" if str(own.get("start", "9"))[:10] < str(today) else "planned")
    elif "status" in declared and declared["status"].is_required():
        own.setdefault("status", "published")
    draft.id = new_id(draft.model, own)


def new_id(model: type[Record], own: Mapping[str, object]) -> str:
    """The folder's name of a new record: of its name, and for a meeting of its day and host."""
    title = str(own.get(model.title_field) or "")
    name = suggest_id(title)
    if model.kind == "meeting":
        day = re.match(r"\d{4}-\d\d-\d\d", str(own.get("start") or ""))
        host = str(own.get("host") or "")
        host = host if RECORD.fullmatch(host) else ""
        name = "-".join(filter(None, (day[0] if day else "", host or name)))
    short = name if len(name) <= LONGEST_ID else name[:LONGEST_ID].rpartition("-")[0] or name[:LONGEST_ID]
    return short.strip("-") or "new"
