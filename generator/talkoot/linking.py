"""Checked records → the network: every link resolved both ways, every impossible one a problem."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from talkoot.kept import NONE, Kept, Translation
from talkoot.languages import DEFAULT
from talkoot.lineage import lineage_problems
from talkoot.network import Network
from talkoot.outside_form import longer_than_forms
from talkoot.problems import Problem, shorten
from talkoot.records.check import written
from talkoot.records.fields import Kind, LinkTo, Term
from talkoot.records.record import Path
from talkoot.records.vocabulary import Addresses, Entry
from talkoot.shelves import Checked, Shelves
from talkoot.sources.documents import Document, Remembered
from talkoot.sources.names import near
from talkoot.sources.pictures import Seen


def link(
    shelves: Shelves,
    today: date,
    published: Collection[str] = (),
    pictures: Mapping[str, Seen] = MappingProxyType({}),
) -> tuple[Network | None, tuple[Problem, ...]]:
    """The network that the right records make, and what is wrong between them.

    `today` is the day that tells what can have happened. `published` holds the addresses
    (`members/hirsi-ja-hopea`) the repository's history knows; `pictures` those that can be shown, by path.
    No network without a right `network.yml`.
    """
    targets = shelves.targets
    terms = {name: _meanings(entries) for name, entries in shelves.vocabularies.items()}
    problems: list[Problem] = []
    kept: dict[str, dict[str, Kept[Any]]] = {kind: {} for kind in shelves.kinds}
    links: dict[tuple[str, str], dict[str, list[Kept[Any]]]] = {}
    about = shelves.network.record if shelves.network else None
    default = about.languages[0] if about else DEFAULT
    translations = _translations(shelves, default, problems)

    for checked in shelves.every:
        document, record = checked.document, checked.record
        entry = record and Kept(
            document.id,
            record,
            document.path,
            getattr(record, "written_in", None) or default,
            translations.get((document.kind, document.id), NONE),
        )
        for path, kind, text in checked.told(LinkTo, Term):
            target = kind.target if isinstance(kind, LinkTo) else kind.vocabulary  # type: ignore[attr-defined]
            problem = _unknown(shelves, document, path, kind, text, targets, terms)
            if problem:
                problems.append(problem)
            elif entry and document.kind in kept:
                name = _field_name(document.kind, path)
                there = links.setdefault((target, text), {}).setdefault(name, [])
                if not there or there[-1] is not entry:
                    there.append(entry)
        if entry:
            problems.extend(_impossible(document, record, shelves, today))
            if document.kind in kept:
                kept[document.kind][document.id] = entry

    problems.extend(lineage_problems(shelves))
    problems.extend(_addresses(shelves, targets, published))
    if about is None or shelves.network is None:
        return None, tuple(problems)
    addresses = shelves.addresses.record if shelves.addresses and shelves.addresses.record else Addresses()
    own = shelves.network.document
    told = Kept(own.id, about, own.path, default, translations.get((own.kind, own.id), NONE))
    folders = {kind: model.folder for kind, model in shelves.kinds.items()}
    left_out = tuple((kind, id_) for kind in kept for id_ in targets[kind] if id_ not in kept[kind])
    network = Network(told, today, kept, folders, shelves.vocabularies, addresses, links, pictures, left_out)
    problems.extend(longer_than_forms(network, shelves))
    return network, tuple(problems)


@cache
def _field_name(kind: str, path: Path) -> str:
    return ".".join([kind, *(key for key in path if isinstance(key, str))])


def _problem(document: Document | Remembered, path: Path, code: str, text: str = "", **hints: str) -> Problem:
    line, column = document.locate(path)
    return Problem(code, document.path, line, column, path, shorten(text), tuple(hints.items()))


def _meanings(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Everything an entry may be called, folded → its id."""
    found: dict[str, str] = {}
    for id_, entry in entries.items():
        for language, label in entry.labels().items():
            for name in (label, *entry.synonyms_in(language)):
                found.setdefault(name.casefold(), id_)
    return found | {id_: id_ for id_ in entries}


def _unknown(
    shelves: Shelves,
    document: Document | Remembered,
    path: Path,
    kind: Kind,
    text: str,
    targets: Mapping[str, Mapping[str, str]],
    terms: Mapping[str, Mapping[str, str]],
) -> Problem | None:
    """The problem of a link or term that leads nowhere."""
    if isinstance(kind, LinkTo):
        known = targets.get(kind.target)
        if known is None or text in known:
            return None
        named = {name.casefold(): id_ for id_, name in known.items() if name}
        meant = named.get(text.casefold()) or near(text, known) or named.get(near(text.casefold(), named), "")
        code = "unknown-group" if kind.target == "group" else "unknown-record"
        return _problem(document, path, code, text, **_near(meant), folder=shelves.folder(kind.target))
    assert isinstance(kind, Term)
    meanings = terms.get(kind.vocabulary)
    if meanings is None or meanings.get(text) == text or text in shelves.unread.get(kind.vocabulary, ()):
        return None  # What could not be read has its own problem.
    meant = _nearest(text, kind.vocabulary, tuple(meanings.items()) if len(meanings) < 2000 else ())
    file = f"content/vocabularies/{kind.vocabulary}.yml"
    if not kind.own_words:
        return _problem(document, path, "unknown-term", text, **_near(meant), file=file)
    if not meant:
        return None
    return replace(
        _problem(document, path, "own-words-near-term", text, near=meant, file=file), severity="warning"
    )


