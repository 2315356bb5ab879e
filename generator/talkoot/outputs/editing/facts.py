"""What the form's scripts need to know: its questions, what can be chosen, every sentence they may say."""

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Any

from talkoot.editing.questions import Question, questions
from talkoot.languages import LANGUAGES, Words, words
from talkoot.linking import PAST
from talkoot.network import Network
from talkoot.outputs.editing.controls import example
from talkoot.outputs.records import is_shown
from talkoot.outside_form import FILLED_WITH
from talkoot.records import RECORD_KINDS
from talkoot.records.fields import (
    Choice,
    Code,
    ElementOf,
    Kind,
    LinkTo,
    Number,
    Pattern,
    Prose,
    Term,
    Text,
    Web,
)
from talkoot.records.fields.contact import EMAIL_ADDRESS, PHONE_NUMBER, WEB_ADDRESS
from talkoot.records.fields.links import PICTURE_NAME, codes
from talkoot.records.limits import FORMS
from talkoot.records.record import Field, fields
from talkoot.records.values import FIGURE, MONEY, QUALIFIERS

Facts = dict[str, Any]

PROBLEMS = (
    *("missing", "empty", "too-long", "unknown-choice", "yes-or-no"),
    *(
        "number",
        "number-out-of-range",
        "day",
        "no-such-day",
        "moment",
        "year-month-or-day",
        "money",
        "figure",
    ),
    *("web-address", "email", "phone", "picture-name", "country-code", "language-code"),
    *(
        "contact-without-consent",
        "photo-not-agreed",
        "end-before-start",
        "left-without-day",
        "left-but-active",
    ),
    *("deadline-after-start", "where-is-it", "more-than-total", "figure-of-what", "empty-evidence"),
    *("whose-date", "nothing-told", "html-in-text", "unknown-group", "unknown-record", "unknown-term"),
    *("own-words-near-term", "in-the-future", "held-in-the-future", "host-had-left", "character-not-allowed"),
    *("element-twice", "unknown-element", "unknown-version", "copy-of-itself"),
)
"""What the form can find; every other problem is one of files and their lines."""

ELEMENTS = "element"
"""The list of a practice's elements, which depends on the practice that was chosen."""

PATTERNS = {
    "web": WEB_ADDRESS,
    "email": EMAIL_ADDRESS,
    "phone": PHONE_NUMBER,
    "picture": PICTURE_NAME,
    "money": MONEY.pattern,
    "figure": FIGURE.pattern,
}
"""How texts of a fixed form are written; the form reads the very same expressions."""


def facts(network: Network, kind: str, language: str) -> Facts:
    """Everything about the form for a `kind` in `language` that does not depend on where the site is."""
    said, about = words(language), network.about.record
    asked = questions(kind, network.languages, language)
    model = next(model for model in RECORD_KINDS if model.kind == kind)
    return {
        "kind": kind,
        "section": network.section(kind),
        "folder": model.folder,
        "file": model.file,
        "title": model.title_field,
        "language": language,
        "languages": [{"code": code, "name": LANGUAGES[code]} for code in network.languages],
        "repository": (about.repository or "").rstrip("/"),
        "email": (about.contact.email or "") if about.contact else "",
        "questions": [_question(kind, question, said) for question in asked],
        "choices": _choices(network, model, said),
        "pieces": _pieces(network, model, said),
        "outside": [*_outside(asked)] if kind == "practice" else [],
        "outside_words": _outside_words(network) if kind == "practice" else {},
        "past": [key for key in PAST if any(declared.key == key for declared in fields(model))],
        "patterns": {name: _script(pattern) for name, pattern in PATTERNS.items()},
        "problems": {code: said.entries["problems"][code] for code in (*PROBLEMS, *_codes_of(model))},
        "said": said.entries["form"],
    }


def _question(kind: str, question: Question, said: Words) -> Facts:
    told: Facts = {"id": question.id, "heading": question.heading}
    if question.field is None:
        return told
    told |= {"path": question.path, **_field(kind, question.path, question.field, said)}
    if question.language:
        told["in"] = question.language
    return told


def _field(record: str, path: tuple[str, ...], declared: Field, said: Words) -> Facts:
    kind = declared.kind
    told: Facts = {"kind": type(kind).__name__}
    marks = {"many": declared.many, "required": declared.required, "translated": kind.translated}
    told |= {name: True for name, mark in marks.items() if mark}
    if shown := example(record, path, kind, said):
        told["example"] = shown
    if declared.part is not None:
        told["items"] = [
            {"key": inner.key, **_field(record, (*path, inner.key), inner, said)}
            for inner in fields(declared.part)
        ]
    return told | _rules(kind, said)


