"""Files of the cache: each is there whole or not at all, and one that a disk has changed counts as lost."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

CACHE = ".cache/talkoot"
"""Where a network's repository keeps what spares the next build work; it may be removed at any time."""

_DIGEST = sha256().digest_size


def load(place: str) -> bytes | None:
    """What was kept at `place`, or None: a file carries its own digest, and in doubt it is gone."""
    with suppress(OSError):
        # There are thousands: a Path for each would take as long as reading them.
        with open(place, "rb", buffering=0) as file:  # noqa: PTH123
            content = file.read()
        if sha256(memoryview(content)[_DIGEST:]).digest() == content[:_DIGEST]:
            return content[_DIGEST:]
    return None


def keep(place: str, content: bytes) -> None:
    """Keep `content` at `place`; a disk that is full or closed only costs the next build its head start."""
    folder, _, name = place.rpartition("/")
    standby = f"{folder}/.{name}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        try:
            Path(standby).write_bytes(sha256(content).digest() + content)
            os.replace(standby, place)  # noqa: PTH105
        finally:
            Path(standby).unlink(missing_ok=True)


def kept(folder: Path, key: bytes, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, or gave when it was last asked under `key`, a digest of all that it depends on."""
    name = key.hex()
    place = f"{folder}/{name[:2]}/{name[2:]}"
    content = load(place)
    if content is None:
        content = make()
        keep(place, content)
    return content


def forget_others(folder: Path, keys: Iterable[bytes]) -> None:
    """Remove what is kept in `folder` under other keys than these, and what a killed build half wrote.

    A build at work beside this one may then have to make a file again.
    """
    known = {key.hex() for key in keys}
    with suppress(OSError):
        for place in [*folder.glob("*/*")]:
            if place.parent.name + place.name not in known:
                place.unlink(missing_ok=True)


def key_of(*parts: object) -> bytes:
    """A digest of everything a file is made of; parts are told apart."""
    return sha256(
        "\0".join(f"{len(str(part))}:{part}" for part in parts).encode(errors="surrogateescape")
    ).digest()


@cache
def way_of(files: tuple[Path, ...], *packages: str) -> str:
    """A digest of how something is made: our own files, and the versions of the packages they use."""
    digest = sha256("\0".join(f"{package} {version(package)}" for package in packages).encode())
    for file in files:
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()
