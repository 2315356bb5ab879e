"""Text, lists and groups → lines of YAML as a careful person would type them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from talkoot.records.fields import Prose
from talkoot.records.record import Part, fields
from talkoot.sources.refused import Refused
from talkoot.sources.strict_yaml import read_yaml

STEP = 2
"""Blanks by which what belongs to a key stands further in."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Texts that an editor of YAML 1.2 takes for nothing at all."""


def scalar(text: str) -> str:
    """One line of `text` after a key or a hyphen, in quotes only where it would be read otherwise."""
    doubled = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    single = "'" + text.replace("'", "''") + "'"
    quoted = (single, doubled) if '"' in text or "\\" in text else (doubled, single)
    told = (text, *quoted) if text not in NULLS else quoted
    return next((way for way in told if _is_read_as(way, text)), _escaped(text))


def _is_read_as(way: str, text: str) -> bool:
    if "\n" in way:
        return False
    try:
        return bool(read_yaml(f"k: {way}\n") == {"k": text} and read_yaml(f"- {way}\n") == [text])
    except Refused:
        return False


def _escaped(text: str) -> str:
    """`text` on one line whatever it holds: line breaks and tabs as YAML's own escapes."""
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(signs.get(sign, sign) for sign in text) + '"'


def entry(key: str, value: Any, indent: int, model: type[Part] | None) -> list[str]:
    """The lines of `key` with its value, `indent` blanks in; `model` declares the key."""
    before = " " * indent
    declared = next((f for f in fields(model) if f.key == key), None) if model else None
    part = declared.part if declared else None
    if isinstance(value, str):
        is_prose = declared is not None and isinstance(declared.kind, Prose)
        block = literal(value, indent + STEP) if is_prose or "\n" in value else None
        return [f"{before}{key}: |", *block] if block else [f"{before}{key}: {scalar(value)}"]
    if isinstance(value, list):
        inner = (item(one, indent + STEP, part) for one in value)
    else:
        inner = (entry(k, v, indent + STEP, part) for k, v in in_order(value, part))
    return [f"{before}{key}:", *(line for lines in inner for line in lines)]


def item(value: Any, indent: int, part: type[Part] | None) -> list[str]:
    """The lines of one item of a list, its hyphen `indent` blanks in."""
    before = " " * indent
    if isinstance(value, str):
        return [f"{before}- {scalar(value)}" if value else f"{before}-"]
    lines = [line for k, v in in_order(value, part) for line in entry(k, v, indent + STEP, part)]
    return [f"{before}- {lines[0].lstrip()}", *lines[1:]] if lines else [f"{before}-"]


def in_order(value: Mapping[str, Any], model: type[Part] | None) -> Iterator[tuple[str, Any]]:
    """The given keys in the order of the declaration; others, which nobody declared, after them."""
    order = [f.key for f in fields(model)] if model else []
    keys = [key for key in order if key in value] + [key for key in value if key not in order]
    return ((key, value[key]) for key in keys if is_given(value[key]))


def is_given(value: Any) -> bool:
    """Whether anything is told: an item of a list may tell nothing and still keep its place."""
    return any(map(is_given, value.values())) if isinstance(value, dict) else bool(value)


def literal(text: str, indent: int) -> list[str] | None:
    """The lines below `|`, or None for a text that can't be written so."""
    if text != text.strip() or not text or "\r" in text:
        return None
    lines = [f"{' ' * indent}{line}" if line else "" for line in text.split("\n")]
    try:
        read = read_yaml("\n".join([f"{' ' * (indent - STEP)}k: |", *lines, ""]))
    except Refused:
        return None
    return lines if isinstance(read, dict) and read["k"].strip() == text else None


def without_blanks(value: Any) -> Any:
    """`value` as a record takes it: no blanks around its texts, no keys that tell nothing."""
    if isinstance(value, str):
        return re.sub(r"\r\n?", "\n", value).strip()
    if isinstance(value, list):
        return [without_blanks(one) or "" for one in value]
    told = {key: without_blanks(inner) for key, inner in value.items()}
    return {key: inner for key, inner in told.items() if is_given(inner)}
