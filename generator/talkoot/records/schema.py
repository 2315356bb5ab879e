"""Declarations → JSON Schema (draft 2020-12), as editors use it while somebody writes.

It describes what an editor sees, a file by YAML 1.2's core types: `0401234567` is a number there. What it
says of a file is what `talkoot check` says, save for what one file alone can't show: whom a link leads to,
what day it is, how one field bears on another.
"""

from collections.abc import Mapping
from typing import Any

from talkoot.languages import DEFAULT, words
from talkoot.records import model_of
from talkoot.records.fields import Labels, Prose, Schema
from talkoot.records.fields.links import ID
from talkoot.records.record import Field, Part, fields
from talkoot.records.translation import translation_of

NOTHING: Schema = {
    "type": ["null", "string", "array", "object"],
    "pattern": r"^\s*$",
    "maxItems": 0,
    "maxProperties": 0,
}
"""An empty line: the field is not given."""

NOT_GIVEN = {"$ref": "#/$defs/nothing"}


def json_schema(
    kind: str,
    labels: Labels,
    language: str = DEFAULT,
    *,
    vocabulary: str = "",
    translation: bool = False,
) -> Schema:
    """The schema of a file that holds a `kind`: of its front matter, where it has one.

    `labels` holds the network's vocabularies, and its groups as `group`: name → id → label; titles and helps
    are in `language`. A list is of the kind “vocabulary” and told apart by its name, `vocabulary`. With
    `translation`, the schema of a translation beside the record.
    """
    model = model_of(kind, vocabulary)
    if model is None:
        raise ValueError(f"there is no kind “{kind}”")
    writer = _Writer(kind, labels, language)
    whole = writer.part(translation_of(model) if translation else model, ())
    if kind == "vocabulary":
        whole = {"type": "object", "propertyNames": {"pattern": f"^{ID}$"}, "additionalProperties": whole}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind,
        **whole,
        "$defs": {"nothing": NOTHING},
    }


class _Writer:
    """Writes the schema of one kind; titles and helps are found by the keys that lead to a field."""

    def __init__(self, kind: str, labels: Labels, language: str) -> None:
        self.kind = kind
        self.labels = labels
        self.words = words(language)

    def part(self, model: type[Part], above: tuple[str, ...]) -> Schema:
        """A record, or a group of fields within one. Text below the front matter is no key of it."""
        written = [field for field in fields(model) if not _is_body(field)]
        required = [field.key for field in written if field.required]
        return {
            "type": "object",
            "properties": {field.key: self.field(field, above) for field in written},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def field(self, field: Field, above: tuple[str, ...]) -> Schema:
        keys = (*above, field.key)
        value = self.value(field, keys)
        if not field.required:
            value = {"anyOf": [value, *self.not_given(field)]}
        return self.told(field, keys) | value

    def value(self, field: Field, keys: tuple[str, ...]) -> Schema:
        one = self.part(field.part, keys) if field.part else field.kind.schema(self.labels)
        if not field.many:
            return one
        if field.part and not any(inner.required for inner in fields(field.part)):
            one = {"anyOf": [one, NOT_GIVEN]}
        return {"type": "array", "items": one, "minItems": 1}

    def not_given(self, field: Field) -> list[Schema]:
        """How a field may be left empty: also a group whose every line is."""
        if field.part is None or field.many or not any(inner.required for inner in fields(field.part)):
            return [NOT_GIVEN]
        keys: Mapping[str, Any] = {inner.key: NOT_GIVEN for inner in fields(field.part)}
        return [NOT_GIVEN, {"type": "object", "properties": keys, "additionalProperties": False}]

    def told(self, field: Field, keys: tuple[str, ...]) -> Schema:
        """What an editor shows beside the field."""
        told: Schema = {"title": self.words.field_title(self.kind, keys)}
        if help_ := self.words.field_help(self.kind, keys):
            told["description"] = help_
        if field.kind.example and field.part is None:
            told["examples"] = [[field.kind.example] if field.many else field.kind.example]
        return told


def _is_body(field: Field) -> bool:
    return isinstance(field.kind, Prose) and field.kind.body
