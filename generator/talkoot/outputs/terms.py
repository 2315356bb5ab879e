"""Pages of what tells members apart: `/sectors/`, `/sectors/food/`, and so for places, offers and needs.

They need no script; every chip on a member's page leads to one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from talkoot.kept import Kept
from talkoot.outputs.paging import A_PAGE, page_numbers
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import telling

MANY = 8
"""Terms of each section that the directory shows; the section's own page has them all."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of terms: the vocabulary they come from, and the field of a member that names them."""

    vocabulary: str
    field: str
    facet: str
    """The filter of the directory that shows the same members."""
    opposite: str = ""
    """The section that asks the other way round."""


SECTIONS = {
    "sectors": Section("sectors", "sectors", "sector"),
    "places": Section("places", "place", "place"),
    "offers": Section("offers", "offers", "offers", "needs"),
    "needs": Section("offers", "needs", "needs", "offers"),
}
"""First step of the address → what is listed there."""

Row = tuple[str, str, int]
"""A term: its id, its label, how many members it has."""


def term_pages(site: Site) -> Iterator[File]:
    """The list of every section, and a page a term; a term that nobody names has one too, for old links."""
    for language in site.languages:
        for name, section in SECTIONS.items():
            yield _list(site, name, language)
            for id_ in site.network.vocabularies.get(section.vocabulary, ()):
                yield from _pages(site, name, id_, language)


def members_of(site: Site, name: str, id_: str) -> Sequence[Kept[Any]]:
    """The members a term stands for, by name; those that have left are not among them."""
    return site.network.named_by[SECTIONS[name].field].get(id_, ())


def rows(site: Site, name: str, language: str) -> list[Row]:
    """The terms of a section that have members, by their labels."""
    network, section = site.network, SECTIONS[name]
    told = [
        (id_, network.label(section.vocabulary, id_, language), count)
        for id_ in network.vocabularies.get(section.vocabulary, ())
        if (count := len(members_of(site, name, id_)))
    ]
    return sorted(told, key=lambda row: network.by_letters(row[1]))


def browsed(site: Site, language: str) -> list[tuple[str, Sequence[Row], int]]:
    """For the directory: the groups, and each section with those of its terms that most members have.

    Each with its address, what it shows and how many it has.
    """
    sections = [("groups", _groups(site, language), len(site.network.groups))]
    for name in SECTIONS:
        told = rows(site, name, language)
        most = {row[0] for row in sorted(told, key=lambda row: -row[2])[:MANY]}
        if told:
            sections.append((name, [row for row in told if row[0] in most], len(told)))
    return sections


def _groups(site: Site, language: str) -> Sequence[Row]:
    network = site.network
    about = telling(network.about, language)
    return [
        (id_, about.text("groups", n, "name"), len(network.members_of_groups.get(id_, ())))
        for n, id_ in enumerate(network.groups)
    ]


def _list(site: Site, name: str, language: str) -> File:
    words = site.words(language)

    def page() -> Page:
        title, lede = words(f"terms {name}"), words(f"terms {name} lede")
        view = {"title": title, "lede": lede, "name": name, "rows": rows(site, name, language)}
        return Page(language, f"{name}/", "terms.html", title, view, lede, within="members")

    return page_file(site, language, f"{name}/", page)


def _pages(site: Site, name: str, id_: str, language: str) -> Iterator[File]:
    members, opposite = members_of(site, name, id_), SECTIONS[name].opposite
    others = len(members_of(site, opposite, id_)) if opposite else 0
    for number in page_numbers(members):
        yield _page(site, name, id_, members, others, number, language)


def _page(
    site: Site, name: str, id_: str, members: Sequence[Kept[Any]], others: int, number: int, language: str
) -> File:
    section, words = SECTIONS[name], site.words(language)
    address, shown = _address(name, id_, number), members[(number - 1) * A_PAGE : number * A_PAGE]

    def page() -> Page:
        network = site.network
        label = network.label(section.vocabulary, id_, language)
        title = words(f"term {name}", what=label)
        view = {
            "title": title,
            "label": label,
            "name": name,
            "synonyms": network.vocabularies[section.vocabulary][id_].synonyms_in(language),
            "records": shown,
            "total": len(members),
            "number": number,
            "pages": [(n, _address(name, id_, n)) for n in page_numbers(members)],
            "asked": f"members/?{section.facet}={id_}",
            "opposite": section.opposite,
            "others": others,
            "id": id_,
        }
        named = title if number == 1 else f"{title} – {words('page', number=number)}"
        described = f"{title}: {words('count of member', n=len(members))}"
        source = f"content/vocabularies/{section.vocabulary}.yml"
        return Page(
            language,
            address,
            "term.html",
            named,
            view,
            described,
            source=source,
            indexed=bool(members),
            within="members",
        )

    of = ([kept.id for kept in shown], len(members), others)
    return page_file(site, language, address, page, () if members else None, of)


def _address(name: str, id_: str, number: int) -> str:
    return f"{name}/{id_}/" if number == 1 else f"{name}/{id_}/{number}/"
