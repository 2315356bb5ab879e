"""Documents → records: every field read by its declaration, every mistake a problem at its line."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from talkoot.problems import Problem, shorten
from talkoot.records.fields import Kind, near
from talkoot.records.record import Field, Part, Path, Record, body_field, field_at, fields
from talkoot.sources.documents import Document

P = TypeVar("P", bound=Part)

CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown-key",
    "string_type": "text-expected",
    "string_too_long": "too-long",
    "string_too_short": "empty",
    "tuple_type": "list-expected",
    "model_type": "group-expected",
}
"""Pydantic's own findings → our problems; every other finding is a field's own `refuse(…)`."""


Titles = Callable[[type[Part]], Mapping[str, str]]
"""What the fields of a model are called, in any language, folded → their keys: so `nimi:` finds `name:`."""


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
        return None, (*problems, *_problems(document, model, data, error, titles, at))
    found = tuple(_rules(document, model, {f.key: getattr(record, f.key) for f in fields(model)}))
    problems = (*problems, *found)
    return (None if any(p.severity == "problem" for p in problems) else record), problems


def given(value: Any) -> Any:
    """`value` without the keys whose value was left empty: an empty line in a form says nothing."""
    if isinstance(value, dict):
        kept = {key: given(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in ("", [], {})}
    if isinstance(value, list):
        return [given(item) for item in value]
    return value


def _with_body(document: Document, model: type[Part], at: Path) -> tuple[Any, tuple[Problem, ...]]:
    """The given keys, the text below the front matter among them under its field's key."""
    data = given(written(document.data, at))
    body = body_field(model)
    if body is None:
        return data, ()
    if body.key in data:
        found = shorten(str(data.pop(body.key)))
        line, column = document.locate((body.key,))
        return data, (Problem("belongs-below", document.path, line, column, (body.key,), found),)
    if document.body.strip():
        data[body.key] = document.body.strip()
    return data, ()


def _problems(
    document: Document, model: type[Part], data: Any, error: ValidationError, titles: Titles, at: Path
) -> Iterator[Problem]:
    errors = error.errors(include_url=False)
    unknown = {e["loc"]: _meant(model, e["loc"], titles) for e in errors if e["type"] == "extra_forbidden"}
    meant = {(*loc[:-1], key) for loc, key in unknown.items() if key}
    for e in errors:
        if e["type"] == "missing" and e["loc"] in meant:
            continue  # The misspelt key speaks for it.
        yield _problem(document, model, e, unknown, at)
    if isinstance(data, dict):
        yield from _rules(document, model, dict(_right_fields(model, data)))


def _problem(document: Document, model: type[Part], e: Any, unknown: Mapping[Path, str], at: Path) -> Problem:
    path: Path = e["loc"]
    code = CODES.get(e["type"], e["type"])
    declared = field_at(model, tuple(str(key) for key in path if isinstance(key, str)))
    hints = {key: str(value) for key, value in e.get("ctx", {}).items() if value != ""}
    if code == "missing" and declared:
        hints = {"example": example(declared)}
    elif code == "unknown-key":
        hints = {"key": str(path[-1])} | (
            {"near": unknown[path]} if unknown[path] else {"keys": ", ".join(_keys(model, path))}
        )
    elif code == "too-long":
        hints = {"max": hints["max_length"], "over": str(len(e["input"].strip()) - int(hints["max_length"]))}
    elif code in ("list-expected", "group-expected", "text-expected") and declared:
        if code == "list-expected" and isinstance(e["input"], str) and "," in e["input"]:
            code, items = "comma-list", [item.strip() for item in e["input"].split(",") if item.strip()]
            hints = {"example": "\n".join([f"{declared.key}:", *(f"  - {item}" for item in items)])}
        else:
            hints = {"example": example(declared)}
    line, column = document.locate(path)
    return Problem(
        code, document.path, line, column, path, _found(e["type"], e["input"]), tuple(hints.items())
    )


def _found(kind: str, value: Any) -> str:
    """What the author typed; nothing where a key is missing altogether."""
    if kind == "missing":
        return ""
    while isinstance(value, list | dict) and value:
        value = next(iter(value.values() if isinstance(value, dict) else value))
    return shorten(value) if isinstance(value, str) else ""


def _keys(model: type[Part], path: Path) -> tuple[str, ...]:
    """The keys that may stand beside the last key of `path`."""
    above = field_at(model, tuple(str(key) for key in path[:-1] if isinstance(key, str)))
    within = above.part if above and above.part else model
    return tuple(f.key for f in fields(within))


def _meant(model: type[Part], path: Path, titles: Titles) -> str:
    """The key that a misspelt one most likely meant, or an empty text."""
    keys = _keys(model, path)
    key = str(path[-1])
    named = titles(model).get(key.casefold(), "")
    return named if named in keys else near(key, keys)


def example(declared: Field) -> str:
    """Lines that can be pasted: the field as it would be written."""
    if declared.part is None:
        value = declared.kind.example
        value = f'"{value}"' if ": " in value or value[:1] in "+*&!@`%{[" else value
        return f"{declared.key}:\n  - {value}" if declared.many else f"{declared.key}: {value}"
    inner = [line for f in fields(declared.part) if f.required for line in example(f).split("\n")]
    inner = inner or example(fields(declared.part)[0]).split("\n")
    first, *rest = inner
    lines = (
        [f"  - {first}", *(f"    {line}" for line in rest)]
        if declared.many
        else [f"  {line}" for line in inner]
    )
    return "\n".join([f"{declared.key}:", *lines])


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


def _rules(document: Document, model: type[Part], right: Mapping[str, Any]) -> Iterator[Problem]:
    """What the kind's own rules find, each asked only when the fields it needs are right."""
    if not issubclass(model, Record):
        return
    asked = model.model_construct(**right)
    for needs, rule in model.rules:
        if all(key in right for key in needs):
            for finding in rule(asked):
                line, column = document.locate(finding.field)
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
    for declared in _holding(model, kinds):
        value = data.get(declared.key)
        here = (*path, declared.key)
        places = (
            [((*here, n), v) for n, v in enumerate(value)] if isinstance(value, list) else [(here, value)]
        )
        for place, item in places:
            if declared.part is not None:
                yield from walk_written(declared.part, item, *kinds, path=place)
            elif isinstance(item, str) and item.strip():
                yield place, declared.kind, item.strip()


@cache
def _holding(model: type[Part], kinds: tuple[type[Kind], ...]) -> tuple[Field, ...]:
    """The fields of `model` that are of one of `kinds`, or hold such fields."""
    return tuple(
        f
        for f in fields(model)
        if isinstance(f.kind, kinds) or (f.part is not None and _holding(f.part, kinds))
    )
