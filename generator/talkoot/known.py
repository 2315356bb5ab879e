"""Sources → checked documents, each read and checked in one go; what is known already is not read again."""

import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

from talkoot.parallel import AT_ONCE, shared_out
from talkoot.problems import Problem
from talkoot.records import RECORD_KINDS
from talkoot.shelves import Checked, check_document
from talkoot.sources.documents import Remembered, read_document
from talkoot.sources.finding import Source


@dataclass(frozen=True, slots=True)
class Known:
    """What one source holds, and what its author should mend. No document where it can't be read.

    `identity` tells its file from any other it may once have been (`inputs.Survey`); it is empty where the
    file changed so lately that it may change again without showing it.
    """

    identity: str
    checked: Checked | None
    problems: tuple[Problem, ...]


Paths = tuple[str, ...]

Packs = Mapping[Paths, bytes]
"""Paths of sources → what is known of them, packed."""


class Shelved(Packs):
    """Packs that nobody needs for now: more than `FEW_BYTES` lie in a file without a name in `folder`.

    What a full or closed disk doesn't take is missing here, and packed again by whoever keeps it.
    """

    FEW_BYTES = 1 << 20

    def __init__(self, folder: Path | None = None) -> None:
        with suppress(OSError):
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
        few, place = (self.FEW_BYTES, str(folder)) if folder else (0, None)
        self._file = SpooledTemporaryFile(few, dir=place)  # noqa: SIM115 - open as long as they are
        self._places: dict[Paths, tuple[int, int]] = {}

    def put(self, paths: Paths, packed: bytes) -> None:
        """Add a pack to them."""
        with suppress(OSError):
            start = self._file.seek(0, os.SEEK_END)
            self._file.write(packed)
            self._places[paths] = start, len(packed)

    def __getitem__(self, paths: Paths) -> bytes:
        start, length = self._places[paths]
        self._file.seek(start)
        return self._file.read(length)

    def __iter__(self) -> Iterator[Paths]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(frozen=True, slots=True)
class Learned:
    """Path → what is known of every source, in their order; and what is new of it, packed."""

    known: Mapping[str, Known]
    packs: Packs


def learn(
    root: Path,
    sources: Sequence[Source],
    identities: Mapping[str, str],
    known: Mapping[str, Known],
    jobs: int = 1,
    cache: Path | None = None,
) -> Learned:
    """Read and check every source that is not `known` yet.

    With `jobs` above 1, as many processes take what is to be read as they get on. What they find is packed:
    so it travels between them, and so it is kept; much of it in the folder `cache` meanwhile.
    """
    new = [source for source in sources if not _is_known(source, identities, known)]
    folder = str(root.absolute())
    learned: dict[str, Known] = {}
    shelved = Shelved(cache)

    def read(share: Iterable[Source]) -> Iterator[tuple[Paths, bytes]]:
        sources = iter(share)
        while few := [*islice(sources, AT_ONCE)]:
            found = {
                source.path: _learn(root, folder, source, identities.get(source.path, "")) for source in few
            }
            yield (*found,), pack(found)

    for paths, packed in shared_out(read, new, jobs):
        shelved.put(paths, packed)
        learned.update(unpack(packed))  # from wherever: unpacked, it weighs half of what was read
    return Learned(
        {source.path: learned.get(source.path) or known[source.path] for source in sources}, shelved
    )


def _is_known(source: Source, identities: Mapping[str, str], known: Mapping[str, Known]) -> bool:
    identity = identities.get(source.path)
    return bool(identity) and source.path in known and known[source.path].identity == identity


def _learn(root: Path, folder: str, source: Source, identity: str) -> Known:
    document = read_document(root, source)
    if isinstance(document, tuple):
        return Known(identity, None, document)
    checked, problems = check_document(document, RECORD_KINDS)
    if source.kind in _MANY and checked.record is not None and not problems:
        light = Remembered(folder, source.path, source.kind, source.id, source.language)
        checked = Checked(light, checked.model, checked.record, checked.given)
    return Known(identity, checked, problems)


_MANY = frozenset(model.kind for model in RECORD_KINDS)
"""Kinds of which there may be so many that their texts would weigh."""


def pack(known: Mapping[str, Known]) -> bytes:
    """`known` as bytes; only what we have packed ourselves may ever be unpacked."""
    rows = [
        (
            path,
            one.identity,
            one.problems,
            one.checked and _told(one.checked),
        )
        for path, one in known.items()
    ]
    return pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)


def _told(checked: Checked) -> tuple[Any, ...]:
    told = (checked.document, checked.model, checked.record)
    return (*told, checked.given) if checked.given else told


def unpack(packed: bytes) -> Iterator[tuple[str, Known]]:
    """What `pack` was given."""
    for path, identity, problems, checked in pickle.loads(packed):
        yield path, Known(identity, checked and Checked(*checked), problems)
