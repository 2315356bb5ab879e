"""What came out of the trials → rows of numbers, and tables to read."""

import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.bars import Judged, Rows, judge
from tests.bench.programs import versions
from tests.bench.trials import HUGO, HUGO_SEARCH, TALKOOT, TASKS, Outcome

MEGABYTE = 1_000_000

BASES = {
    "first": ("pages", HUGO),
    "pages": ("pages", HUGO),
    "search": ("search", (HUGO_SEARCH,)),
    "languages": ("languages", (TALKOOT,)),
}
"""Task → whose fastest median its ratios are to, and at which task."""

TITLES = {
    "first": "The very first build, no cache of any kind",
    "pages": "All pages into an empty folder, frames kept",
    "search": "All pages and the search index into an empty folder",
    "unchanged": "Nothing changed",
    "edited": "One record changed, by a fresh command",
    "edited-search": "One record changed, the search index right again too",
    "served": "One record changed, from serve's noticing to published",
    "screen": "From saving a file to the new page on the screen",
    "checked": "talkoot check of one changed record",
    "languages": "Three languages and one",
    "cards": "Share cards in three languages",
    "photos": "Photographs of 4 MB",
}


def rows_of(outcomes: Sequence[Outcome]) -> dict[str, dict[str, dict[str, Any]]]:
    """Task → who → medians, spread, ratio to the base of the task, memory, and what was written."""
    walls = {(each.task, each.who): median(each.walls) for each in outcomes if each.walls}
    rows: dict[str, dict[str, dict[str, Any]]] = {}
    for task in TASKS:
        for each in outcomes:
            if each.task == task and each.walls:
                rows.setdefault(task, {})[each.who] = _row(each, _base(task, walls))
    return rows


def _base(task: str, walls: Mapping[tuple[str, str], float]) -> float | None:
    of, names = BASES.get(task, ("", ()))
    return min((walls[of, name] for name in names if (of, name) in walls), default=None)


def _row(each: Outcome, base: float | None) -> dict[str, Any]:
    wall = median(each.walls)
    row = {
        "wall_s": round(wall, 3),
        "fastest_s": round(min(each.walls), 3),
        "slowest_s": round(max(each.walls), 3),
        "runs": len(each.walls),
        "ratio": round(wall / base, 3) if base else None,
        "processor_s": round(median(each.processors), 3) if each.processors else None,
        "peak_mb": round(each.peak / MEGABYTE) if each.peak else None,
        "pages": each.standing.pages or None,
        "files": each.standing.files or None,
        "site_mb": round(each.standing.bytes / MEGABYTE, 1) or None,
        "files_written": each.written.files if each.standing.files else None,
        "written_mb": round(each.written.bytes / MEGABYTE, 1) if each.standing.files else None,
    }
    told = {key: value for key, value in row.items() if value is not None}
    return told | {key: round(value, 3) for key, value in each.more.items()}


COLUMNS = (
    ("ratio", "ratio", "{:.2f}"),
    ("processor s", "processor_s", "{:.2f}"),
    ("peak MB", "peak_mb", "{:,.0f}"),
    ("pages", "pages", "{:,}"),
    ("files written", "files_written", "{:,}"),
    ("MB written", "written_mb", "{:,.1f}"),
    ("runs", "runs", "{}"),
)
"""Title, number of a row, how it is written. The ratio is to the faster Hugo, or to what `BASES` names."""


def as_markdown(size: int, rows: Rows) -> str:
    """The table of everything measured at one size of network."""
    judged: dict[tuple[str, str], list[str]] = {
        (each.bar.task, each.bar.who): [] for each in judge({size: rows})
    }
    for each in judge({size: rows}):
        told = f"{_limit(each)} {'met' if each.is_met else '**not met**'}"
        judged[each.bar.task, each.bar.who].append(told)
    titles = ["", "seconds, median (fastest–slowest)", *(title for title, _, _ in COLUMNS), "bar"]
    lines = [f"### {size:,} records", "", _line(titles), "|---" * len(titles) + "|"]
    for task, by_who in rows.items():
        lines.append(_line([f"**{TITLES[task]}**", *[""] * (len(titles) - 1)]))
        for who, row in by_who.items():
            spread = f"{row['wall_s']:.2f} ({row['fastest_s']:.2f}–{row['slowest_s']:.2f})"
            numbers = (form.format(row[key]) if key in row else "" for _, key, form in COLUMNS)
            lines.append(_line([who, spread, *numbers, "; ".join(judged.get((task, who), ()))]))
    return "\n".join(lines)


def bars_as_markdown(by_size: Mapping[int, Rows]) -> str:
    """The bars beside what was measured."""
    lines = [_line(["bar", "records", "must be", "is", "met"]), "|---" * 5 + "|"]
    lines += [
        _line(
            [
                each.bar.name,
                f"{each.size:,}",
                _limit(each),
                _told(each, each.measured),
                "yes" if each.is_met else "**no**",
            ]
        )
        for each in judge(by_size)
    ]
    return "\n".join(lines)


UNITS = {
    "wall_s": "{:.2f} s",
    "ratio": "{:.2f} ×",
    "peak_mb": "{:,.0f} MB",
    "cores": "{:.0%}",
    "made_anew": "{:.0f}",
}
"""A number of a row → how it is written with its unit."""


def _limit(judged: Judged) -> str:
    return f"{'≥' if judged.bar.at_least else '≤'} {_told(judged, judged.limit)}"


def _told(judged: Judged, number: float) -> str:
    return UNITS[judged.bar.number].format(number)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def circumstances(folder: Path) -> dict[str, str]:
    """Machine, versions, date: what the numbers hold for."""
    cpus = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    processors = len(os.sched_getaffinity(0))
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": f"{processors} × {cpus[0].partition(': ')[2] if cpus else platform.machine()}",
        "memory": f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 1e9:.0f} GB",
        "busy": "load averages {:.1f}, {:.1f}, {:.1f} at the end".format(*os.getloadavg()),
        "written to": _file_system(folder),
        "system": platform.release(),
        "Python": platform.python_version(),
        **versions(),
    }


def _file_system(folder: Path) -> str:
    """The kind of file system `folder` is on, by the longest mount point above it."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    place = str(folder.resolve())
    above = [(point, kind) for point, kind in mounts if f"{place}/".startswith(f"{point.rstrip('/')}/")]
    return max(above, key=lambda found: len(found[0]))[1]
