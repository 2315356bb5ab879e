"""`/evidence/`: what a coordinator sends the funder, a page and a CSV for all, for each year and quarter."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_interval
from markupsafe import Markup

from talkoot.evidence import Account, count
from talkoot.languages import Words
from talkoot.outputs.drawing.charts import Bar, Counted, Goal, Told, bar_chart, step_chart
from talkoot.outputs.figures_table import figures_table
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import telling
from talkoot.periods import Period

FIGURES = {
    "members": ("members", "joined", "left"),
    "meetings": ("meetings", "hosts", "themes", "experts"),
    "attendance": ("people", "enterprises", "present"),
    "outcomes": ("outcomes",),
}
"""What is counted → its figures, in the order they are told, by the name their words have."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, its number, and what else is to be known of it."""

    name: str
    number: int
    notes: Sequence[str] = ()


def evidence_pages(site: Site) -> Iterator[File]:
    """A page for every period in every language, and its figures as CSV beside it."""
    if "meeting" not in site.network.kinds or "member" not in site.network.kinds:
        return
    for language in site.languages:
        for period in site.network.evidence.periods:
            address = period_address(period)
            yield _page(site, period, address, language)
            yield File(
                f"{site.prefix(language)}{address}{table_name(period)}", _table(site, period, language)
            )


def period_address(period: Period) -> str:
    """Where the evidence of a period is, below its language's prefix: `evidence/2026-q3/`."""
    return f"evidence/{period.id}/" if period.id else "evidence/"


def table_name(period: Period) -> str:
    """The file beside the page that holds its figures."""
    return f"evidence-{period.id}.csv" if period.id else "evidence.csv"


def period_title(period: Period, words: Words) -> str:
    """What a period is called: “3rd quarter 2026”, “July 2026”."""
    if not period.id:
        return words("evidence whole")
    if period.is_quarter:
        return words.day(period.first, "QQQQ y")
    if period.last.month == period.first.month:
        return words.day(period.first, "LLLL y")
    return period.id


def _page(site: Site, period: Period, address: str, language: str) -> File:
    def page() -> Page:
        words = site.words(language)
        named = period_title(period, words)
        title = words("evidence of", period=named) if period.id else words("evidence page")
        return Page(
            language,
            address,
            "evidence.html",
            title,
            view(site, period, language),
            words("evidence lede"),
            source=site.network.about.path,
        )

    return page_file(site, language, address, page)


def _table(site: Site, period: Period, language: str) -> Callable[[], bytes]:
    def table() -> bytes:
        evidence, words = site.network.evidence, site.words(language)
        told = [evidence.of(part) for part in (period, *evidence.parts(period))]
        rows = [
            (period_title(t.period, words), t, [f for of in figures(t).values() for f in of]) for t in told
        ]
        return figures_table(site, rows, language)

    return table


def view(site: Site, period: Period, language: str) -> dict[str, Any]:
    """What the page of a period shows."""
    network, evidence, words = site.network, site.network.evidence, site.words(language)
    told = evidence.of(period)
    goal = network.about.record.goal
    return {
        "told": told,
        "title": period_title(period, words) if period.id else words("evidence page"),
        "span": span(period.first, told.as_of, words),
        "figures": figures(told, words),
        "members_chart": members_chart(site, told, language),
        "meetings_chart": meetings_chart(site, period, language),
        "goal": goal,
        "share": percent(told.members.now, goal.members, words) if goal else "",
        "periods": [
            (y, [(q, words.day(q.first, "QQQ")) for q in evidence.quarters(y.year)]) for y in evidence.years
        ],
        "at": period_address,
        "parts": [(period_title(part, words), evidence.of(part)) for part in evidence.parts(period)],
        "groups": groups(site, period, language),
        "about": telling(network.about, language),
        "defined": [name for names in FIGURES.values() for name in names],
        "table": table_name(period),
    }


def figures(told: Account, words: Words | None = None) -> dict[str, list[Figure]]:
    """The figures of a period by what they are of; with `words` they say what else is to be known of them."""
    members, meetings = told.members, told.meetings
    numbers = {
        "members": members.now,
        "joined": members.joined,
        "left": members.left,
        "meetings": meetings.held,
        "hosts": meetings.hosts,
        "themes": len(meetings.themes),
        "experts": meetings.experts,
        "people": meetings.people,
        "enterprises": meetings.enterprises,
        "present": meetings.present,
        "outcomes": meetings.agreed,
    }
    notes = _notes(told, words) if words else {}
    return {
        of: [Figure(name, numbers[name], notes.get(name, ())) for name in names]
        for of, names in FIGURES.items()
    }


