"""Sources → documents: what each file says, or the problem that kept it from being read."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

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
        whole = self._whole()
        return whole.data if whole else {}

    @property
    def body_line(self) -> int:
        whole = self._whole()
        return whole.body_line if whole else 1

    def locate(self, field: FieldPath) -> Place:
        """As `Document.locate`."""
        whole = self._whole()
        return whole.locate(field) if whole else (1, 1)

    def _whole(self) -> Document | None:
        """None where it has changed meanwhile: that is told when it is read the next time."""
        read = _read(self.root, Source(self.path, self.kind, self.id, self.language))
        return read if isinstance(read, Document) else None


# Several problems of one document ask in a row; it is read again only for the first.
_places = lru_cache(maxsize=8)(find_lines)


def read_document(root: Path, source: Source) -> Document | tuple[Problem, ...]:
    """The document at `source` under `root`, or why it can't be read. Never raises for what a file holds."""
    read = _read(str(root), source)
    return read if isinstance(read, Document) else (read,)


def read_documents(root: Path, sources: Iterable[Source]) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Every readable document and the problems of the others."""
    read = [_read(str(root), source) for source in sources]
    documents = tuple(one for one in read if isinstance(one, Document))
    return documents, tuple(one for one in read if isinstance(one, Problem))


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
