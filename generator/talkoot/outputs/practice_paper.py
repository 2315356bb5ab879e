"""A practice's page → a tagged PDF of one or two sheets (PDF/UA, ISO 14289), for tables and notice boards."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from ctypes import CDLL
from functools import cache, partial
from itertools import accumulate
from pathlib import Path
from typing import Any

from markupsafe import Markup

from talkoot.cached import key_of, way_of
from talkoot.frames.colours import dyed, on_paper
from talkoot.kept import Kept
from talkoot.outputs import practice_taking
from talkoot.outputs.practice_taking import PANGO, prints, qr_code
from talkoot.outputs.records import record_page
from talkoot.outputs.site import File, Site, context
from talkoot.outputs.templates import template

THEME = Path(__file__).parent.parent / "theme"
PAGES = 2
"""A sheet of paper has two sides."""

FITTING = (
    "",
    "html { font-size: 8.5pt; line-height: 1.25 } .element h3 { font-size: 8.5pt }",
    """
    section:has(> #versions), section:has(> #context), .lineage, .element > .quiet { display: none }
    .rest { display: block }
    """,
    "section:has(> #stakeholders), .elements-section { display: none }",
)
"""What is done, one after the other, until a long text fits: closer lines, then less of it."""

PRINTERS = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "fonttools",
    "pyphen",
    "pillow",
    "segno",
)
"""WeasyPrint and all it works with, and what draws the code."""

FACES = ("familjen-grotesk-500.ttf", "familjen-grotesk-700.ttf")


def sheets(site: Site) -> Iterator[File]:
    """`/practices/<id>/sheet.pdf` in each language that the practice is written in, where PDF can be made."""
    if not prints():
        return
    for kept in site.network.practices.values():
        if kept.record.status != "draft":
            for language in site.languages:
                if language in kept.languages:
                    path = f"{site.prefix(language)}{kept.address}sheet.pdf"
                    make = partial(_sheet, site, kept, language)
                    yield File(path, make, stage="paper", key=partial(_key, site, kept, language))


def _sheet(site: Site, kept: Kept[Any], language: str) -> bytes:
    code = qr_code(_address(site, kept, language)) if site.url else b""
    return _print(_html(site, kept, language, code), dyed(_style(), on_paper(site.frames.colours.day)))


def _key(site: Site, kept: Kept[Any], language: str) -> bytes:
    inks = sorted(on_paper(site.frames.colours.day).items())
    return key_of("sheet.pdf", _html(site, kept, language), inks, _way())


def _address(site: Site, kept: Kept[Any], language: str) -> str:
    return site.absolute(language, kept.address) if site.url else ""


def _html(site: Site, kept: Kept[Any], language: str, code: bytes = b"") -> str:
    """What is printed; its address stands for the code, which takes longer than all the rest."""
    page = record_page(site, kept, language)
    address = _address(site, kept, language)
    view = {**page.view, "title": page.title, "address": address, "code": Markup(code.decode())}
    return template("sheet.html", language).render(context(site, language, page.depth, view))


def _print(html: str, style: str) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # its remarks are for no author
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    fonts = FontConfiguration()
    page = HTML(string=html, url_fetcher=_nothing_from_outside())
    try:
        for closer in accumulate(FITTING):
            sheet = CSS(string=style + closer, font_config=fonts)
            paper = page.render(font_config=fonts, stylesheets=[sheet], pdf_variant="pdf/ua-1")
            if len(paper.pages) <= PAGES:
                break
        made: bytes = paper.write_pdf(pdf_variant="pdf/ua-1")
    finally:
        # It has put letters into a folder, and would leave them there: a build collects no garbage.
        fonts.__del__()
    return made


def _nothing_from_outside() -> Any:
    """Fetches our own fonts and nothing else: no author's text can make the printer ask anybody."""
    from weasyprint.urls import URLFetcher

    class OurFonts(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in _faces():
                raise ValueError(f"{url} is not part of the sheet")
            return super().fetch(url, headers)

    return OurFonts()


@cache
def _faces() -> tuple[str, ...]:
    return tuple((THEME / "fonts/share" / name).as_uri() for name in FACES)


@cache
def _style() -> str:
    faces = "".join(
        f'@font-face {{ font-family: "Sheet"; src: url("{address}"); font-weight: {weight}; }}\n'
        for address, weight in zip(_faces(), ("500", "700"), strict=True)
    )
    return faces + (THEME / "styles/sheet.css").read_text(encoding="utf-8")


@cache
def _way() -> str:
    """How sheets are made: our own part, the letters, and the libraries that set and write them."""
    ours = (
        Path(__file__),
        Path(practice_taking.__file__),
        THEME / "styles/sheet.css",
        *(THEME / "fonts/share" / name for name in FACES),
    )
    return f"{way_of(ours, *PRINTERS)} {_pango()}"


def _pango() -> int:
    """The version of the machine's own library that breaks lines."""
    for name in PANGO:
        with suppress(OSError):
            return int(CDLL(name.replace("ft2", "")).pango_version())
    return 0
