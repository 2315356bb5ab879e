"""`python -m tests.bench 1000 10000`: measures, prints the tables, and writes them for programs and for the page."""

import argparse
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.how_fast import MEASURED, merge, write_pages
from tests.bench.network import make_network
from tests.bench.peer_trials import LARGEST_FOR, peer_trials
from tests.bench.photos import room_for
from tests.bench.picture_trials import cards, photos
from tests.bench.report import as_markdown, bars_as_markdown, circumstances, rows_of
from tests.bench.serve_trials import served
from tests.bench.talkoot_form import write_repository
from tests.bench.talkoot_trials import talkoot_trials
from tests.bench.trials import LARGEST_OF, PEERS, TASKS, Outcome, take_turns

MEMORY = Path("/dev/shm")
SMALL = 1_000
"""Records of a network that slow programs too build as often as the others."""


def main() -> None:
    """Measure what the command line asks for."""
    asked = _command_line()
    where = Path(asked.disk or (MEMORY if MEMORY.is_dir() else tempfile.gettempdir()))
    told: dict[str, object] = {}
    by_size = {}
    for size in asked.sizes:
        with tempfile.TemporaryDirectory(prefix="talkoot-bench-", dir=where) as folder:
            rows = rows_of([*_measured(size, Path(folder), asked)])
            by_size[size] = rows
            told[str(size)] = rows
            told["circumstances"] = circumstances(Path(folder))
        print(as_markdown(size, rows), end="\n\n", flush=True)
    print(bars_as_markdown(by_size), end="\n\n")
    print("\n".join(f"- {key}: {value}" for key, value in told["circumstances"].items()))  # type: ignore[attr-defined]
    if asked.json:
        Path(asked.json).write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if asked.write:
        merge(told, MEASURED)
        write_pages()


def _measured(size: int, folder: Path, asked: argparse.Namespace) -> Iterator[Outcome]:
    """Everything asked for at one size of network."""
    tasks = asked.only or [task for task in TASKS if size <= LARGEST_OF.get(task, size)]
    peers = asked.peers
    if peers is None:
        peers = [peer for peer in PEERS if size <= LARGEST_FOR.get(peer, size)]
    network, root = make_network(size), folder / "repository"
    write_repository(network, root, ["en"])
    trials = [
        *talkoot_trials(size, root, folder / "sites", tasks),
        *peer_trials(network, root, folder, tasks, peers),
    ]
    yield from take_turns(trials, asked.rounds, asked.slow_rounds if size > SMALL else asked.rounds)
    shutil.rmtree(folder)
    folder.mkdir()
    if {"served", "screen"} & {*tasks}:
        write_repository(network, root, ["en"])
        yield from served(root, asked.rounds)
    if "cards" in tasks:
        yield from cards(size, folder, 1)
    if "photos" in tasks:
        if room_for(asked.photos, folder):
            yield from photos(asked.photos, folder)
        else:
            print(f"There is no room for {asked.photos} photographs in {folder}; name another place: --disk")


def _command_line() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000], help="records in the network")
    options.add_argument("--only", type=_some(TASKS), help=f"tasks, of {','.join(TASKS)}")
    options.add_argument("--peers", type=_some(PEERS), help=f"others, of {','.join(PEERS)}")
    options.add_argument("--rounds", type=int, default=3, help="how often each trial is run, in turns")
    options.add_argument(
        "--slow-rounds", type=int, default=1, help="the same of slow peers, above 1,000 records"
    )
    options.add_argument("--photos", type=int, default=100, help="how many photographs")
    options.add_argument("--disk", help="a folder on the disk to measure on, in place of the memory disk")
    options.add_argument("--json", help="a file for the same numbers as JSON")
    options.add_argument("--write", action="store_true", help="write the page “How fast?” anew")
    return options.parse_args()


def _some(names: tuple[str, ...]) -> Callable[[str], list[str]]:
    """Reads names that a comma parts; none at all where it is empty."""

    def read(text: str) -> list[str]:
        chosen = [name for name in text.split(",") if name]
        if wrong := {*chosen} - {*names}:
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(wrong))}: choose of {', '.join(names)}")
        return chosen

    return read


if __name__ == "__main__":
    main()
