"""What the last build of a site learned and what came of it, kept beside the site for the next.

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
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from talkoot.known import Known, pack, unpack
from talkoot.publish import places
from talkoot.reliance import Key
from talkoot.sources.pictures import Seen
from talkoot.touched import Ids

FILE = "memory"
A_PACK = 64
"""Sources that are packed together."""

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
        every = [*other.keys]
        for path, (of, numbers) in other.files.items():
            self.add(path, of, map(every.__getitem__, array("I", numbers)))

    def standing(self, files: Mapping[str, bytes], touched: Collection[Key]) -> "Reliances":
        """Of `files`, path → digest, those made of the same that rely on nothing `touched`."""
        numbers = {number for key, number in self.keys.items() if key in touched}
        same = Reliances()
        same.keys = self.keys
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
    """What was known of the sources below `root`, the records that stood in the network, and its pictures;
    and of the site with the manifest `mark`, all that its files rely on. `common` tells what all rely on."""

    root: str
    known: Mapping[str, Known]
    stood: Ids = field(default_factory=dict)
    pictures: Mapping[str, Seen] = field(default_factory=dict)
    mark: str = ""
    common: str = ""
    made: Reliances = field(default_factory=Reliances)


def remember(place: Path, memory: Memory) -> None:
    """Keep it in the folder `place`; a disk that is full or closed costs the next build its head start."""
    with suppress(OSError):
        key = _own_key()
        paths = [*memory.known]
        packs = [
            pack({path: memory.known[path] for path in paths[start : start + A_PACK]})
            for start in range(0, len(paths), A_PACK)
        ]
        pictures = [(seen.path, seen.width, seen.height) for seen in memory.pictures.values()]
        body = marshal.dumps(
            [
                memory.root,
                packs,
                {kind: [*ids] for kind, ids in memory.stood.items()},
                pictures,
                memory.mark,
                memory.common,
                [*memory.made.keys],
                memory.made.files,
            ]
        )
        standby = place / f"{FILE}-{os.getpid()}"
        try:
            with standby.open("wb") as file:
                file.write(_FORM + hmac.digest(key, body, "sha256"))
                file.write(body)
            standby.replace(place / FILE)
        finally:
            standby.unlink(missing_ok=True)


def recall(to: Path, root: Path) -> Memory | None:
    """What the last build of the site at `to` kept of the network at `root`, if it is to be trusted."""
    kept = (_read(place, root) for place in places(to))
    return next((memory for memory in kept if memory), None)


def _read(place: Path, root: Path) -> Memory | None:
    try:
        content = memoryview((place / FILE).read_bytes())
        start = len(_FORM) + _SIGNATURE
        if content[: len(_FORM)] != _FORM:
            return None
        body = content[start:]
        if not hmac.compare_digest(content[len(_FORM) : start], hmac.digest(_own_key(), body, "sha256")):
            return None
    except OSError:
        return None
    told: Any = marshal.loads(body)
    if told[0] != str(root.absolute()):
        return None
    known = {path: one for packed in told[1] for path, one in unpack(packed)}
    made = Reliances()
    made.keys = {key: number for number, key in enumerate(told[6])}
    made.files = told[7]
    return Memory(
        told[0],
        known,
        {kind: frozenset(ids) for kind, ids in told[2].items()},
        {path: Seen(path, width, height) for path, width, height in told[3]},
        told[4],
        told[5],
        made,
    )


def _own_key() -> bytes:
    """This user's own key, made when it is first needed. OSError where none can be kept."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "talkoot"
    file = folder / "key"
    with suppress(FileNotFoundError):
        if len(key := file.read_bytes()) == _SIGNATURE:
            return key
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    standby = folder / f".key.{os.getpid()}"
    standby.touch(mode=0o600)
    standby.write_bytes(secrets.token_bytes(_SIGNATURE))
    standby.replace(file)
    return file.read_bytes()
