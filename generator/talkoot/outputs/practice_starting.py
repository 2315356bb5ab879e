"""A network's own practice → the page that leads to one's own portal, and the zip for those without git."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup

import talkoot
from talkoot.cached import key_of, way_of
from talkoot.kept import Kept
from talkoot.markdown import to_html
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import telling
from talkoot.records.fields.contact import WEB_ADDRESS
from talkoot.starting.checklist import as_html, checklist
from talkoot.starting.package import HOME, running_package

ZIP = "portal.zip"


def is_carried(site: Site, kept: Kept[Any]) -> bool:
    """Whether a practice is the network's own, so that its portal comes with it.

    It is: told here as the host organisation's, and taken apart, so that others can keep, change or drop.
    """
    practice, about = kept.record, site.network.about
    hosts = {about.record.host_organisation} | {
        told.record.host_organisation for told in map(about.told, site.languages)
    }
    return bool(
        practice.status == "published"
        and practice.elements
        and practice.owner
        and practice.owner.organisation in hosts
    )


def starting_pages(site: Site) -> Iterator[File]:
    """`/practices/<id>/start/` and its `portal.zip` for each practice that the network carries itself."""
    for kept in site.network.practices.values():
        if is_carried(site, kept):
            for language in site.languages:
                yield _file(site, kept, language)
                path = f"{site.prefix(language)}{kept.address}start/{ZIP}"
                key = partial(_zip_key, site, kept, language)
                yield File(path, partial(_zip, site, kept, language), stage="paper", key=key)


def _file(site: Site, kept: Kept[Any], language: str) -> File:
    address = f"{kept.address}start/"

    def page() -> Page:
        said, starting = site.words(language), site.words(language).entries["starting"]
        view = {
            "it": telling(kept, language),
            "zip": ZIP,
            "package": _package(),
            "without": starting["without git"],
            "without_text": Markup(to_html(starting["without git text"])),
            "checklist": starting["checklist"],
            "lede": starting["checklist lede"],
            "steps": Markup(as_html(checklist(language))),
        }
        title, lede = said("start portal"), said("start portal lede")
        return Page(language, address, "practice_start.html", title, view, lede)

    return page_file(site, language, address, page, of=_package())


def _zip(site: Site, kept: Kept[Any], language: str) -> bytes:
    from talkoot.starting.bundle import bundle

    return bundle(*_packed(site, kept, language))


def _zip_key(site: Site, kept: Kept[Any], language: str) -> bytes:
    """Another one where the package, the network's name or its address changes."""
    way = way_of((), "jinja2", "python-docx", "lxml")
    return key_of("portal.zip", *_packed(site, kept, language), _package_state(), way)


def _packed(site: Site, kept: Kept[Any], language: str) -> tuple[tuple[str, ...], Mapping[str, str], str]:
    """Its languages, the network whose practice it is with its address on the web, and the package."""
    name = site.network.about.told(language).record.name
    address = site.absolute(language, kept.address) if site.url else ""
    languages = (language, *(code for code in site.languages if code != language))
    copied = {"name": name, **({"url": address} if re.fullmatch(WEB_ADDRESS, address) else {})}
    return languages, copied, _package()


@cache
def _package() -> str:
    """The package by address and commit; where nothing tells the commit, by its address alone."""
    return running_package() or f"git+{HOME}"


@cache
def _package_state() -> str:
    """A digest of the package's own files by name, size and time: what is made of them can be kept by it."""
    top = Path(talkoot.__file__).parent
    told = sha256()
    for path in sorted(top.rglob("*")):
        if "__pycache__" not in path.parts and path.is_file():
            at = path.stat()
            told.update(f"{path.relative_to(top)} {at.st_size} {at.st_mtime_ns}\n".encode())
    return told.hexdigest()
