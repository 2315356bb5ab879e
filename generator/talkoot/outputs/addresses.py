"""Addresses that answer for ever: a moved record's leads on, a removed or unfinished one's says so."""

from collections.abc import Iterator

from talkoot.outputs.records import is_shown
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import telling
from talkoot.records.vocabulary import Moved, Removed
from talkoot.reliance import rely


def moved_and_removed(site: Site) -> Iterator[File]:
    """A page at every old address of `content/addresses.yml`, in every language."""
    for language in site.languages:
        for moved in site.network.addresses.moved:
            yield _moved(site, moved, language)
        for removed in site.network.addresses.removed:
            yield _removed(site, removed, language)


def unfinished(site: Site) -> Iterator[File]:
    """A page for every record that stands and is not shown, so that links to it lead somewhere."""
    network = site.network
    drafts = [
        (k, kept.id)
        for k, of_kind in network.kinds.items()
        for kept in of_kind.values()
        if not is_shown(kept)
    ]
    for language in site.languages:
        for kind, id_ in (*network.left_out, *drafts):
            yield _unfinished(site, kind, id_, language)


def _unfinished(site: Site, kind: str, id_: str, language: str) -> File:
    section = site.network.section(kind)
    address = f"{section}/{id_}/"

    def page() -> Page:
        rely((kind, id_))
        title = site.words(language)("unfinished")
        view = {"title": title, "section": f"{section}/"}
        return Page(language, address, "unfinished.html", title, view, indexed=False)

    return page_file(site, language, address, page, None)


def _moved(site: Site, moved: Moved, language: str) -> File:
    def page() -> Page:
        title = site.words(language)("moved")
        view = {"title": title, "new": f"{moved.new}/", "it": _now_at(site, moved.new, language)}
        return Page(
            language, f"{moved.old}/", "moved.html", title, view, indexed=False, refresh=f"{moved.new}/"
        )

    return page_file(site, language, f"{moved.old}/", page, None)


def _now_at(site: Site, address: str, language: str) -> object:
    section, _, id_ = address.partition("/")
    for kind, kept in site.network.kinds.items():
        if site.network.section(kind) == section and id_ in kept and is_shown(kept[id_]):
            return telling(kept[id_], language)
    return None


def _removed(site: Site, removed: Removed, language: str) -> File:
    def page() -> Page:
        title = site.words(language)("removed")
        view = {"title": title, "on": removed.on, "section": f"{removed.address.partition('/')[0]}/"}
        return Page(language, f"{removed.address}/", "removed.html", title, view, indexed=False)

    return page_file(site, language, f"{removed.address}/", page, None)
