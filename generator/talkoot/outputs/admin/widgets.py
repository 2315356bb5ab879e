"""A declared field → how Sveltia CMS asks for it."""

from collections.abc import Iterator, Mapping
from typing import Any

from talkoot.outputs.site import Site
from talkoot.records import RECORD_KINDS
from talkoot.records.fields import (
    Choice,
    Day,
    Email,
    Flag,
    LinkTo,
    Moment,
    Number,
    Pattern,
    Picture,
    Prose,
    Term,
    Text,
    Web,
)
from talkoot.records.record import Field, Part, fields
from talkoot.records.translation import is_translated

Widget = dict[str, Any]

OWN = "mul"
"""The editor's name for a record's own file, whatever its language: ISO 639-2's for several."""

BUTTONS = (
    "bold",
    "italic",
    "link",
    "heading-two",
    "heading-three",
    "quote",
    "bulleted-list",
    "numbered-list",
)


class Widgets:
    """The fields of one kind of record, in the network's first language."""

    def __init__(self, site: Site, kind: str, translated: bool = True) -> None:
        self.site, self.kind, self.translated = site, kind, translated
        self.language = site.languages[0]
        self.words = site.words(self.language)

    def of(self, model: type[Part], above: tuple[str, ...] = ()) -> Iterator[Widget]:
        """A widget for every field of `model`, in the order of the form."""
        for declared in fields(model):
            yield self.widget(declared, (*above, declared.key))

    def widget(self, declared: Field, keys: tuple[str, ...]) -> Widget:
        """One field: what it is called, what it asks for, and in which languages."""
        about: Widget = {
            "name": declared.key,
            "label": self.words.field_title(self.kind, keys) or declared.key,
        }
        if help_ := self.words.field_help(self.kind, keys):
            about["comment"] = help_
        about["required"] = declared.required
        if self.translated and is_translated(declared):
            about["i18n"] = True
            if declared.required:
                about["required"] = [OWN]
        return about | self.form(declared, keys)

    def form(self, declared: Field, keys: tuple[str, ...]) -> Widget:
        if declared.part is not None:
            inner = [*self.of(declared.part, keys)]
            if declared.many:
                first = inner[0]["name"]
                return {
                    "widget": "list",
                    "fields": inner,
                    "summary": "{{" + first + "}}",
                    "collapsed": "auto",
                }
            return {"widget": "object", "fields": inner, "collapsed": not declared.required}
        one = self.one(declared)
        if not declared.many:
            return one
        if one["widget"] in ("select", "relation"):
            return one | {"multiple": True}
        item = self.words.entries["admin"]["item"]
        return {"widget": "list", "field": {"name": "item", "label": item, **one}}

    def one(self, declared: Field) -> Widget:
        """How one value is asked for."""
        kind = declared.kind
        match kind:
            case Prose():
                return {
                    "widget": "markdown",
                    "buttons": [*BUTTONS],
                    "editor_components": [],
                    "modes": ["raw", "rich_text"],
                }
            case Text():
                return {"widget": "string" if kind.max <= 300 else "text", "maxlength": kind.max}
            case Web():
                return {"widget": "string", "type": "url", "maxlength": kind.max}
            case Email():
                return {"widget": "string", "type": "email"}
            case Choice():
                options = {value: self.words.option(kind.options, value) for value in kind.options}
                return self.choices(options)
            case Flag():
                # “yes” and “no” stand in the files; a check box would write true and false.
                told = self.words.entries["admin"]
                return self.choices({answer: told[answer] for answer in ("yes", "no")})
            case Number():
                return {"widget": "number", "value_type": "int/string", "min": kind.min, "max": kind.max}
            case Day():
                return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
            case Moment():
                return {"widget": "datetime", "format": "YYYY-MM-DD HH:mm", "input_timezone": "local"}
            case Picture():
                return {"widget": "image", "accept": ".jpg,.jpeg,.png,.webp", "choose_url": False}
            case Term() if not kind.own_words:
                return self.choices(self.site.network.labels[self.language].get(kind.vocabulary, {}))
            case LinkTo():
                return self.link(kind)
            case Pattern():
                return {"widget": "string", "pattern": [kind.pattern, kind.example]}
            case _:
                return {"widget": "string"}

    def link(self, kind: LinkTo) -> Widget:
        if kind.target == "group":
            return self.choices({id_: group.name for id_, group in self.site.network.groups.items()})
        model = next(model for model in RECORD_KINDS if model.kind == kind.target)
        return {
            "widget": "relation",
            "collection": kind.target,
            "value_field": "{{slug}}",
            "display_fields": [model.title_field],
            "search_fields": [model.title_field],
        }

    def choices(self, options: Mapping[str, str]) -> Widget:
        return {
            "widget": "select",
            "options": [{"label": label, "value": value} for value, label in options.items()],
        }


def names_of(vocabulary: str) -> str:
    """What a list of words is called: its file's name."""
    return vocabulary.replace("-", " ").capitalize()
