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
    word: scale
    for scale, words in (
        (1_000, "k t thousand thousands tuhat tuhatta tusen tausend tsd"),
        (
            1_000_000,
            "m mn mio mill mln milj million millions miljoona miljoonaa miljoonan miljon miljoner "
            "millioner millionen",
        ),
        (
            1_000_000_000,
            "b bn mrd md mdr mia billion billions miljardi miljardia miljard miljarder milliard "
            "milliarder milliarde milliarden",
        ),
    )
    for word in words.split()
}
"""How a number is made short, in five languages of the north → what it is to be taken times."""

_WORDS = "|".join(sorted(SCALES, key=len, reverse=True))
_CURRENCY = r"€|£|\$|\b(?:EUR|euros?|euroa|SEK|NOK|DKK|GBP|USD)\b"
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SUM = re.compile(
    rf"(?P<before>{_CURRENCY})\s?(?P<n1>{_NUMBER})(?![.,]?\d)(?:\s?(?P<s1>{_WORDS})\b\.?)?"
    rf"|(?<![\d.,])(?P<n2>{_NUMBER})\s?(?:(?P<s2>{_WORDS})\b\.?\s?)?(?P<after>{_CURRENCY})"
    rf"|(?<![\d.,])(?P<n3>{_NUMBER})\s?(?P<s3>[kmt])(?P<joined>€|£|\$|(?:EUR|SEK|NOK|DKK|GBP|USD)\b)",
    re.IGNORECASE,
)
_NEARLY = (
    r"(?:[^\W\d_]{0,2}[€£$](?:[kmtb]n?\b)?"
    r"|\b[kmt]?(?:EUR|euros?|euroa|SEK|NOK|DKK|GBP|USD|kr|kroner|kronor)\b)"
)
_MAYBE = re.compile(
    rf"{_NEARLY}\.?\s?(?:{_NUMBER})(?:\s?(?:[–—-]|to)\s?(?:{_NUMBER}))?(?:\s?[^\W\d_]+)?"
    rf"|(?:(?:{_NUMBER})\s?(?:[–—-]|to|or)\s?)?(?<![\d.,])(?:{_NUMBER})\s?(?:[^\W\d_]+\.?\s?)?{_NEARLY}",
    re.IGNORECASE,
)
"""A number beside a currency, whatever stands between them."""

_GOES_ON = frozenset(
    (
        *(
            "per",
            "a",
            "an",
            "each",
            "every",
            "for",
            "from",
            "of",
            "in",
            "is",
            "was",
            "were",
            "at",
            "by",
            "as",
        ),
        *("public", "i", "av", "om", "pro", "je", "im", "von", "für", "från", "fra"),
    )
)
"""Words a sentence goes on with after a small sum; any other there may make it a great one."""

