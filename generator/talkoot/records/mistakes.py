"""What a declaration refused → the problem its author reads, with the near match or lines to paste."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from talkoot.problems import Problem, shorten
from talkoot.records.record import Field, Part, Path, body_field, field_at, fields, keys_of
from talkoot.sources.documents import Document, Remembered
from talkoot.sources.names import near

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

Titles = Callable[[str, tuple[str, ...]], Mapping[str, str]]
"""What the fields of a kind of record, or of the group with these keys in it, are called in any language,
folded → their keys: so `nimi:` finds `name:`."""


def problems_in(
    document: Document, model: type[Part], error: ValidationError, titles: Titles, at: Path
) -> Iterator[Problem]:
    """What `error` found in the part of `document` at `at`; a misspelt key speaks for the one it meant."""
    errors = error.errors(include_url=False)
    unknown: dict[Path, str] = {
        e["loc"]: _meant(model, e["loc"], titles, document.kind)
        for e in errors
        if e["type"] == "extra_forbidden"
    }
    meant = {(*path[:-1], key) for path, key in unknown.items() if key}
    for e in errors:
        if e["type"] != "missing" or e["loc"] not in meant:
            path = (*at, *e["loc"])
            line, column = place(document, model, path)
            code, hints = _code(model, e, unknown, at)
            found = "" if e["type"] == "missing" else _found(e["input"])
            yield Problem(code, document.path, line, column, path, found, tuple(hints.items()))


def place(document: Document | Remembered, model: type[Part], path: Path) -> tuple[int, int]:
    """Line and column of a field; a field that is the text below the front matter begins there."""
    body = body_field(model)
    if body and path == (body.key,) and body.key not in document.data:
        return document.body_line, 1
    return document.locate(path)


def _code(model: type[Part], e: Any, unknown: Mapping[Path, str], at: Path) -> tuple[str, dict[str, str]]:
    """The problem's code, and what its sentences say beside what was found."""
    path: Path = e["loc"]
    declared = field_at(model, keys_of(path))
    code = CODES.get(e["type"], e["type"])
    if code == "unknown-key":
        key = str(path[-1])
        if unknown[path]:
            return code, {"key": key, "near": unknown[path]}
        return code, {"key": key, "keys": ", ".join(_keys(model, path))}
    if e["input"] == "":
        return "empty", {}
    if code == "too-long":
        most = e["ctx"]["max_length"]
        return code, {"max": str(most), "over": str(len(e["input"]) - most)}
    if code == "list-expected" and declared and declared.part is None and isinstance(e["input"], str):
        items = [item.strip() for item in e["input"].split(",") if item.strip()]
        return "comma-list", {"example": "\n".join([f"{declared.key}:", *(f"  - {item}" for item in items)])}
    if code in ("missing", "list-expected", "group-expected", "text-expected"):
        return code, {"example": example(declared) if declared else entry_example(str(at[-1]), model)}
    return code, {key: str(value) for key, value in e.get("ctx", {}).items() if value != ""}


def _found(value: Any) -> str:
    """What the author typed, or the first text of it."""
    while isinstance(value, list | dict) and value:
        value = next(iter(value.values() if isinstance(value, dict) else value))
    return shorten(value) if isinstance(value, str) else ""


def _keys(model: type[Part], path: Path) -> tuple[str, ...]:
    """The keys that may stand beside the last key of `path`."""
    above = field_at(model, keys_of(path[:-1]))
    within = above.part if above and above.part else model
    return tuple(f.key for f in fields(within))


def _meant(model: type[Part], path: Path, titles: Titles, kind: str) -> str:
    """The key that a misspelt one most likely meant, or an empty text."""
    keys = _keys(model, path)
    key = str(path[-1])
    named = titles(kind, keys_of(path[:-1])).get(key.casefold(), "")
    return named if named in keys else near(key, keys)


def example(declared: Field) -> str:
    """Lines that can be pasted: the field as it would be written."""
    if declared.part is None:
        value = declared.kind.example
        value = f'"{value}"' if ": " in value or value[:1] in "*&!@`%{[" else value
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


def entry_example(key: str, model: type[Part]) -> str:
    """Lines that can be pasted: an entry `key` of a list of the network's own."""
    return "\n".join([f"{key}:", *(f"  {line}" for line in example(fields(model)[0]).split("\n"))])
