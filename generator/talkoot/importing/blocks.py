"""A file from elsewhere → its lines in order: a saved page, copied text or a Word document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from talkoot.sources.refused import Refused

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is still read."""

SKIPPED = frozenset({"script", "style", "nav", "footer", "noscript", "svg", "template", "select", "iframe"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "legend", "label"})
BREAKS = HEADINGS | frozenset(
    (
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "br",
        "hr",
        "tr",
        "td",
        "dd",
        "dl",
        "table",
        "section",
        "article",
        "main",
        "header",
        "aside",
        "figure",
        "figcaption",
        "blockquote",
        "body",
        "time",
        "address",
        "details",
        "summary",
        "button",
        "form",
        "fieldset",
        "title",
    )
)
UNCLOSED = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph; `heading` where the file itself marks it as one, `level` of a page's heading."""

    text: str
    heading: bool = False
    level: int = 0
    links: tuple[tuple[str, str], ...] = ()
    """What its links are called, and where they lead."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read: its lines, and its language where it says so."""

    blocks: tuple[Block, ...]
    language: str = ""
    form: str = "text"
    """`html`, `text` or `docx`."""


def read_file(path: Path) -> Read:
    """The lines of a saved page, a text or a Word document. Raises `Refused` for anything else."""
    if path.stat().st_size > LARGEST:
        raise Refused("import-too-large")
    content = path.read_bytes()
    if content[:4] == b"PK\x03\x04":
        return Read(tuple(_word(path)), form="docx")
    if content[:4] in (b"%PDF", b"\xd0\xcf\x11\xe0") or (b"\0" in content[:1000] and not _has_mark(content)):
        raise Refused("import-form")
    text = decode(content)
    if re.search(r"<(?:!doctype html|html|body|h1|p|div)\b", text[:20_000], re.IGNORECASE):
        page = _Page()
        page.feed(text)
        page.close()
        page.end()
        return Read(tuple(page.blocks), page.language, "html")
    lines = (" ".join(line.split()) for line in re.split(r"\r\n?|\n|\u2028|\u2029", text))
    return Read(tuple(Block(line) for line in lines if line))


def _has_mark(content: bytes) -> bool:
    return content[:2] in (b"\xff\xfe", b"\xfe\xff")


def decode(content: bytes) -> str:
    """Text in whatever encoding it was saved: by its mark, by what a page says of itself, else by trying."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace")
    told = re.search(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_-]+)", content[:4096], re.IGNORECASE)
    for name in (*([told[1].decode("ascii")] if told else []), "utf-8", "cp1252"):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


@dataclass
class _Open:
    """What is being gathered for the next block."""

    text: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


class _Page(HTMLParser):
    """Gathers the lines of a page; what its reader does not see, and its menus, are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.language = ""
        self._open = _Open()
        self._skipped: list[str] = []
        self._stack: list[str] = []
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = (given.get("lang") or "")[:2].casefold()
        if tag in SKIPPED or (tag not in UNCLOSED and "hidden" in given):
            self._skipped.append(tag)
        if tag in BREAKS:
            self.end()
        if tag == "li":
            self._open.text.append("- ")
        if tag == "a":
            self._href = given.get("href") or ""
        if tag not in UNCLOSED:
            self._stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.end()
        if self._skipped and self._skipped[-1] == tag:
            self._skipped.pop()
        if tag == "a":
            self._href = ""
        if tag in self._stack:
            while self._stack.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._skipped or "title" in self._stack:
            return
        self._open.text.append(data)
        if self._href.startswith(("http:", "https:")) and data.strip():
            self._open.links.append((" ".join(data.split()), self._href))

    def end(self) -> None:
        """Close the block that is being gathered."""
        text = " ".join("".join(self._open.text).split())
        if text and text != "-":
            marked = [tag for tag in self._stack if tag in HEADINGS]
            level = next((int(tag[1]) for tag in marked if re.fullmatch("h[1-6]", tag)), 0)
            self.blocks.append(Block(text, bool(marked), level, tuple(self._open.links)))
        self._open = _Open()


def _word(path: Path) -> Iterator[Block]:
    """The paragraphs and table cells of a Word document, fields that are filled in among them."""
    from zipfile import BadZipFile

    try:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError

        document = Document(str(path))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise Refused("import-form") from error
    yield from _parts(document.element.body, {style.style_id: style.name for style in document.styles})


def _parts(element: Any, styles: dict[str, str]) -> Iterator[Block]:
    for child in element.iterchildren("{*}p", "{*}tbl", "{*}sdt"):
        kind = child.tag.rpartition("}")[2]
        if kind == "p":
            yield from _paragraph(child, styles)
        elif kind == "sdt":
            for content in child.iterchildren("{*}sdtContent"):
                yield from _parts(content, styles)
        else:
            for row in child.iter("{*}tr"):
                yield from _row(row, styles)


def _row(row: Any, styles: dict[str, str]) -> Iterator[Block]:
    """A row of a table: what stands in its first cell is the question where others follow."""
    cells = [[*_parts(cell, styles)] for cell in row.iter("{*}tc")]
    told = [cell for cell in cells if cell]
    if len(cells) > 1 and cells[0]:
        yield Block(" ".join(block.text for block in cells[0]), heading=True)
        told = told[1:]
    for cell in told:
        yield from cell


def _paragraph(paragraph: Any, styles: dict[str, str]) -> Iterator[Block]:
    parts: list[str] = []
    for node in paragraph.iter("{*}t", "{*}tab", "{*}br"):
        kind = node.tag.rpartition("}")[2]
        if not _is_placeholder(node):
            parts.append((node.text or "") if kind == "t" else " " if kind == "tab" else "\n")
    style = next(paragraph.iter("{*}pStyle"), None)
    name = styles.get(_value(style), "") if style is not None else ""
    is_list = name.startswith("List") or next(paragraph.iter("{*}numPr"), None) is not None
    heading = name.startswith(("Heading", "Title"))
    level = int(name[-1]) if heading and name[-1].isdigit() else int(heading)
    for line in "".join(parts).split("\n"):
        text = " ".join(line.split())
        if text:
            yield Block(f"- {text}" if is_list and not heading else text, heading, level)


def _value(node: Any) -> str:
    return next((str(value) for key, value in node.attrib.items() if key.endswith("}val")), "")


def _is_placeholder(node: Any) -> bool:
    """Whether this is what Word shows in a field nobody has filled in."""
    return any(
        next(about.iter("{*}showingPlcHdr"), None) is not None
        for above in node.iterancestors("{*}sdt")
        for about in above.iterchildren("{*}sdtPr")
    )
