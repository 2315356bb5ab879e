"""What tells when something ran → its first and last day, as far as they are certain."""

import re
from functools import cache

from talkoot.importing.dates import dates_in, month_names, only_dates, unsure_dates_in
from talkoot.records.values import When

_TO = r"\s?(?:[–—-]|\b(?:to|until|till|through|t\.o\.m\.)(?!\w))\s?"
_AND = re.compile(rf"{_TO}|\b(?:ended|ends|end|asti|saakka|vuoteen|\w+kuuhun)\b", re.IGNORECASE)
"""What stands between two days of which one is the first and one the last."""

_BEGINS = (
    r"\b(?:since|from|begun|began|begin\w*|start\w*|launched|alko\w*|alka\w*|sedan|från|började?)\b",
    r"\b(?:alkaen|lähtien)\b",
)
_ENDS = (
    r"\b(?:until|till|to|by|ended|ends|ending|end|päätty\w*|loppui\w*|slut\w*|avslut\w*)\b|^\s*[–—-]\s*$",
    r"\b(?:asti|saakka)\b",
)
"""What is said before and after a day that is the first, and one that is the last."""


def span_in(text: str, field: str = "") -> tuple[dict[str, str], bool]:
    """`start` and `end` where they are certain, and whether the text tells nothing else.

    A text of one `field` tells that one only. `1.–7.5.2020` and `Jan–Dec 2020` are whole spans; one that goes
    backward is none.
    """
    told = _with_years(text)
    days = [*dates_in(told)]
    written = [day.written for day in days]
    is_whole = only_dates(told)
    if unsure_dates_in(told) or len(days) not in (1, 2):
        return {}, False
    if len(days) == 2:
        goes_on = _AND.search(told[days[0].end : days[1].start]) or re.match(
            r"\s*between\b", told, re.IGNORECASE
        )
        certain = bool(goes_on) and not field and not goes_backward(*written)
        return (dict(zip(("start", "end"), written, strict=True)), is_whole) if certain else ({}, False)
    before, after = told[: days[0].start], told[days[0].end :]
    if re.search(rf"\d|\b(?:{month_names()})\b", before + after, re.IGNORECASE):
        return {}, False
    begins, ends = (
        any(
            re.search(pattern, part, re.IGNORECASE)
            for pattern, part in zip(way, (before, after), strict=True)
        )
        for way in (_BEGINS, _ENDS)
    )
    if not field and not is_whole and begins == ends:
        return {}, False
    return {field or ("end" if ends and not begins else "start"): written[0]}, is_whole


def goes_backward(start: str, end: str) -> bool:
    """Whether a span ends before it starts."""
    return When(end).last_day < When(start).first_day


def _with_years(text: str) -> str:
    """Spans that name their year or month once, with it at both their ends."""
    for once, twice in _once():
        text = once.sub(twice, text)
    return text


@cache
def _once() -> tuple[tuple[re.Pattern[str], str], ...]:
    month = rf"(?:{month_names()})\b\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?\.?"
    alone = r"(?<![\w./-])"
    return tuple(
        (re.compile(once, re.IGNORECASE), twice)
        for once, twice in (
            (rf"{alone}(\d{{1,2}}\.){_TO}(\d{{1,2}}\.\s?(\d{{1,2}}\.\s?\d{{4}}))", r"\1\3 – \2"),
            (
                rf"{alone}(\d{{1,2}}\.\s?\d{{1,2}}\.){_TO}(\d{{1,2}}\.\s?\d{{1,2}}\.\s?(\d{{4}}))",
                r"\1\3 – \2",
            ),
            (rf"{alone}(\d{{1,2}}){_TO}(\d{{1,2}}/(\d{{4}}))", r"\1/\3 – \2"),
            (rf"{alone}({day}){_TO}({day}\s+({month},?\s+\d{{4}}))", r"\1 \3 – \2"),
            (rf"{alone}((?:{day}\s+)?{month}){_TO}((?:{day}\s+)?{month},?\s+(\d{{4}}))", r"\1 \3 – \2"),
            (rf"{alone}({month}\s+{day}){_TO}({month}\s+{day},\s+(\d{{4}}))", r"\1, \3 – \2"),
            (rf"{alone}(({month})\s+{day}){_TO}({day},\s+(\d{{4}}))", r"\1, \4 – \2 \3"),
        )
    )
