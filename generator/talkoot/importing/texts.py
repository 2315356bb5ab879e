"""Texts as they were found → as a record takes them: joined, cut to length, told apart."""

import re
from collections.abc import Sequence

from talkoot.importing.blocks import Block


def joined(blocks: Sequence[Block]) -> str:
    """Paragraphs as a record has them: an empty line between them, none between items of a list."""
    return _paragraphs([block.told for block in blocks])


def plain(blocks: Sequence[Block]) -> str:
    """The same without the addresses of links."""
    return _paragraphs([block.text for block in blocks])


def _paragraphs(lines: Sequence[str]) -> str:
    parts: list[str] = []
    for n, line in enumerate(lines):
        if n:
            parts.append("\n" if line.startswith("- ") and lines[n - 1].startswith("- ") else "\n\n")
        parts.append(line)
    return "".join(parts)


def parts(text: str, most: int) -> list[str]:
    """A text in parts of at most so many characters, cut between paragraphs or else words where it can be."""
    found = [""]
    for paragraph in text.split("\n\n"):
        for piece in re.findall(rf"\S(?:.{{0,{most - 1}}}(?!\S)|.{{0,{most - 1}}})", paragraph, re.DOTALL):
            if found[-1] and len(found[-1]) + len(piece) + 2 > most:
                found.append("")
            found[-1] = f"{found[-1]}\n\n{piece.rstrip()}".strip()
    return found


def country_called(text: str) -> str:
    """The code of a country called by its name in English, Finnish or Swedish, or by its code."""
    from talkoot.records.fields import codes

    bare = text.strip(" .,").casefold()
    known = codes("country")
    if bare.upper() in known and len(bare) == 2:
        return bare.upper()
    names = {name.casefold(): code for code, names in known.items() for name in names}
    return names.get(bare, "") if bare in names else ""


def around(text: str, start: int, end: int) -> str:
    """The sentence a sum stands in, without the sum."""
    before, after = sentence(text, start, end)
    return " ".join(f"{before} … {after}".split()).strip(" …,:") or text[start:end]


def sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a piece of text in its sentence."""
    return re.split(r"[.;\n]\s", text[:start])[-1], re.split(r"[.;\n](?:\s|$)", text[end:])[0]


def cut(text: str, most: int) -> str:
    """`text`, or its beginning up to a whole word and “…”."""
    line = text.strip()
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
