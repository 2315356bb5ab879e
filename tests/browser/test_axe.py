"""axe-core finds nothing to mend: on every kind of page and in every state, at each width, palette and language.

`make test` takes a part in which every kind meets every language, width and palette, and those each other;
`make test-all` takes every combination.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest

from . import axe
from .kinds import FIRST, LANGUAGES, NAMED, SHOWN, STATES, Kind, State, show

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (360, 768, 1280)
PALETTES = ("light", "dark")

AT_REST = State("", "")
"""A page as it comes."""


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    language: str
    width: int
    palette: str


EVERY_LOOK = tuple(Look(*factors) for factors in product(LANGUAGES, WIDTHS, PALETTES))

SEEN = [
    *((kind, AT_REST) for kind in SHOWN),
    *((NAMED[state.kind], state) for state in STATES),
]
"""Every kind of page at rest and in its states."""

NAMES = [" ".join(filter(None, (kind.name, state.name))) for kind, state in SEEN]


def part(n: int) -> list[Look]:
    """Looks of the nth page: in all languages and widths and both palettes if it is the first of its kind, else
    one look, each time another."""
    looks = [
        Look(language, WIDTHS[(n + k) % 3], PALETTES[(n + k) % 2]) for k, language in enumerate(LANGUAGES)
    ]
    return looks if SEEN[n][0] in FIRST and not SEEN[n][1].name else looks[n % 3 :][:1]


@pytest.fixture(scope="module")
def looked_at(browser: "Browser") -> "Iterator[Page]":
    """One page for all looks; what it has loaded once it keeps."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def found(page: "Page", tops: dict[str, str], kind: Kind, state: State, looks: list[Look]) -> list[str]:
    """What axe finds; a page is loaded once for looks that differ in colours only."""
    said, loaded = [], None
    for look in looks:
        if look.width > state.widest:
            continue
        if loaded != (look.language, look.width):
            loaded = look.language, look.width
            page.set_viewport_size({"width": look.width, "height": 900})
            show(page, tops[kind.site], kind, look.language, state.question)
            state.enter(page)
        page.evaluate("colours => { document.documentElement.dataset.colours = colours; }", look.palette)
        said += [f"{look}: {fault}" for fault in axe.faults(page)]
    return said


@pytest.mark.parametrize("n", range(len(SEEN)), ids=NAMES)
def test_axe_finds_nothing(looked_at: "Page", tops: dict[str, str], n: int) -> None:
    faults = found(looked_at, tops, *SEEN[n], part(n))

    assert not faults, "\n".join(faults)


@pytest.mark.everywhere
@pytest.mark.parametrize(("kind", "state"), SEEN, ids=NAMES)
def test_axe_finds_nothing_however_looked_at(
    looked_at: "Page", tops: dict[str, str], kind: Kind, state: State
) -> None:
    faults = found(looked_at, tops, kind, state, list(EVERY_LOOK))

    assert not faults, "\n".join(faults)


def test_the_part_meets_every_pair() -> None:
    """Of language, width and palette with each other, and of each with every kind of page."""
    looks = {kind: part(n) for n, (kind, state) in enumerate(SEEN) if kind in FIRST and not state.name}

    pairs = {
        pair
        for each in looks.values()
        for look in each
        for pair in combinations((look.language, look.width, look.palette), 2)
    }

    assert len(pairs) == 3 * 3 + 3 * 2 + 3 * 2
    for each in looks.values():
        assert {look.language for look in each} == set(LANGUAGES)
        assert {look.width for look in each} == set(WIDTHS)
        assert {look.palette for look in each} == set(PALETTES)
