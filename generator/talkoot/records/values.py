"""Values that are more than text: sums of money, figures and days known only to the month or year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

Precision = Literal["year", "month", "day"]


@dataclass(frozen=True, slots=True)
class When:
    """A day, month or year as somebody knows it: “2024”, “2024-05” or “2024-05-17”."""

    text: str

    @property
    def precision(self) -> Precision:
        """How exactly it is known."""
        return {4: "year", 7: "month"}.get(len(self.text), "day")  # type: ignore[return-value]

    @property
    def first_day(self) -> date:
        """The earliest day it can mean."""
        return date.fromisoformat(self.text + "-01-01"[len(self.text) - 4 :])

    @property
    def last_day(self) -> date:
        """The latest day it can mean."""
        first = self.first_day
        if self.precision == "year":
            return date(first.year, 12, 31)
        if self.precision == "month":
            return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
        return first


def read_when(text: str) -> When | None:
    """`text` as a year, month or day written the ISO 8601 way, or None."""
    when = When(text)
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
        return None
    try:
        return when if when.first_day else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Money:
    """A sum with its currency by the ISO 4217 code."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


MONEY = re.compile(r"(?P<amount>\d{1,12}(?:\.\d{1,2})?) (?P<currency>[A-Z]{3})", re.ASCII)
"""A sum as it is written in a record: `500096 EUR`."""


def read_money(text: str) -> Money | None:
    """`text` as a sum like `500096 EUR` or `12.50 EUR`, or None."""
    match = MONEY.fullmatch(text)
    return Money(Decimal(match["amount"]), match["currency"]) if match else None


Qualifier = Literal["", "more than", "at least", "about", "up to", "less than"]
QUALIFIERS: tuple[Qualifier, ...] = ("more than", "at least", "about", "up to", "less than")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as its source gives it: exact, or “more than 60”."""

    number: Decimal
    qualifier: Qualifier = ""
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.qualifier} {self.number}{self.unit}".strip()


FIGURE = re.compile(
    rf"(?:(?P<qualifier>{'|'.join(QUALIFIERS)}) )?(?P<number>-?\d{{1,15}}(?:\.\d{{1,6}})?)(?P<unit> ?%)?",
    re.ASCII,
)
"""A figure as it is written in a record: `60`, `more than 60`, `12.5 %`."""


def read_figure(text: str) -> Figure | None:
    """`text` as a figure like `60`, `more than 60` or `12.5 %`, or None."""
    match = FIGURE.fullmatch(text)
    if not match:
        return None
    qualifier: Qualifier = match["qualifier"] or ""  # type: ignore[assignment]
    return Figure(Decimal(match["number"]), qualifier, " %" if match["unit"] else "")
