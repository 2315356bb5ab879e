"""`/data/`: the page that tells people which files there are, what their fields mean and how to use them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from talkoot.outputs.calendars import followed_calendar
from talkoot.outputs.data.meanings import meanings
from talkoot.outputs.feeds import NEWS, followed_feeds
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.records.network import LICENCE_PAGES

ADDRESS = "data/"
FOLDER = "data/v1"
SCHEMAS = f"{FOLDER}/schema"
TRANSLATION = "-translation"
"""What follows the kind in the name of the schema of a translation beside such a record."""


@dataclass(frozen=True, slots=True)
class Offered:
    """The files of one kind of record."""

    kind: str
    section: str
    count: int


def data_pages(site: Site) -> Iterator[File]:
    """The page in every language."""
    for language in site.languages:
        yield _page(site, language)


def _page(site: Site, language: str) -> File:
    def page() -> Page:
        network, said = site.network, site.words(language)
        offered = [
            Offered(kind, network.section(kind), sum(map(is_shown, of_kind.values())))
            for kind, of_kind in network.kinds.items()
        ]
        licence = network.about.record.licence
        view: dict[str, Any] = {
            "folder": FOLDER,
            "offered": offered,
            "kinds": {it.kind: meanings(it.kind) for it in offered},
            "licence": (licence, LICENCE_PAGES[licence]),
            "schemas": schemas(site),
            "example": f"# yaml-language-server: $schema={site.url}{SCHEMAS}/member.json" if site.url else "",
        }
        follow = [followed_calendar(site, language), *followed_feeds(site, language, *NEWS)]
        lede = said("open data lede")
        return Page(language, ADDRESS, "data.html", said("open data"), view, lede, follow=follow)

    return page_file(site, language, ADDRESS, page)


def schemas(site: Site) -> list[str]:
    """The kinds of file that an editor can check while one writes."""
    kinds = site.network.kinds
    return [*kinds, "network", "addresses", *(f"{kind}{TRANSLATION}" for kind in (*kinds, "network"))]
