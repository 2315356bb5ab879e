"""A record: declared fields, walked through by everything that follows from them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from sys import intern
from types import NoneType
from typing import Any, ClassVar, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from talkoot.problems import Severity
from talkoot.records.fields import Choice, Group, Kind, LinkTo, Prose, Term

Path = tuple[str | int, ...]
"""Where a field stands: its keys as written, list items by index."""


P = TypeVar("P", bound="Part")


class Part(BaseModel):
    """Fields that stand together: a record, or a group of fields within one. Frozen as written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __reduce__(self) -> tuple[Any, ...]:
        """Between processes and builds its values travel; Pydantic's own way takes four times as long."""
        return again, (type(self), self.values())

    def values(self) -> tuple[Any, ...]:
        """The values of all its fields, in their order."""
        return tuple(map(self.__dict__.__getitem__, keys(type(self))))


_NOTHING: set[str] = set()


def again(model: type[P], values: Iterable[Any]) -> P:
    """A part that was checked before, of the values of all its fields.

    Pydantic gives each part a dictionary with keys of its own, and keeps a set of those that were given. Here
    all parts of a kind share their keys (PEP 412), all the words they choose from and the ids they name, and
    nobody asks what was given.
    """
    part = object.__new__(model)
    put = object.__setattr__
    shared = _shared(model)
    for key, value in zip(keys(model), values, strict=True):
        put(part, key, _same(value) if key in shared else value)
    put(part, "__pydantic_fields_set__", _NOTHING)
    put(part, "__pydantic_extra__", None)
    put(part, "__pydantic_private__", None)
    return part


def _same(value: Any) -> Any:
    """Of equal words, the one that all records share."""
    if type(value) is tuple:
        words = tuple(map(intern, value))
        return _words.setdefault(words, words)
    return intern(value) if value else value


_words: dict[tuple[str, ...], tuple[str, ...]] = {}


@cache
def _shared(model: type[Part]) -> frozenset[str]:
    return frozenset(one.key for one in fields(model) if isinstance(one.kind, Choice | LinkTo | Term))


@cache
def keys(model: type[Part]) -> tuple[str, ...]:
    """The keys of `model`, in the order of the form."""
    return tuple(model.model_fields)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in a record: the problem's code, the field it stands at and the hints."""

    code: str
    field: Path
    hints: dict[str, str]
    severity: Severity = "problem"


Rule = Callable[[Any], Iterator[Finding]]


class Record(Part):
    """One thing the network tells about; its author owns the folder `<folder>/<id>/`.

    `needs` of a rule are the fields it reads: a rule is asked only when all of them are right.
    """

    kind: ClassVar[str]
    folder: ClassVar[str]
    file: ClassVar[str]
    title_field: ClassVar[str] = "title"
    rules: ClassVar[tuple[tuple[tuple[str, ...], Rule], ...]] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field: its key, its kind, whether it repeats, must be given, or holds fields itself."""

    key: str
    kind: Kind
    many: bool
    required: bool
    part: type[Part] | None


@cache
def fields(model: type[Part]) -> tuple[Field, ...]:
    """The declared fields of `model`, in the order of the form."""
    return tuple(_field(model, key) for key in model.model_fields)


def _field(model: type[Part], key: str) -> Field:
    info = model.model_fields[key]
    kind = next(part for part in info.metadata if isinstance(part, Kind))
    held = [a for a in (get_args(info.annotation) or (info.annotation,)) if a not in (NoneType, Ellipsis)]
    part = held[0] if isinstance(kind, Group) else None
    return Field(key, kind, get_origin(info.annotation) is tuple, info.is_required(), part)


@cache
def body_field(model: type[Part]) -> Field | None:
    """The field that is the text of the file below its front matter, if `model` has one."""
    return next((f for f in fields(model) if isinstance(f.kind, Prose) and f.kind.body), None)


def keys_of(path: Path) -> tuple[str, ...]:
    """The keys of `path` without its list indices."""
    return tuple(key for key in path if isinstance(key, str))


@cache
def field_at(model: type[Part], path: tuple[str, ...]) -> Field | None:
    """The declaration of the field with these keys (list indices left out), or None."""
    found = next((f for f in fields(model) if path and f.key == path[0]), None)
    if found is None or len(path) == 1:
        return found
    return field_at(found.part, path[1:]) if found.part else None


def values_of(record: Part, kind: type[Kind]) -> Iterator[Any]:
    """Every given value of a field of `kind`, wherever in the record it stands."""
    return (value for _, _, value in walk(record, kind))


def walk(record: Part, *kinds: type[Kind], path: Path = ()) -> Iterator[tuple[Path, Kind, Any]]:
    """Every given value of a field of one of `kinds`, with where it stands and its declaration."""
    values = record.__dict__
    for declared in holding(type(record), kinds):
        value = values[declared.key]
        if value is None:
            continue
        here = (*path, declared.key)
        for at, item in [((*here, n), v) for n, v in enumerate(value)] if declared.many else ((here, value),):
            if declared.part is not None:
                yield from walk(item, *kinds, path=at)
            else:
                yield at, declared.kind, item


@cache
def holding(model: type[Part], kinds: tuple[type[Kind], ...]) -> tuple[Field, ...]:
    """The fields of `model` that are of one of `kinds`, or hold such fields."""
    return tuple(
        f
        for f in fields(model)
        if isinstance(f.kind, kinds) or (f.part is not None and holding(f.part, kinds))
    )
