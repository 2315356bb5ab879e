"""Kinds of field: each knows how its text is read, what it refuses and how an editor's schema says so."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Any, get_origin
from unicodedata import normalize
from zoneinfo import available_timezones

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core import core_schema as cs

from talkoot.records.values import FIGURE, MONEY, Figure, Money, When, read_figure, read_money, read_when

Schema = dict[str, Any]
Labels = Mapping[str, Mapping[str, str]]
"""Vocabulary name → id → label, as an editor's schema lists it."""

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
ANY_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""Text as a YAML 1.2 editor sees it: `0401234567` is a number and `true` a boolean there."""


def _listed(ids: Iterable[str]) -> Schema:
    """One of `ids`, as an editor sees it: `2024` is a number there."""
    return {"enum": [written for id_ in ids for written in ((id_, int(id_)) if id_.isdecimal() else (id_,))]}


def near(word: str, among: Iterable[str]) -> str:
    """The entry of `among` that `word` most likely meant, or an empty text; case and accents aside."""
    plain = {_plain(entry): entry for entry in among}
    close = get_close_matches(_plain(word), plain, 1, 0.7)
    return plain[close[0]] if close else ""


def _plain(text: str) -> str:
    letters = normalize("NFKD", text.strip().casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[ _]+", "-", letters)


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


@dataclass(frozen=True)
class Text(Kind):
    """One line in the author's own words, at most `max` characters."""

    max: int = 160

    def core(self) -> CoreSchema:
        return cs.str_schema(strip_whitespace=True, min_length=1, max_length=self.max)

    def schema(self, labels: Labels) -> Schema:
        return ANY_TEXT | {"maxLength": self.max}


@dataclass(frozen=True)
class Prose(Text):
    """Paragraphs in GitHub-flavoured Markdown; `body` when they are the file's text, not a key."""

    max: int = 3000
    body: bool = False

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
class Number(Kind):
    """A whole number from `min` to `max`."""

    min: int = 0
    max: int = 1_000_000

    def read(self, text: str) -> int:
        if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
            raise refuse("number", example=self.example or "12")
        if not self.min <= int(text) <= self.max:
            raise refuse("number-out-of-range", min=str(self.min), max=str(self.max))
        return int(text)

    def schema(self, labels: Labels) -> Schema:
        written = {"type": "string", "pattern": r"^\s*-?[0-9]{1,9}\s*$"}
        return {"anyOf": [{"type": "integer", "minimum": self.min, "maximum": self.max}, written]}


@dataclass(frozen=True)
class Day(Kind):
    """A day written as `2026-03-12` (ISO 8601)."""

    def read(self, text: str) -> date:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise refuse("no-such-day") from None
        raise _refuse_day("day", text)

    def schema(self, labels: Labels) -> Schema:
        return {"type": "string", "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$", "format": "date"}


NORDIC_DAY = re.compile(r"\s*(\d{1,2})[./\- ]+(\d{1,2})[./\- ]+(\d{4})\b", re.ASCII)


def iso_day(text: str) -> str:
    """What a day written the Nordic way (`12.3.2026`, `12/3 2026`) is in ISO 8601, or an empty text."""
    match = NORDIC_DAY.match(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat() if match else ""
    except ValueError:
        return ""


def _refuse_day(code: str, text: str) -> PydanticCustomError:
    meant = iso_day(text)
    impossible = re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text, re.ASCII) or (NORDIC_DAY.match(text) and not meant)
    return refuse("no-such-day") if impossible else refuse(code, near=meant)


@dataclass(frozen=True)
class Moment(Kind):
    """A day and time of day written as `2026-03-12 17:00`, in the network's time zone."""

    def read(self, text: str) -> datetime:
        if re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d", text, re.ASCII):
            try:
                return datetime.fromisoformat(text)
            except ValueError:
                raise refuse("no-such-day") from None
        raise refuse("moment", near=self.iso_moment(text))

    @staticmethod
    def iso_moment(text: str) -> str:
        """`text` the way this field is written, when its day is there and only the form is wrong."""
        day = iso_day(text) or text[:10].strip()
        clock = re.search(r"\b([01]?\d|2[0-3])[.:]([0-5]\d)\s*$", text, re.ASCII)
        if not clock or not re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII):
            return ""
        return f"{day} {int(clock[1]):02}:{clock[2]}"

    def schema(self, labels: Labels) -> Schema:
        day = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        return {"type": "string", "pattern": rf"^\s*{day}[ T]([01][0-9]|2[0-3]):[0-5][0-9]\s*$"}


@dataclass(frozen=True)
class Period(Kind):
    """A year, month or day: `2024`, `2024-05` or `2024-05-17`."""

    def read(self, text: str) -> When:
        when = read_when(text)
        if when is None:
            raise _refuse_day("year-month-or-day", text)
        return when

    def schema(self, labels: Labels) -> Schema:
        year = {"type": "integer", "minimum": 1000, "maximum": 9999}
        written = {"type": "string", "pattern": r"^\s*[0-9]{4}(-(0[1-9]|1[0-2]))?\s*$"}
        return {"anyOf": [year, written, Day("").schema(labels)]}


