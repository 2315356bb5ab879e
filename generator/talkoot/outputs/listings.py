"""Pages that list the records of a kind, some to a page."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from talkoot.kept import Kept
from talkoot.languages import Words
from talkoot.network import Network
from talkoot.outputs.calendars import followed_calendars
from talkoot.outputs.directory import directory_view, index_file
from talkoot.outputs.facets import FACETS, Index, index_of
from talkoot.outputs.feeds import followed_feeds
from talkoot.outputs.paging import A_PAGE, page_numbers
from talkoot.outputs.practice_taking import is_taken_over
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.reliance import remembering


def by_title(network: Network, kind: str) -> Sequence[Kept[Any]]:
    """The records of any kind, by what they are called."""
    shown = [kept for kept in network.kinds[kind].values() if is_shown(kept)]

    def letters(kept: Kept[Any]) -> tuple[str, str]:
        return network.by_letters(getattr(kept.record, kept.record.title_field)), kept.id

    return sorted(shown, key=letters)


ORDERS: dict[str, Callable[[Network], Sequence[Kept[Any]]]] = {
    "member": lambda network: network.listed_members,
    "meeting": lambda network: (*network.coming_meetings, *network.past_meetings),
    "practice": lambda network: network.published_practices,
}
"""What a listing holds, in which order; kinds not named here are listed whole, by title."""


def listings(site: Site) -> Iterator[File]:
    """The listing of every kind: `/members/`, `/members/page/2/` …"""
    for kind in site.network.kinds:
        order = ORDERS.get(kind)
        yield from listing(site, kind, order(site.network) if order else by_title(site.network, kind))


def listing(site: Site, kind: str, records: Sequence[Kept[Any]]) -> Iterator[File]:
    """One kind's listing in every language, and the index it is filtered by."""
    section = site.network.section(kind)
    index = remembering(partial(index_of, site.network, kind, records)) if kind in FACETS else None
    planned = sum(not is_taken_over(kept) for kept in records) if kind == "adoption" else 0
    unlisted = len(site.network.active_members) - len(records) if kind == "member" else 0
    if index:
        yield index_file(site, kind, index)
    for language in site.languages:
        for number in page_numbers(records):
            yield _page(site, kind, section, records, number, index, unlisted, planned, language)


def _page(
    site: Site,
    kind: str,
    section: str,
    records: Sequence[Kept[Any]],
    number: int,
    index: Callable[[], Index] | None,
    unlisted: int,
    planned: int,
    language: str,
) -> File:
    address, shown = page_address(section, number), records[(number - 1) * A_PAGE : number * A_PAGE]

    def page() -> Page:
        words = site.words(language)
        title, lede = words.shelf(kind, section), words.known(f"{kind} listing lede")
        view = {
            "kind": kind,
            "title": title,
            "lede": lede,
            "count": counted(words, kind, section, len(records), planned),
            "section": section,
            "parts": parts(site, kind, shown, language),
            "total": len(records),
            "number": number,
            "pages": [(n, page_address(section, n)) for n in page_numbers(records)],
            "narrowed": kind in FACETS,
            "facets": (),
            "unlisted": unlisted,
        }
        if index and number == 1:
            view |= directory_view(site, kind, index(), language, A_PAGE)
        named = title if number == 1 else f"{title} – {words('page', number=number)}"
        follow = followed_feeds(site, language, section)
        if kind == "meeting":
            follow = [*followed_calendars(site, language), *follow]
        return Page(language, address, "listing.html", named, view, lede, follow=follow)

    return page_file(
        site, language, address, page, of=([kept.id for kept in shown], len(records), unlisted, planned)
    )


def counted(words: Words, kind: str, section: str, total: int, planned: int) -> str:
    """How many records there are; those that are only planned are counted apart."""
    told = [words.counted(kind, section, total - planned)] if total > planned or not planned else []
    return ", ".join((*told, words("adoptions planned", n=planned)) if planned else told)


def parts(
    site: Site, kind: str, records: Sequence[Kept[Any]], language: str
) -> list[tuple[str, str, Sequence[Kept[Any]]]]:
    """Id, heading and records of each part of a page; meetings come first those to come, then by year."""
    if kind != "meeting":
        return [("", "", records)]
    coming = {kept.id for kept in site.network.coming_meetings}

    def when(kept: Kept[Any]) -> tuple[str, str]:
        year = str(kept.record.start.year)
        return (
            ("coming", site.words(language)("coming meetings"))
            if kept.id in coming
            else (f"year-{year}", year)
        )

    return [(id_, title, [*of_part]) for (id_, title), of_part in groupby(records, when)]


def page_address(section: str, number: int) -> str:
    """Where the `number`th page of a listing is, below its language's prefix."""
    return f"{section}/" if number == 1 else f"{section}/page/{number}/"
