"""All that a build depends on → which file is which, from file times alone: equal lines, equal site.

Imports nothing heavy: where all is as it was for the site that stands, nothing else is loaded.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from site import getsitepackages

SOURCES = ("content", "members", "overrides", "mkdocs.yml")
OURS = Path(__file__).parent
SETTLED = 50_000_000
"""Nanoseconds: a file changed more recently than this may change again without its time showing it."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Path below the root → what tells the file there from any other it may once have been.

    Empty for a file that changed so lately that it may change again without showing it. Folders are here too.
    `shape` is equal where the same names stand for the same kinds of things.
    """

    files: dict[str, str]
    shape: str = ""

    def renewed(self, root: Path, paths: Iterable[str], now_ns: int) -> "Survey":
        """The survey after something was saved at `paths`; made anew where that is more than new contents."""
        settled, above = now_ns - SETTLED, len(str(root)) + 1
        files = dict(self.files)
        for path in paths:
            try:
                at = os.lstat(path)
            except OSError:
                at = None
            known = files.get(path[above:])
            if at is None and known is None:
                continue  # a file that a program needed for a moment
            if at is None or known in (None, "folder") or not stat.S_ISREG(at.st_mode):
                return survey(root, now_ns)
            files[path[above:]] = _identity(at, settled)
        return Survey(files, self.shape)

    def fingerprint(self, options: tuple[str, ...]) -> str:
        """One line for the files, our own, and `options`; empty where a file has just changed."""
        if not all(self.files.values()):
            return ""
        told = [*options, ours(), *self.files, *self.files.values()]
        return sha256("\0".join(told).encode(errors="surrogateescape")).hexdigest()


def survey(root: Path, now_ns: int) -> Survey:
    """The files below `root` that a site is made of, as they are at `now_ns`; links are not followed."""
    settled = now_ns - SETTLED
    above = len(str(root)) + 1
    found = [(path[above:], at) for name in SOURCES for path, at in _below(f"{root}/{name}")]
    names = "\0".join([f"{path} {at and at.st_mode}" for path, at in found])
    shape = sha256(names.encode(errors="surrogateescape")).hexdigest()
    return Survey({path: _identity(at, settled) for path, at in found}, shape)


def ours() -> str:
    """One line for our own files and whatever is installed beside them."""
    told = [str(OURS)]
    # Installing or upgrading a package renames folders in the one that holds them all.
    told += [
        f"{folder} {_identity(os.lstat(folder))}" for folder in getsitepackages() if Path(folder).is_dir()
    ]
    told += [f"{path} {_identity(at)}" for path, at in _below(str(OURS))]
    return sha256("\0".join(told).encode(errors="surrogateescape")).hexdigest()


def _below(place: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """All that is at and below `place`, in order; of a folder only that it is there.

    Its own time says nothing that its entries do not, and Python's `__pycache__` moves it.
    """
    try:
        at = os.lstat(place)
    except OSError:
        return
    if not stat.S_ISDIR(at.st_mode):
        yield place, at
        return
    yield place, None
    folders = [place]
    while folders:
        try:
            with os.scandir(folders.pop()) as found:
                entries = sorted(found, key=attrgetter("name"))
        except OSError:
            continue  # it has just gone, or is closed to us; whoever reads the files says so
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                with suppress(FileNotFoundError):
                    yield entry.path, entry.stat(follow_symlinks=False)
            elif entry.name != "__pycache__":
                folders.append(entry.path)
                yield entry.path, None


def _identity(at: os.stat_result | None, settled: int | None = None) -> str:
    if at is None:
        return "folder"
    if settled is not None and (at.st_mtime_ns >= settled or at.st_ctime_ns >= settled):
        return ""
    return f"{at.st_size} {at.st_mtime_ns} {at.st_ctime_ns} {at.st_ino} {at.st_mode}"
