"""A record: declared fields, walked through by everything that follows from them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Any, ClassVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from talkoot.records.fields import Group, Kind, Prose


class Part(BaseModel):
    """Fields that stand together: a record, or a group of fields within one. Frozen as written."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in a record: the problem's code, the field it stands at and the hints."""

    code: str
    field: tuple[str | int, ...]
    hints: dict[str, str]
    severity: str = "problem"


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
    annotation = next(
        (a for a in get_args(info.annotation) if a is not NoneType and NoneType in get_args(info.annotation)),
        info.annotation,
    )
    many = get_origin(annotation) is tuple
    inner = get_args(annotation)[0] if many else annotation
    part = inner if isinstance(kind, Group) else None
    return Field(key, kind, many, info.is_required(), part)


def body_field(model: type[Part]) -> Field | None:
    """The field that is the text of the file below its front matter, if `model` has one."""
    return next((f for f in fields(model) if isinstance(f.kind, Prose) and f.kind.body), None)


@cache
def field_at(model: type[Part], path: tuple[str, ...]) -> Field | None:
    """The declaration of the field with these keys (list indices left out), or None."""
    found = next((f for f in fields(model) if path and f.key == path[0]), None)
    if found is None or len(path) == 1:
        return found
    return field_at(found.part, path[1:]) if found.part else None


Path = tuple[str | int, ...]


@cache
def _with(model: type[Part], kinds: tuple[type[Kind], ...]) -> tuple[Field, ...]:
    """The fields of `model` that are of one of `kinds` or hold such fields."""
    return tuple(
        f for f in fields(model) if isinstance(f.kind, kinds) or (f.part is not None and _with(f.part, kinds))
    )


def walk(record: Part, *kinds: type[Kind], path: Path = ()) -> Iterator[tuple[Path, Kind, Any]]:
    """Every given value of a field of one of `kinds`, with its keys and its kind."""
    for declared in _with(type(record), kinds):
        value = getattr(record, declared.key)
        if value is None:
            continue
        here = (*path, declared.key)
        places = [((*here, n), item) for n, item in enumerate(value)] if declared.many else [(here, value)]
        for place, item in places:
            if declared.part is None:
                yield place, declared.kind, item
            else:
                yield from walk(item, *kinds, path=place)
