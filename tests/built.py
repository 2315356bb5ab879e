"""A network's folder → its built site, and the site's pages as a browser's parser reads them."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

from talkoot.build import Examined, build, examine
from talkoot.cached import CACHE
from talkoot.frames import make_frames
from talkoot.framing import frame_site, look_apart
from talkoot.outputs import File, Site, files_of

FULL = Path(__file__).parent / "sites" / "full"
"""A network in which every field of every kind has a value somewhere."""

TODAY = date(2026, 11, 21)
URL = "https://org.example/portal/"


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of a built site; `path` is where it lies there: `fi/members/index.html`."""

    path: str
    html: str

    @cached_property
    def tree(self) -> Element:
        """The page as browsers understand it; fails where the HTML is not well formed."""
        return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(self.html)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element, in the order of the page."""
        return tuple(element for element in self.tree.iter() if isinstance(element.tag, str))

    def all(self, *tags: str) -> list[Element]:
        """Its elements of these kinds."""
        return [element for element in self.elements if element.tag in tags]

    @property
    def text(self) -> str:
        """What its main part says, blanks made one."""
        return spoken(self.all("main")[0])

    @property
    def language(self) -> str:
        return str(self.tree.get("lang"))

    @property
    def ids(self) -> list[str]:
        return [str(element.get("id")) for element in self.elements if element.get("id") is not None]

    def meta(self, name: str) -> str | None:
        """What a `<meta>` of this name or http-equiv says."""
        for element in self.all("meta"):
            if name in (element.get("name"), element.get("http-equiv"), element.get("property")):
                return element.get("content")
        return None

    def links(self, rel: str) -> list[Element]:
        return [element for element in self.all("link") if element.get("rel") == rel]


def spoken(element: Element) -> str:
    """The text of an element, blanks made one."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class BuiltSite:
    """A built site, and the network it tells of."""

    root: Path
    folder: Path
    examined: Examined

    @cached_property
    def pages(self) -> Mapping[str, BuiltPage]:
        """Every HTML file by its path."""
        return {
            path: BuiltPage(path, (self.folder / path).read_text(encoding="utf-8"))
            for path in self.files
            if path.endswith(".html")
        }

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The path of every file, hidden ones of ours left out."""
        return tuple(sorted(files_in(self.folder)))

    def page(self, address: str) -> BuiltPage:
        """The page at an address: `fi/members/`."""
        return self.pages[f"{address}index.html"]


def files_in(folder: Path) -> Iterator[str]:
    """The paths of the files below `folder`, hidden ones left out."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix()


def build_site(root: Path, to: Path, *, today: date = TODAY, url: str | None = URL, **how: Any) -> BuiltSite:
    """Build the network at `root` as `talkoot build --draft` would."""
    examined = examine(root, today, draft=True, cache=root / CACHE)
    build(root, to, examined, url=url, **how)
    return BuiltSite(root, to, examined)


def site_of(root: Path, examined: Examined, url: str | None = URL) -> Site:
    """The site of an examined network before any of its files is made."""
    assert examined.network
    pages, look = look_apart(examined.texts)
    about = frame_site(root, examined.network, url)
    frames = make_frames(about, pages, look, root / CACHE)
    return Site(
        root, examined.network, frames, examined.network.pictures, about.top or None, about.edit_address
    )


def pages_of(site: Site) -> list[File]:
    """The HTML files of a site, to be made one by one."""
    return [file for file in files_of(site) if file.path.endswith(".html")]


def page_of(file: File) -> BuiltPage:
    """The page that a file will hold."""
    return BuiltPage(file.path, file.make().decode())


def copy_of(site: Path, to: Path) -> Path:
    """A copy of a test network that may be changed and built."""
    made = shutil.ignore_patterns(".cache", "site")
    return Path(shutil.copytree(site, to, dirs_exist_ok=True, ignore=made))


def put(file: Path, mark: str, text: str) -> None:
    """Write `text` after the first `mark` in a file."""
    before, found, after = file.read_text(encoding="utf-8").partition(mark)
    assert found, f"{file.name} no longer has {mark!r}"
    file.write_text(before + mark + text + after, encoding="utf-8")


def led_to(page: BuiltPage, link: str) -> tuple[str, str]:
    """Path on the site and fragment of a link on `page`; the path is empty where it leads elsewhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return "", ""
    path = normpath(join("/", page.path.rpartition("/")[0], unquote(parts.path))) if parts.path else page.path
    if parts.path.endswith(("/", ".")) or parts.path in ("..", ""):
        path = join(path, "index.html") if parts.path else path
    return path.lstrip("/"), unquote(parts.fragment)


def links_of(page: BuiltPage) -> Iterator[tuple[str, str]]:
    """Every address a page names: tag and address, each part of a srcset by itself."""
    for element in page.elements:
        for key in ("href", "src", "action", "poster", "data"):
            if element.get(key) is not None:
                yield str(element.tag), str(element.get(key))
        for part in (element.get("srcset") or "").split(","):
            if part.strip():
                yield str(element.tag), part.split()[0]
        if element.get("http-equiv") == "refresh":
            yield "meta", (element.get("content") or "").partition("url=")[2]


def leads_to(site: BuiltSite, path: str, fragment: str) -> bool:
    """Whether there is a place of this name on a page; on a form, a record that it opens with."""
    kind = re.search(r"(?:^|/)edit/([a-z]+)/index\.html$", path)
    network = site.examined.network
    assert network
    record, *flags = fragment.split("&")  # of a form: whose record, and where in it or what for
    known = bool(kind and (record in network.kinds[kind[1]] or (not record and flags)))
    return fragment in site.pages[path].ids or known


def broken_links(site: BuiltSite, prefix: str) -> list[str]:
    """What leads nowhere; `prefix` is the path the site is served under, “/” or “/portal/”."""
    broken = []
    for page in site.pages.values():
        for tag, link in links_of(page):
            target = link
            if link.startswith("/"):
                if not link.startswith(prefix):
                    broken.append(f"{page.path}: {link} leaves {prefix}")
                    continue
                target = "../" * page.path.count("/") + link.removeprefix(prefix)
                target = target or "./"
            if target.startswith("../") and target.count("../") > page.path.count("/"):
                broken.append(f"{page.path}: {link} climbs out of the site")
            path, fragment = led_to(page, target)
            if not path:
                continue
            if path not in site.files:
                broken.append(f"{page.path}: <{tag}> {link}")
            elif fragment and path.endswith(".html") and not leads_to(site, path, fragment):
                broken.append(f"{page.path}: {link} has no such place")
    return broken
