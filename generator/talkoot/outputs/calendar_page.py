"""`/meetings/calendar/`: the months to come, and a page for every month of the years that have meetings."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import get_day_names

from talkoot.kept import Kept
from talkoot.languages import Words
from talkoot.outputs.calendars import followed_calendars
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import Telling, telling
from talkoot.periods import Period, months, year
from talkoot.reliance import rely

TO_COME = 3
"""How many months the calendar's first page shows, this one and the next that have meetings."""

PAGE = "meetings/calendar/"

ByMonth = Mapping[str, Sequence[Kept[Any]]]
"""Month (`2026-12`) → the meetings that begin in it, the earliest first."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month's table; None stands for days of other months."""

    day: date
    is_today: bool
    meetings: Sequence[Telling]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as its table and its list show it. `weeks` are ISO 8601's, Monday first."""

    id: str
    title: str
    weeks: Sequence[tuple[int, Sequence[Day | None]]]
    meetings: Sequence[Telling]


def calendar_pages(site: Site) -> Iterator[File]:
    """The calendar in every language; nothing for a network whose meetings we do not know."""
    if "meeting" not in site.network.kinds:
        return
    by_month = meetings_by_month(site)
    every = [month for number in years(site, by_month) for month in months(year(number))]
    for language in site.languages:
        yield _first(site, by_month, every, language)
        for n in range(len(every)):
            yield _month(site, by_month, every, n, language)


def meetings_by_month(site: Site) -> ByMonth:
    """Every meeting that has a page, by the month it begins in."""
    gathered: dict[str, list[Kept[Any]]] = defaultdict(list)
    for kept in reversed(site.network.meetings_by_day):
        if is_shown(kept):
            gathered[month_id(kept.record.start)].append(kept)
    return gathered


def month_id(day: date) -> str:
    """How a month is named in addresses: `2026-12`."""
    return f"{day.year:04}-{day.month:02}"


def years(site: Site, by_month: ByMonth) -> list[int]:
    """The years that have meetings, and this one."""
    return sorted({site.network.today.year, *(int(id_[:4]) for id_ in by_month)})


def month_address(id_: str) -> str:
    """Where a month is, below its language's prefix."""
    return f"{PAGE}{id_}/"


def _first(site: Site, by_month: ByMonth, every: Sequence[Period], language: str) -> File:
    today = site.network.today

    def page() -> Page:
        words = site.words(language)
        rely(("meeting",))
        coming = [m for m in every if m.last >= today and (m.first <= today or m.id in by_month)]
        shown = [month(m, by_month, site, language) for m in coming[:TO_COME]]
        return _page(site, by_month, every, shown, PAGE, words("calendar page"), language)

    return page_file(site, language, PAGE, page)


def _month(site: Site, by_month: ByMonth, every: Sequence[Period], n: int, language: str) -> File:
    period = every[n]
    address = month_address(period.id)
    empty = period.id not in by_month

    def page() -> Page:
        rely(("meeting",))
        words = site.words(language)
        beside = {
            "before": _named(every[n - 1], words) if n else None,
            "after": _named(every[n + 1], words) if n + 1 < len(every) else None,
        }
        shown = [month(period, by_month, site, language)]
        title = words("calendar of", month=month_title(period.first, words))
        return _page(site, by_month, every, shown, address, title, language, empty, beside)

    return page_file(site, language, address, page, None if empty else ())


def _page(
    site: Site,
    by_month: ByMonth,
    every: Sequence[Period],
    shown: Sequence[Month],
    address: str,
    title: str,
    language: str,
    empty: bool = False,
    beside: Mapping[str, tuple[str, str] | None] | None = None,
) -> Page:
    words = site.words(language)
    days = get_day_names("wide", "stand-alone", words.locale)
    short = get_day_names("abbreviated", "stand-alone", words.locale)
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for period in every:
        if period.id in by_month:
            told[period.id[:4]].append((period.id, words.month(period.first)))
    view = {
        "title": title,
        "months": shown,
        "weekdays": [(days[n], short[n]) for n in range(7)],
        "years": [*told.items()][::-1],
        "here": shown[0].id if beside else "",
        "before": None,
        "after": None,
        "at": month_address,
        **(beside or {}),
    }
    follow = followed_calendars(site, language)
    described = words("calendar lede")
    return Page(language, address, "calendar.html", title, view, described, indexed=not empty, follow=follow)


def month(period: Period, by_month: ByMonth, site: Site, language: str) -> Month:
    """A month, filled with its meetings."""
    meetings = [telling(kept, language) for kept in by_month.get(period.id, ())]
    of_day: dict[date, list[Telling]] = defaultdict(list)
    for it in meetings:
        of_day[it.record.start.date()].append(it)
    today = site.network.today
    weeks = []
    monday = period.first.toordinal() - period.first.weekday()
    for start in range(monday, period.last.toordinal() + 1, 7):
        days = [
            Day(day, day == today, of_day.get(day, ()))
            if period.first.toordinal() <= ordinal <= period.last.toordinal()
            else None
            for ordinal in range(start, start + 7)
            if (day := date.fromordinal(min(max(ordinal, 1), date.max.toordinal())))
        ]
        number = next(day.day for day in days if day).isocalendar().week
        weeks.append((number, days))
    return Month(period.id, month_title(period.first, site.words(language)), weeks, meetings)


def month_title(day: date, words: Words) -> str:
    """“December 2026”; in languages that write months small, with a capital at its beginning."""
    said = words.day(day, "LLLL y")
    return f"{said[0].upper()}{said[1:]}"


def _named(period: Period, words: Words) -> tuple[str, str]:
    return month_address(period.id), month_title(period.first, words)
