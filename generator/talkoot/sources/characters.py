"""Characters that no source may hold: they can't be seen, and some of them change what is."""

import re

from talkoot.sources.refused import Refused

FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and line breaks
    "\u2028\u2029"  # line breaks to YAML, not to the author's editor
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides: the text reads otherwise than it stands
    "\ud800-\udfff"  # halves of a character
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: frames mark their slots with these
    "\ufeff\ufffe\uffff"  # byte order marks and non-characters
    "]"
)

_USUAL = bytes(range(ord(" "), 127)) + b"\t\n\r"
"""What most texts are made of. Deleting it takes a thirtieth of the time that a search through it takes."""


def refuse_forbidden(text: str) -> None:
    """Raise `Refused` at the first forbidden character of `text`, naming its code point."""
    unusual = text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")
    if FORBIDDEN.search(unusual) and (bad := FORBIDDEN.search(text)):
        line, column = place(text, bad.start())
        raise Refused("character-not-allowed", line, column, found=f"U+{ord(bad[0]):04X}")


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of the character at `index`."""
    above = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return above.count("\n") + 1, len(above) - above.rfind("\n")


def printable(text: str) -> str:
    """`text`, a file's name or unchecked bytes, such that a terminal or a web page can show it."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
