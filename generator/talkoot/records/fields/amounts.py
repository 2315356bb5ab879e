"""Fields of numbers: a whole number, a sum of money, a figure."""

import re
from dataclasses import dataclass

from talkoot.records.fields.kind import Kind, Labels, Schema, refuse
from talkoot.records.values import FIGURE, MONEY, Figure, Money, read_figure, read_money


@dataclass(frozen=True)
class Number(Kind):
    """A whole number from `min` to `max`."""

    min: int = 0
    max: int = 1_000_000

    def read(self, text: str) -> int:
        if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
            raise refuse("number", example=self.example or "12")
        if not self.min <= int(text) <= self.max:
            raise refuse("number-out-of-range", min=str(self.min), max=str(self.max))
        return int(text)

    def schema(self, labels: Labels) -> Schema:
        written = {"type": "string", "pattern": r"^\s*-?[0-9]{1,9}\s*$"}
        return {"anyOf": [{"type": "integer", "minimum": self.min, "maximum": self.max}, written]}


@dataclass(frozen=True)
class Sum(Kind):
    """A sum of money with its currency: `500096 EUR` (ISO 4217)."""

    def read(self, text: str) -> Money:
        money = read_money(text)
        if money is None:
            raise refuse("money", near=self.written(text))
        return money

    @staticmethod
    def written(text: str) -> str:
        """`text` the way this field is written, when one sum and one currency can be made out."""
        digits = "".join(re.findall(r"\d+", text.partition(",")[0]))
        currency = "EUR" if "€" in text else "".join(re.findall(r"\b[A-Z]{3}\b", text)[:1])
        return f"{digits} {currency}" if digits and currency else ""

    def schema(self, labels: Labels) -> Schema:
        return {"type": "string", "pattern": rf"^\s*{re.sub('[?]P<[a-z]+>', '', MONEY.pattern)}\s*$"}


@dataclass(frozen=True)
class Measure(Kind):
    """A figure as its source gives it: `60`, `more than 60`, `12.5 %`."""

    def read(self, text: str) -> Figure:
        figure = read_figure(text)
        if figure is None:
            pointed = text.replace(",", ".")
            raise refuse("figure", near=pointed if read_figure(pointed) else "")
        return figure

    def schema(self, labels: Labels) -> Schema:
        written = {"type": "string", "pattern": rf"^\s*{re.sub('[?]P<[a-z]+>', '', FIGURE.pattern)}\s*$"}
        return {"anyOf": [{"type": "number"}, written]}
