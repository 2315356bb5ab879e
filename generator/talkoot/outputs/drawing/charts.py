"""Counted figures → charts as SVG, and the rows of the table that stands beside each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from markupsafe import Markup

from talkoot.outputs.escaping import escaped, html

WIDTH, HEIGHT = 640, 300
"""Of a chart in its own units; a phone shows about half a pixel a unit."""

LEFT, TOP, RIGHT, FOOT = 52, 40, 608, 256
"""Where the figures are drawn; numbers stand left of it, times below."""

LETTER = 15
"""How wide a letter is where it is largest, on a narrow screen; charts.css says the size."""

EDGE = 12
"""Where bars begin: they have no numbers at their left."""

STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)


@dataclass(frozen=True, slots=True)
class Told:
    """What a chart is called and what it shows, for those who do not see it."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Counted:
    """So many from this day on."""

    day: date
    count: int


@dataclass(frozen=True, slots=True)
class Goal:
    """So many by a day. `label` says it in the page's language: “Goal: 30 by the end of 2026”; where it does
    not fit on a narrow screen, it is left out there."""

    count: int
    by: date
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A period, or whatever was counted, with one count for each series."""

    label: str
    counts: tuple[int, ...]


def counted(joined: Iterable[date], left: Iterable[date], today: date) -> tuple[Counted, ...]:
    """How many there were, from each day on which that changed; nothing after `today` counts."""
    changes: dict[date, int] = {}
    for days, by in ((joined, 1), (left, -1)):
        for day in days:
            if day <= today:
                changes[day] = changes.get(day, 0) + by
    steps: list[Counted] = []
    for day in sorted(changes):
        if changes[day]:
            steps.append(Counted(day, (steps[-1].count if steps else 0) + changes[day]))
    return tuple(steps)


def rows(steps: Sequence[Counted], today: date) -> tuple[Counted, ...]:
    """The table beside a step chart: the count at the end of every quarter, and today's."""
    if not steps:
        return ()
    ends: list[date] = []
    end = _quarter_end(steps[0].day)
    while end < today:
        ends.append(end)
        end = _quarter_end(end + timedelta(days=1))
    return tuple(Counted(day, count_on(steps, day)) for day in (*ends, today))


def count_on(steps: Sequence[Counted], day: date) -> int:
    """How many there were on a day."""
    return next((step.count for step in reversed(steps) if step.day <= day), 0)


