"""What the records of a kind can be narrowed down by, and the index that a page's script does it with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson

from talkoot.kept import Kept
from talkoot.languages import Words
from talkoot.network import Network
from talkoot.reliance import rely

Values = Callable[[Any], Sequence[str]]
"""A record → its values of a facet."""

Label = Callable[[Network, str, Words], str]
"""What a value is called in a language."""

Postings = Mapping[str, Sequence[int]]
"""Value → positions of the records that have it."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One question that records answer differently; `name` stands in addresses (`?sector=food`)."""

    name: str
    title: str
    """The word it is headed with."""
    values: Values
    label: Label
    listed: str = ""
    """The vocabulary its values are chosen from: other values are its authors' own words and are left out."""
    in_order: tuple[str, ...] = ()
    """Its values in their order, where that is not the order of letters."""


def _term(vocabulary: str) -> Label:
    return lambda network, id_, said: network.label(vocabulary, id_, said.language)


def _word(before: str) -> Label:
    return lambda network, value, said: said(f"{before} {value}")


def _group(network: Network, id_: str, said: Words) -> str:
    groups = network.about.told(said.language).record.groups
    return next((group.name for group in groups if group.id == id_), id_)


def _member(network: Network, id_: str, said: Words) -> str:
    kept = network.members.get(id_)
    return kept.record.name if kept else id_


def _language(network: Network, code: str, said: Words) -> str:
    name = said.language_name(code)
    return name[:1].upper() + name[1:]


def _country(network: Network, code: str, said: Words) -> str:
    return said.country_name(code)


def _cost(practice: Any) -> Sequence[str]:
    """The first of `COSTS` that its total is not above; none where the total is not told in euros."""
    total = practice.resources and practice.resources.total
    if not total or total.currency != "EUR":
        return ()
    return (next((cost for cost in COSTS[:-1] if total.amount <= int(cost)), COSTS[-1]),)


def _one(value: str | None) -> Sequence[str]:
    return (value,) if value else ()


MARKETS = ("local", "regional", "national", "nordic", "europe", "world")
LEVELS = ("local", "regional", "national")
COSTS = ("25000", "100000", "500000", "more")
"""Total costs in euros, up to so many."""

FACETS: dict[str, tuple[Facet, ...]] = {
    "member": (
        Facet("group", "group", lambda m: (m.group,), _group),
        Facet("sector", "sectors", lambda m: m.sectors, _term("sectors")),
        Facet("place", "place", lambda m: (m.place,), _term("places")),
        Facet("offers", "offers", lambda m: m.offers, _term("offers"), "offers"),
        Facet("needs", "needs", lambda m: m.needs, _term("offers"), "offers"),
        Facet("language", "languages spoken", lambda m: m.languages, _language),
        Facet(
            "market", "sells to", lambda m: m.markets.now if m.markets else (), _word("market"), "", MARKETS
        ),
        Facet(
            "hosting",
            "hosting",
            lambda m: ("yes",) if m.hosting and m.hosting.willing else (),
            _word("filter hosting"),
        ),
    ),
    "meeting": (
        Facet("theme", "themes", lambda m: m.themes, _term("themes")),
        Facet("group", "group", lambda m: _one(m.group), _group),
        Facet("host", "host", lambda m: _one(m.host), _member),
    ),
    "practice": (
        Facet("topic", "topics", lambda p: p.topics, _term("topics")),
        Facet("level", "level", lambda p: _one(p.level), _word("level"), "", LEVELS),
        Facet("country", "country", lambda p: _one(p.country), _country),
        Facet("cost", "total cost", _cost, _word("filter cost"), "", COSTS),
        Facet(
            "begun",
            "begun",
            lambda p: (str(p.start.first_day.year),) if p.start else (),
            lambda network, year, said: year,
        ),
    ),
}
"""Kind of record → what its listing can be narrowed down by; a kind that is not named has no filters."""

NEWEST: dict[str, Callable[[Any], str]] = {
    "member": lambda member: str(member.joined),
    "practice": lambda practice: str(practice.published or ""),
}
"""Kinds that can be sorted by how new their records are, and the day that says so."""


@dataclass(frozen=True, slots=True)
class Index:
    """Who has which value. Records are told by their position in the listing, which is in its order."""

    ids: Sequence[str]
    facets: Mapping[str, Postings]
    newest: Sequence[int]
    """Positions, the newest first; empty where the kind is not sorted so."""

    def encode(self) -> bytes:
        """As the file that the listing's script reads, the same for all languages."""
        return orjson.dumps({"ids": self.ids, "facets": self.facets, "newest": self.newest})


def index_of(network: Network, kind: str, records: Sequence[Kept[Any]]) -> Index:
    """The index of a listing."""
    rely(("facts of", kind))
    facets: dict[str, Postings] = {}
    positions = [*range(len(records))]  # the same numbers in all of them
    for facet in FACETS[kind]:
        postings: dict[str, list[int]] = {}
        for position, kept in zip(positions, records, strict=True):
            for value in facet.values(kept.record):
                postings.setdefault(value, []).append(position)
        if facet.listed:
            known = network.vocabularies.get(facet.listed, {})
            postings = {value: at for value, at in postings.items() if value in known}
        facets[facet.name] = postings
    day = NEWEST.get(kind)
    days = [day(kept.record) for kept in records] if day else []
    newest = sorted(range(len(days)), key=lambda position: days[position], reverse=True)
    return Index([kept.id for kept in records], facets, newest)


@dataclass(frozen=True, slots=True)
class Asked:
    """A facet as a page asks it: `options` are value, label and how many records have it."""

    name: str
    title: str
    options: Sequence[tuple[str, str, int]]


def asked(network: Network, kind: str, index: Index, said: Words) -> list[Asked]:
    """The facets of a listing that tell its records apart, with what can be chosen."""
    shown = []
    for facet in FACETS[kind]:
        postings = index.facets[facet.name]
        if len(postings) < 2 and all(len(at) == len(index.ids) for at in postings.values()):
            continue
        options = [(value, facet.label(network, value, said), len(at)) for value, at in postings.items()]
        shown.append(
            Asked(facet.name, said(facet.title), sorted(options, key=partial(_rank, facet, network)))
        )
    return shown


def _rank(facet: Facet, network: Network, option: tuple[str, str, int]) -> Any:
    value, label, _ = option
    return facet.in_order.index(value) if facet.in_order else (network.by_letters(label), value)
