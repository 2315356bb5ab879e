"""Stretches of days that evidence is told for: years, quarters and months of the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

YEARS_BACK = 24
"""How many years before this one have evidence of their own; what is older counts towards the whole."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both within it. `id` is its name in addresses: `2026-q3`."""

    first: date
    last: date
    id: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def quarter(self) -> int:
        """Which quarter of its year it begins in, from 1."""
        return (self.first.month + 2) // 3

    @property
    def is_quarter(self) -> bool:
        return "-q" in self.id


def year(number: int) -> Period:
    """A whole year."""
    return Period(date(number, 1, 1), date(number, 12, 31), str(number))


@cache
def quarters(number: int) -> tuple[Period, ...]:
    """The four quarters of a year."""
    return tuple(
        Period(date(number, 3 * n - 2, 1), last_of_month(number, 3 * n), f"{number}-q{n}")
        for n in (1, 2, 3, 4)
    )


def months(period: Period) -> Iterator[Period]:
    """The months that begin within `period`."""
    at = period.first.replace(day=1)
    while at <= period.last:
        last = last_of_month(at.year, at.month)
        yield Period(at, last, f"{at:%Y-%m}")
        if last == date.max:
            return
        at = last + timedelta(days=1)


def last_of_month(number: int, month: int) -> date:
    """The last day of a month."""
    following = date(number + month // 12, month % 12 + 1, 1) if (number, month) < (9999, 12) else None
    return following - timedelta(days=1) if following else date.max


def years_until(today: date, first: date) -> tuple[Period, ...]:
    """The years from that of `first` to this one, as far back as evidence is told by years."""
    return tuple(year(n) for n in range(max(first.year, today.year - YEARS_BACK), today.year + 1))
