"""What search finds: every record, theme, group and page of its own of a language, by name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from talkoot.frames.made import WrittenPage
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import Site
from talkoot.outputs.slim import Slim, called, slim_record
from talkoot.outputs.telling import telling

PAGE = "page"
"""The kind of a hand-written page."""

PAGES = {
    "evidence/": ("evidence page", "evidence lede", "definitions lede"),
    "meetings/calendar/": ("calendar page", "calendar lede"),
    "map/": ("map page", "map lede"),
    "data/": ("open data", "open data lede", "data forms"),
}
"""Address of a page that is made of all records together → the words of its title, and of its text."""

_TEXT = re.compile(r'<article class="md-typeset">(.*?)(?:<p class="edit-link\b|</article>)', re.DOTALL)
_HEADING = re.compile(r"<h1\b.*?</h1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Findable:
    """A page that search finds: its file on the site, its title, and how the rest is told."""

    path: str
    title: str
    tell: Callable[[], Slim]


def findable(site: Site, language: str) -> list[Findable]:
    """Every page of a language that search is to find, in the order of their names."""
    found = [
        *_records(site, language),
        *_themes(site, language),
        *_groups(site, language),
        *_made_pages(site, language),
        *_written_pages(site, language),
    ]
    return sorted(found, key=lambda page: (site.network.by_letters(page.title), page.path))


def _path(site: Site, language: str, address: str) -> str:
    return f"{site.prefix(language)}{address}index.html"


def _records(site: Site, language: str) -> Iterator[Findable]:
    for of_kind in site.network.kinds.values():
        for kept in of_kind.values():
            if is_shown(kept):
                it = telling(kept, language)
                tell = partial(slim_record, site.network, it)
                yield Findable(_path(site, language, kept.address), it.name, tell)


def _themes(site: Site, language: str) -> Iterator[Findable]:
    for id_ in site.network.vocabularies.get("themes", {}):
        label = site.network.label("themes", id_, language)
        tell = partial(_slim_theme, site, id_, language)
        yield Findable(_path(site, language, f"themes/{id_}/"), label, tell)


def _slim_theme(site: Site, id_: str, language: str) -> Slim:
    meetings = len(site.network.linking("themes", id_, "meeting.themes"))
    about = site.words(language)("theme lede", n=meetings) if meetings else ""
    _, *synonyms = called(site.network, "themes", id_, language)
    return Slim([("kind", "theme"), ("theme", id_)], [escape(about)], synonyms)


def _groups(site: Site, language: str) -> Iterator[Findable]:
    for position, group in enumerate(site.network.about.told(language).record.groups):
        tell = partial(_slim_group, site, position, language)
        yield Findable(_path(site, language, f"groups/{group.id}/"), group.name, tell)


def _slim_group(site: Site, position: int, language: str) -> Slim:
    about = telling(site.network.about, language)
    group = about.record.groups[position]
    places = [*called(site.network, "places", group.place, language)] if group.place else []
    filters = [("kind", "group"), ("group", group.id)]
    if group.place:
        filters.append(("place", group.place))
    summary = about.text("groups", position, "summary")
    return Slim(filters, [summary], places[1:], {"where": places[0]} if places else {})


def _made_pages(site: Site, language: str) -> Iterator[Findable]:
    words = site.words(language)
    for address, (title, *texts) in PAGES.items():
        tell = partial(Slim, [("kind", PAGE)], [escape(words(text)) for text in texts])
        yield Findable(_path(site, language, address), words(title), tell)


def _written_pages(site: Site, language: str) -> Iterator[Findable]:
    for path, page in site.frames.pages.items():
        if page.language == language:
            yield Findable(path, page.title, partial(_slim_page, page))


def _slim_page(page: WrittenPage) -> Slim:
    """A hand-written page without its live parts, which are found on pages of their own."""
    text = _TEXT.search(page.frame.fill(dict.fromkeys(page.frame.names, "")).decode())
    filters = [("kind", PAGE)]
    if page.written_in != page.language:
        filters += [("lang", page.written_in), ("title-lang", page.written_in)]
    return Slim(filters, [Markup(_HEADING.sub("", text[1], 1))] if text else [])
