"""Sources → checked documents, each read and checked in one go; what is known already is not read again."""

import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

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


Packs = Mapping[tuple[str, ...], bytes]
"""Paths of sources → what is known of them, packed."""


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
) -> Learned:
    """Read and check every source that is not `known` yet.

    With `jobs` above 1, as many processes take what is to be read as they get on. What they find is packed:
    so it travels between them, and so it is kept.
    """
    new = [source for source in sources if not _is_known(source, identities, known)]
    folder, here = str(root.absolute()), os.getpid()

    def read(share: Iterable[Source]) -> "_Part":
        part = _Part()
        few: dict[str, Known] = {}
        for source in share:
            few[source.path] = _learn(root, folder, source, identities.get(source.path, ""))
            if len(few) == AT_ONCE:
                part.add(few, os.getpid() == here)
                few = {}
        part.add(few, os.getpid() == here)
        return part

    parts = shared_out(read, new, jobs)
    learned = {path: one for part in parts for path, one in part.known.items()}
    return Learned(
        {source.path: learned.get(source.path) or known[source.path] for source in sources},
        {paths: packed for part in parts for paths, packed in part.packs.items()},
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


class _Part:
    """What one process learned."""

    def __init__(self, packs: Packs = MappingProxyType({})) -> None:
        self.packs = dict(packs)
        self.known = {path: one for packed in self.packs.values() for path, one in unpack(packed)}

    def add(self, few: Mapping[str, Known], stays: bool) -> None:
        """Add what is known of a few sources; where it `stays` in this process it need not be unpacked."""
        if few:
            self.packs[tuple(few)] = pack(few)
            if stays:
                self.known.update(few)

    def __reduce__(self) -> tuple[type["_Part"], tuple[Packs]]:
        return _Part, (self.packs,)


def pack(known: Mapping[str, Known]) -> bytes:
    """`known` as bytes; only what we have packed ourselves may ever be unpacked."""
    rows = [
        (
            path,
            one.identity,
            one.problems,
            one.checked and (one.checked.document, one.checked.model, one.checked.record, one.checked.given),
        )
        for path, one in known.items()
    ]
    return pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes) -> Iterator[tuple[str, Known]]:
    """What `pack` was given."""
    for path, identity, problems, checked in pickle.loads(packed):
        yield path, Known(identity, checked and Checked(*checked), problems)
