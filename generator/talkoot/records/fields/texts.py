"""Fields of words: a line, paragraphs, a choice, yes or no, a group of fields, text of a fixed form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema
from pydantic_core import core_schema as cs

from talkoot.records.fields.kind import ANY_TEXT, Kind, Labels, Schema, refuse
from talkoot.sources.names import near


@dataclass(frozen=True)
class Text(Kind):
    """One line in the author's own words, at most `max` characters."""

    max: int = 160

    def core(self) -> CoreSchema:
        text = cs.str_schema(strip_whitespace=True, min_length=1, max_length=self.max)
        return cs.no_info_after_validator_function(on_one_line, text)

    def schema(self, labels: Labels) -> Schema:
        return ANY_TEXT | {"maxLength": self.max}


def on_one_line(text: str) -> str:
    """`text` without the line breaks that its author's file has; they mean nothing in a line."""
    return " ".join(text.split()) if "\n" in text else text


@dataclass(frozen=True)
class Prose(Text):
    """Paragraphs in GitHub-flavoured Markdown; `body` when they are the file's text, not a key."""

    max: int = 3000
    body: bool = False

    def core(self) -> CoreSchema:
        return cs.str_schema(strip_whitespace=True, min_length=1, max_length=self.max)

    def schema(self, labels: Labels) -> Schema:
        # Lines under “key: |” end with a line break that is none of the author's text.
        lengths = [{"maxLength": self.max}, {"maxLength": self.max + 1, "pattern": r"\n$"}]
        return ANY_TEXT | {"anyOf": lengths}


@dataclass(frozen=True)
class Group(Kind):
    """Fields that belong together, as a record of their own."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler(source)


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few fixed answers: `options` maps what is written to its English label."""

    options: Mapping[str, str] = field(default_factory=dict)

    def read(self, text: str) -> str:
        if text not in self.options:
            raise refuse("unknown-choice", near=near(text, self.options), options=", ".join(self.options))
        return text

    def schema(self, labels: Labels) -> Schema:
        return {"enum": [*self.options]}


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no."""

    def read(self, text: str) -> bool:
        answer = text.casefold()  # phones write “Yes”
        if answer not in ("yes", "no", "true", "false"):
            raise refuse("yes-or-no")
        return answer in ("yes", "true")

    def schema(self, labels: Labels) -> Schema:
        return {"enum": ["yes", "no", "Yes", "No", "YES", "NO", True, False]}


@dataclass(frozen=True)
class Pattern(Kind):
    """Text of a fixed form, such as an account id or a NUTS code; `code` is the problem when it is not."""

    pattern: str = ""
    code: str = ""

    def read(self, text: str) -> str:
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise refuse(self.code, example=self.example)
        return text

    def schema(self, labels: Labels) -> Schema:
        digits = bool(re.fullmatch(self.pattern, "12"))
        point = bool(re.fullmatch(self.pattern, "1.5"))
        types = ["string", *(["number"] if point else ["integer"] if digits else [])]
        return {"type": types, "pattern": rf"^\s*({self.pattern})\s*$"}


@dataclass(frozen=True)
class ElementOf(Pattern):
    """The short name of an element of the practice that the field `practice` of the same record names."""

    practice: str = ""
