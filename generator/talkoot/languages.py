"""Languages of the site: their interface words, plural forms, and how dates and numbers are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from markupsafe import Markup, escape

from talkoot.sources.strict_yaml import read_yaml

if TYPE_CHECKING:
    from talkoot.records.values import Figure, Money, When

LANGUAGES = {"en": "English", "fi": "Suomi", "sv": "Svenska"}
"""Languages that have a folder of words, by their own names."""

DEFAULT = "en"

NORDIC = frozenset({"fi", "sv"})
"""Languages whose alphabet ends in å, ä and ö."""

# Letters that Unicode does not take apart, of Sámi, Norwegian and Danish names.
_LETTERS = str.maketrans({"đ": "d", "ŋ": "n", "ŧ": "t", "ø": "ö", "æ": "ä"})
_LAST_LETTERS = str.maketrans({"å": "{", "ä": "|", "ö": "}"})  # they follow z in ASCII


def by_letters(text: str, language: str) -> str:
    """What to sort a name by: Finnish and Swedish alphabets end in å, ä, ö; elsewhere they are a and o."""
    text = text.casefold().translate(_LETTERS)
    if language in NORDIC:
        text = text.translate(_LAST_LETTERS)
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter))


@dataclass(frozen=True, slots=True)
class Words:
    """Everything said in one language. `entries` is the words folder: file name → key → text."""

    language: str
    locale: Locale
    entries: Mapping[str, Any]
    plural: Any = field(compare=False)

    def __call__(self, key: str, /, **values: Any) -> str:
        """The interface text `key`, its `{gaps}` filled; `n` picks the plural form."""
        told = self.entries["interface"][key]
        if not values and type(told) is str:
            return told
        if len(values) == 1 and type(values.get("n")) is int:
            return _counted(key, values["n"], self.language)
        return self._filled(key, values)

    def _filled(self, key: str, values: Mapping[str, Any]) -> str:
        told = self.entries["interface"][key]
        if isinstance(told, dict):
            told = told.get(self.plural(values["n"]), told["other"])
        return str(told).format(**{gap: self.number(v) if type(v) is int else v for gap, v in values.items()})

    def known(self, key: str, /, **values: Any) -> str:
        """The same; nothing where there is no such text, as for a kind of record that was just added."""
        return self(key, **values) if key in self.entries["interface"] else ""

    def shelf(self, kind: str, section: str) -> str:
        """What all records of a kind are called together; as their folder is, until these words know them."""
        return self.known(f"{kind} listing") or section.replace("-", " ").capitalize()

    def counted(self, kind: str, section: str, n: int) -> str:
        """How many records of a kind: “3 members”."""
        return self.known(f"count of {kind}", n=n) or f"{self.shelf(kind, section)}: {self.number(n)}"

    def html(self, key: str, /, **values: Any) -> Markup:
        """The same, for a text that holds markup of ours; the values are escaped."""
        return Markup(self(key, **{k: v if type(v) is int else escape(v) for k, v in values.items()}))

    def field_title(self, kind: str, keys: tuple[str, ...]) -> str:
        """What the form calls a field of a `kind` of record, or an empty text for a key nobody declared."""
        return self._field(kind, keys, "title")

    def field_help(self, kind: str, keys: tuple[str, ...]) -> str:
        """What the form says beside a field."""
        return self._field(kind, keys, "help")

    def guidance(self, kind: str, keys: tuple[str, ...]) -> Mapping[str, str]:
        """What a good answer to a field has (`good`) and an `example`; empty where that need not be said."""
        told: Mapping[str, str] = self.entries["guidance"].get(".".join((kind, *keys)), {})
        return told

    def _field(self, kind: str, keys: tuple[str, ...], what: str) -> str:
        from talkoot.records import declared_field

        declared = declared_field(kind, keys)
        if declared is None:
            return ""
        told = self.entries.get("fields", {}).get(".".join([kind, *keys]), {})
        return str(told.get(what) or getattr(declared.kind, what))

    def option(self, options: Mapping[str, str], value: str) -> str:
        """The label of a fixed choice; its English one stands in the declaration."""
        return str(self.entries.get("options", {}).get(options[value], options[value]))

    def number(self, value: int | float | Decimal) -> str:
        """`1234.5` as it is written here: “1 234,5”."""
        return _number(value, self.language)

    def day(self, value: date, style: str = "long") -> str:
        """A day in words, “12 March 2026”, or as a pattern of CLDR's says: `QQQ y` is “Q1 2026”."""
        return _day(value, style, self.language)

    def month(self, value: date) -> str:
        """A month, shortly: “Dec”."""
        return _day(date(value.year, value.month, 1), "LLL", self.language)

    def moment(self, value: datetime) -> str:
        """A day with its weekday and time of day."""
        return f"{self.day(value.date(), 'full')}, {self.clock(value.time())}"

    def clock(self, value: time) -> str:
        """A time of day: “17:00”."""
        return str(format_time(value, "short", locale=self.locale))

    def when(self, value: "When") -> str:
        """A year, month or day in words."""
        if value.precision == "year":
            return value.text
        if value.precision == "month":
            return str(format_datetime(value.first_day, "LLLL y", locale=self.locale))
        return self.day(value.first_day)

    def period(self, status: str, start: "When | None", end: "When | None") -> str:
        """From when to when something is `planned`, `running` or has `ended`; an open end says which."""
        if start and not end:
            return self(f"period {status}", start=self.when(start))
        return "–".join(self.when(one) if one else "" for one in (start, end)) if end else ""

    def money(self, value: "Money") -> str:
        """A sum with its currency; cents only when there are any."""
        whole = value.amount == value.amount.to_integral()
        return str(
            format_currency(value.amount, value.currency, locale=self.locale, decimal_quantization=True)
            if not whole
            else format_currency(
                value.amount,
                value.currency,
                format=_whole_currency(self.locale),
                currency_digits=False,
                locale=self.locale,
            )
        )

    def figure(self, value: "Figure") -> str:
        """A figure: “more than 60”."""
        number = self.percent(value.number / 100) if value.unit else self.number(value.number)
        return self(f"figure {value.qualifier}", figure=number) if value.qualifier else number

    def percent(self, share: Decimal | float) -> str:
        """A share of a whole, 0.925, as this language writes it: “92.5%”, “92,5 %”."""
        return str(format_percent(share, locale=self.locale, decimal_quantization=False))

    def language_name(self, code: str) -> str:
        """The name of a language in this one."""
        return _names(self.language)[0].get(code, code)

    def country_name(self, code: str) -> str:
        """The name of a country in this language."""
        return _names(self.language)[1].get(code, code)


@cache
def _names(language: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Languages and countries by their codes, as plain maps: Babel's look through its fallbacks each time."""
    locale = words(language).locale
    return dict(locale.languages), dict(locale.territories)


# Many pages say the same days and numbers, and writing one takes as long as thirty lines of a template.
@lru_cache(maxsize=20_000)
def _counted(key: str, n: int, language: str) -> str:
    return words(language)._filled(key, {"n": n})


@lru_cache(maxsize=20_000)
def _number(value: int | float | Decimal, language: str) -> str:
    return str(format_decimal(value, locale=words(language).locale))


@lru_cache(maxsize=20_000)
def _day(value: date, style: str, language: str) -> str:
    return str(format_date(value, style, words(language).locale))


def _whole_currency(locale: Locale) -> str:
    return str(locale.currency_formats["standard"].pattern).replace(".00", "")


@cache
def words(language: str) -> Words:
    """The words of `language`, one of `LANGUAGES`."""
    folder = files("talkoot") / "words" / language
    entries = {
        file.name.removesuffix(".yml"): read_yaml(file.read_text(encoding="utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".yml")
    }
    locale = Locale.parse("en_GB" if language == "en" else language)
    return Words(language, locale, entries, locale.plural_form)
