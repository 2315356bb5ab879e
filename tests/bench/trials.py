"""What is measured: each program at each of its tasks, in turns, so that a busy machine is busy for all."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.bench.hugo_form import URL, hugo_program, write_hugo_sites
from tests.bench.measuring import Run, Written, peak_memory, run, written_in
from tests.bench.network import TODAY, make_network
from tests.bench.talkoot_form import write_repository


@dataclass(frozen=True, slots=True)
class Trial:
    """One task: what comes before it untimed, the command, and where its site then stands."""

    name: str
    command: Sequence[str]
    site: Path
    prepare: Callable[[], None]


@dataclass(slots=True)
class Outcome:
    """All runs of one trial; `peak` in bytes."""

    name: str
    written: Written
    runs: list[Run] = field(default_factory=list)
    peak: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where one size of network and its sites stand while they are measured."""

    folder: Path

    @property
    def repository(self) -> Path:
        return self.folder / "repository"

    @property
    def hugo_files(self) -> Path:
        return self.folder / "hugo-files"

    @property
    def hugo_data(self) -> Path:
        return self.folder / "hugo-data"

    def site(self, name: str) -> Path:
        return self.folder / "sites" / name / "site"


def measure(size: int, place: Place, rounds: int, languages: Sequence[str], search: bool) -> list[Outcome]:
    """Write a network of `size` records for both sides and measure every trial in each of the `rounds`."""
    network = make_network(size)
    write_repository(network, place.repository, languages)
    write_hugo_sites(network, place.repository, place.hugo_files, place.hugo_data)
    trials = [*_talkoot(place, search), *_hugo(place)]
    outcomes: dict[str, Outcome] = {}
    for _ in range(rounds):
        for trial in trials:
            trial.prepare()
            ran = run(trial.command, ENVIRONMENT)
            if trial.name not in outcomes:
                outcomes[trial.name] = Outcome(trial.name, written_in(trial.site))
            outcomes[trial.name].runs.append(ran)
    for trial in trials:
        trial.prepare()
        outcomes[trial.name].peak = peak_memory(trial.command, ENVIRONMENT)
    return [*outcomes.values()]


FIRST = "Talkoot, very first build"
KEPT = "Talkoot, frames kept, empty folder"
UNCHANGED = "Talkoot, nothing changed"
EDITED = "Talkoot, one record changed"
SEARCHED = "Talkoot with its search index"
HUGO = ("Hugo, Markdown files", "Hugo, data files and adapter")

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
# Python keeps what it has compiled of an installed program; a setting of this machine must not forbid it.
_INHERITED = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT: Mapping[str, str] = _INHERITED | {"SOURCE_DATE_EPOCH": str(int(NOON.timestamp()))}


def _talkoot(place: Place, search: bool) -> Iterator[Trial]:
    def build(site: Path, *more: str) -> Sequence[str]:
        where = ("--root", str(place.repository), "--to", str(site), "--url", URL)
        return (sys.executable, "-m", "talkoot", "build", *where, *more)

    def without_site() -> None:
        shutil.rmtree(site.parent, ignore_errors=True)

    def without_anything() -> None:
        without_site()
        shutil.rmtree(place.repository / ".cache", ignore_errors=True)

    def with_site() -> None:
        run(command, ENVIRONMENT)

    def with_an_edit() -> None:
        with_site()
        record = next(iter(sorted((place.repository / "members").iterdir()))) / "member.yml"
        text, _, road = record.read_text(encoding="utf-8").partition("\naddress: Road ")
        record.write_text(f"{text.rstrip()}\naddress: Road {int(road or 0) + 1}\n", encoding="utf-8")

    site = place.site("talkoot")
    command = build(site, "--no-search", "--no-pictures")
    yield Trial(FIRST, command, site, without_anything)
    yield Trial(KEPT, command, site, without_site)
    yield Trial(UNCHANGED, command, site, with_site)
    yield Trial(EDITED, command, site, with_an_edit)
    if search:
        yield Trial(SEARCHED, build(site, "--no-pictures"), site, without_site)


def _hugo(place: Place) -> Iterator[Trial]:
    program = hugo_program()
    for name, sources in zip(HUGO, (place.hugo_files, place.hugo_data), strict=True):
        site = place.site(sources.name)
        command = (program, "build", "--quiet", "--source", str(sources), "--destination", str(site))
        yield Trial(name, command, site, partial(shutil.rmtree, site.parent, ignore_errors=True))
