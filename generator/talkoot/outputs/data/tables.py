"""Plain records → a table: a line each, for spreadsheets."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any

import orjson

from talkoot.outputs.csv_lines import FORMULA, csv_lines, plain
from talkoot.outputs.data.plain import Plain, public_fields
from talkoot.records.fields import Measure, Sum
from talkoot.records.record import Part

Column = tuple[str, ...]
"""The keys that lead to a value."""

PARTS = {Sum: ("amount", "currency"), Measure: ("number", "qualifier", "unit")}
"""Kinds of field that take several columns."""


@cache
def columns(model: type[Part]) -> tuple[Column, ...]:
    """The columns of a kind: its page, then its fields, those of a group each by itself."""
    own = [column for column in _columns(model, ()) if column != ("id",)]
    return (("id",), ("page",), *own)


def _columns(model: type[Part], above: Column) -> Iterator[Column]:
    for field in public_fields(model):
        here = (*above, field.key)
        if field.part is not None and not field.many:
            yield from _columns(field.part, here)
        elif not field.many and (parts := PARTS.get(type(field.kind))):
            yield from ((*here, part) for part in parts)
        else:
            yield here


def table(model: type[Part], records: Iterable[Plain]) -> bytes:
    """A line each.

    Several values stand in one cell with semicolons between them, several groups of fields as JSON. A text
    that a spreadsheet would take for a formula gets an apostrophe before it; the JSON file has it as it is.
    """
    keys = _keys(model)
    head = [".".join(column) for column in columns(model)]
    return csv_lines(chain([head], (_cells(keys, record) for record in records)))


def line(model: type[Part], record: Plain) -> bytes:
    """A record's line in its table, without the line's end."""
    return csv_lines([_cells(_keys(model), record)], mark=b"").removesuffix(b"\r\n")


@cache
def _keys(model: type[Part]) -> tuple[tuple[str, Column], ...]:
    """Of each column its first key and the others."""
    return tuple((column[0], column[1:]) for column in columns(model))


def _cells(every: Sequence[tuple[str, Column]], record: Plain) -> list[Any]:
    row = []
    for first, rest in every:
        value = record.get(first)
        for key in rest:
            value = value and value.get(key)
        # Most cells hold nothing, or text that is no formula.
        is_plain = value is None or (type(value) is str and value[:1] not in FORMULA)
        row.append(value if is_plain else cell(value))
    return row


def cell(value: Any) -> Any:
    """A value as it stands in one cell; numbers and nothing stay what they are."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return (
            orjson.dumps(value).decode() if isinstance(value[0], dict) else cell("; ".join(map(str, value)))
        )
    return value
