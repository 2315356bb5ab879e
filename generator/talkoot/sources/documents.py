"""Sources → documents: what each file says, or the problem that kept it from being read."""

import marshal
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from talkoot.parallel import AT_ONCE, shared_out
from talkoot.problems import Problem
from talkoot.sources.files import read_text
from talkoot.sources.finding import Source
from talkoot.sources.front_matter import read_front_matter
from talkoot.sources.refused import Refused
from talkoot.sources.strict_yaml import FieldPath, Place, find_lines, read_keys


@dataclass(frozen=True, slots=True)
class Document:
    """One source as its author wrote it: keys with text, lists and groups in `data`, Markdown in `body`.

    `text` is the YAML that `data` was read from; its lines are numbered as in the file. A YAML source
    has no body, and 0 for the line it starts on.
    """

    path: str
    kind: str
    id: str
    language: str
    data: dict[str, Any]
    body: str
    body_line: int
    text: str

    def locate(self, field: FieldPath) -> Place:
        """Line and column in the file, from 1, of `field`, or of the nearest group around it; else (1, 1)."""
        places = _places(self.text)
        for depth in range(len(field), 0, -1):
            if place := places.get(field[:depth]):
                return place
        return 1, 1


@dataclass(frozen=True, slots=True)
class Remembered:
    """A document in which nothing was to be mended: what stands in it is read again if somebody asks.

    Without their texts ten thousand documents weigh little, and most are never asked.
    """

    root: str
    path: str
    kind: str
    id: str
    language: str

    @property
    def data(self) -> dict[str, Any]:
        return self._whole().data

    @property
    def body_line(self) -> int:
        return self._whole().body_line

    def locate(self, field: FieldPath) -> Place:
        """As `Document.locate`."""
        return self._whole().locate(field)

    def _whole(self) -> Document:
        read = _read(self.root, Source(self.path, self.kind, self.id, self.language))
        if isinstance(read, Document):
            return read
        # It has changed since, and its problem will be told when it is read the next time.
        return Document(self.path, self.kind, self.id, self.language, {}, "", 0, "")


# Several problems of one document ask in a row; it is read again only for the first.
_places = lru_cache(maxsize=8)(find_lines)


def read_document(root: Path, source: Source) -> Document | tuple[Problem, ...]:
    """The document at `source` under `root`, or why it can't be read. Never raises for what a file holds."""
    read = _read(str(root), source)
    return read if isinstance(read, Document) else (read,)


def read_documents(
    root: Path, sources: Sequence[Source], jobs: int = 1
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Every readable document and the problems of the others, both by their paths.

    With `jobs` above 1, as many processes take the sources as they get on.
    """
    folder, here = str(root), os.getpid()

    def read(share: Iterable[Source]) -> _Part:
        part = _Part()
        for source in share:
            part.add(_read(folder, source))
            if os.getpid() != here and len(part.documents) == AT_ONCE:
                part.pack()
        return part

    parts = shared_out(read, sources, jobs)
    return (
        tuple(sorted((document for part in parts for document in part.documents), key=_path)),
        tuple(sorted((problem for part in parts for problem in part.problems), key=_path)),
    )


def _read(root: str, source: Source) -> Document | Problem:
    path, kind, id_, language = source.path, source.kind, source.id, source.language
    try:
        text = read_text(f"{root}/{path}")
        if path.endswith(".md"):
            keys, body, body_line, text = read_front_matter(text)
        else:
            keys, body, body_line = read_keys(text), "", 0
    except Refused as refused:
        return refused.in_file(path)
    return Document(path, kind, id_, language, keys, body, body_line, text)


class _Part:
    """What was read of some sources. Between processes it travels as marshalled tuples.

    They are packed while it is read: who has more to pack takes fewer sources, and both end together.
    """

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.problems: list[Problem] = []
        self.packed: list[bytes] = []

    def add(self, read: Document | Problem) -> None:
        if isinstance(read, Document):
            self.documents.append(read)
        else:
            self.problems.append(read)

    def pack(self) -> None:
        self.packed.append(marshal.dumps([*map(_fields_of_document, self.documents)]))
        self.documents.clear()

    def __reduce__(self) -> tuple[Any, ...]:
        self.pack()
        return _unpack, (self.packed, marshal.dumps([*map(_fields_of_problem, self.problems)]))


_path = attrgetter("path")
_fields_of_document = attrgetter(*Document.__match_args__)
_fields_of_problem = attrgetter(*Problem.__match_args__)


def _unpack(packed: list[bytes], problems: bytes) -> _Part:
    part = _Part()
    part.documents = [Document(*fields) for pack in packed for fields in marshal.loads(pack)]
    part.problems = [Problem(*fields) for fields in marshal.loads(problems)]
    return part
