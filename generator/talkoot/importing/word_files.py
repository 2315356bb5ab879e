"""A Word document → its paragraphs and table cells, and apart from them what stands around its text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from talkoot.importing.blocks import Block, Read
from talkoot.sources.refused import Refused


def read_word(path: Path) -> Read:
    """The paragraphs and table cells of a Word document, fields that are filled in among them.

    What stands at the head and foot of its pages, and in footnotes, is around them.
    """
    from zipfile import BadZipFile

    try:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError

        document = Document(str(path))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise Refused("import-form") from error
    styles = {style.style_id: style.name for style in document.styles}
    pictures = [about.get("descr") or about.get("name") or "" for about in document.element.iter("{*}docPr")]
    around = [
        block.text
        for part in document.part.package.iter_parts()
        if re.search(r"/(?:header|footer|footnotes|endnotes|comments)\d*\.xml$", str(part.partname))
        for block in _around(part.blob, styles)
    ]
    return Read(
        tuple(_parts(document.element.body, styles)),
        form="docx",
        around=tuple(dict.fromkeys(around)),
        pictures=tuple(pictures),
        name=path.stem,
    )


def _around(part: bytes, styles: dict[str, str]) -> Iterator[Block]:
    from docx.oxml.parser import parse_xml

    for paragraph in parse_xml(part).iter("{*}p"):
        yield from _paragraph(paragraph, styles)


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
    for node in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}p"):
        kind = node.tag.rpartition("}")[2]
        if not _is_placeholder(node) and node is not paragraph:
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
    """Whether this is what Word shows in a field nobody has filled in, or tells twice for older programs."""
    return next(node.iterancestors("{*}Fallback"), None) is not None or any(
        next(about.iter("{*}showingPlcHdr"), None) is not None
        for above in node.iterancestors("{*}sdt")
        for about in above.iterchildren("{*}sdtPr")
    )
