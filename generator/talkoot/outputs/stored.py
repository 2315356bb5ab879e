"""Files that take long to make, kept between builds by all that they are made of."""

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

FOLDER = ".cache/talkoot/made"

_DIGEST = sha256().digest_size


def stored(root: Path, key: bytes, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, or what it gave when it was last asked under `key`, a digest of all it depends on.

    A stored file carries its own digest; one that a disk has changed is made again. A disk that is full or
    closed only costs the next build its head start.
    """
    name = key.hex()
    place = root / FOLDER / name[:2] / name[2:]
    with suppress(OSError):
        content = place.read_bytes()
        if sha256(content[_DIGEST:]).digest() == content[:_DIGEST]:
            return content[_DIGEST:]
    made = make()
    standby = place.with_name(f".{place.name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            standby.write_bytes(sha256(made).digest() + made)
            standby.replace(place)
        finally:
            standby.unlink(missing_ok=True)
    return made


def key_of(*parts: object) -> bytes:
    """A digest of everything a file is made of; parts are told apart."""
    return sha256(
        "\0".join(f"{len(str(part))}:{part}" for part in parts).encode(errors="surrogateescape")
    ).digest()