def _near(meant: str) -> dict[str, str]:
    return {"near": meant} if meant else {}


@cache
def _nearest(text: str, vocabulary: str, meanings: tuple[tuple[str, str], ...]) -> str:
    """The id of the entry that `text` most likely meant: by label, by synonym, by spelling."""
    known = dict(meanings)
    return known.get(text.casefold()) or known.get(near(text, known), "")


def _translations(
    shelves: Shelves, default: str, problems: list[Problem]
) -> dict[tuple[str, str], dict[str, Translation]]:
    """(kind, id) → language → translation, for those that stand beside a record and fit it."""
    own = {(c.document.kind, c.document.id): c for c in shelves.every}
    languages = shelves.network.record.languages if shelves.network and shelves.network.record else ()
    found: dict[tuple[str, str], dict[str, Translation]] = {}
    for checked in shelves.translations:
        document = checked.document
        beside = own.get((document.kind, document.id))
        if beside is None:
            continue  # Finding has said that the record's own file is missing.
        written_in = getattr(beside.record, "written_in", None) or default
        if languages and document.language not in languages:
            problems.append(
                _problem(
                    document, (), "not-a-site-language", document.language, languages=", ".join(languages)
                )
            )
        elif beside.record is not None and document.language == written_in:
            problems.append(_problem(document, (), "translation-into-own-language", document.language))
        else:
            problems.extend(_longer_lists(checked, beside))
            if checked.record is not None:
                found.setdefault((document.kind, document.id), {})[document.language] = Translation(
                    checked.record, checked.given
                )
    return found


def _longer_lists(translation: Checked, own: Checked) -> Iterator[Problem]:
    """Lists of a translation that hold more than the record's own: they are matched by position."""
    for key, value in _values(translation).items():
        there = _values(own).get(key) or ()
        if isinstance(value, list | tuple) and isinstance(there, list | tuple) and len(value) > len(there):
            at, count = (key, len(there)), str(len(there))
            yield _problem(translation.document, at, "translation-too-long", key, count=count)


def _values(checked: Checked) -> Mapping[str, Any]:
    return checked.document.data if checked.record is None else vars(checked.record)


def _impossible(
    document: Document | Remembered, record: Any, shelves: Shelves, today: date
) -> Iterator[Problem]:
    """Histories that cannot have been, as of `today`."""
    for key in PAST:
        value = vars(record).get(key)
        if value and value > today:
            yield _problem(
                document, (key,), "in-the-future", written(document.data, (key,)) or "", today=str(today)
            )
    if document.kind == "meeting":
        yield from _impossible_meeting(document, record, shelves, today)


PAST = ("joined", "confirmed", "published")
"""Days of a record that can't lie after today."""


def _impossible_meeting(
    document: Document | Remembered, meeting: Any, shelves: Shelves, today: date
) -> Iterator[Problem]:
    day = meeting.start.date()
    if meeting.status == "held" and day > today:
        yield _problem(document, ("status",), "held-in-the-future", "held", day=str(day), today=str(today))
    host = shelves.members.get(meeting.host) if meeting.host else None
    if host and host.left_on and host.left_on < day and meeting.status != "cancelled":
        yield _problem(
            document, ("host",), "host-had-left", meeting.host, left=str(host.left_on), day=str(day)
        )


def _addresses(
    shelves: Shelves, targets: Mapping[str, Mapping[str, str]], published: Collection[str]
) -> Iterator[Problem]:
    """Moved and removed addresses that contradict the records, and records that vanished without a word."""
    sections = {kind: model.folder.rpartition("/")[2] for kind, model in shelves.kinds.items()}
    standing = {f"{section}/{id_}" for kind, section in sections.items() for id_ in targets[kind]}
    told: set[str] = set()
    if shelves.addresses and shelves.addresses.record:
        document, addresses = shelves.addresses.document, shelves.addresses.record
        for n, moved in enumerate(addresses.moved):
            if moved.old.partition("/")[0] not in sections.values():
                yield _problem(document, ("moved", n, "old"), "address", moved.old, example=moved.new)
            if moved.old in standing:
                yield _problem(document, ("moved", n, "old"), "moved-but-here", moved.old)
            if moved.new not in standing:
                yield _problem(
                    document,
                    ("moved", n, "new"),
                    "moved-to-nowhere",
                    moved.new,
                    **_near(near(moved.new, standing)),
                )
            told.add(moved.old)
        for n, removed in enumerate(addresses.removed):
            if removed.address.partition("/")[0] not in sections.values():
                at = ("removed", n, "address")
                yield _problem(document, at, "address", removed.address, example="members/lopettanut")
            if removed.address in standing:
                yield _problem(document, ("removed", n, "address"), "removed-but-here", removed.address)
            told.add(removed.address)
    for address in sorted(set(published) - standing - told):
        hints = (("address", address), ("shelf", address.partition("/")[0]))
        yield Problem("vanished", "content/addresses.yml", found=address, hints=hints)
