"""Lengths that an outside form allows: longer texts are right here, but would not fit in there."""

from collections.abc import Iterator, Mapping
from typing import Any

from talkoot.records.record import Finding

FORM = "Interreg Europe"

LONGEST: Mapping[tuple[tuple[str, ...], ...], int] = {
    (("title",),): 100,
    (("summary",),): 160,
    (("description",), ("problem_addressed",), ("objectives_reached",), ("stakeholders",)): 1500,
    (("resources", "text"),): 300,
    (("evidence", "text"),): 500,
    (("challenges",),): 300,
    (("transfer",),): 1000,
}
"""Fields of a practice → the characters that they may have together in the good-practice form of `FORM`."""


def fits_the_form(practice: Any) -> Iterator[Finding]:
    """A warning for what is too long to be handed in there; a rule of the practice."""
    for paths, most in LONGEST.items():
        texts = [(path, text) for path in paths for text in _texts(practice, path)]
        length = sum(len(text) for _, text in texts)
        if length > most:
            yield Finding(
                "longer-than-form",
                texts[0][0],
                {"form": FORM, "max": str(most), "over": str(length - most), "length": str(length)},
                "warning",
            )


def _texts(part: Any, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(part, tuple):
        for item in part:
            yield from _texts(item, path)
    elif path and part is not None:
        yield from _texts(getattr(part, path[0]), path[1:])
    elif part:
        yield part
