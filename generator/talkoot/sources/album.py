"""What picture files were seen to hold, kept between builds: one that has not changed is not opened again."""

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from talkoot.cached import keep, load, way_of
from talkoot.inputs import SETTLED
from talkoot.parallel import shared_out
from talkoot.problems import Problem
from talkoot.sources import pictures
from talkoot.sources.pictures import MAX_BYTES, Seen, digest_of, look_into, too_large

FILE = "seen"

HEAVY = 4 << 20
"""Bytes of pictures that are worth a second process."""


class At(NamedTuple):
    """Which file it is and when it last changed, as inputs.py tells files apart."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


Told = tuple[Any, ...]
"""Width and height of a picture, or the code and the hints of what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Album:
    """What was seen: path → which file it was and the digest of what it held; digest → what that is."""

    files: dict[str, tuple[At, str]] = field(default_factory=dict)
    looks: dict[str, Told] = field(default_factory=dict)


def look_at_all(
    root: Path, paths: Sequence[str], cache: Path | None = None, jobs: int = 1
) -> Mapping[str, Seen | Problem]:
    """Path → the picture there, or why it can't be shown, for every one of the `paths` below `root`.

    With a `cache`, the folder of what is kept between builds, only files are opened that are new or others
    than then, and only what they hold is looked into that was never seen. Without, nothing is written.
    """
    if not paths:
        return {}
    before = _read(cache) if cache else Album()
    at = {path: _at_path(root / path) for path in paths}
    new = [path for path in paths if path not in before.files or before.files[path][0] != at[path]]

    def look(some: Iterable[str]) -> Iterator[tuple[str, At | None, str, Told]]:
        return ((path, *_look(root / path, before.looks)) for path in some)

    album = Album({path: before.files[path] for path in {*paths}.difference(new)})
    album.looks.update({digest: before.looks[digest] for _, digest in album.files.values()})
    found = {path: _seen(path, digest, album.looks[digest]) for path, (_, digest) in album.files.items()}
    is_heavy = sum(at[path].size for path in new) >= HEAVY
    for path, stood, digest, told in shared_out(look, new, jobs if is_heavy else 1, at_once=1):
        found[path] = _seen(path, digest, told)
        if digest:
            album.looks[digest] = told
        if stood:
            album.files[path] = stood, digest
    if cache and album != before:
        _keep(cache, album)
    return {path: found[path] for path in paths}


def _look(file: Path, looks: Mapping[str, Told]) -> tuple[At | None, str, Told]:
    """Which file it was, unless that may change without its times showing it; its digest; what was seen."""
    now = time.time_ns()
    try:
        with file.open("rb") as opened:
            at = _at(os.fstat(opened.fileno()))
            if at.size > MAX_BYTES:
                return None, "", _told(too_large(""))
            content = opened.read()
            stood = at == _at(os.fstat(opened.fileno())) and max(at.mtime_ns, at.ctime_ns) < now - SETTLED
    except OSError:  # closed to us, or gone since it was found
        return None, "", ("file-unreadable",)
    digest = digest_of(content)
    return (at if stood else None), digest, looks.get(digest) or _told(look_into("", content))


def _at_path(file: Path) -> At:
    try:
        return _at(os.lstat(file))
    except OSError:
        return At(0, 0, 0, 0)


def _at(found: os.stat_result) -> At:
    return At(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _told(look: Seen | Problem) -> Told:
    return (look.width, look.height) if isinstance(look, Seen) else (look.code, *look.hints)


def _seen(path: str, digest: str, told: Told) -> Seen | Problem:
    if isinstance(told[0], int):
        return Seen(path, told[0], told[1], digest)
    return Problem(told[0], path, found=path.rpartition("/")[2], hints=told[1:])


def _way() -> str:
    """How pictures are looked at: what another way saw is forgotten."""
    return way_of((Path(pictures.__file__), Path(__file__)), "pillow")


def _read(cache: Path) -> Album:
    content = load(str(cache / FILE))
    way, files, looks = json.loads(content) if content else ("", {}, {})
    if way != _way():
        return Album()
    return Album(
        {path: (At(*at), digest) for path, (at, digest) in files.items()},
        {
            digest: tuple(tuple(part) if isinstance(part, list) else part for part in told)
            for digest, told in looks.items()
        },
    )


def _keep(cache: Path, album: Album) -> None:
    keep(str(cache / FILE), json.dumps([_way(), album.files, album.looks]).encode())