def _quarter_end(day: date) -> date:
    month = 3 * ((day.month - 1) // 3) + 3
    return date(day.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def step_chart(steps: Sequence[Counted], today: date, told: Told, goal: Goal | None = None) -> Markup:
    """Counts over time as an area of steps, with the goal as a line it grows towards; empty without counts.

    Classes and colours are those of theme/styles/charts.css.
    """
    if not steps:
        return Markup("")
    last = steps[-1].count
    first, end = steps[0].day, max(today, goal.by if goal else today)
    first -= timedelta(days=max(1, (end - first).days // 30))
    step, most = _scale(max([each.count for each in steps] + ([goal.count] if goal else [])))

    def x(day: date) -> int:
        return LEFT + round((RIGHT - LEFT) * (day - first).days / (end - first).days)

    def y(count: int) -> int:
        return FOOT - round((FOOT - TOP) * count / most)

    line = "".join([f"H{x(each.day)}V{y(each.count)}" for each in steps])
    steps_line = f"M{x(first)} {FOOT}{line}H{x(today)}"
    shapes = [_levels({count: y(count) for count in range(0, most + 1, step)}), _years(_ticks(first, end, x))]
    shapes.append(f'<path class="chart__area" d="{steps_line}V{FOOT}z"/>')
    shapes.append(f'<path class="chart__line" d="{steps_line}"/>')
    if goal:
        height = y(goal.count)
        shapes.append(f'<path class="chart__goal" d="M{LEFT} {height}H{x(goal.by)}"/>')
        shapes.append(f'<circle class="chart__aim" cx="{x(goal.by)}" cy="{height}" r="7"/>')
    drawn = Markup("".join(shapes))
    if goal:
        wide = " chart__goal-label--wide" if len(goal.label) * LETTER > RIGHT - LEFT else ""
        drawn += _text(f"chart__goal-label{wide}", LEFT + 4, y(goal.count) - 10, goal.label, "start")
    # The latest count stands below its line where the goal's label would be in its way.
    crossed = goal is not None and 0 <= y(last) - y(goal.count) < 44
    anchor = "end" if x(today) > LEFT + 60 else "start"
    drawn += Markup('<circle class="chart__now" cx="{}" cy="{}" r="7"/>').format(x(today), y(last))
    drawn += _text("chart__now-label", x(today), y(last) + (50 if crossed else -16), str(last), anchor)
    return _chart(told, drawn)


def bar_chart(bars: Sequence[Bar], told: Told, series: Sequence[str] = ()) -> Markup:
    """A bar for each count, those of one period beside each other; empty without bars.

    `series` names the counts of a bar where there are two, as a key above the chart. The bars themselves
    are the rows of the table beside it.
    """
    if not bars:
        return Markup("")
    _, most = _scale(max(max(bar.counts) for bar in bars))
    room = (RIGHT - EDGE) / len(bars)
    kinds = max(len(bar.counts) for bar in bars)
    wide = min((room - 8) / kinds, 56)
    # Where not every label fits, every second or third is shown, the latest always.
    every = ceil(max(len(bar.label) for bar in bars) * LETTER / room)
    numbered = max(len(str(max(bar.counts))) for bar in bars) * LETTER <= wide + 8
    drawn = Markup('<path class="chart__level" d="M{} {}H{}"/>').format(EDGE, FOOT, RIGHT)
    for n, bar in enumerate(bars):
        middle = EDGE + (n + 0.5) * room
        for k, count in enumerate(bar.counts):
            left, high = middle + (k - len(bar.counts) / 2) * wide + 1, (FOOT - TOP) * count / most
            drawn += _bar(k + 1, left, FOOT - high, wide - 2, high)
            if numbered:
                drawn += _text("chart__count", left + wide / 2 - 1, FOOT - high - 7, str(count))
        # The latest is moved in where it would be cut off; an early one is left out.
        half = len(bar.label) * LETTER / 2
        if (len(bars) - 1 - n) % every == 0 and middle >= half:
            drawn += _text("chart__time", min(middle, WIDTH - half), FOOT + 28, bar.label)
    return _chart(told, drawn + _key(series))


def _chart(told: Told, drawn: Markup) -> Markup:
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img"><title>{}</title><desc>{}</desc>{}</svg>'
    ).format(WIDTH, HEIGHT, told.title, told.description, drawn)


def _key(series: Sequence[str]) -> Markup:
    key, x = Markup(""), EDGE
    for k, name in enumerate(series, 1):
        key += _bar(k, x, 2, 18, 18) + _text("chart__key", x + 26, 18, name, "start")
        x += 56 + len(name) * LETTER
    return key


def _bar(kind: int, x: float, y: float, wide: float, high: float) -> Markup:
    return html(
        f'<rect class="chart__bar chart__bar--{kind}" x="{x:.0f}" y="{y:.0f}"'
        f' width="{wide:.0f}" height="{high:.0f}" rx="3"/>'
    )


def _levels(heights: Mapping[int, int]) -> str:
    """A thin line at each round count, and the count left of it."""
    lines = "".join([f"M{LEFT} {height}H{RIGHT}" for height in heights.values()])
    numbers = [
        f'<text class="chart__number" x="{LEFT - 10}" y="{height + 5}" text-anchor="end">{count}</text>'
        for count, height in heights.items()
    ]
    return f'<path class="chart__level" d="{lines}"/>{"".join(numbers)}'


def _ticks(first: date, end: date, x: Callable[[date], int]) -> Mapping[int, int]:
    """Each year and where it begins; the first one's name stands at the left if no other's would."""
    begins = {year: x(date(year, 1, 1)) for year in range(first.year + 1, end.year + 1)}
    every = ceil(len(begins) / 6)
    return dict(list(begins.items())[::every]) if begins else {first.year: LEFT + 20}


def _years(begins: Mapping[int, int]) -> str:
    ticks = "".join([f"M{x} {FOOT}v8" for x in begins.values()])
    names = [
        f'<text class="chart__time" x="{x}" y="{FOOT + 30}" text-anchor="middle">{year}</text>'
        for year, x in begins.items()
    ]
    return f'<path class="chart__tick" d="{ticks}"/>{"".join(names)}'


def _text(kind: str, x: float, y: float, text: str, anchor: str = "middle") -> Markup:
    return html(f'<text class="{kind}" x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escaped(text)}</text>')


def _scale(largest: int) -> tuple[int, int]:
    """Round steps for a scale, three or four of them, and where it ends."""
    step = next((step for step in STEPS if step * 4 >= largest), ceil(largest / 4))
    return step, step * max(1, ceil(largest / step))
