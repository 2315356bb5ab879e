"""What every output works from: the network with the site it becomes, and how one page of it is made."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

from markupsafe import escape

from talkoot.frames.made import Frames
from talkoot.kept import Kept
from talkoot.languages import Words, words
from talkoot.network import Network
from talkoot.outputs.cards import Drawn, cards
from talkoot.outputs.chips import Chips, chips
from talkoot.outputs.escaping import html
from talkoot.outputs.lines import Lines
from talkoot.outputs.structured import page_block
from talkoot.outputs.templates import template
from talkoot.sources.pictures import Seen

HEADING = re.compile(r'<h2 id="([a-z0-9-]+)">(.*?)</h2>', re.DOTALL)


Stage = Literal["render", "cards", "photos", "paper"]
"""Pages and data; share cards; pictures; and what is taken along: PDF, `.docx`, codes, the zip."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site: its path, and how its bytes are made."""

    path: str
    make: Callable[[], bytes]
    listed: "Listed | None" = None
    """What the sitemap says of it, if it is a page that others should find."""
    stage: Stage = "render"
    """When it is made: what takes long has stages of its own."""
    key: Callable[[], bytes] | None = None
    """A digest of all that `make` makes it of, for what is kept between builds."""
    bunch: str = ""
    """What several files are made of: one after another, they take less time."""
    of: object = None
    """What it is made of beside what it is seen to rely on: equal values of plain types, equal files."""
    lines: Lines | None = None
    """How it can be mended where it has a line for every record."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as search engines are told of it: its address below the language's prefix, and in which
    languages its text is written, the original first."""

    language: str
    address: str
    languages: Sequence[str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the site: its address, the same in every language, and its size in pixels."""

    address: str
    width: int
    height: int

    @property
    def sizes(self) -> Sequence[tuple[str, int, int]]:
        """Each size it is published in: address, width and height; the smallest first."""
        name, dot, ending = self.address.rpartition(".")
        narrow = [(f"{name}-{width}{dot}{ending}", width) for width in WIDTHS if width < self.width]
        shown = narrow if self.width > WIDTHS[-1] else [*narrow, (self.address, self.width)]
        return [(address, width, max(1, round(self.height * width / self.width))) for address, width in shown]


WIDTHS = (640, 1600)
"""Widths in pixels that a larger picture is made in."""


@dataclass(frozen=True)
class Site:
    """A network, the frames its pages are filled into, and where it will be published."""

    root: Path
    network: Network
    frames: Frames
    pictures: Mapping[str, Seen] = field(default_factory=dict)
    """Pictures that can be shown, by their path in the repository."""
    url: str | None = None
    """With its path prefix and a slash at its end: `https://org.example/portal/`."""
    edit_address: Callable[[str], str] = field(default=lambda path: "")
    """Path of a source file → where it is edited on the web; an empty text when nowhere."""
    drawn: Drawn = field(default_factory=dict, repr=False, compare=False)
    """Cards that stand on several pages, kept by `outputs/cards.py`."""
    chips: Chips = field(default_factory=dict, repr=False, compare=False)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.network.languages

    def prefix(self, language: str) -> str:
        """What stands before an address in `language`: nothing, or `fi/`."""
        return "" if language == self.languages[0] else f"{language}/"

    def absolute(self, language: str, address: str) -> str:
        """The whole address of a page; only for a site that knows its own."""
        return f"{self.url}{self.prefix(language)}{address}"

    def words(self, language: str) -> Words:
        return words(language)

    def card(self, kept: Kept[Any], language: str) -> str:
        """Where a record's share card is, below the site's top."""
        return f"{self.prefix(language)}{kept.address}card.png"

    def picture(self, kept: Kept[Any], file: str | None) -> "Picture | None":
        """A record's picture as it is published, or None where there is none to show."""
        seen = self.pictures.get(f"{kept.folder}/{file}") if file else None
        return Picture(f"{kept.address}{file}", seen.width, seen.height) if seen else None


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed or a calendar that programs look at again and again.

    `file` is below the site's top. `address` is what a calendar program subscribes to, where the site
    knows its own.
    """

    type: str
    title: str
    file: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it is, what it is called and what it shows.

    `address` is below the language's prefix (`members/hirsi-ja-hopea/`). `languages` are those its text is
    written in, the original first; on a page in another language the text is a fallback.
    """

    language: str
    address: str
    template: str
    title: str
    view: Mapping[str, Any]
    description: str = ""
    languages: Sequence[str] = ()
    source: str = ""
    """The file it is edited in."""
    form: str = ""
    """The form it is edited with, below the language's prefix."""
    indexed: bool = True
    """Whether search engines are to know it."""
    refresh: str = ""
    """Where the visitor is led on to, below the language's prefix."""
    within: str = ""
    """The section whose tab it stands under, where its address begins otherwise."""
    follow: Sequence[Followed] = ()
    """Feeds and calendars of what the page shows."""
    kept: Kept[Any] | None = None
    """The record it tells of, if it is the page of one."""

    @property
    def depth(self) -> int:
        """Steps below the top of its language."""
        return self.address.count("/")

    @property
    def section(self) -> str:
        """The part of the site it stands in: `members`."""
        return self.within or self.address.partition("/")[0]


def page_file(
    site: Site,
    language: str,
    address: str,
    make: Callable[..., Page],
    languages: Sequence[str] | None = (),
    of: object = None,
    given: tuple[Any, ...] = (),
) -> File:
    """The file of a page that `make` gives when its turn comes; without `languages` no sitemap names it.

    What `make` is `given` weighs less than what it would hold itself. `of` holds what `make` brings along
    that was asked of the network before, see `File`.
    """
    listed = None if languages is None else Listed(language, address, languages or site.languages)
    path = f"{site.prefix(language)}{address}index.html"
    return File(path, partial(_made, site, make, *given), listed, of=of)


def _made(site: Site, make: Callable[..., Page], *given: Any) -> bytes:
    return render(site, make(*given))


def render(site: Site, page: Page) -> bytes:
    """The page, filled into its frame."""
    view = context(site, page.language, page.depth, {"follow": page.follow, **page.view})
    content = template(page.template, page.language).render(view)
    frame = site.frames.frame(page.language, page.section, page.depth)
    values = {
        "title": page.title,
        "description": page.description,
        "head": head(site, page),
        "content": content,
        "toc": contents(content),
        "edit": site.edit_address(page.source) if page.source else "",
        "form": f"{'../' * page.depth}{page.form}" if page.form else "",
        "address": page.address,
    }
    return frame.fill(values)


def context(site: Site, language: str, depth: int, view: Mapping[str, Any]) -> dict[str, Any]:
    """What every template may use, beside what its page shows."""
    return {
        "words": site.words(language),
        "language": language,
        "network": site.network,
        "today": site.network.today,
        "label": partial(site.network.label, language=language),
        "cards": partial(cards, site, language, depth),
        "chips": partial(chips, site, language, "../" * depth),
        "up": html("../" * depth),
        "top": html("../" * (depth + (language != site.languages[0]))),
        **view,
    }


def head(site: Site, page: Page) -> str:
    """The page's canonical address, its translations, what can be followed, and what it tells to machines."""
    top = "../" * (page.depth + (page.language != site.languages[0]))
    lines = (
        *_addresses(site, page),
        *shared(site, page),
        *followed(page.follow, top),
        page_block(site, page),
    )
    return "\n".join(lines)


def shared(site: Site, page: Page) -> Iterator[str]:
    """The card that others show beside a link to the page of a record (Open Graph)."""
    if site.url and page.kept and page.indexed:
        yield f'<meta property="og:image" content="{site.url}{site.card(page.kept, page.language)}">'
        yield '<meta name="twitter:card" content="summary_large_image">'


def followed(follow: Sequence[Followed], top: str) -> Iterator[str]:
    """Feeds and calendars, for the programs that look for them in a page's head."""
    for it in follow:
        href = f"{top}{escape(it.file)}"
        yield f'<link rel="alternate" type="{it.type}" title="{escape(it.title)}" href="{href}">'


def _addresses(site: Site, page: Page) -> Iterator[str]:
    """The page's canonical address and its translations: only languages its text is written in."""
    if page.refresh:
        yield f'<meta http-equiv="refresh" content="0; url={"../" * page.depth}{page.refresh}">'
        if site.url:
            yield f'<link rel="canonical" href="{site.absolute(page.language, page.refresh)}">'
    elif not page.indexed:
        yield '<meta name="robots" content="noindex">'
    elif site.url:
        every = site.languages
        written = [code for code in every if code in page.languages] if page.languages else [*every]
        canonical = page.language if page.language in written else next(iter((*page.languages, *written)))
        yield f'<link rel="canonical" href="{site.absolute(canonical, page.address)}">'
        for code in written if len(written) > 1 else ():
            yield f'<link rel="alternate" hreflang="{code}" href="{site.absolute(code, page.address)}">'


def contents(content: str) -> str:
    """The list of a page's sections, for three and more."""
    headings = HEADING.findall(content)
    if len(headings) < 3:
        return ""
    items = [f'<li><a href="#{id_}">{title}</a></li>' for id_, title in headings]
    return f"<ul>{''.join(items)}</ul>"
