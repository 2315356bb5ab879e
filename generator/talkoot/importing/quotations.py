"""A press text → its paragraphs, and what experts are quoted with in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from talkoot.importing.blocks import Block

QUOTES = '“”„"«»'

_SAYS = re.compile(
    r"^(?P<who>[^,]{3,60}),\s+(?:the\s+)?(?P<role>[^,]{3,100}?)\s+(?:for|at|of|from)\s+(?:the\s+)?"
    r"(?P<where>[^,]{3,140}),\s+(?:says|writes|said|comments|notes)\b.*:?\s*$"
)
"""“Name, the role for the organisation, says of it:”"""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said, in which role and for whom; `announced` names them, for the author's eyes only."""

    text: str
    announced: str
    role: str
    organisation: str


def without_quotations(blocks: Sequence[Block]) -> tuple[list[Block], list[Quotation]]:
    """The paragraphs that quote nobody, and the quotations, each announced by who says it."""
    kept: list[Block] = []
    found: list[Quotation] = []
    says: re.Match[str] | None = None
    said: list[str] = []

    def close() -> None:
        nonlocal says, said
        if says and said:
            text = "\n\n".join(filter(None, said))
            found.append(Quotation(text, says[0], says["role"], says["where"]))
        elif says:
            kept.append(Block(says[0]))
        says, said = None, []

    for block in blocks:
        text = block.text
        if says is None or (not said and text[:1] not in QUOTES):
            close()
            says = _SAYS.match(text)
            if says is None:
                kept.append(block)
            continue
        inner = text if said else text[1:]
        end = next((n for n, sign in enumerate(inner) if sign in QUOTES and _ends(inner, n)), None)
        said.append(inner if end is None else inner[:end].strip())
        if end is not None:
            close()
            if inner[end + 1 :].strip():
                kept.append(Block(inner[end + 1 :].strip()))
    close()
    return kept, found


def _ends(text: str, n: int) -> bool:
    """Whether the quotation mark at `n` closes: after it comes nothing, or a new sentence."""
    before, after = text[:n].rstrip()[-1:], text[n + 1 :].lstrip()
    return not after or (before in ".!?…" and (after[0].isupper() or not after[0].isalnum()))
