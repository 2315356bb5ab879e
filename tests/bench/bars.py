"""What Talkoot must reach, declared once; everything that speaks of a bar reads it here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.bench.trials import COLD, KEPT, SERVING, STANDING, TALKOOT, THREE

Rows = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Task → who → what was measured."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A number of a row that may not be higher, or lower where `at_least`, by the size of the network."""

    name: str
    task: str
    who: str
    number: str
    by_size: Mapping[int, float]
    at_least: bool = False

    def is_met(self, measured: float, size: int) -> bool:
        """Whether a measured number is good enough."""
        limit = self.by_size[size]
        return measured >= limit if self.at_least else measured <= limit


BARS = (
    Bar("pages", "pages", TALKOOT, "ratio", {1_000: 0.7, 10_000: 0.5, 100_000: 0.3}),
    Bar("first", "first", TALKOOT, "ratio", {1_000: 1.3, 10_000: 0.6}),
    Bar("search", "search", TALKOOT, "ratio", {10_000: 0.7}),
    Bar("unchanged", "unchanged", TALKOOT, "wall_s", {10_000: 0.3, 100_000: 2.5}),
    Bar("served", "served", SERVING, "wall_s", {10_000: 0.4}),
    Bar("edited", "edited", TALKOOT, "wall_s", {10_000: 1.0}),
    Bar("edited-search", "edited-search", TALKOOT, "wall_s", {10_000: 3.0}),
    Bar("screen", "screen", TALKOOT, "wall_s", {1_000: 0.2, 10_000: 0.4}),
    Bar("checked", "checked", TALKOOT, "wall_s", {10_000: 1.0}),
    Bar("memory", "pages", TALKOOT, "peak_mb", {10_000: 250, 100_000: 1_000}),
    Bar("cards", "cards", COLD, "wall_s", {1_000: 60.0}),
    Bar("cards-unchanged", "cards", STANDING, "wall_s", {1_000: 0.3}),
    Bar("languages", "languages", THREE, "ratio", {1_000: 2.2, 10_000: 2.2}),
    Bar("photos", "photos", COLD, "cores", {1_000: 0.9}, at_least=True),
    Bar("photos-again", "photos", KEPT, "made_anew", {1_000: 0}),
)
"""On the memory disk, with two processors, in one language, medians of runs in turns.

“ratio” is to the faster Hugo at the same number of pages, with Pagefind where the search index is made too; of three
languages, to one.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A bar, and what was measured against it."""

    bar: Bar
    size: int
    measured: float

    @property
    def limit(self) -> float:
        """The bar's number at this size."""
        return self.bar.by_size[self.size]

    @property
    def is_met(self) -> bool:
        """Whether it is reached."""
        return self.bar.is_met(self.measured, self.size)


def judge(by_size: Mapping[int, Rows]) -> Iterator[Judged]:
    """Every bar for which something was measured, bar by bar and size by size."""
    for bar in BARS:
        for size in bar.by_size:
            measured = by_size.get(size, {}).get(bar.task, {}).get(bar.who, {}).get(bar.number)
            if measured is not None:
                yield Judged(bar, size, measured)
