"""All that a build depends on → one line of text, from file times alone: equal lines, equal site.

Imports nothing heavy: where the line is that of the site that stands, nothing else is loaded.
"""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

SOURCES = ("content", "members", "overrides", "mkdocs.yml")
SETTLED = 50_000_000
"""Nanoseconds: a file changed more recently than this may change again without its time showing it."""


def fingerprint(root: Path, options: tuple[str, ...], now_ns: int) -> str:
    """The line for the files below `root`, our own, and `options`; empty where a file has just changed."""
    digest = sha256("\0".join(options).encode())
    newest = 0
    for folder in (*(root / name for name in SOURCES), Path(__file__).parent):
        for path, stat in _files(folder):
            newest = max(newest, stat.st_mtime_ns, stat.st_ctime_ns)
            told = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, stat.st_mode)
            digest.update(f"{path}\0{told}\0".encode(errors="surrogateescape"))
    return digest.hexdigest() if newest < now_ns - SETTLED else ""


def _files(place: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Everything at and below `place`, links not followed, in a fixed order."""
    try:
        yield str(place), os.lstat(place)
        entries = sorted(os.scandir(place), key=lambda entry: entry.name) if place.is_dir() else []
    except OSError:
        return
    stack = entries[::-1]
    while stack:
        entry = stack.pop()
        if entry.name == "__pycache__":
            continue
        yield entry.path, entry.stat(follow_symlinks=False)
        if entry.is_dir(follow_symlinks=False):
            stack.extend(sorted(os.scandir(entry), key=lambda inner: inner.name, reverse=True))
