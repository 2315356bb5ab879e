"""Fields of time: a day, a day with its hour, a year or month."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from pydantic_core import PydanticCustomError

from talkoot.records.fields.kind import Kind, Labels, Schema, refuse
from talkoot.records.values import When, read_when


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
