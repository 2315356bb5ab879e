"""The repository's history → addresses that once were published."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from talkoot.sources.finding import Shelf


def published_addresses(root: Path, shelves: Sequence[Shelf], commit: str = "HEAD") -> frozenset[str]:
    """The address (`members/hirsi-ja-hopea`) of every record that the history of `root` held up to `commit`.

    Empty where `root` is no git repository; a shallow clone knows only what it was given.
    """
    if not (root / ".git").exists():
        return frozenset()
    folders = [shelf.folder for shelf in shelves]
    now = ["ls-tree", "-r", "-z", "--name-only", commit, "--", *folders]
    gone = [
        "log",
        "--diff-filter=D",
        "--no-renames",
        "--format=",
        "--name-only",
        "-z",
        commit,
        "--",
        *folders,
    ]
    files = {shelf.file: shelf.folder for shelf in shelves}
    addresses = set()
    for path in (*_paths(root, now), *_paths(root, gone)):
        folder, _, name = path.rpartition("/")
        shelf, _, id_ = folder.rpartition("/")
        if files.get(name) == shelf:
            addresses.add(f"{shelf.rpartition('/')[2]}/{id_}")
    return frozenset(addresses)


def _paths(root: Path, command: list[str]) -> list[str]:
    git = ["git", "--no-optional-locks", "-C", str(root), "-c", "core.quotePath=false", *command]
    ran = subprocess.run(git, capture_output=True, check=False)
    # A repository without a commit, or one that git refuses to read, has no history to keep.
    return ran.stdout.decode(errors="replace").strip("\0\n").split("\0") if ran.returncode == 0 else []