@dataclass(frozen=True)
class Sum(Kind):
    """A sum of money with its currency: `500096 EUR` (ISO 4217)."""

    def read(self, text: str) -> Money:
        money = read_money(text)
        if money is None:
            raise refuse("money", near=self.written(text))
        return money

    @staticmethod
    def written(text: str) -> str:
        """`text` the way this field is written, when one sum and one currency can be made out."""
        digits = "".join(re.findall(r"\d+", text.partition(",")[0]))
        currency = "EUR" if "€" in text else "".join(re.findall(r"\b[A-Z]{3}\b", text)[:1])
        return f"{digits} {currency}" if digits and currency else ""

    def schema(self, labels: Labels) -> Schema:
        return {"type": "string", "pattern": rf"^\s*{re.sub('[?]P<[a-z]+>', '', MONEY.pattern)}\s*$"}


@dataclass(frozen=True)
class Measure(Kind):
    """A figure as its source gives it: `60`, `more than 60`, `12.5 %`."""

    def read(self, text: str) -> Figure:
        figure = read_figure(text)
        if figure is None:
            pointed = text.replace(",", ".")
            raise refuse("figure", near=pointed if read_figure(pointed) else "")
        return figure

    def schema(self, labels: Labels) -> Schema:
        written = {"type": "string", "pattern": rf"^\s*{re.sub('[?]P<[a-z]+>', '', FIGURE.pattern)}\s*$"}
        return {"anyOf": [{"type": "number"}, written]}


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
        return _listed(labels[self.vocabulary])


@dataclass(frozen=True)
class LinkTo(Kind):
    """The id of another record, or of a group of the network."""

    target: str = ""

    def core(self) -> CoreSchema:
        return cs.str_schema(strip_whitespace=True, min_length=1)

    def schema(self, labels: Labels) -> Schema:
        if self.target in labels:
            return _listed(labels[self.target])
        return {"type": ["string", "integer"], "pattern": rf"^\s*{ID}\s*$"}


@dataclass(frozen=True)
class Web(Kind):
    """An address on the web, with its https://, at most `max` characters."""

    max: int = 500

    def core(self) -> CoreSchema:
        text = cs.str_schema(strip_whitespace=True, max_length=self.max)
        return cs.no_info_after_validator_function(self.read, text)

    def read(self, text: str) -> str:
        if not re.fullmatch(WEB_ADDRESS, text):
            raise refuse("web-address", near=self.written(text))
        return text

    @staticmethod
    def written(text: str) -> str:
        """`text` as a whole address, when only its beginning is missing."""
        bare = text.strip()
        return f"https://{bare}" if re.fullmatch(WEB_ADDRESS, f"https://{bare}") and "@" not in bare else ""

    def schema(self, labels: Labels) -> Schema:
        return {"type": "string", "pattern": rf"^\s*{WEB_ADDRESS}\s*$", "maxLength": self.max}


WEB_ADDRESS = r"""https?://[^\s/?#@:<>"'\\]+\.[^\s/?#@:.<>"'\\]+(:[0-9]{1,5})?([/?#][^\s<>"\\]*)?"""


@dataclass(frozen=True)
class Email(Kind):
    """An e-mail address."""

    def read(self, text: str) -> str:
        if not re.fullmatch(EMAIL_ADDRESS, text):
            raise refuse("email", near=self.written(text))
        return text

    @staticmethod
    def written(text: str) -> str:
        """`text` without its blanks, when that makes an address."""
        bare = re.sub(r"\s|^mailto:", "", text.replace("(at)", "@").replace("[at]", "@"))
        return bare if re.fullmatch(EMAIL_ADDRESS, bare) else ""

    def schema(self, labels: Labels) -> Schema:
        return {"type": "string", "pattern": rf"^\s*{EMAIL_ADDRESS}\s*$"}


EMAIL_ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+"
"""What a browser's e-mail field accepts (HTML Living Standard), with at least one dot in the domain."""


@dataclass(frozen=True)
class Phone(Kind):
    """A telephone number, digits with blanks: `+358 40 123 4567`."""

    def read(self, text: str) -> str:
        if not re.fullmatch(PHONE_NUMBER, text, re.ASCII):
            raise refuse("phone")
        return text

    def schema(self, labels: Labels) -> Schema:
        return {
            "anyOf": [
                {"type": "integer", "minimum": 10_000},
                {"type": "string", "pattern": rf"^\s*{PHONE_NUMBER}\s*$"},
            ]
        }


PHONE_NUMBER = r"\+?[0-9(]([ ()-]?[0-9)]){4,19}"


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
