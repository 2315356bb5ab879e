"""What every kind of field is: a title, how its text is read, and how an editor's schema says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_origin

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core import core_schema as cs

Schema = dict[str, Any]
Labels = Mapping[str, Mapping[str, str]]
"""Vocabulary name → id → label, as an editor's schema lists it."""

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
ANY_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""Text as a YAML 1.2 editor sees it: `0401234567` is a number and `true` a boolean there."""


def one_of(ids: Iterable[str]) -> Schema:
    """One of `ids`, as an editor sees it: `2024` is a number there."""
    return {"enum": [written for id_ in ids for written in ((id_, int(id_)) if id_.isdecimal() else (id_,))]}


def refuse(code: str, **hints: str) -> PydanticCustomError:
    """The error a field raises; `code` and `hints` become the problem the author reads."""
    return PydanticCustomError(code, "refused", hints)


@dataclass(frozen=True)
class Kind:
    """What every field knows about itself.

    `title` and `help` are the English words of the form; `public` says whether the site may show the
    field, `translated` whether a translation beside the record may give it in another language.
    """

    title: str
    help: str = ""
    example: str = ""
    public: bool = True
    translated: bool = False

    def read(self, text: str) -> Any:
        """The value that `text` stands for; raises `refuse(…)` when it stands for none."""
        return text

    def core(self) -> CoreSchema:
        """How Pydantic checks one value."""
        return cs.no_info_after_validator_function(self.read, cs.str_schema(strip_whitespace=True))

    def schema(self, labels: Labels) -> Schema:
        """The JSON Schema of one value, as an editor sees it."""
        return ANY_TEXT

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return cs.tuple_variable_schema(self.core()) if get_origin(source) is tuple else self.core()
