"""Share cards and photographs: made cold, taken from those kept, and not touched where nothing has changed."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Run, run, written_in
from tests.bench.network import Network, make_network
from tests.bench.photos import SHOTS, shot, with_note
from tests.bench.talkoot_form import write_repository
from tests.bench.talkoot_trials import LANGUAGES, building, clear
from tests.bench.trials import COLD, ENVIRONMENT, KEPT, STANDING, Outcome

from talkoot.cached import CACHE
from talkoot.outputs.stored import FOLDER

STAGES = {"cards": "share cards", "photos": "photos"}
"""Task → the stage of a build that does it."""

IN_A_RECORD = 10
"""Photographs of one member."""


def cards(size: int, folder: Path, rounds: int) -> list[Outcome]:
    """The share cards of so many records in three languages; the papers of their practices are made with them."""
    root, site = folder / "cards", folder / "sites/cards/site"
    write_repository(make_network(size), root, LANGUAGES)
    return _measured("cards", root, site, rounds)


def photos(count: int, folder: Path) -> list[Outcome]:
    """So many photographs of 4 MB, each another."""
    root, site = folder / "photos", folder / "sites/photos/site"
    network = _with_photos(make_network(max(10, round(count / IN_A_RECORD / 0.9) + 1)), count)
    write_repository(network, root, LANGUAGES[:1])
    shots = [shot(seed) for seed in range(min(SHOTS, count))]
    for number, path in enumerate(_places(network, count)):
        (root / path).write_bytes(with_note(shots[number % len(shots)], number))
    outcomes = _measured("photos", root, site, 1)
    shutil.rmtree(root)
    return outcomes


def _measured(task: str, root: Path, site: Path, rounds: int) -> list[Outcome]:
    command = building(root, site, "--no-search", "--timings")
    cold, kept, standing = (Outcome(task, who) for who in (COLD, KEPT, STANDING))
    for _ in range(rounds):
        shutil.rmtree(root / CACHE, ignore_errors=True)
        clear(site)
        for outcome in (cold, kept, standing):
            if outcome is kept:
                clear(site)
            elif outcome is standing:
                run(command, ENVIRONMENT)
            began = time.time_ns()
            ran = run(command, ENVIRONMENT)
            outcome.walls.append(ran.wall if outcome is standing else _of_stage(ran, STAGES[task]))
            outcome.processors.append(ran.processor)
            outcome.standing = written_in(site)
            outcome.written = written_in(site.parent, began)
            outcome.more = {
                "cores": ran.processor / ran.wall / len(os.sched_getaffinity(0)),
                "made_anew": float(_made_since(root, began)),
            }
    return [cold, kept, standing]


def _of_stage(ran: Run, stage: str) -> float:
    """How long a stage took, by the name it is shown with."""
    found = re.search(rf"^\s*{stage}\s+([\d.]+) s$", ran.told, re.MULTILINE)
    assert found, ran.told
    return float(found[1])


def _made_since(root: Path, began_ns: int) -> int:
    """How many of the files that are kept because they take long to make have been written since."""
    kept = (path for path in (root / FOLDER).rglob("*") if path.is_file())
    return sum(path.stat().st_mtime_ns >= began_ns for path in kept)


def _with_photos(network: Network, count: int) -> Network:
    """The network with photographs in its members' records; the files are not there yet."""
    for n, member in enumerate(network.members):
        shown = range(n * IN_A_RECORD, min((n + 1) * IN_A_RECORD, count))
        if shown:
            member.fields["photos"] = [
                {"file": f"photo-{k}.jpg", "alt": "Light and leaves", "agreed": "yes"} for k in shown
            ]
    return network


def _places(network: Network, count: int) -> Iterator[str]:
    for number in range(count):
        yield f"members/{network.members[number // IN_A_RECORD].id}/photo-{number}.jpg"
