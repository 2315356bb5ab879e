"""What has changed between two builds → what relied on it: the keys of `reliance` that a change touches.

A file relies on what it asked the network for. Here stands, for each of these questions, which change of a
record may change the answer.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from talkoot.known import Known
from talkoot.network import Network
from talkoot.outputs.records import is_shown
from talkoot.records import RECORD_KINDS
from talkoot.records.fields import LinkTo, Term, Text
from talkoot.records.record import Record, fields, walk
from talkoot.reliance import Key

if TYPE_CHECKING:
    from talkoot.memory import Memory

Standing = Mapping[str, Mapping[str, bool]]
"""Kind → id of each record that stands in a network → whether it has a page."""


def standing(network: Network) -> Standing:
    """The records that stand in `network`."""
    return {
        kind: {id_: is_shown(kept) for id_, kept in of_kind.items()}
        for kind, of_kind in network.kinds.items()
    }


def touched(network: Network, known: Mapping[str, Known], before: "Memory") -> set[Key]:
    """All that a file may have relied on and that is not as it was `before`.

    `network` was made of what is `known`.
    """
    keys: set[Key] = set()
    for kind, id_ in _changed(network, known, before):
        keys |= {(kind,), (kind, id_)}
        path = PATHS[kind].format(id_)
        # Without mistakes of its own, a record may still be left out for what it says of others.
        then = _record(before.known.get(path)) if id_ in before.stood.get(kind, {}) else None
        now = _record(known.get(path)) if id_ in network.kinds[kind] else None
        for record in filter(None, (then, now)):
            keys.update(_linked(kind, record))
        if facts(then) == facts(now):
            continue
        keys.add(("facts of", kind))
        if kind == "member":
            keys.update(("offering", offer) for of in (then, now) if of for offer in vars(of)["offers"])
        if kind == "meeting":
            keys.update(("meetings of", vars(of)["group"] or "") for of in (then, now) if of)
    return keys


PATHS = {model.kind: f"{model.folder}/{{}}/{model.file}" for model in RECORD_KINDS}


def facts(record: Record | None) -> Any:
    """What lists sort, filter and count by: what a record is called, and all it says but its own texts.

    Of these only whether they are there; texts within groups are facts, as an expert's organisation is.
    """
    if record is None:
        return None
    values, texts = vars(record), _texts(type(record))
    return [bool(value) if key in texts else value for key, value in values.items()]


@cache
def _texts(model: type[Record]) -> frozenset[str]:
    return frozenset(f.key for f in fields(model) if isinstance(f.kind, Text) and f.key != model.title_field)


def _changed(network: Network, known: Mapping[str, Known], before: "Memory") -> set[tuple[str, str]]:
    """Kind and id of every record that came, went, or says something else, in any language or picture."""
    found = {
        (kind, id_)
        for kind, of_kind in standing(network).items()
        for id_, _ in of_kind.items() ^ before.stood.get(kind, {}).items()
    }
    for path in known.keys() | before.known.keys():
        now, then = known.get(path), before.known.get(path)
        if now is not then and _told(now) != _told(then):
            found.update(_at(network, path))
    for path in network.pictures.keys() | before.pictures.keys():
        if network.pictures.get(path) != before.pictures.get(path):
            found.update(_at(network, path))
    return found


def _told(one: Known | None) -> Any:
    return one and one.checked and (one.checked.record, one.checked.given)


def _at(network: Network, path: str) -> Iterator[tuple[str, str]]:
    """The record whose folder holds the file at `path`, if any does."""
    folder, _, id_ = path.rpartition("/")[0].rpartition("/")
    return ((kind, id_) for kind, of_kind in network.folders.items() if of_kind == folder)


def _record(one: Known | None) -> Record | None:
    return one.checked.record if one and one.checked else None


def _linked(kind: str, record: Record) -> Iterator[Key]:
    for _, declared, text in walk(record, LinkTo, Term):
        target = declared.target if isinstance(declared, LinkTo) else vars(declared)["vocabulary"]
        yield "linking", target, text, kind
