"""One run of a program: how long it took, how much of the processors and of the memory, and what it wrote."""

import os
import stat
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BETWEEN_LOOKS = 0.01
"""Seconds between two looks at a program's memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the clock, seconds of all processors together, all that the program said."""

    wall: float
    processor: float
    told: str = ""

    @property
    def said(self) -> str:
        """The last line."""
        return self.told.rpartition("\n")[2]


@dataclass(frozen=True, slots=True)
class Written:
    """Files of a site: those that stand there, or those that a run has written."""

    pages: int
    files: int
    bytes: int


NOTHING = Written(0, 0, 0)


def run(command: Sequence[str], environment: Mapping[str, str], at: Path | None = None) -> Run:
    """Run a program, in the folder `at`, with all its children to their end. Raises `RuntimeError` where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=at, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    return Run(wall, used.ru_utime + used.ru_stime, said.strip())


def peak_memory(command: Sequence[str], environment: Mapping[str, str], at: Path | None = None) -> int:
    """The most bytes a program and its children held at once: memory shared between them counts once (PSS).

    Looking slows the program down, so this is a run of its own.
    """
    process = subprocess.Popen(
        command,
        cwd=at,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, held_by(process.pid))
        time.sleep(BETWEEN_LOOKS)
    return peak


def held_by(leader: int) -> int:
    """The bytes that a process and all others of its session hold at this moment (PSS)."""
    return sum(_held(pid) for pid in _in_session(leader))


def written_in(folder: Path, since_ns: int = 0) -> Written:
    """Pages, files and bytes below `folder`; with a moment (ns), only those written since."""
    sizes = {}
    for path in folder.rglob("*"):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_ctime_ns >= since_ns:
            sizes[path] = found.st_size
    return Written(sum(path.suffix == ".html" for path in sizes), len(sizes), sum(sizes.values()))


def processor_seconds(pid: int) -> float:
    """Seconds of all processors that a running program and its ended children have used, see proc(5)."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")


def _in_session(leader: int) -> Iterator[int]:
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError):
                # The name of a program stands in brackets and may itself hold some; the session comes fourth after.
                told = Path(entry.path, "stat").read_text().rpartition(")")[2].split()
                if int(told[3]) == leader:
                    yield int(entry.name)


def _held(pid: int) -> int:
    """Proportional set size in bytes, see proc(5); 0 for a process that has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
