"""A record → plain values that any program reads: only what is public, and only with its consent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from talkoot.kept import Kept
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import Site
from talkoot.passing import passing
from talkoot.records.fields import Day, Kind, LinkTo, Measure, Moment, Period, Picture, Sum
from talkoot.records.record import Part, fields
from talkoot.records.values import Figure, Money, When

Plain = dict[str, Any]

CONSENTS = ("consent", "agreed")
"""A group of fields that has one of these is shown only when it is given."""


@dataclass(frozen=True, slots=True)
class Public:
    """A field that may be shown: its key, its kind, how its values are written, and the fields it holds."""

    key: str
    kind: Kind
    write: "Callable[[Writer, Any], Any] | None"
    many: bool
    part: type[Part] | None


@cache
def public_fields(model: type[Part]) -> tuple[Public, ...]:
    """The fields of `model` that the site may show, in the order of the form."""
    return tuple(
        Public(field.key, field.kind, _way(field.kind), field.many, field.part)
        for field in fields(model)
        if field.kind.public
    )


class Writer:
    """Writes the records of a site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.zone = ZoneInfo(site.network.about.record.time_zone)
        self.kept: Kept[Any] | None = None

    def record(self, kept: Kept[Any]) -> Plain:
        """A record with its name and where its page is."""
        site = self.site
        page = site.absolute(site.languages[0], kept.address) if site.url else kept.address
        return {"id": kept.id, "page": page, **self.told(kept)}

    def told(self, kept: Kept[Any]) -> Plain:
        """A record in its own language, with what of it is translated."""
        self.kept = kept
        told = self.part(kept.record)
        translations = {
            language: _within(self.part(translation.part), told)
            for language, translation in sorted(kept.translations.items())
        }
        written = {**told, "written_in": kept.language}
        return {**written, "translations": translations} if translations else written

    def part(self, part: Part) -> Plain:
        """The given fields of a record, or of a group of fields within one."""
        found: Plain = {}
        values = vars(part)  # asked for one by one, a model's attributes cost more than all the rest
        for field in public_fields(type(part)):
            value = values[field.key]
            if value is None or value == ():
                continue
            if field.part is not None:
                value = self._group(value, field.many)
            elif field.write is None:
                found[field.key] = passing(value) if type(value) is str else value
                continue
            elif field.many:
                told = [field.write(self, one) for one in value]
                value = [one for one in told if one is not None]
            else:
                value = field.write(self, value)
            if value is not None and value != []:
                found[field.key] = value
        return found

    def _group(self, value: Any, many: bool) -> Any:
        if many:
            return [self.part(one) for one in value if may_be_shown(one)]
        return self.part(value) if may_be_shown(value) else None

    def moment(self, value: datetime) -> str:
        return value.replace(tzinfo=self.zone).isoformat(timespec="minutes")

    def link(self, id_: str, target: str) -> str | None:
        """The id of a record that has a page; nobody is told the name of a draft."""
        of_kind = self.site.network.kinds.get(target)
        return id_ if of_kind is None or (id_ in of_kind and is_shown(of_kind[id_])) else None

    def picture(self, name: str) -> str | None:
        """Where the largest copy of a picture is."""
        shown = self.site.picture(self.kept, name) if self.kept else None
        return f"{self.site.url or ''}{shown.sizes[-1][0]}" if shown else None


def _within(translated: Any, own: Any) -> Any:
    """Of a translation what it translates of the fields that are shown."""
    if isinstance(translated, dict):
        return {key: _within(value, own[key]) for key, value in translated.items() if key in own}
    if isinstance(translated, list):
        return list(map(_within, translated, own)) if len(translated) <= len(own) else []
    return translated


@cache
def _consents(model: type[Part]) -> tuple[str, ...]:
    return tuple(field.key for field in fields(model) if field.key in CONSENTS and not field.kind.public)


def may_be_shown(part: Part) -> bool:
    """Whether everybody whose consent a group of fields asks for has given it."""
    return all(getattr(part, key) for key in _consents(type(part)))


def _day(_: Writer, value: date) -> str:
    return value.isoformat()


def _period(_: Writer, value: When) -> str:
    return value.text


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral() else float(value)


def _sum(_: Writer, value: Money) -> Plain:
    return {"amount": _number(value.amount), "currency": value.currency}


def _measure(_: Writer, value: Figure) -> Plain:
    told: Plain = {"number": _number(value.number)}
    if value.qualifier:
        told["qualifier"] = value.qualifier
    return told | ({"unit": value.unit.strip()} if value.unit else {})


WAYS: Mapping[type[Kind], Callable[[Writer, Any], Any]] = {
    Day: _day,
    Moment: Writer.moment,
    Period: _period,
    Sum: _sum,
    Measure: _measure,
    Picture: Writer.picture,
}
"""Kind of field → how its value is written; all others are text, numbers, yes or no as they are."""


def _way(kind: Kind) -> Callable[[Writer, Any], Any] | None:
    if isinstance(kind, LinkTo):
        return partial(Writer.link, target=kind.target)
    return next((way for of, way in WAYS.items() if isinstance(kind, of)), None)