_BETWEEN = r"(?:[–—-]|\b(?:to|or|till|til|bis)\b)"

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
    """Every sum with its currency: `€ 500 096`, `500.096,00 €`, `0,5 M€`, `NOK 1,2 mill.`, `150 k€/year`.

    What may be more or less than it seems is none: see `unsure_sums_in`.
    """
    for found in _SUM.finditer(text):
        written = found["n1"] or found["n2"] or found["n3"]
        scaled = found["s1"] or found["s2"] or found["s3"] or ""
        number = _number(written)
        if _is_part(text, found) or (scaled and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", written)):
            continue
        if found["n1"] and not scaled and not _ends_there(text[found.end() :], number):
            continue
        scale = SCALES.get(scaled.casefold(), 1)
        currency = CURRENCIES[(found["before"] or found["after"] or found["joined"]).casefold()]
        a_year = _A_YEAR.match(text, found.end())
        amount = (number * scale).quantize(Decimal("0.01"))
        whole = amount == amount.to_integral()
        yield SumFound(
            f"{int(amount) if whole else amount} {currency}",
            bool(a_year),
            found.start(),
            a_year.end() if a_year else found.end(),
        )


def unsure_sums_in(text: str) -> list[str]:
    """What looks like a sum and can't be told for certain: `€ 3 zillion`, `350–400 k€`, `kr 500`."""
    sure = [(one.start, one.end) for one in sums_in(text)]
    return [
        " ".join(found[0].split())
        for found in _MAYBE.finditer(text)
        if not any(found.start() < end and start < found.end() for start, end in sure)
    ]


def _is_part(text: str, found: re.Match[str]) -> bool:
    """Whether it tells more: an end of “350–400 k€”, or thousands elsewhere (“M€ 2”, “€ 2+ million”)."""
    before, after = text[: found.start()], text[found.end() :]
    return bool(
        re.search(rf"\d\s?{_BETWEEN}\s?$|\bbetween .{{1,20}} and\s$", before, re.IGNORECASE)
        or re.match(rf"\s?{_BETWEEN}\s?[€£$]?\d|[^\w.;]*(?:{_WORDS})\b", after, re.IGNORECASE)
        or (found["before"] and re.search(r"[^\W\d_]$", before) and not before.endswith("US"))
    )


def _ends_there(rest: str, number: Decimal) -> bool:
    """Whether a sum ends with its figures: no letters at them, no unknown word after few of them."""
    word = re.match(r"(\s*)([^\W\d_]+)", rest)
    return not word or (bool(word[1]) and (number >= 1000 or word[2].casefold() in _GOES_ON))


def _number(text: str) -> Decimal:
    """A number whichever way thousands and decimals are told apart."""
    bare = re.sub(r"[ \u00a0\u202f'’]", "", text)
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        decimal = max(bare.rfind("."), bare.rfind(","))
        return Decimal(f"{re.sub('[.,]', '', bare[:decimal])}.{bare[decimal + 1 :]}")
    if points + commas > 1 or re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", bare):
        return Decimal(re.sub("[.,]", "", bare))
    return Decimal(bare.replace(",", "."))


_ISO = r"(?P<iy>\d{4})(?P<is>[-/])(?P<im>\d\d?)(?:(?P=is)(?P<id>\d\d?))?(?!\d|[-/]\d)"
_NUMERIC = (
    r"(?P<d>\d{1,2})(?P<s>[./-])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<y>\d{4})(?!\d)"
    r"|(?P<mm>\d{1,2})[./-]\s?(?P<my>\d{4})(?!\d)"
)
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
    """Every date: `2020-05-31`, `2020/05/31`, `31.5.2020`, `31-05-2020`, `31 May 2020`, `toukokuu 2020`.

    A day that no calendar has is passed over, and so is one that may be another: see `unsure_dates_in`.
    """
    for found in _dates().finditer(text):
        if _may_be_another(found):
            continue
        year = found["iy"] or found["ay"] or found["ny"] or found["y"] or found["my"] or found["only"]
        name = found["am"] or found["nm"]
        month = str(_months()[name.casefold()]) if name else found["im"] or found["m"] or found["mm"]
        day = found["id"] or found["ad"] or found["nd"] or found["d"]
        if found["d"] and found["s"] != "." and int(month) > 12:
            day, month = month, day  # As Americans write it, “05/31/2020”.
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            continue
        parts = [year, *(f"{int(part):02}" for part in (month, day) if part)]
        yield DateFound("-".join(parts), found.start(), found.end())


def unsure_dates_in(text: str) -> list[str]:
    """Dates that may be read in two ways: `03/04/2020` (in April?), `2010/11` (two years?)."""
    return [found[0] for found in _dates().finditer(text) if _may_be_another(found)]


def _may_be_another(found: re.Match[str]) -> bool:
    if found["iy"] and not found["id"]:
        return int(found["im"]) == (int(found["iy"]) + 1) % 100
    if not found["d"] or found["s"] == ".":
        return False
    return found["d"] != found["m"] and max(int(found["d"]), int(found["m"])) <= 12


def only_dates(text: str) -> bool:
    """Whether a text tells dates and at most that it goes on."""
    for day in reversed([*dates_in(text)]):
        text = text[: day.start] + text[day.end :]
    return not re.sub(r"\b(?:ongoing|to|until|from|jatkuu|pågår|till)\b|[\W_]", "", text, flags=re.IGNORECASE)
