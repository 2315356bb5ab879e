"""Days, months and years as people write them elsewhere → as our records write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

_ISO = r"(?P<iy>\d{4})(?P<is>[-/])(?P<im>\d\d?)(?:(?P=is)(?P<id>\d\d?))?(?!\d|[-/]\d)"
_NUMERIC = (
    r"(?P<d>\d{1,2})(?P<s>[./-])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<y>\d{4})(?!\d)"
    r"|(?P<mm>\d{1,2})[./-]\s?(?P<my>\d{4})(?!\d)"
)
_YEAR = r"(?P<only>(?:19|20)\d\d)(?!\d|-\d\d?-)"


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


def month_names() -> str:
    """Every name of a month, as a pattern."""
    return "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))


@cache
def _dates() -> re.Pattern[str]:
    month = month_names()
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
