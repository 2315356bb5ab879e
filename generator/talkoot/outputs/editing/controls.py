"""Declarations → what a person is asked with: a line, a list to choose from, a day, a picture, a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from talkoot.editing.questions import NOT_ASKED
from talkoot.languages import DEFAULT, Words
from talkoot.records import model_of
from talkoot.records.fields import (
    Choice,
    Code,
    Day,
    ElementOf,
    Email,
    Flag,
    Kind,
    LinkTo,
    Moment,
    Number,
    Phone,
    Picture,
    Prose,
    Term,
    Text,
    Web,
)
from talkoot.records.record import Field, fields

SHORT = 120
"""A text of at most so many characters is asked for on one line."""

APART = frozenset({"written_in", "confirmed"})
"""Fields that are asked for in places of their own: with the languages, and by “still correct”."""

TICKS = frozenset({"consent", "agreed"})
"""What a person says by a tick: a day of consent, and that those pictured agreed."""

SECTIONS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "member": {
        "first": ("name", "summary", "about", "sectors", "place", "group"),
        "pictures": ("photos", "logo"),
        "exchange": ("offers", "needs", "themes_wished"),
        "reach": ("contact", "links", "address"),
        "hosting": ("hosting",),
        "more": (),
    },
    "meeting": {
        "first": ("title", "start", "end", "group", "host", "status", "summary"),
        "where": ("mode", "place", "address", "directions", "access"),
        "programme": ("themes", "chosen_by", "experts", "spoken", "seats", "registration"),
        "after": ("report", "attendance", "outcomes", "photos"),
        "more": (),
    },
    "practice": {
        "first": ("title", "summary", "status", "country", "image"),
        "told": ("description", "problem_addressed", "objectives_reached", "stakeholders", "elements"),
        "needed": ("resources", "start", "end"),
        "worked": ("evidence", "challenges", "transfer", "opinions"),
        "owner": ("owner", "sources", "further_information", "reported_in"),
        "more": (),
    },
    "adoption": {
        "first": (
            "title",
            "summary",
            "practice",
            "version",
            "adopter",
            "country",
            "location",
            "start",
            "status",
        ),
        "elements": ("elements",),
        "came": ("outcome", "evidence", "became", "portal"),
        "more": (),
    },
}
"""Kind → sections of its form, what matters first in the first one, and the keys in each; a field that nobody
placed stands in the last."""

WRITTEN = ("line", "lines", "prose")
"""Controls that somebody writes into, as an example shows."""

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Control:
    """What one field is asked with.

    `id` is that of its question, `form` one of `line`, `lines`, `prose`, `radios`, `boxes`, `tick`, `pick`,
    `picture`, `repeat` and `group`; `held` are the controls within a group, or within each item of a list.
    """

    id: str
    form: str
    title: str
    help: str
    example: str
    required: bool
    declared: Field
    attributes: Attributes = field(default_factory=dict)
    options: Sequence[tuple[str, str]] = ()
    held: Sequence["Control"] = ()
    languages: Sequence[str] = ()
    """Languages of the site that the text may be told in besides its own."""
    max: int = 0
    """Characters that fit; 0 where nothing is counted."""
    of_list: bool = False
    """Whether it stands within an item of a list; its id is its key there."""


def sections(kind: str, languages: Sequence[str], said: Words) -> list[tuple[str, list[Control]]]:
    """The form of a `kind`: its sections with what each asks."""
    model = model_of(kind)
    assert model is not None
    controls = {
        declared.key: _control(kind, declared, (), languages, said)
        for declared in fields(model)
        if declared.key not in APART and (kind, declared.key) not in NOT_ASKED
    }
    placed = {key for keys in SECTIONS[kind].values() for key in keys}
    rest = [key for key in controls if key not in placed]
    return [
        (name, [controls[key] for key in keys or rest if key in controls])
        for name, keys in SECTIONS[kind].items()
        if keys or rest
    ]


def _control(
    kind: str,
    declared: Field,
    above: tuple[str, ...],
    languages: Sequence[str],
    said: Words,
    of_list: bool = False,
) -> Control:
    path = (*above, declared.key)
    told = said.entries["form"]
    own = told.get(f"help {kind}.{'.'.join(path)}", told.get(f"help {declared.key}"))
    form = _form(declared)
    held: list[Control] = []
    if declared.part is not None:
        held = [
            _control(kind, inner, path, languages, said, of_list or declared.many)
            for inner in fields(declared.part)
        ]
    guidance = said.guidance(kind, path)
    good = guidance.get("good", "")
    shown = example(kind, path, declared.kind, said) if form in WRITTEN else ""
    if guidance:
        shown = guidance["example"]
    is_told = declared.part is None and declared.kind.translated
    return Control(
        declared.key if of_list else "-".join(path),
        form,
        said.field_title(kind, path),
        " ".join(filter(None, (own, good))) or ("" if own == "" else said.field_help(kind, path)),
        shown,
        declared.required,
        declared,
        _attributes(declared),
        _options(declared, said),
        held,
        tuple(languages) if is_told else (),
        getattr(declared.kind, "max", 0) if isinstance(declared.kind, Text) else 0,
        of_list,
    )


def example(kind: str, path: tuple[str, ...], of: Kind, said: Words) -> str:
    """How a field may be answered, in the language of the form; nothing where that is another."""
    told = said.entries["form"]
    own = told.get(f"example {kind}.{'.'.join(path)}") or told.get(f"example {'.'.join(path)}")
    if own or (isinstance(of, Text) and said.language == DEFAULT):
        return str(own or of.example)
    # A browser's calendar shows by itself how a day is written.
    return "" if isinstance(of, Text | Day | Moment) else of.example


def _form(declared: Field) -> str:
    kind: Any = declared.kind
    if declared.part is not None:
        return "repeat" if declared.many else "group"
    if declared.key in TICKS:
        return "tick"
    match kind:
        case Prose():
            return "prose"
        case Text(max=most) if most > SHORT:
            return "lines"
        case Flag():
            return "radios"
        case Choice():
            return "boxes" if declared.many else "radios"
        case Term() | LinkTo() | Code() | ElementOf():
            return "pick"
        case Picture():
            return "picture"
    return "line"


def _options(declared: Field, said: Words) -> list[tuple[str, str]]:
    kind = declared.kind
    if isinstance(kind, Choice):
        return [(value, said.option(kind.options, value)) for value in kind.options]
    if isinstance(kind, Flag):
        return [("yes", said.entries["form"]["yes"]), ("no", said.entries["form"]["no"])]
    return []


def _attributes(declared: Field) -> Attributes:
    """What a browser knows of such a field by itself: its keyboard on a phone, its calendar, its checks."""
    own = AUTOCOMPLETE.get(declared.key, {})
    match declared.kind:
        case Day():
            return {"type": "date"}
        case Moment():
            return {"type": "datetime-local"}
        case Number(min=least, max=most):
            return {"inputmode": "numeric", "data-min": str(least), "data-max": str(most)}
        case Email():
            return {"type": "email", "autocapitalize": "off", **own}
        case Phone():
            return {"type": "tel", **own}
        case Web():
            return {"type": "url", "autocapitalize": "off", "spellcheck": "false", **own}
        case Text():
            return {"type": "text", **own}
    return {"type": "text", "autocapitalize": "off", "spellcheck": "false"}


AUTOCOMPLETE: Mapping[str, Attributes] = {
    "email": {"autocomplete": "email"},
    "phone": {"autocomplete": "tel"},
    "address": {"autocomplete": "street-address"},
}
"""What a browser may fill in of what it knows (WCAG 1.3.5)."""
