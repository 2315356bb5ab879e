"""Who copied what from whom → a picture, and the page of the whole library's lineage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup, escape

from talkoot.lineage import Row
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import Telling, telling

ADDRESS = "practices/lineage/"

WIDTH, STEP, LINE = 340, 26, 17
"""Units of the picture: its width, one generation to the right, one line of text."""
LETTER = 7.4
"""How wide a letter is, as a rule."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: what it is called, where that leads, and what it is."""

    kind: str
    depth: int
    title: Markup
    name: str
    href: str
    owner: str
    when: str
    here: bool
    it: Telling | None
    invented: str
    """The word for what is told of a demonstration; empty where it really happened."""
    status: str = ""
    """Of an adoption, how far it is: planned, running or ended."""
    state: str = ""
    """The word for that."""


def lines(site: Site, rows: Sequence[Row], language: str, here: tuple[str, str] | None = None) -> list[Line]:
    """Rows of a lineage as a page tells them; `href` of a record is below the language's prefix."""
    return [_line(site, row, language, here) for row in rows]


def _line(site: Site, row: Row, language: str, here: tuple[str, str] | None) -> Line:
    node, said = row.node, site.words(language)
    if node.kept is None:
        assert node.named_in is not None
        told = telling(node.named_in, language)
        origin = told.record.copied_from
        name = origin.title or origin.url or origin.owner or ""
        title = told.text("copied_from", "title") or Markup.escape(name)
        return Line(
            "elsewhere", row.depth, title, name, origin.url or "", origin.owner or "", "", False, None, ""
        )
    it = telling(node.kept, language)
    record = it.record
    if record.kind == "adoption":
        owner, status = record.adopter.organisation, record.status
        when = said.period(status, record.start, record.end)
        state = said(f"adoption status {status}")
    else:
        owner, status, state = record.owner.organisation if record.owner else "", "", ""
        when = said.when(record.start) if record.start else ""
    return Line(
        kind=record.kind,
        depth=row.depth,
        title=it.title,
        name=it.name,
        href=it.address,
        owner=owner,
        when=when,
        here=node.key == here,
        it=it,
        invented="" if record.real else said("not real"),
        status=status,
        state=state,
    )


def picture(rows: Sequence[Row], told: Sequence[Line], label: str) -> Markup:
    """The lineage as SVG: one row a practice or adoption, each joined to those it was copied from.

    The list beside it says the same, so the picture is one image to a screen reader, called `label`.
    """
    parts: list[str] = []
    centres: list[tuple[float, float]] = []
    y = 12.0
    for row, line in zip(rows, told, strict=True):
        x = 14 + STEP * row.depth
        room = max(12, int((WIDTH - x - 18) / LETTER))
        texts = wrap(line.name, room)[:3] or [""]
        state = ", ".join(filter(None, (line.state, line.when)))
        meta = " · ".join(filter(None, (line.owner, state, line.invented)))
        small = wrap(meta, int(room * 1.1))
        middle = y + 6
        for parent in row.parents:
            px, py = centres[parent]
            planned = " lineage__way--planned" if line.status == "planned" else ""
            along = f"M{px:g} {py:g}V{middle - 8:g}q0 8 8 8H{x:g}"
            parts.append(f'<path class="lineage__way{planned}" d="{along}"/>')
        centres.append((x, middle))
        parts.append(_mark(line, x, middle))
        for n, text in enumerate(texts):
            here = " lineage__name--here" if line.here else ""
            parts.append(
                f'<text class="lineage__name{here}" x="{x + 16:g}" y="{y + 11 + n * LINE:g}">'
                f"{escape(text)}</text>"
            )
        y += LINE * len(texts)
        for n, text in enumerate(small):
            parts.append(
                f'<text class="lineage__who" x="{x + 16:g}" y="{y + 10 + n * 15:g}">{escape(text)}</text>'
            )
        y += 15 * len(small) + 16
    ways = [part for part in parts if part.startswith("<path")]
    rest = [part for part in parts if not part.startswith("<path")]
    return Markup(
        f'<svg class="lineage" viewBox="0 0 {WIDTH} {y:g}" role="img" aria-label="{escape(label)}"'
        f' focusable="false">{"".join(ways)}{"".join(rest)}</svg>'
    )


def _mark(line: Line, x: float, y: float) -> str:
    """A log's end: whole for a practice, open if told elsewhere; small for an adoption, open if planned."""
    if line.kind == "elsewhere":
        return f'<circle class="lineage__elsewhere" cx="{x:g}" cy="{y:g}" r="8"/>'
    if line.kind == "adoption":
        planned = " lineage__adoption--planned" if line.status == "planned" else ""
        return f'<circle class="lineage__adoption{planned}" cx="{x:g}" cy="{y:g}" r="6"/>'
    here = " lineage__practice--here" if line.here else ""
    rings = "".join(f'<circle class="lineage__ring" cx="{x:g}" cy="{y:g}" r="{r}"/>' for r in (5.5, 2.5))
    return f'<circle class="lineage__practice{here}" cx="{x:g}" cy="{y:g}" r="9"/>{rings}'


def lineage_pages(site: Site) -> Iterator[File]:
    """`/practices/lineage/`: everything in the library that was copied or is a copy."""
    for language in site.languages:
        yield _file(site, language)


def _file(site: Site, language: str) -> File:
    def page() -> Page:
        said = site.words(language)
        rows = site.network.lineage.rows()
        told = lines(site, rows, language)
        view = {"lines": told, "picture": picture(rows, told, said("lineage picture")) if rows else ""}
        return Page(
            language, ADDRESS, "lineage.html", said("library lineage"), view, said("library lineage lede")
        )

    return page_file(site, language, ADDRESS, page)
