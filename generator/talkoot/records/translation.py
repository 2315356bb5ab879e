"""A translation beside a record: only its translatable fields, merged over the record's own text."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import create_model

from talkoot.records.record import Field, Part, again, fields

P = TypeVar("P", bound=Part)


def is_translated(declared: Field) -> bool:
    """Whether a translation may give this field, or a field within it."""
    if declared.part is None:
        return declared.kind.translated
    return any(is_translated(inner) for inner in fields(declared.part))


class Translated(Part):
    """Fields of a part that a translation may tell. Its class has no name of its own to be found by."""

    of: ClassVar[type[Part]]

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.of, self.values())


def _again(of: type[Part], values: tuple[Any, ...]) -> Part:
    return again(translation_of(of), values)


@cache
def translation_of(model: type[Part]) -> type[Part]:
    """`model` with its translatable fields alone, none of them required."""
    made: dict[str, Any] = {}
    for declared in fields(model):
        if is_translated(declared):
            one: Any = str if declared.part is None else translation_of(declared.part)
            made[declared.key] = (
                Annotated[tuple[one, ...] if declared.many else one | None, declared.kind],
                () if declared.many else None,
            )
    translated = create_model(f"{model.__name__}Translation", __base__=Translated, **made)
    translated.of = model
    return translated


def merge(record: P, translation: Part) -> P:
    """`record` with every text that `translation` gives in its place. Lists are matched by position."""
    changes: dict[str, Any] = {}
    for declared in fields(type(translation)):
        given, own = getattr(translation, declared.key), getattr(record, declared.key)
        if not given or own is None:
            continue
        if declared.part is None:
            changes[declared.key] = given
        elif declared.many:
            changes[declared.key] = (*map(merge, own, given), *own[len(given) :])
        else:
            changes[declared.key] = merge(own, given)
    return record.model_copy(update=changes)


def given_paths(data: Mapping[str, Any]) -> frozenset[tuple[str | int, ...]]:
    """The keys of every text in `data`, list items by index."""
    found: set[tuple[str | int, ...]] = set()

    def visit(value: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                visit(inner, (*path, key))
        elif isinstance(value, list):
            for n, inner in enumerate(value):
                visit(inner, (*path, n))
        elif value:
            found.add(path)

    visit(data, ())
    return frozenset(found)
