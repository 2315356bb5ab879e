"""What Hugo is given ready-made, of Talkoot's own making: it has no good means to work these out.

That spares Hugo the work: the figures, charts and tables of the evidence, the map, the search form, the page of the open
data, the schemas and the filters of the listings with their indexes; and, as a Hugo user would paste them in,
the drawings of covers and the time zones of calendars.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

from tests.bench.network import TODAY

from talkoot.build import examine
from talkoot.cached import CACHE
from talkoot.frames import Frames, make_frames
from talkoot.framing import frame_site, look_apart
from talkoot.outputs import File, Site, files_of
from talkoot.outputs.drawing.corner import VARIETY
from talkoot.outputs.drawing.covers import _drawn
from talkoot.outputs.drawing.hues import hue

LANGUAGE = "en"
TEMPLATED = re.compile(
    r"((members|meetings|practices)/((?!compare|lineage)[^/]+/(citation\.)?)?(index\.html|bib|ris|json)|(members|meetings|practices)/page/.*"
    r"|(sectors|places|offers|needs|groups|themes)/.*|meetings/calendar/.*|.*\.(vcf|ics)|feeds/.*"
    r"|data/v1/(members|meetings|practices)\.(json|csv)|sitemap\.xml|index\.html|404\.html|about/index\.html)"
)
"""What Hugo makes by itself; of all else it is given the pages to put into their frames, and the files to copy."""
LISTS = re.compile(r"(members|meetings|practices)/index\.html")
AFTER = re.compile(r'</div>\s*<div class="directory-found"')
_ZONE = re.compile(r"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", re.DOTALL)


@dataclass(frozen=True)
class Ready:
    """The same network as Talkoot builds it; its files are made when they are asked for."""

    site: Site

    @property
    def frames(self) -> Frames:
        return self.site.frames

    @cached_property
    def files(self) -> Mapping[str, File]:
        return {file.path: file for file in files_of(self.site)}

    def pages(self) -> Iterator[tuple[str, str, bool]]:
        """Address and HTML of each page that Hugo only puts into its frame, and whether the sitemap has it."""
        for path, file in self.files.items():
            if path.endswith(".html") and not TEMPLATED.fullmatch(path):
                yield path.removesuffix("index.html"), self.html(path), file.listed is not None

    def static(self) -> Iterator[tuple[str, bytes]]:
        """Files that Hugo only copies."""
        for path, file in self.files.items():
            if not path.endswith(".html") and file.stage == "render" and not TEMPLATED.fullmatch(path):
                yield path, file.make()

    def html(self, path: str) -> str:
        """A page as Talkoot makes it."""
        return self.files[path].make().decode()

    def home(self) -> str:
        """The front page down to its cards."""
        return content(self.html("index.html")).partition('<ul class="cards">')[0]

    def directories(self) -> dict[str, dict[str, str]]:
        """Section → what stands before and after the list of records on its first page."""
        told = {}
        for path in filter(LISTS.fullmatch, self.files):
            before, _, rest = content(self.html(path)).partition('<div class="directory-all">')
            after = AFTER.search(rest)
            assert after
            follow = rest[after.start() :].partition('<nav class="follow"')[0]
            told[path.partition("/")[0]] = {
                "before": f'{before.partition("</header>")[2]}<div class="directory-all">',
                "after": follow,
            }
        return told

    def zones(self) -> dict[str, str]:
        """Year, id of a group or `all` → the time zone as its calendar tells it."""
        zones = {}
        for path in self.files:
            if path.endswith(".ics"):
                folder, _, name = path.removesuffix(".ics").rpartition("/")
                key = name[:4] if folder.startswith("meetings/") else "all" if name == "meetings" else name
                if key not in zones:
                    zones[key] = _ZONE.findall(self.files[path].make().decode())[0]
        return zones

    def hues(self) -> dict[str, str]:
        """Sector → the name of its hue."""
        return {sector: hue(sector) for sector in self.site.network.vocabularies["sectors"]}


def covers() -> list[str]:
    """All the drawings that stand for members without a picture, without what they begin with."""
    return [_drawn(number) for number in range(VARIETY)]


def make_ready(repository: Path, url: str) -> Ready:
    """The network in `repository` as Talkoot would build it for `url`."""
    examined = examine(repository, TODAY)
    assert examined.network is not None
    pages, look = look_apart(examined.texts)
    about = frame_site(repository, examined.network, url)
    frames = make_frames(about, pages, look, repository / CACHE)
    given: dict[str, Any] = {"pictures": examined.network.pictures, "edit_address": about.edit_address}
    return Ready(Site(repository, examined.network, frames, url=url, **given))


def content(html: str, edit: bool = False) -> str:
    """What stands inside the frame of a page; with `edit`, also how it is edited."""
    inside = html.partition('<article class="md-typeset">\n')[2].rpartition("</article>")[0]
    return inside if edit else inside.partition(EDIT)[0]


def contents(html: str) -> str:
    """The list of a page's parts, if it has one."""
    return html.partition('<h2 id="contents-title">')[2].partition("</h2>\n")[2].partition("\n</nav>")[0]


def titled(html: str) -> str:
    """A page's title, as those who share it see it."""
    return _shared(html, "title")


def described(html: str) -> str:
    """A page's description, as those who share it see it."""
    return _shared(html, "description")


def _shared(html: str, what: str) -> str:
    return unescape(html.partition(f'<meta property="og:{what}" content="')[2].partition('"')[0])


EDIT = '<p class="edit-link'
