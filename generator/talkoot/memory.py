"""What the last build of a site learned and what came of it, kept for the next in the repository's cache.

The file holds records as Python packs them, and unpacking can run code. So it is signed with a key of this
user's own, which no repository can bring along: a file that was made elsewhere, or that a disk has changed,
is as good as none.
"""

import hmac
import marshal
import os
import secrets
from array import array
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

from talkoot.cached import CACHE
from talkoot.inputs import ours
from talkoot.known import Known, Packs, pack, unpack
from talkoot.reliance import Key
from talkoot.sources.finding import Found, Source
from talkoot.sources.pictures import Seen
from talkoot.touched import Standing

FILE = "memory"
_FORM = b"talkoot-memory 1\n"
_SIGNATURE = sha256().digest_size


class Reliances:
    """File of the site → what it is made of (`File.of`, as a digest) and the keys it relies on."""

    def __init__(self) -> None:
        self.keys: dict[Key, int] = {}
        self.files: dict[str, tuple[bytes, bytes]] = {}

    def add(self, path: str, of: bytes, keys: Iterable[Key]) -> None:
        numbers = [self.keys.setdefault(key, len(self.keys)) for key in keys]
        self.files[path] = of, array("I", numbers).tobytes()

    def update(self, other: "Reliances") -> None:
        """Add all that another has."""
        ours = [self.keys.setdefault(key, len(self.keys)) for key in other.keys]
        for path, (of, numbers) in other.files.items():
            self.files[path] = of, array("I", map(ours.__getitem__, array("I", numbers))).tobytes()

    def of(self, path: str) -> set[Key]:
        """All that the file at `path` relies on."""
        every = [*self.keys]
        return {every[number] for number in array("I", self.files.get(path, (b"", b""))[1])}

    def standing(self, files: Mapping[str, bytes], touched: Collection[Key]) -> "Reliances":
        """Of `files`, path → digest, those made of the same that rely on nothing `touched`."""
        numbers = {number for key, number in self.keys.items() if key in touched}
        same = Reliances()
        same.keys = dict(self.keys)
        for path, of in files.items():
            if (
                (known := self.files.get(path))
                and known[0] == of
                and numbers.isdisjoint(array("I", known[1]))
            ):
                same.files[path] = known
        return same


@dataclass(frozen=True, slots=True)
class Memory:
    """What a build learned of the sources below `root`, and what came of it.

    The sources were `found` in a survey of this `shape`. `stood` and `pictures` are the network's. `mark` is
    the published site's; all its files rely on what `common` tells, and each on what `made` says of it.
    """

    root: str
    known: Mapping[str, Known]
    shape: str = ""
    found: Found | None = None
    stood: Standing = field(default_factory=dict)
    pictures: Mapping[str, Seen] = field(default_factory=dict)
    mark: str = ""
    common: str = ""
    made: Reliances = field(default_factory=Reliances)
    packed: Packs = field(default_factory=dict)
    """What is `known` of these sources, as it is kept."""


def place_of(root: Path, to: Path) -> Path:
    """The folder where the memory of a site at `to` is kept: not beside the site, which all may read."""
    site = os.path.realpath(to).encode(errors="surrogateescape")
    return root / CACHE / "sites" / sha256(site).hexdigest()[:16]


def remember(place: Path, memory: Memory, fresh: Packs, before: Memory | None = None) -> Memory:
    """Keep it in the folder `place`, and give it as it is kept.

    What is packed, `fresh` or `before`, and has not changed is taken as it is. A full or closed disk only
    costs the next build its head start.
    """
    memory = replace(memory, packed=_packed(memory.known, fresh, before))
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        body = marshal.dumps(_told(memory))
        standby = place / f"{FILE}-{os.getpid()}"
        try:
            with open(standby, "wb", opener=partial(os.open, mode=0o600)) as file:
                file.write(_FORM + _signature(Path(memory.root), body))
                file.write(body)
            standby.replace(place / FILE)
        finally:
            standby.unlink(missing_ok=True)
    return memory


