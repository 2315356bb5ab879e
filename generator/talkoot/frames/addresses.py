"""A link as it stands in a hand-written page → the address it leads to on the site."""

import re
from collections.abc import Collection
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from talkoot.frames.site import SHARED, FrameSite

_PAGE = re.compile(r"content/([^/.]+)(?:\.([a-z]{2,3}))?\.md")
_RECORD = re.compile(r"(?:content/)?([a-z-]+)/([^/]+)/[a-z-]+(?:\.[a-z]{2,3})?\.(?:md|yml)")
_PICTURE = re.compile(r"content/(.+\.(?:png|jpe?g|webp|svg))", re.IGNORECASE)


def resolve(
    target: str, page: str, written_in: str, shown_in: str, names: Collection[str], site: FrameSite
) -> str | None:
    """Where `target` leads, from the site's top (`fi/join/#how`), or None if that can't be told.

    Both ways to write a link are understood, from the file (`join.md`, `../members/x/member.yml`, which
    the forge follows too) and from the page (`../members/x/`, `/members/x/`). It stays in the reader's
    language, unless it names another than the one the page is written in. `page` is the name of the page
    the link stands on, `names` those of all hand-written pages.
    """
    parts = urlsplit(target)
    path = unquote(parts.path)
    tail = f"?{parts.query}" * bool(parts.query) + f"#{parts.fragment}" * bool(parts.fragment)
    # From the file: the way from content/ through the repository.
    file = normpath("content/" + path) if not path.startswith("/") else path[1:]
    if found := _PAGE.fullmatch(file):
        name, language = found[1], found[2] or written_in
        if name not in names or language not in site.codes:
            return None
        chosen = shown_in if language == written_in else language
        return site.prefix(chosen) + page_address(name) + tail
    if (found := _RECORD.fullmatch(file)) and found[1] in site.sections:
        return f"{site.prefix(shown_in)}{found[1]}/{found[2]}/{tail}"
    if found := _PICTURE.fullmatch(file):
        return found[1] + tail
    # From the page: the way from its address through the site.
    here = path[1:] if path.startswith("/") else page_address(page) + path
    for way in (here, file.removeprefix("content/")):
        steps = [] if (clean := normpath(way)) == "." else clean.split("/")
        language = shown_in
        if steps and steps[0] in site.codes:
            language = steps.pop(0)
        if steps == ["data"]:  # the page about the data has one in every language
            return f"{site.prefix(language)}data/{tail}"
        if steps and steps[0] == "edit" and len(steps) == 2:  # the forms
            return f"{site.prefix(language)}{'/'.join(steps)}/{tail}"
        if steps and steps[0] in SHARED:
            return "/".join(steps) + tail
        if not steps or steps[0] in site.steps or steps in [[name] for name in names]:
            ending = "" if not steps or "." in steps[-1] else "/"
            return site.prefix(language) + "/".join(steps) + ending + tail
    return None


def record_of(address: str, site: FrameSite) -> tuple[str, str] | None:
    """The section and the id of the record that an address leads to, if it leads to one."""
    steps = urlsplit(address).path.split("/")
    if steps[0] in site.codes:
        steps.pop(0)
    return (steps[0], steps[1]) if len(steps) == 3 and steps[0] in site.steps else None


def picture_of(address: str) -> tuple[str, str] | None:
    """“pictures” and the name of the picture of hand-written pages that an address leads to, if it does."""
    section, _, name = urlsplit(address).path.partition("/")
    return (section, name) if section == "pictures" and name else None


def is_elsewhere(target: str) -> bool:
    """Whether a link leaves the site, or stays on its own page."""
    parts = urlsplit(target)
    return bool(parts.scheme or parts.netloc or not parts.path)


def page_address(name: str) -> str:
    """`about` → `about/`, `index` → the top."""
    return "" if name == "index" else f"{name}/"
