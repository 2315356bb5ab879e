"""A record as the network keeps it: with its id, its languages, and all others of its kind."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from talkoot.records.record import Path, Record
from talkoot.records.translation import merge
from talkoot.reliance import Key, rely

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Translation:
    """A record's text in another language; `given` names the fields it tells."""

    part: Any
    given: frozenset[Path]


@dataclass(frozen=True, slots=True)
class Told(Generic[R]):
    """A record as it is told on a page of `language`: fields without a translation stay in `own`."""

    record: R
    language: str
    own: str
    given: frozenset[Path] | None

    def language_of(self, *path: str | int) -> str:
        """The language in which the text at `path` is told."""
        if self.given is None or self.own == self.language:
            return self.own
        return self.language if path in self.given else self.own

    @property
    def is_fallback(self) -> bool:
        """Whether the page's language is not one the record is written in."""
        return self.given is None and self.own != self.language


NONE: Mapping[str, Translation] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Kept(Generic[R]):
    """A record with what its folder says: its id, its language and its translations."""

    id: str
    record: R
    path: str
    language: str
    translations: Mapping[str, Translation] = field(default_factory=lambda: NONE)
    address: str = field(init=False, compare=False)
    """Its page below the language's prefix: `members/hirsi-ja-hopea/`."""

    def __post_init__(self) -> None:
        # A build asks for it twenty times for each record.
        object.__setattr__(self, "address", f"{self.record.folder.rpartition('/')[2]}/{self.id}/")

    @property
    def key(self) -> Key:
        """What relies on this record relies on."""
        return (self.record.kind, self.id)

    @property
    def folder(self) -> str:
        """Its folder in the repository: `members/hirsi-ja-hopea`."""
        return f"{self.record.folder}/{self.id}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, its own first."""
        return (self.language, *sorted(self.translations))

    def path_in(self, language: str) -> str:
        """The file whose text a page in `language` shows: the translation's, or else the record's own."""
        if language == self.language or language not in self.translations:
            return self.path
        stem, _, ending = self.path.rpartition(".")
        return f"{stem}.{language}.{ending}"

    def told(self, language: str) -> Told[R]:
        """The record for a page in `language`."""
        rely(self.key)
        translation = self.translations.get(language)
        if translation is None or language == self.language:
            return Told(self.record, language, self.language, None)
        return Told(merge(self.record, translation.part), language, self.language, translation.given)


class OfKind(dict[str, Kept[Any]]):
    """The records of a kind by id: who asks for one relies on it, who goes through them relies on all."""

    def __init__(self, kind: str, records: Mapping[str, Kept[Any]]) -> None:
        super().__init__(records)
        self.kind = kind

    def __getitem__(self, id: str) -> Kept[Any]:  # noqa: A002
        rely((self.kind, id))
        return super().__getitem__(id)

    def __contains__(self, id: object) -> bool:  # noqa: A002
        rely((self.kind, str(id)))
        return super().__contains__(id)

    def get(self, id: str, otherwise: Any = None) -> Any:  # noqa: A002
        rely((self.kind, id))
        return super().get(id, otherwise)

    def __iter__(self) -> Iterator[str]:
        rely((self.kind,))
        return super().__iter__()

    def __len__(self) -> int:
        rely((self.kind,))
        return super().__len__()

    def keys(self) -> Any:
        rely((self.kind,))
        return super().keys()

    def values(self) -> Any:
        rely((self.kind,))
        return super().values()

    def items(self) -> Any:
        rely((self.kind,))
        return super().items()

    def for_facts(self) -> Collection[Kept[Any]]:
        """All of them, for those who ask for facts alone."""
        rely(("facts of", self.kind))
        return super().values()
