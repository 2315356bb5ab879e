"""Fields that lead elsewhere: to a vocabulary, a record, a picture, an outside standard."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from pydantic_core import CoreSchema
from pydantic_core import core_schema as cs

from talkoot.records.fields.kind import ANY_TEXT, Kind, Labels, Schema, one_of, refuse
from talkoot.sources.names import near

ID = r"[a-z0-9]+(-[a-z0-9]+)*"


@dataclass(frozen=True)
class Term(Kind):
    """An entry of one of the network's vocabularies; `own_words` when the author may write another."""

    vocabulary: str = ""
    own_words: bool = False
    max: int = 80

    def core(self) -> CoreSchema:
        return cs.str_schema(strip_whitespace=True, min_length=1, max_length=self.max)

    def schema(self, labels: Labels) -> Schema:
        if self.own_words or self.vocabulary not in labels:
            return ANY_TEXT | {"maxLength": self.max}
        return one_of(labels[self.vocabulary])


@dataclass(frozen=True)
class LinkTo(Kind):
    """The id of another record, or of a group of the network."""

    target: str = ""

    def core(self) -> CoreSchema:
        return cs.str_schema(strip_whitespace=True, min_length=1)

    def schema(self, labels: Labels) -> Schema:
        if self.target in labels:
            return one_of(labels[self.target])
        return {"type": ["string", "integer"], "pattern": rf"^\s*{ID}\s*$"}


@dataclass(frozen=True)
class Picture(Kind):
    """A picture beside the record, by its file name."""

    def read(self, text: str) -> str:
        if not self.is_right(text):
            raise refuse("picture-name")
        return text

    @staticmethod
    def is_right(name: str) -> bool:
        """Whether a picture file may have this name."""
        return bool(re.fullmatch(PICTURE_NAME, name))

    def schema(self, labels: Labels) -> Schema:
        return {
            "type": "string",
            "pattern": rf"^\s*{PICTURE_NAME}\s*$",
        }


PICTURE_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*\.([Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg]|[Ww][Ee][Bb][Pp])"


@dataclass(frozen=True)
class Code(Kind):
    """A code of an outside standard: `standard` names one of `STANDARDS`."""

    standard: str = ""

    def read(self, text: str) -> str:
        if text not in codes(self.standard):
            raise refuse(f"{self.standard}-code", near=self.meant(text))
        return text

    def meant(self, text: str) -> str:
        """The code that `text` most likely meant: by its name in one of our languages, or by spelling."""
        names = {name.casefold(): code for code, names in codes(self.standard).items() for name in names}
        return names.get(text.casefold()) or near(text, codes(self.standard))

    def schema(self, labels: Labels) -> Schema:
        return {"enum": sorted(codes(self.standard))}


def _names(what: str) -> dict[str, tuple[str, ...]]:
    from babel import Locale

    told: list[Mapping[str, str]] = [getattr(Locale(code), what) for code in ("en", "fi", "sv")]
    return {code: tuple(names[code] for names in told if code in names) for code in told[0]}


def _territories() -> dict[str, tuple[str, ...]]:
    return {code: names for code, names in _names("territories").items() if code.isalpha()}


def _languages() -> dict[str, tuple[str, ...]]:
    return {code: names for code, names in _names("languages").items() if "_" not in code}


def _time_zones() -> dict[str, tuple[str, ...]]:
    return {zone: (zone.rpartition("/")[2].replace("_", " "),) for zone in sorted(available_timezones())}


STANDARDS: dict[str, Callable[[], Mapping[str, tuple[str, ...]]]] = {
    "country": _territories,  # ISO 3166-1 alpha-2, by CLDR
    "language": _languages,  # ISO 639, by CLDR
    "time-zone": _time_zones,  # IANA
}


@cache
def codes(standard: str) -> Mapping[str, tuple[str, ...]]:
    """The codes of `standard` with what they stand for, in English, Finnish and Swedish."""
    return STANDARDS[standard]()
