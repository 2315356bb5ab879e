"""What an author should mend: where it is, what was found and what to do."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["problem", "warning"]

LONGEST_QUOTE = 60
"""Characters of the author's own text that a problem repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a source file.

    `field` holds the keys as written, list items by index: `("links", 1, "url")`. `hints` fill the
    sentences that stand under `code` in each language's `problems.yml`. A warning never stops a build.
    """

    code: str
    path: str
    line: int = 1
    column: int = 1
    field: tuple[str | int, ...] = ()
    found: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    severity: Severity = "problem"


def shorten(text: str) -> str:
    """The author's text on one line of at most `LONGEST_QUOTE` characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"
