"""Sums and dates as people write them elsewhere → as our records write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale

CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "euroa": "EUR",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "£": "GBP",
    "gbp": "GBP",
    "$": "USD",
    "usd": "USD",
}
"""What a currency is called → its ISO 4217 code. “kr” may be of three countries and is left to the author."""

SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "tuhatta": 1_000,
    "tusen": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "milj": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "miljoonaa": 1_000_000,
    "miljoner": 1_000_000,
}

_CURRENCY = r"€|£|\$|\b(?:EUR|euros?|euroa|SEK|NOK|DKK|GBP|USD)\b"
_SCALE = r"(?:k|thousand|tuhatta|tusen|mn|milj\.?|millions?|miljoonaa|miljoner|m)"
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SUM = re.compile(
    rf"(?P<before>{_CURRENCY})\s?(?P<n1>{_NUMBER})(?:\s?(?P<s1>{_SCALE})\b)?"
    rf"|(?<![\d.,])(?P<n2>{_NUMBER})\s?(?:(?P<s2>{_SCALE})(?=[\s€£$]))?\s?(?P<after>{_CURRENCY})",
    re.IGNORECASE,
)
_A_YEAR = re.compile(
    r"\s*(?:/\s*(?:year|yr|a|v|vuosi|år)\b|per (?:year|annum|år)\b"
    r"|(?:a year|annually|vuodessa|om året|årligen)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SumFound:
    """A sum in a text: as a record writes it (`350068 EUR`), whether it is a year's, and where it stands."""

    amount: str
    a_year: bool
    start: int
    end: int


def sums_in(text: str) -> Iterator[SumFound]:
    """Every sum with its currency: `€ 500 096`, `500.096,00 €`, `0,5 M€`, `150 k€/year`."""
    for found in _SUM.finditer(text):
        if re.search(r"\d\s?[–—-]\s?$", text[: found.start()]):
            continue  # “350–400 k€” is no sum: it says between which two one lies
        number = _number(found["n1"] or found["n2"])
        scale = SCALES.get((found["s1"] or found["s2"] or "").casefold().rstrip("."), 1)
        currency = CURRENCIES[(found["before"] or found["after"]).casefold()]
        a_year = _A_YEAR.match(text, found.end())
        amount = (number * scale).quantize(Decimal("0.01"))
        whole = amount == amount.to_integral()
        written = f"{int(amount) if whole else amount} {currency}"
        yield SumFound(written, bool(a_year), found.start(), a_year.end() if a_year else found.end())


def _number(text: str) -> Decimal:
    """A number whichever way thousands and decimals are told apart."""
    bare = re.sub(r"[ \u00a0\u202f'’]", "", text)
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        decimal = max(bare.rfind("."), bare.rfind(","))
        return Decimal(f"{re.sub('[.,]', '', bare[:decimal])}.{bare[decimal + 1 :]}")
    if points + commas > 1 or re.fullmatch(r"\d{1,3}[.,]\d{3}", bare):
        return Decimal(re.sub("[.,]", "", bare))
    return Decimal(bare.replace(",", "."))


_ISO = r"(?P<iy>\d{4})-(?P<im>\d\d)(?:-(?P<id>\d\d))?(?!\d)"
_NUMERIC = r"(?:(?P<d>\d{1,2})[./]\s?)?(?P<m>\d{1,2})[./]\s?(?P<y>\d{4})(?!\d)"
_YEAR = r"(?P<only>(?:19|20)\d\d)(?!\d)"


@cache
def _months() -> dict[str, int]:
    """Name of a month, long or short, in English, Finnish and Swedish → its number."""
    names: dict[str, int] = {}
    for code in ("en", "fi", "sv"):
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(code).months[form][width].items():
                    names[name.casefold().rstrip(".")] = number
    return names


@cache
def _dates() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    named = rf"(?:(?P<nd>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+)?(?P<nm>{month})\.?,?\s+(?P<ny>\d{{4}})(?!\d)"
    american = rf"(?P<am>{month})\.?\s+(?P<ad>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<ay>\d{{4}})(?!\d)"
    return re.compile(rf"(?<![\w/.])(?:{_ISO}|{american}|{named}|{_NUMERIC}|{_YEAR})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A day, month or year in a text, as a record writes it (`2020-05-31`, `2020-05`, `2020`)."""

    written: str
    start: int
    end: int


def dates_in(text: str) -> Iterator[DateFound]:
    """Every date: `2020-05-31`, `31.5.2020`, `31/05/2020`, `31 May 2020`, `31. toukokuuta 2020`, `May 2020`.

    A day that no calendar has is passed over. Figures alone are read the European way, the day first.
    """
    for found in _dates().finditer(text):
        year = found["iy"] or found["ay"] or found["ny"] or found["y"] or found["only"]
        name = found["am"] or found["nm"]
        month = str(_months()[name.casefold()]) if name else found["im"] or found["m"]
        day = found["id"] or found["ad"] or found["nd"] or found["d"]
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            continue
        parts = [year, *(f"{int(part):02}" for part in (month, day) if part)]
        yield DateFound("-".join(parts), found.start(), found.end())


def only_dates(text: str) -> bool:
    """Whether a text tells dates and at most that it goes on."""
    for day in reversed([*dates_in(text)]):
        text = text[: day.start] + text[day.end :]
    return not re.sub(r"\b(?:ongoing|to|until|from|jatkuu|pågår|till)\b|[\W_]", "", text, flags=re.IGNORECASE)
