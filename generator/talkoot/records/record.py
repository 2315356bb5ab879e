"""A record: declared fields, walked through by everything that follows from them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Any, ClassVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from talkoot.problems import Severity
from talkoot.records.fields import Group, Kind, Prose

Path = tuple[str | int, ...]
"""Where a field stands: its keys as written, list items by index."""


class Part(BaseModel):
    """Fields that stand together: a record, or a group of fields within one. Frozen as written."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
    for declared in fields(type(record)):
        value = getattr(record, declared.key)
        for item in value if declared.many else (value,) if value is not None else ():
            if declared.part is not None:
                yield from values_of(item, kind)
            elif isinstance(declared.kind, kind):
                yield item
