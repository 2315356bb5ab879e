"""What is measured: each program at each of its tasks, in turns, so that a busy machine is busy for all."""

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.measuring import NOTHING, Run, Written, peak_memory, run, written_in
from tests.bench.network import TODAY

TASKS = (
    *("first", "pages", "search", "unchanged", "edited", "edited-search"),
    *("served", "screen", "checked", "languages", "cards", "photos"),
)
"""In the order that a table lists them."""

LARGEST_OF = {
    **dict.fromkeys(("first", "search", "edited-search", "served", "screen", "checked", "languages"), 10_000),
    **dict.fromkeys(("cards", "photos"), 1_000),
}
"""Task → the largest network it is measured at, unless it is asked for by name: beyond, no bar stands and hours go by."""

PEERS = ("hugo", "eleventy", "mkdocs", "zensical", "floor")

TALKOOT = "Talkoot"
SERVING = "Talkoot, in serve's process"
HUGO = ("Hugo, Markdown files", "Hugo, data files and adapter")
HUGO_SEARCH = "Hugo and Pagefind"
THREE = "Talkoot, three languages"
COLD, KEPT, STANDING = "Talkoot, cold", "Talkoot, kept ones", "Talkoot, nothing changed"

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
# Python keeps what it has compiled of an installed program; a setting of this machine must not forbid it.
_INHERITED = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT: Mapping[str, str] = _INHERITED | {"SOURCE_DATE_EPOCH": str(int(NOON.timestamp()))}


def by_the_clock(ran: Run) -> float:
    """How long the whole command took."""
    return ran.wall


def as_it_says(ran: Run) -> float:
    """The seconds that a program says in its last line."""
    return float(ran.said)


@dataclass(frozen=True, slots=True)
class Trial:
    """One program at one task: the command, started in the folder `at`, and where its site then stands.

    `prepare` comes before it and `tidy` after it, untimed. A slow one is run in fewer rounds; one that is `weighed`
    once more to look at its memory. `seconds` is what counts of a run.
    """

    task: str
    who: str
    command: Sequence[str]
    site: Path
    prepare: Callable[[], object]
    at: Path | None = None
    slow: bool = False
    weighed: bool = False
    tidy: Callable[[], object] = lambda: None
    seconds: Callable[[Run], float] = by_the_clock


@dataclass(slots=True)
class Outcome:
    """All runs of one trial: seconds, and processor seconds where they are known.

    `standing` is the site after the first run, `written` what that run wrote of it, `peak` in bytes; `more` is
    what only this task tells.
    """

    task: str
    who: str
    standing: Written = NOTHING
    written: Written = NOTHING
    walls: list[float] = field(default_factory=list)
    processors: list[float] = field(default_factory=list)
    peak: int = 0
    more: dict[str, float] = field(default_factory=dict)


def take_turns(trials: Iterable[Trial], rounds: int, slow_rounds: int) -> list[Outcome]:
    """Run every trial in each of the rounds, then look at the memory of those that are to be weighed."""
    trials = [*trials]
    outcomes = {(trial.task, trial.who): Outcome(trial.task, trial.who) for trial in trials}
    for n in range(rounds):
        for trial in trials:
            if n >= slow_rounds and trial.slow:
                continue
            outcome = outcomes[trial.task, trial.who]
            trial.prepare()
            began = time.time_ns()
            ran = run(trial.command, ENVIRONMENT, trial.at)
            outcome.walls.append(trial.seconds(ran))
            outcome.processors.append(ran.processor)
            if n == 0:
                outcome.standing = written_in(trial.site)
                # A folder's other tree is written out of sight and then exchanged for it.
                outcome.written = written_in(trial.site.parent, began)
            trial.tidy()
    for trial in trials:
        if trial.weighed:
            trial.prepare()
            outcomes[trial.task, trial.who].peak = peak_memory(trial.command, ENVIRONMENT, trial.at)
            trial.tidy()
    return [*outcomes.values()]
