"""The network → the site's files: one module a format. A new one: a function here, its name in `OUTPUTS`.

Nothing is made yet when an output returns: a `File` holds its path and how to make it, so that several
processes can share the work.
"""

from collections.abc import Callable, Iterable, Iterator

from talkoot.outputs.addresses import moved_and_removed, unfinished
from talkoot.outputs.admin import admin_pages
from talkoot.outputs.assets import assets, pictures
from talkoot.outputs.calendar_page import calendar_pages
from talkoot.outputs.calendars import calendars
from talkoot.outputs.contacts import contacts
from talkoot.outputs.crawlers import headers, robots, sitemap
from talkoot.outputs.data import data_files, data_pages
from talkoot.outputs.editing import edit_pages
from talkoot.outputs.evidence import evidence_pages
from talkoot.outputs.feeds import feeds
from talkoot.outputs.listings import listings
from talkoot.outputs.map_page import map_pages
from talkoot.outputs.practice_cite import citations
from talkoot.outputs.practice_compare import compare_pages
from talkoot.outputs.practice_fit import fit_pages
from talkoot.outputs.practice_form import form_files
from talkoot.outputs.practice_lineage import lineage_pages
from talkoot.outputs.practice_paper import sheets
from talkoot.outputs.practice_review import form_pages
from talkoot.outputs.practice_starting import starting_pages
from talkoot.outputs.practice_taking import qr_codes
from talkoot.outputs.records import record_pages
from talkoot.outputs.search_page import search_pages
from talkoot.outputs.sharing import share_cards
from talkoot.outputs.site import File, Site
from talkoot.outputs.subjects import group_pages, theme_pages
from talkoot.outputs.terms import term_pages
from talkoot.outputs.written import written_pages

__all__ = ["OUTPUTS", "PICTURES", "File", "Site", "files_of", "pictures_of", "texts_of"]

OUTPUTS: tuple[Callable[[Site], Iterable[File]], ...] = (
    assets,
    written_pages,
    search_pages,
    record_pages,
    listings,
    calendar_pages,
    theme_pages,
    group_pages,
    term_pages,
    map_pages,
    evidence_pages,
    form_pages,
    fit_pages,
    compare_pages,
    lineage_pages,
    starting_pages,
    form_files,
    citations,
    qr_codes,
    sheets,
    edit_pages,
    calendars,
    contacts,
    feeds,
    data_pages,
    data_files,
    moved_and_removed,
    unfinished,
    admin_pages,
    robots,
    headers,
)

PICTURES: tuple[Callable[[Site], Iterable[File]], ...] = (pictures, share_cards)


def files_of(site: Site) -> Iterator[File]:
    """Every file of the site."""
    yield from texts_of(site)
    yield from pictures_of(site)


def pictures_of(site: Site) -> Iterator[File]:
    """Its pictures, of which it has as many as pages: they need not be there before their stage."""
    for output in PICTURES:
        yield from output(site)


def texts_of(site: Site) -> Iterator[File]:
    """All the others; the sitemap is made of them."""
    files = []
    for output in OUTPUTS:
        for file in output(site):
            files.append(file)
            yield file
    yield from sitemap(site, files)
