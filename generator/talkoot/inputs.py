"""All that a build depends on → one line of text, from file times alone: equal lines, equal site.

Imports nothing heavy: where the line is that of the site that stands, nothing else is loaded.
"""

import os
import stat
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from site import getsitepackages

SOURCES = ("content", "members", "overrides", "mkdocs.yml")
OURS = Path(__file__).parent
SETTLED = 50_000_000
"""Nanoseconds: a file changed more recently than this may change again without its time showing it."""


def fingerprint(root: Path, options: tuple[str, ...], now_ns: int) -> str:
    """The line for the files below `root`, our own, and `options`; empty where a file has just changed."""
    told = [*options]
    # Installing or upgrading a package renames folders in the one that holds them all.
    told += [_line(folder, os.lstat(folder)) for folder in getsitepackages() if Path(folder).is_dir()]
    newest = max(_tell(str(place), told) for place in (*(root / name for name in SOURCES), OURS))
    if newest >= now_ns - SETTLED:
        return ""
    return sha256("\0".join(told).encode(errors="surrogateescape")).hexdigest()


def _tell(place: str, told: list[str]) -> int:
    """Add all that is at and below `place` to what is `told`, links not followed; gives the newest time."""
    try:
        at = os.lstat(place)
    except OSError:
        return 0
    if not stat.S_ISDIR(at.st_mode):
        told.append(_line(place, at))
        return max(at.st_mtime_ns, at.st_ctime_ns)
    # A folder's own time says nothing that its entries do not, and Python's __pycache__ moves it.
    told.append(place)
    newest, folders = 0, [place]
    while folders:
        with os.scandir(folders.pop()) as found:
            entries = sorted(found, key=attrgetter("name"))
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    told.append(entry.path)
                    folders.append(entry.path)
            else:
                at = entry.stat(follow_symlinks=False)
                told.append(_line(entry.path, at))
                newest = max(newest, at.st_mtime_ns, at.st_ctime_ns)
    return newest


def _line(path: str, at: os.stat_result) -> str:
    return f"{path} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns} {at.st_ino} {at.st_mode}"
