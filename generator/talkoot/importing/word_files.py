"""A Word document → its paragraphs and table cells, and apart from them what stands around its text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from talkoot.importing.blocks import Block, Read, block_of
from talkoot.sources.refused import Refused

_LEADS_TO = re.compile(r'\bHYPERLINK\s+"([^"]+)"')
"""The instruction of a field that is a link (ECMA-376, part 1, 17.16.5.25)."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What the paragraphs of a part of the document refer to."""

    styles: Mapping[str, str]
    addresses: Mapping[str, str]


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
    styles = {style.style_id: style.name or "" for style in document.styles}
    pictures = [about.get("descr") or about.get("name") or "" for about in document.element.iter("{*}docPr")]
    around = [
        block.told
        for part in document.part.package.iter_parts()
        if re.search(r"/(?:header|footer|footnotes|endnotes|comments)\d*\.xml$", str(part.partname))
        for block in _around(part, styles)
    ]
    addresses = _addresses(document.part)
    blocks = tuple(_parts(document.element.body, _Part(styles, addresses)))
    told = {address for block in blocks for _, address in block.links}
    around += [address for address in addresses.values() if address not in told]
    return Read(
        blocks,
        form="docx",
        around=tuple(dict.fromkeys(around)),
        pictures=tuple(pictures),
        name=path.stem,
    )


def _addresses(part: Any) -> dict[str, str]:
    """Where the links of a part of the document lead."""
    return {key: str(to.target_ref) for key, to in part.rels.items() if to.reltype.endswith("/hyperlink")}


def _around(part: Any, styles: Mapping[str, str]) -> Iterator[Block]:
    from docx.oxml.parser import parse_xml

    for paragraph in parse_xml(part.blob).iter("{*}p"):
        yield from _paragraph(paragraph, _Part(styles, _addresses(part)))


def _parts(element: Any, part: _Part, in_answer: bool = False) -> Iterator[Block]:
    """What stands in the body or a cell; a table within an answer is lines of it, one a row."""
    for child in _children(element, "p", "tbl"):
        if child.tag.endswith("}p"):
            yield from _paragraph(child, part)
            continue
        for row in _children(child, "tr"):
            cells = [*_children(row, "tc")]
            yield from _line(cells, part) if in_answer else _row(cells, part)


def _row(cells: Sequence[Any], part: _Part) -> Iterator[Block]:
    """A row of a form: what stands in its first cell is the question where others follow."""
    question = [*_parts(cells[0], part, True)] if len(cells) > 1 else []
    if question:
        yield replace(_one(question, " "), heading=True)
    for cell in cells[bool(question) :]:
        yield from _parts(cell, part, bool(question))


def _line(cells: Sequence[Any], part: _Part) -> Iterator[Block]:
    """A row of a table within an answer."""
    told = [_one(blocks, " ") for cell in cells if (blocks := [*_parts(cell, part, True)])]
    if told:
        yield _one(told, " | ")


def _one(blocks: Sequence[Block], between: str) -> Block:
    """Lines as one."""
    return Block(
        between.join(block.text for block in blocks),
        links=tuple(link for block in blocks for link in block.links),
        markdown=between.join(block.told for block in blocks),
    )


def _children(element: Any, *kinds: str) -> Iterator[Any]:
    """The children of these kinds, also where a field to be filled in or somebody's mark holds them."""
    holders = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
    for child in element.iterchildren(*(f"{{*}}{kind}" for kind in (*kinds, *holders))):
        if child.tag.rpartition("}")[2] in holders:
            yield from _children(child, *kinds)
        else:
            yield child


def _paragraph(paragraph: Any, part: _Part) -> Iterator[Block]:
    style = next(paragraph.iter("{*}pStyle"), None)
    name = part.styles.get(_value(style), "") if style is not None else ""
    is_list = name.startswith("List") or next(paragraph.iter("{*}numPr"), None) is not None
    heading = name.startswith(("Heading", "Title"))
    level = int(name[-1]) if heading and name[-1].isdigit() else int(heading)
    item = [("- ", "")] if is_list and not heading else []
    for is_break, runs in groupby(_runs(paragraph, part), key=lambda run: run[0] == "\n"):
        line = [*runs]
        if not is_break and any(text.strip() for text, _ in line):
            yield block_of([*item, *line], heading, level)


def _runs(paragraph: Any, part: _Part) -> Iterator[tuple[str, str]]:
    """The text of a paragraph, and where each piece of it leads; a new line is a piece of its own."""
    fields: list[str] = []
    for node in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}p", "{*}fldChar", "{*}instrText"):
        kind = node.tag.rpartition("}")[2]
        if kind == "fldChar":
            fields = {"begin": [*fields, ""], "end": fields[:-1]}.get(_value(node, "fldCharType"), fields)
        elif kind == "instrText":
            fields = [*fields[:-1], "".join((*fields[-1:], node.text or ""))]
        elif node is not paragraph and not _is_placeholder(node):
            text = (node.text or "") if kind == "t" else " " if kind == "tab" else "\n"
            yield text, "" if text == "\n" else _leads_to(node, fields, part)


def _leads_to(node: Any, fields: Sequence[str], part: _Part) -> str:
    """Where a piece of text leads, by the link around it or the field it stands in."""
    for link in node.iterancestors("{*}hyperlink"):
        if address := part.addresses.get(_value(link, "id")):
            return address
    simple = (_value(about, "instr") for about in node.iterancestors("{*}fldSimple"))
    found = (_LEADS_TO.search(instruction) for instruction in (*fields, *simple))
    return next((match[1] for match in found if match), "")


def _value(node: Any, name: str = "val") -> str:
    return next((str(value) for key, value in node.attrib.items() if key.endswith(f"}}{name}")), "")


def _is_placeholder(node: Any) -> bool:
    """Whether this is what Word shows in a field nobody has filled in, or tells twice for older programs."""
    return next(node.iterancestors("{*}Fallback"), None) is not None or any(
        next(about.iter("{*}showingPlcHdr"), None) is not None
        for above in node.iterancestors("{*}sdt")
        for about in above.iterchildren("{*}sdtPr")
    )