def _rules(kind: Kind, said: Words) -> Facts:
    match kind:
        case Prose() as prose:
            return {"max": prose.max, **({"body": True} if prose.body else {})}
        case Text() | Web():
            return {"max": kind.max}
        case Number():
            return {"min": kind.min, "max": kind.max}
        case Choice():
            return {"options": {value: said.option(kind.options, value) for value in kind.options}}
        case Term():
            return {"from": kind.vocabulary, "max": kind.max, **({"own": True} if kind.own_words else {})}
        case LinkTo():
            return {"from": kind.target, "link": True}
        case Code():
            return {"from": f"code {kind.standard}", "standard": kind.standard}
        case ElementOf():
            return {
                "pattern": _script(kind.pattern),
                "code": kind.code,
                "from": ELEMENTS,
                "of": kind.practice,
            }
        case Pattern():
            return {"pattern": _script(kind.pattern), "code": kind.code}
    return {}


def _script(pattern: str) -> str:
    """A regular expression as JavaScript writes it."""
    return pattern.replace("(?P<", "(?<")


def _choices(network: Network, model: Any, said: Words) -> dict[str, list[list[Any]]]:
    """List → its entries, each an id, its label, and the other words it is found by.

    Members are not among them: there can be thousands, and they are read from the open data when asked for.
    """
    found: dict[str, list[list[Any]]] = {}
    for kind in _kinds(model):
        if isinstance(kind, Term) and kind.vocabulary in network.vocabularies:
            found[kind.vocabulary] = _terms(network, kind.vocabulary, said)
        elif isinstance(kind, LinkTo) and kind.target == "group":
            groups = network.about.told(said.language).record.groups
            found["group"] = [[group.id, group.name, []] for group in groups]
        elif isinstance(kind, LinkTo) and kind.target == "practice":
            shown = [kept for kept in network.practices.values() if is_shown(kept)]
            found["practice"] = [[kept.id, kept.told(said.language).record.title, []] for kept in shown]
        elif isinstance(kind, ElementOf):
            found[ELEMENTS] = []
        elif isinstance(kind, Code):
            found[f"code {kind.standard}"] = _codes(network, kind.standard, said)
    return found


def _outside(asked: Sequence[Question]) -> Iterator[Facts]:
    """What outside forms take where a practice may have more, and the questions that share it: `apart` where
    its translations are questions of their own."""
    own = [question for question in asked if question.field and not question.language]
    for form in FORMS.values():
        for field in form.fields:
            keys = [path[0] for path in field.filled_from]
            of_it = [question for key in keys for question in own if question.path[0] == key]
            if field.max and sum(_room(question.field) for question in of_it) > field.max:
                first = [next(question for question in of_it if question.path[0] == key) for key in keys]
                texts = [{"key": q.path[0], "id": q.id, "apart": not _is_list(q)} for q in first]
                yield {"form": form.name, "max": field.max, "texts": texts}


def _outside_words(network: Network) -> Facts:
    """Language → what an outside form is filled with beside the practice's own texts."""
    return {
        code: {key: words(code)(key) for key in FILLED_WITH}
        | {
            "figures": {
                qualifier: words(code).entries["interface"][f"figure {qualifier}"] for qualifier in QUALIFIERS
            }
        }
        for code in network.languages
    }


def _is_list(question: Question) -> bool:
    return question.field is not None and question.field.part is not None


def _room(declared: Field | None) -> float:
    """Most characters of an answer; as many as one likes in a list."""
    kind = declared.kind if declared and declared.part is None else None
    return kind.max if isinstance(kind, Text) else inf


def _pieces(network: Network, model: Any, said: Words) -> dict[str, Any]:
    """Practice → its elements, as a list to choose from, its versions' dates and the day it was published."""
    if not any(isinstance(kind, ElementOf) for kind in _kinds(model)):
        return {}
    return {
        kept.id: {
            "elements": [
                [element.id, element.name, []] for element in kept.told(said.language).record.elements
            ],
            "versions": [version.date.text for version in kept.record.versions],
            "published": str(kept.record.published or ""),
        }
        for kept in network.practices.values()
        if is_shown(kept)
    }


def _codes_of(model: Any) -> Iterable[str]:
    """Codes of the problems that fields of a form of their own are refused with."""
    return {kind.code for kind in _kinds(model) if isinstance(kind, Pattern) and kind.code}


def _kinds(model: Any) -> Iterable[Kind]:
    for declared in fields(model):
        yield declared.kind
        if declared.part is not None:
            yield from _kinds(declared.part)


def _terms(network: Network, vocabulary: str, said: Words) -> list[list[Any]]:
    rows = []
    for id_, entry in network.vocabularies[vocabulary].items():
        label = network.label(vocabulary, id_, said.language)
        names = [
            *entry.labels().values(),
            *(name for code in LANGUAGES for name in entry.synonyms_in(code)),
        ]
        rows.append([id_, label, sorted({name for name in names if name != label})])
    return sorted(rows, key=lambda row: str(row[1]).casefold())


def _codes(network: Network, standard: str, said: Words) -> list[list[Any]]:
    """The codes of a standard; those that the network uses itself come first."""
    about = network.about.record
    name = said.language_name if standard == "language" else said.country_name
    first: Sequence[str] = (*about.languages, "se") if standard == "language" else about.countries
    rows = [[code, name(code), list(names)] for code, names in codes(standard).items()]
    return sorted(rows, key=lambda row: (row[0] not in first, str(row[1]).casefold()))
