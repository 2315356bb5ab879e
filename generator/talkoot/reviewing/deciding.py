"""Whose change is it: the author's own record, one for the coordinator, or one that is refused."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talkoot.records.record import Part, fields
from talkoot.reviewing.reasons import Place, Reason, Verdict, place_of
from talkoot.sources.documents import Document, read_document
from talkoot.sources.finding import Source

ACCOUNT = re.compile(r"[0-9]{1,12}", re.ASCII)
RANK: Mapping[Verdict, int] = {"own": 0, "coordinator": 1, "refused": 2}


@dataclass(frozen=True, slots=True)
class Decision:
    """Whose change a request is, with every reason that it is not simply its author's own."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


def decide(reasons: Iterable[Reason]) -> Decision:
    """The gravest of `reasons` decides; without any, the change is the author's own."""
    told = tuple(sorted(_once(reasons), key=lambda reason: (-RANK[reason.verdict], reason.path, reason.code)))
    return Decision(told[0].verdict if told else "own", told)


def _once(reasons: Iterable[Reason]) -> list[Reason]:
    kept: list[Reason] = []
    for reason in reasons:
        if reason not in kept:
            kept.append(reason)
    return kept


def whose(places: Collection[Place], before: Path, after: Path, authors: Sequence[str]) -> Iterator[Reason]:
    """What the records themselves say of their changes: who may make them, and which only the coordinator.

    `before` and `after` hold the two sides, laid out; `authors` are account ids: all of them must be editors.
    """
    for place in places:
        own, new = _read(before, place), _read(after, place)
        if own is None:
            yield Reason("coordinator", "unreadable-before", place.file)
            continue
        editors = editors_of(own)
        if not editors:
            yield Reason("coordinator", "no-editors", place.folder)
        elif not authors or any(author not in editors for author in authors):
            yield Reason("coordinator", "not-editor", place.folder)
        if new is None:
            yield Reason("coordinator", "unreadable-after", place.file)
            continue
        for keys in consents_changed(place.model, own.data, new.data):
            code = "editors" if keys == ("editors",) else "consent"
            yield Reason("coordinator", code, place.file, {"field": ".".join(keys), "kind": place.model.kind})


def editors_of(document: Document) -> frozenset[str]:
    """The account ids a record names as those who may change it."""
    written = document.data.get("editors")
    ids = written if isinstance(written, list) else []
    return frozenset(id_ for id_ in ids if isinstance(id_, str) and ACCOUNT.fullmatch(id_))


def consents_changed(model: type[Part], before: Any, after: Any) -> Iterator[tuple[str, ...]]:
    """The keys of the fields that are nobody's to show — editors, consents — whose standing values change.

    In a list of groups, groups are told apart by their first field (a photo's file); a group that is new
    brings its own consent, one that stays must keep it.
    """
    for keys, was, is_now in _private(model, before, after, ()):
        if was != is_now:
            yield keys


def _private(
    model: type[Part], before: Any, after: Any, above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Keys and both values of every field that is not public; values that are empty count as none."""
    own = before if isinstance(before, dict) else {}
    new = after if isinstance(after, dict) else {}
    for declared in fields(model):
        keys = (*above, declared.key)
        was, is_now = own.get(declared.key) or None, new.get(declared.key) or None
        if declared.part is None:
            if not declared.kind.public:
                yield keys, was, is_now
        elif declared.many:
            first = fields(declared.part)[0].key
            standing = _by_first(was, first)
            for name, item in _by_first(is_now, first).items():
                if name in standing:
                    yield from _private(declared.part, standing[name], item, keys)
        else:
            yield from _private(declared.part, was, is_now, keys)


def _by_first(items: Any, key: str) -> dict[str, Any]:
    """The groups of a list by what their first field says."""
    told = items if isinstance(items, list) else []
    return {str(item.get(key)): item for item in told if isinstance(item, dict)}


def _read(root: Path, place: Place) -> Document | None:
    read = read_document(root, Source(place.file, place.model.kind, place.id))
    return read if isinstance(read, Document) else None


def places_in(paths: Iterable[str], standing: Collection[str]) -> tuple[Place, ...]:
    """The records, among those that stand in the base, to whose folders `paths` belong; each once."""
    found = {place.folder: place for path in paths if (place := place_of(path))}
    return tuple(place for folder, place in sorted(found.items()) if folder in standing)
