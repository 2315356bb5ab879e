"""What came out of the trials → a table to read, and the same for programs."""

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.hugo_form import hugo_program
from tests.bench.trials import HUGO, Outcome

MEGABYTE = 1_000_000


def summary(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """Trial → medians, spread and ratios to the faster Hugo of the same runs."""
    hugo = min(_median(each, "wall") for each in outcomes if each.name in HUGO)
    return {
        each.name: {
            "wall_s": round(_median(each, "wall"), 3),
            "fastest_s": round(min(ran.wall for ran in each.runs), 3),
            "slowest_s": round(max(ran.wall for ran in each.runs), 3),
            "processor_s": round(_median(each, "processor"), 3),
            "of_faster_hugo": round(_median(each, "wall") / hugo, 2),
            "peak_mb": round(each.peak / MEGABYTE),
            "pages": each.written.pages,
            "files": each.written.files,
            "written_mb": round(each.written.bytes / MEGABYTE, 1),
            "runs": len(each.runs),
        }
        for each in outcomes
    }


def as_markdown(size: int, rows: Mapping[str, Mapping[str, Any]]) -> str:
    """The table for one size of network."""
    lines = [
        f"### {size:,} records",
        "",
        "| | seconds, median (fastest–slowest) | of the faster Hugo | processor seconds | peak MB | pages | MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, row in rows.items():
        spread = f"{row['wall_s']:.2f} ({row['fastest_s']:.2f}–{row['slowest_s']:.2f})"
        lines.append(
            f"| {name} | {spread} | {row['of_faster_hugo']:.2f} | {row['processor_s']:.2f} "
            f"| {row['peak_mb']} | {row['pages']:,} | {row['written_mb']} |"
        )
    return "\n".join(lines)


def circumstances(folder: Path) -> dict[str, str]:
    """Machine, versions, date: what the numbers hold for."""
    cpus = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    hugo = subprocess.run([hugo_program(), "version"], capture_output=True, text=True, check=True).stdout
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "machine": f"{len(os.sched_getaffinity(0))} × {cpus[0].partition(': ')[2] if cpus else platform.machine()}",
        "busy": "load averages {:.1f}, {:.1f}, {:.1f} at the end".format(*os.getloadavg()),
        "written to": _file_system(folder),
        "python": platform.python_version(),
        "talkoot": version("talkoot"),
        "hugo": hugo.split()[1].partition("-")[0],
        "system": platform.release(),
    }


def _median(outcome: Outcome, what: str) -> float:
    return float(median(getattr(ran, what) for ran in outcome.runs))


def _file_system(folder: Path) -> str:
    """The kind of file system `folder` is on, by the longest mount point above it."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    place = str(folder.resolve())
    above = [(point, kind) for point, kind in mounts if f"{place}/".startswith(f"{point.rstrip('/')}/")]
    return max(above, key=lambda found: len(found[0]))[1]
