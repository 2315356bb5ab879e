"""`python -m tests.bench 1000 10000`: prints the table, and writes it with --json for programs."""

import argparse
import json
import tempfile
from pathlib import Path

from tests.bench.report import as_markdown, circumstances, summary
from tests.bench.trials import Place, measure

MEMORY = Path("/dev/shm")


def main() -> None:
    """Measure what the command line asks for."""
    asked = _command_line()
    where = Path(asked.disk or (MEMORY if MEMORY.is_dir() else tempfile.gettempdir()))
    told: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="talkoot-bench-", dir=where) as folder:
        for size in asked.sizes:
            place = Place(Path(folder, str(size)))
            rows = summary(measure(size, place, asked.rounds, asked.languages.split(","), asked.search))
            print(as_markdown(size, rows), end="\n\n", flush=True)
            told[str(size)] = rows
        told["circumstances"] = circumstances(Path(folder))
    print("\n".join(f"- {key}: {value}" for key, value in told["circumstances"].items()))  # type: ignore[attr-defined]
    if asked.json:
        Path(asked.json).write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _command_line() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000], help="records in the network")
    options.add_argument("--rounds", type=int, default=5, help="how often each trial is run, in turns")
    options.add_argument("--languages", default="en", help="what the site speaks: en or en,fi,sv")
    options.add_argument("--search", action="store_true", help="build the search index too, in a trial apart")
    options.add_argument("--disk", help="a folder on the disk to measure on, in place of the memory disk")
    options.add_argument("--json", help="a file for the same numbers as JSON")
    return options.parse_args()


if __name__ == "__main__":
    main()
