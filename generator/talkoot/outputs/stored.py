"""Files that take long to make: kept between builds by all that they are made of, and put into the tree.

`.cache/talkoot/made/` holds each under its key. Its `index` says what came of a key, so that a file that
stands in the tree already is not even read. Why it is done so: `generator/decisions/made-files.md`.
"""

import struct
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path

from talkoot.cached import CACHE, keep, load
from talkoot.outputs.site import File, Stage
from talkoot.parallel import shared_out
from talkoot.publish import Row, Tree

FOLDER = f"{CACHE}/made"

DAYS = 30
"""How long something is kept that no build has asked for."""

DAY = 24 * 60 * 60

SLOW: Sequence[tuple[Stage, int]] = (("cards", 16), ("photos", 1), ("paper", 1))
"""The stages of what takes long, and how many things a process takes at once."""

_ROW = struct.Struct("=32s16sI")
"""A key, the digest of what came of it as the tree's manifest tells it, the day it was last asked for."""


class Fleeting(bytes):
    """Content that is not what its key says, because its source has just changed: shown, but not kept."""


class Store:
    """What earlier builds made, and what this one makes."""

    def __init__(self, root: Path) -> None:
        self.folder = str(root / FOLDER)
        rows = load(f"{self.folder}/index") or b""
        self.rows = {key: (digest.hex(), day) for key, digest, day in _ROW.iter_unpack(rows)}
        self.used: dict[bytes, str] = {}

    def digest(self, key: bytes) -> str:
        """What the tree's manifest would call the content under `key`; nothing where that is not known."""
        return self.rows[key][0] if key in self.rows else ""

    def take(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What `make` gives, or what it gave when it was last asked under `key`."""
        place = self._place(key)
        kept = load(place)
        if kept is not None:
            return kept
        made = make()
        if not isinstance(made, Fleeting):
            keep(place, made)
        return made

    def close(self, now: float) -> None:
        """Note what this build has used; what none has used for `DAYS` leaves. `now` in seconds."""
        today = int(now // DAY)
        rows = self.rows | {key: (digest, today) for key, digest in self.used.items()}
        if rows == self.rows:
            return
        fresh = {key: row for key, row in rows.items() if row[1] > today - DAYS}
        told = b"".join(_ROW.pack(key, bytes.fromhex(digest), day) for key, (digest, day) in fresh.items())
        keep(f"{self.folder}/index", told)
        for key in rows.keys() - fresh.keys():
            Path(self._place(key)).unlink(missing_ok=True)
        if all(day != today for _, day in self.rows.values()):
            self._sweep(fresh.keys(), now - DAYS * DAY)
        self.rows = fresh

    def _place(self, key: bytes) -> str:
        name = key.hex()
        return f"{self.folder}/{name[:2]}/{name[2:]}"

    def _sweep(self, known: Collection[bytes], before: float) -> None:
        """Once a day: old files that no index knows, because a build was killed or two wrote it at once."""
        names = {key.hex() for key in known}
        for file in Path(self.folder).glob("??/*"):
            with suppress(OSError):  # another build was quicker
                if file.parent.name + file.name not in names and file.stat().st_mtime < before:
                    file.unlink()


def put(tree: Tree, store: Store, files: Sequence[File], jobs: int = 1, at_once: int = 1) -> list[Row]:
    """Put files with a key into the tree; what does not stand there is read or made in several processes."""
    done: list[tuple[Row, bytes]] = []
    missing: list[tuple[File, bytes]] = []
    for file in files:
        assert file.key is not None
        key = file.key()
        row = tree.keep(file.path, store.digest(key))
        if row:
            done.append((row, key))
        else:
            missing.append((file, key))

    def write(share: Iterable[Sequence[tuple[File, bytes]]]) -> Iterator[tuple[Row, bytes]]:
        return (_written(tree, store, file, key) for bunch in share for file, key in bunch)

    bunches = [list(bunch) for _, bunch in groupby(missing, lambda one: one[0].bunch or one[0].path)]
    done += shared_out(write, bunches, jobs, at_once)
    store.used.update({key: row.digest for row, key in done if key})
    return [row for row, _ in done]


def _written(tree: Tree, store: Store, file: File, key: bytes) -> tuple[Row, bytes]:
    """The file's row, and its key if the content can be found under that again."""
    content = store.take(key, file.make)
    return tree.write(file.path, content), b"" if isinstance(content, Fleeting) else key
