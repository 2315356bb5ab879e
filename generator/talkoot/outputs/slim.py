"""A record → what the search index knows of it: its texts, its filters, and words it is to be found by."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup

from talkoot.languages import Words, words
from talkoot.markdown import to_html
from talkoot.network import Network, awaits_report, has_left
from talkoot.outputs.escaping import escaped, html
from talkoot.outputs.telling import Telling
from talkoot.records.fields import Email, LinkTo, Picture, Prose, Term, Text, Web
from talkoot.records.record import Part, Path, fields

FILTERS = {
    "group": "group",
    "sectors": "sector",
    "themes": "theme",
    "themes_wished": "theme",
    "offers": "offers",
    "needs": "needs",
    "place": "place",
    "level": "level",
}
"""Field of a record → the filter its values stand in; `kind` is a filter of every page."""


@dataclass(frozen=True, slots=True)
class Slim:
    """A page as the index of one language knows it."""

    filters: Sequence[tuple[str, str]]
    texts: Sequence[Markup] = ()
    """The most telling first: excerpts are made of them."""
    words: Sequence[str] = ()
    """What else it is found by: names, and labels with their synonyms (“Food: bakery, smokehouse”)."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """`when`, `where` and `state`, shown beside the title."""
    day: date | None = None
    """The day it is sorted by; a page without one comes last."""


def slim_record(network: Network, it: Telling) -> Slim:
    """A record of any kind. Its `lang` and `title-lang` say where its text is in another language."""
    facts_of = FACTS.get(it.record.kind)
    facts = facts_of(network, it, words(it.told.language)) if facts_of else Facts()
    filters = [("kind", it.record.kind), *_filters(network, it.record)]
    if facts.place and facts.place not in [value for name, value in filters if name == "place"]:
        filters.append(("place", facts.place))
    if it.fallback:
        filters.append(("lang", it.fallback))
        if it.title != Markup.escape(it.name):
            filters.append(("title-lang", it.fallback))
    shown = {"when": facts.when, "where": facts.where, "state": facts.state}
    return Slim(filters, [*_texts(it)], [*_words(network, it)], shown, facts.day)


def _filters(network: Network, record: Any) -> Iterator[tuple[str, str]]:
    model: type[Part] = type(record)
    for declared in fields(model):
        name, value = FILTERS.get(declared.key), getattr(record, declared.key)
        if not name or not value:
            continue
        # A term in the author's own words is one of a kind: it is searched for, not chosen from a list.
        listed = (
            network.vocabularies.get(declared.kind.vocabulary) if isinstance(declared.kind, Term) else None
        )
        for id_ in value if declared.many else (value,):
            if listed is None or id_ in listed:
                yield name, id_


def _texts(it: Telling) -> Iterator[Markup]:
    """Every public text but the title, the summary first, then prose, then lines; each in its language."""

    def rank(given: tuple[Path, Text, str]) -> int:
        path, kind, _ = given
        return 0 if path == ("summary",) else 1 if isinstance(kind, Prose) else 2

    told = it.told
    for path, kind, text in sorted(_given(it.record), key=rank):
        if path == (it.record.title_field,):
            continue
        # Raw HTML is left out here, and whatever else is markup is read as text by the index.
        content = to_html(text) if isinstance(kind, Prose) else escaped(text)
        language = told.language_of(*path) if kind.translated else told.language
        lang = f' lang="{escaped(language)}"' if language != told.language else ""
        yield html(f"<div{lang}>{content}</div>")


def _given(part: Part, above: Path = ()) -> Iterator[tuple[Path, Text, str]]:
    for declared in fields(type(part)):
        value = getattr(part, declared.key)
        if value is None or not declared.kind.public:
            continue
        for n, item in enumerate(value if declared.many else (value,)):
            path = (*above, declared.key, n) if declared.many else (*above, declared.key)
            if declared.part is not None:
                if not _is_aside(declared.part):
                    yield from _given(item, path)
            elif isinstance(declared.kind, Text):
                yield path, declared.kind, item


@cache
def _is_aside(part: type[Part]) -> bool:
    """Whether it tells of a picture, a link or a contact: found by, but no text for an excerpt."""
    return any(isinstance(held.kind, (Picture, Web, Email)) for held in fields(part))


def _words(network: Network, it: Telling) -> Iterator[str]:
    language = it.told.language
    model: type[Part] = type(it.record)
    for declared in fields(model):
        value = getattr(it.record, declared.key)
        for item in value if declared.many else (value,) if value else ():
            if isinstance(declared.kind, Term):
                label, *synonyms = called(network, declared.kind.vocabulary, item, language)
                yield ": ".join([label, ", ".join(synonyms)]) if synonyms else label
            elif isinstance(declared.kind, LinkTo):
                yield _name(network, declared.kind.target, item, language)
            elif declared.part is not None and _is_aside(declared.part):
                yield from (text for _, _, text in _given(item))


def called(network: Network, vocabulary: str, id: str, language: str) -> Iterator[str]:  # noqa: A002
    """What an entry is called in `language`: its label, then its synonyms."""
    yield network.label(vocabulary, id, language)
    entry = network.vocabularies.get(vocabulary, {}).get(id)
    if entry:
        yield from entry.synonyms_in(language)


def _name(network: Network, target: str, id_: str, language: str) -> str:
    if target == "group":
        groups = network.about.told(language).record.groups
        return next((group.name for group in groups if group.id == id_), id_)
    kept = network.kinds.get(target, {}).get(id_)
    return str(getattr(kept.told(language).record, kept.record.title_field)) if kept else id_


@dataclass(frozen=True, slots=True)
class Facts:
    """What a result says beside its title; `place` is the id of where it is, `day` what it is sorted by."""

    when: str = ""
    where: str = ""
    state: str = ""
    place: str | None = None
    day: date | None = None


def member_facts(network: Network, it: Telling, said: Words) -> Facts:
    """Where a member is, and whether it still is one."""
    member = it.record
    status = "left" if has_left(member, network.today) else member.status
    return Facts(
        where=network.label("places", member.place, it.told.language),
        state=said(f"member status {status}") if status != "active" else "",
        place=member.place,
        day=member.joined,
    )


def meeting_facts(network: Network, it: Telling, said: Words) -> Facts:
    """When and where a meeting is, and whether it is still to come or cancelled."""
    meeting = it.record
    host = network.members.get(meeting.host or "")
    place = meeting.place or (host.record.place if host and meeting.mode != "online" else None)
    status = "report to come" if awaits_report(meeting, network.today) else f"status {meeting.status}"
    where = [network.label("places", place, it.told.language)] if place else []
    if meeting.mode == "online":
        where.append(said("mode online"))
    return Facts(
        when=said.day(meeting.start.date()),
        where=", ".join(where),
        state=said(status) if meeting.status != "held" else "",
        place=place,
        day=meeting.start.date(),
    )


def practice_facts(network: Network, it: Telling, said: Words) -> Facts:
    """Since when and where a practice is carried out, and whether its owner still stands behind it."""
    practice = it.record
    return Facts(
        when=said.when(practice.start) if practice.start else "",
        where=practice.location or said.country_name(practice.country),
        state=said("practice status withdrawn") if practice.status == "withdrawn" else "",
        day=practice.published or (practice.start.first_day if practice.start else None),
    )


def adoption_facts(network: Network, it: Telling, said: Words) -> Facts:
    """When and where a practice was taken over, and whether that is planned, goes on or has ended."""
    adoption = it.record
    return Facts(
        when=said.period(adoption.status, adoption.start, adoption.end),
        where=adoption.location or said.country_name(adoption.country),
        state=said(f"adoption status {adoption.status}"),
        day=adoption.start.first_day if adoption.start else None,
    )


FACTS: dict[str, Callable[[Network, Telling, Words], Facts]] = {
    "member": member_facts,
    "meeting": meeting_facts,
    "practice": practice_facts,
    "adoption": adoption_facts,
}
"""Kinds whose results say more than their title."""
