"""A record that is to go → the files that go with it, or what is left where others lead to it."""

from datetime import date
from pathlib import Path

from talkoot.editing.drafts import Draft
from talkoot.editing.scalars import without_blanks
from talkoot.editing.writing import changed_keys
from talkoot.records.vocabulary import Addresses
from talkoot.sources.strict_yaml import read_keys

ADDRESSES = "content/addresses.yml"
KEPT = frozenset({"written_in", "editors"})
"""What a member that has left goes on to say beside what every member has to."""


def removed(root: Path, draft: Draft, today: date) -> dict[str, bytes | None]:
    """The whole folder goes; its address goes on to answer."""
    names = [draft.path(language) for language in draft.texts]
    files: dict[str, bytes | None] = dict.fromkeys((*names, *_pictures(draft)))
    files[ADDRESSES] = _addresses(root, draft, today)
    return files


def left(draft: Draft, today: date) -> dict[str, bytes | None]:
    """The page stays with the day its member left, and says no more than every page must."""
    required = {key for key, info in draft.model.model_fields.items() if info.is_required()}
    own = {key: value for key, value in draft.own.items() if key in required | KEPT}
    draft.keys = {language: {} for language in draft.keys}
    draft.keys[""] = own | {"status": "left", "left_on": str(today)}
    draft.bodies.clear()
    return draft.written("") | dict.fromkeys(_pictures(draft))


def _pictures(draft: Draft) -> list[str]:
    return [f"{draft.folder}/{name}" for name in draft.pictures]


def _addresses(root: Path, draft: Draft, today: date) -> bytes:
    """The list of moved and removed addresses, this one among them."""
    file = root / ADDRESSES
    text = file.read_text(encoding="utf-8") if file.exists() else "removed:\n"
    told = without_blanks(read_keys(text))
    entry = {"address": f"{draft.model.folder.rpartition('/')[2]}/{draft.id}", "on": str(today)}
    return changed_keys(text, {**told, "removed": [*told.get("removed", []), entry]}, Addresses).encode()