def _packed(known: Mapping[str, Known], fresh: Packs, before: Memory | None) -> Packs:
    kept = dict(fresh)
    left = dict(known)
    for paths in fresh:
        for path in paths:
            del left[path]
    for paths, packed in before.packed.items() if before else ():
        still = tuple(path for path in paths if path in left)
        if before and still == paths and all(left[path] is before.known[path] for path in paths):
            kept[paths] = packed
        elif still:
            kept[still] = pack({path: left[path] for path in still})
        for path in still:
            del left[path]
    if left:
        kept[tuple(left)] = pack(left)
    return kept


def _told(memory: Memory) -> list[Any]:
    found = memory.found
    return [
        memory.root,
        [*memory.packed.values()],
        memory.shape,
        # What has problems is looked for again.
        found
        and not found.problems
        and [[(s.path, s.kind, s.id, s.language) for s in found.sources], found.pages, dict(found.pictures)],
        dict(memory.stood),
        [_fields(seen) for seen in memory.pictures.values()],
        memory.mark,
        memory.common,
        [*memory.made.keys],
        memory.made.files,
    ]


_fields = attrgetter(*Seen.__match_args__)


def recall(root: Path, *places: Path) -> Memory | None:
    """What was kept of the network at `root` in the first of the folders that has something to be trusted."""
    kept = (_read(place, root) for place in places)
    return next((memory for memory in kept if memory), None)


def _read(place: Path, root: Path) -> Memory | None:
    try:
        content = memoryview((place / FILE).read_bytes())
        start = len(_FORM) + _SIGNATURE
        if content[: len(_FORM)] != _FORM:
            return None
        body = content[start:]
        if not hmac.compare_digest(content[len(_FORM) : start], _signature(root, body)):
            return None
    except OSError:
        return None
    told: Any = marshal.loads(body)
    if told[0] != str(root.absolute()):
        return None
    root_, packs, shape, found, stood, pictures, mark, common, keys, files = told
    known: dict[str, Known] = {}
    packed: dict[tuple[str, ...], bytes] = {}
    for one in packs:
        part = dict(unpack(one))
        known.update(part)
        packed[tuple(part)] = one
    made = Reliances()
    made.keys = {key: number for number, key in enumerate(keys)}
    made.files = files
    return Memory(
        root_,
        known,
        shape,
        Found(tuple(Source(*of) for of in found[0]), tuple(found[1]), found[2], ()) if found else None,
        stood,
        {of[0]: Seen(*of) for of in pictures},
        mark,
        common,
        made,
        packed,
    )


def _signature(root: Path, body: bytes | memoryview) -> bytes:
    """Of what this very Talkoot, with all that is installed beside it, has packed for this user."""
    signing = hmac.new(_own_key(root), ours().encode(), "sha256")
    signing.update(body)
    return signing.digest()


def _own_key(root: Path) -> bytes:
    """This user's own key, made when it is first needed. OSError where others could reach it."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    # A relative one counts as none (XDG Base Directory Specification).
    folder = Path(home) if Path(home).is_absolute() else Path(os.path.expanduser("~/.cache"))  # noqa: PTH111
    if not folder.is_absolute() or root.resolve() in (real := folder.resolve(), *real.parents):
        raise PermissionError("a repository could bring a key along")
    file = folder / "talkoot/key"
    with suppress(FileNotFoundError):
        found = file.stat()
        if found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise PermissionError("somebody else could have written this key")
        if len(key := file.read_bytes()) == _SIGNATURE:
            return key
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    standby = file.with_name(f".key.{os.getpid()}")
    with open(standby, "wb", opener=partial(os.open, mode=0o600)) as made:
        made.write(secrets.token_bytes(_SIGNATURE))
    standby.replace(file)
    return file.read_bytes()
