"""Documents → records: every field read by its declaration, every mistake a problem at its line."""

from collections.abc import Container, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from talkoot.problems import Problem, shorten
from talkoot.records.fields import Kind
from talkoot.records.mistakes import Titles, place, problems_in
from talkoot.records.record import Part, Path, Record, body_field, fields, holding
from talkoot.sources.documents import Document

P = TypeVar("P", bound=Part)


def check(
    document: Document, model: type[P], titles: Titles, at: Path = ()
) -> tuple[P | None, tuple[Problem, ...]]:
    """The record that `document` holds, or None, and what its author should mend.

    `at` leads to the part of the document that holds it, where that is not the whole.
    """
    data, problems = _with_body(document, model, at)
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        problems = (*problems, *problems_in(document, model, error, titles, at))
        if isinstance(data, dict):
            right = dict(_right_fields(model, data))
            problems = (*problems, *_rules(document, model, model.model_construct(**right), right))
        return None, problems
    problems = (*problems, *_rules(document, model, record, model.model_fields))
    return (None if any(p.severity == "problem" for p in problems) else record), problems


def given(value: Any, model: type[Part] | None) -> Any:
    """`value` without the declared keys that were left empty, and without blanks around its texts.

    In a list every item keeps its position; an empty one stands for a group that tells nothing.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        empty: Any = {} if model and may_be_empty(model) else ""
        return [given(item, model) or empty for item in value]
    parts = _parts(model) if model else {}
    kept = {}
    for key, inner in value.items():
        # Most values are texts, and this runs over every line of every record.
        told = inner.strip() if type(inner) is str else given(inner, parts.get(key))
        if told or key not in parts:
            kept[key] = told
    return kept


@cache
def _parts(model: type[Part]) -> Mapping[str, type[Part] | None]:
    """Key → what the field holds itself, if it is a group."""
    return {declared.key: declared.part for declared in fields(model)}


@cache
def may_be_empty(model: type[Part]) -> bool:
    """Whether nothing has to be told in a group."""
    return not any(declared.required for declared in fields(model))


def _with_body(document: Document, model: type[Part], at: Path) -> tuple[Any, tuple[Problem, ...]]:
    """The given keys, the text below the front matter among them under its field's key."""
    data = given(written(document.data, at), model)
    body = body_field(model)
    if body is None:
        return data, ()
    if body.key in data:
        found = data.pop(body.key)
        line, column = document.locate((body.key,))
        found = shorten(found) if isinstance(found, str) else ""
        return data, (Problem("belongs-below", document.path, line, column, (body.key,), found),)
    if document.body.strip():
        data[body.key] = document.body.strip()
    return data, ()


@cache
def _reader(model: type[Part], key: str) -> TypeAdapter[Any]:
    info = model.model_fields[key]
    declared: Any = Annotated[(info.annotation, *info.metadata)]
    return TypeAdapter(declared)


def _right_fields(model: type[Part], data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of a record that has mistakes elsewhere, with their values."""
    for declared in fields(model):
        if declared.key in data:
            try:
                yield declared.key, _reader(model, declared.key).validate_python(data[declared.key])
            except ValidationError:
                continue
        elif not declared.required:
            yield declared.key, model.model_fields[declared.key].default


def _rules(document: Document, model: type[Part], record: Part, right: Container[str]) -> Iterator[Problem]:
    """What the kind's own rules find in `record`, each asked only when the fields it needs are `right`."""
    if not issubclass(model, Record):
        return
    for needs, rule in model.rules:
        if all(key in right for key in needs):
            for finding in rule(record):
                line, column = place(document, model, finding.field)
                found = written(document.data, finding.field)
                yield Problem(
                    finding.code,
                    document.path,
                    line,
                    column,
                    finding.field,
                    shorten(found) if isinstance(found, str) else "",
                    tuple(finding.hints.items()),
                    finding.severity,
                )


def written(data: Any, path: Path) -> Any:
    """What stands at `path` in `data`, or None."""
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def walk_written(
    model: type[Part], data: Any, *kinds: type[Kind], path: Path = ()
) -> Iterator[tuple[Path, Kind, str]]:
    """Every text written where a field of one of `kinds` stands, also in a record with mistakes elsewhere."""
    if not isinstance(data, dict):
        return
    for declared in holding(model, kinds):
        value = data.get(declared.key)
        if isinstance(value, list) != declared.many:
            continue  # That it should be a list, or none, is said already.
        here = (*path, declared.key)
        places = (
            [((*here, n), v) for n, v in enumerate(value)] if isinstance(value, list) else [(here, value)]
        )
        for at, item in places:
            if declared.part is not None:
                yield from walk_written(declared.part, item, *kinds, path=at)
            elif isinstance(item, str) and item.strip():
                yield at, declared.kind, item.strip()
