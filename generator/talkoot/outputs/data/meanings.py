"""What every public field means, from its declaration: for programs as JSON, for people on a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from talkoot.languages import DEFAULT, words
from talkoot.outputs.data.plain import Plain, public_fields
from talkoot.records import model_of
from talkoot.records.fields import (
    Choice,
    Code,
    Day,
    Email,
    Flag,
    Group,
    Kind,
    LinkTo,
    Measure,
    Moment,
    Number,
    Pattern,
    Period,
    Phone,
    Picture,
    Prose,
    Sum,
    Term,
    Text,
    Web,
)
from talkoot.records.record import Part

TYPES: dict[type[Kind], tuple[str, str]] = {
    Kind: ("text", "Text."),
    Group: ("group", "Fields that belong together, as an object."),
    Prose: ("markdown", "Paragraphs in GitHub-flavoured Markdown."),
    Text: ("text", "Text in the author's own words, in the language the record is written in."),
    Choice: ("choice", "One of the field's options."),
    Flag: ("boolean", "True or false; “yes” or “no” in CSV."),
    Number: ("number", "A whole number."),
    Sum: ("money", "An amount and its currency by the ISO 4217 code."),
    Measure: ("figure", "A number with its qualifier (“more than”) and its unit (“%”), where it has one."),
    Day: ("day", "A day: 2026-03-12 (ISO 8601)."),
    Moment: ("moment", "A day and time with its distance from UTC: 2026-03-12T17:00+02:00 (ISO 8601)."),
    Period: ("period", "A year, month or day: 2024, 2024-05 or 2024-05-17 (ISO 8601)."),
    Term: ("term", "The id of an entry of the field's vocabulary; see vocabularies.json."),
    LinkTo: ("link", "The id of another record, or of a group of the network."),
    Picture: ("picture", "The address of a picture."),
    Code: ("code", "A code of an outside standard."),
    Web: ("address", "An address on the web."),
    Email: ("e-mail", "An e-mail address."),
    Phone: ("telephone", "A telephone number."),
    Pattern: ("pattern", "Text of a fixed form."),
}
"""Kind of field → what it is called, and how its values are written here; the closest kind counts."""

STANDARDS = {"country": "ISO 3166-1 alpha-2", "language": "BCP 47", "time-zone": "IANA time zone database"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A public field: the keys that lead to it and its declaration."""

    keys: tuple[str, ...]
    kind: Kind
    many: bool
    group: bool

    @property
    def name(self) -> str:
        """Its keys as the CSV file heads its column: `contact.email`."""
        return ".".join(self.keys)

    @property
    def type(self) -> str:
        return next(TYPES[kind][0] for kind in type(self.kind).__mro__ if kind in TYPES)


def meanings(kind: str) -> Sequence[Meaning]:
    """Every public field of a kind of record, in the order of the form."""
    model = model_of(kind)
    return [*_meanings(model, ())] if model else []


def _meanings(model: type[Part], above: tuple[str, ...]) -> Iterator[Meaning]:
    for field in public_fields(model):
        keys = (*above, field.key)
        yield Meaning(keys, field.kind, field.many, field.part is not None)
        if field.part is not None:
            yield from _meanings(field.part, keys)


def told(kind: str, field: Meaning, languages: Sequence[str]) -> Plain:
    """A field for programs: its words in English and in the site's languages."""
    codes = tuple(dict.fromkeys((DEFAULT, *languages)))
    return {
        "key": field.name,
        "title": {code: words(code).field_title(kind, field.keys) for code in codes},
        "help": {code: words(code).field_help(kind, field.keys) for code in codes},
        "type": field.type,
        "many": field.many,
        "translated": field.kind.translated,
        **_more(field.kind, codes),
    }


def _more(kind: Kind, codes: Sequence[str]) -> dict[str, Any]:
    match kind:
        case Choice(options=options):
            return {
                "options": {
                    value: {code: words(code).option(options, value) for code in codes} for value in options
                }
            }
        case Term(vocabulary=vocabulary, own_words=own_words):
            return {"vocabulary": vocabulary, "own_words": own_words}
        case LinkTo(target=target):
            return {"target": target}
        case Code(standard=standard):
            return {"standard": STANDARDS.get(standard, standard)}
        case Text() | Web() as text:
            return {"max": text.max}
        case _:
            return {}