def _notes(told: Account, words: Words) -> dict[str, list[str]]:
    meetings = told.meetings
    notes: dict[str, list[str]] = {"meetings": [], "members": [words("as of", day=words.day(told.as_of))]}
    if meetings.cancelled:
        notes["meetings"].append(words("evidence cancelled", n=meetings.cancelled))
    if meetings.unreported:
        notes["meetings"].append(words("evidence unreported", n=meetings.unreported))
    for name, counted in (
        ("people", meetings.people_counted),
        ("enterprises", meetings.enterprises_counted),
    ):
        if counted < meetings.held:
            notes[name] = [words("evidence told by", of=counted, n=meetings.held)]
    if meetings.agreed:
        notes["outcomes"] = [words("evidence outcomes done", n=meetings.outcomes["done"])]
    return notes


def members_chart(site: Site, told: Account, language: str) -> Markup:
    """Members towards the goal over all the time; of a year or quarter, at the end of each of its parts."""
    evidence, words = site.network.evidence, site.words(language)
    if told.period.id:
        parts = evidence.parts(told.period)
        return bars(
            [(short_title(part, told.period, words), evidence.of(part).members.now) for part in parts],
            words("column members"),
            words,
        )
    return course_chart(site, language)


def course_chart(site: Site, language: str) -> Markup:
    """Members from the network's first day until today, and the goal."""
    evidence, words = site.network.evidence, site.words(language)
    steps = [Counted(day, number) for day, number in evidence.changes(evidence.whole)]
    aim = site.network.about.record.goal
    days = {"from": words.day(evidence.whole.first), "to": words.day(evidence.today)}
    said = words("members course told", first=steps[0].count, now=steps[-1].count, **days)
    if not aim:
        return step_chart(steps, evidence.today, Told(words("members over time"), said))
    label = words("members course goal", n=aim.members, when=words.when(aim.by))
    goal = Goal(aim.members, aim.by.last_day, label.rstrip("."))
    return step_chart(steps, evidence.today, Told(words("members against goal"), f"{said} {label}"), goal)


def meetings_chart(site: Site, period: Period, language: str) -> Markup:
    """How many people came in each part of a period."""
    evidence, words = site.network.evidence, site.words(language)
    parts = evidence.parts(period)
    rows = [(short_title(part, period, words), evidence.of(part).meetings.people) for part in parts]
    return bars(rows, words("evidence people chart"), words)


def bars(rows: Sequence[tuple[str, int]], title: str, words: Words) -> Markup:
    """A bar a row; no chart where there is too little to compare."""
    if sum(count > 0 for _, count in rows) < 2:
        return Markup()
    said = "; ".join(f"{label}: {words.number(count)}" for label, count in rows)
    return bar_chart([Bar(label, (count,)) for label, count in rows], Told(title, said))


def short_title(part: Period, whole: Period, words: Words) -> str:
    """What a part of a period is called below its bar: “Q3 26”, “Jul”, “2026”."""
    if part.is_quarter:
        named = words.day(part.first, "QQQ")
        return named if whole.id else f"{named} {part.year % 100:02}"
    return part.id if len(part.id) == 4 else words.month(part.first)


def groups(site: Site, period: Period, language: str) -> list[tuple[str, Any, int, Any]]:
    """Each group: its id, its name as HTML, its members at the end, and what its meetings came to."""
    network, evidence = site.network, site.network.evidence
    day = min(period.last, network.today)
    meetings = evidence.meetings_in(period)
    about = telling(network.about, language)
    return [
        (
            group.id,
            about.text("groups", n, "name"),
            evidence.members_on(day, group.id),
            count([kept for kept in meetings if kept.record.group == group.id], network.today),
        )
        for n, group in enumerate(network.about.record.groups)
    ]


def span(first: date, last: date, words: Words) -> str:
    """The days from `first` to `last`, as briefly as the language can."""
    if first == last:
        return words.day(last)
    return str(format_interval(first, last, "yMMMd", locale=words.locale))


def percent(part: int, whole: int, words: Words) -> str:
    """What share of a whole: “87 %”."""
    return words.percent(round(part / whole, 2)) if whole else ""
