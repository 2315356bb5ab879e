"""Declarations → the questions of a form: the same on the site, in GitHub's issue forms and in a letter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from talkoot.languages import LANGUAGES, Words, words
from talkoot.records import model_of
from talkoot.records.fields import Picture
from talkoot.records.record import Field, Part, fields

PAGE = "page"
PICTURES = "pictures"
REMOVE_CONTACT = "remove_contact"
REMOVE_PAGE = "remove_page"
WISH = "wish"

NOT_ASKED = {("member", "editors")}
"""Who may change a page is proposed from the account that asks, and decided by the coordinator."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    `id` names it in an address (`contact-email`, `about--fi`), `heading` stands above its answer. `path` and
    `field` tell what of the record it asks for; both empty for a question that is about the record.
    `language` is that of a translation, empty for the record's own text.
    """

    id: str
    heading: str
    path: tuple[str, ...] = ()
    field: Field | None = None
    language: str = ""


@cache
def questions(kind: str, languages: tuple[str, ...], language: str) -> tuple[Question, ...]:
    """Everything that is asked for a `kind` of record on a site in `languages`, said in `language`.

    In the order of every form: which page, its fields, its pictures, its translations, what may be wished.
    """
    said = words(language)
    model = model_of(kind)
    assert model is not None
    asked = tuple(_asked(kind, model, said, ()))
    pictured = any(isinstance(declared.kind, Picture) for declared in _every(model))
    own = {declared.key for declared in fields(model)}
    return (
        Question(PAGE, page_heading(kind, language)),
        *asked,
        *(_about(said, (PICTURES,)) if pictured else ()),
        *(_translated(question, other) for other in languages for question in asked if _is_told(question)),
        *_about(
            said,
            [
                *([WISH] if "themes_wished" in own else []),
                *([REMOVE_CONTACT] if "contact" in own else []),
                *([REMOVE_PAGE] if "left_on" in own else []),
            ],
        ),
    )


def page_heading(kind: str, language: str) -> str:
    """What the question is called that tells the kind of record, which record, and the form's language."""
    told = words(language).entries["editing"]
    return str(told.get(f"page of {kind}") or told["page of any"].format(kind=kind))


def _asked(kind: str, model: type[Part], said: Words, above: tuple[str, ...]) -> Iterator[Question]:
    for declared in fields(model):
        path = (*above, declared.key)
        if (kind, ".".join(path)) in NOT_ASKED:
            continue
        if declared.part is not None and not declared.many:
            yield from _asked(kind, declared.part, said, path)
        else:
            yield Question("-".join(path), _heading(kind, path, said), path, declared)


def _heading(kind: str, path: tuple[str, ...], said: Words) -> str:
    """The field's title, below that of its group: “Contact: E-mail”."""
    return ": ".join(said.field_title(kind, path[: n + 1]) for n in range(len(path)))


def _is_told(question: Question) -> bool:
    """Whether the answer is one text that a translation may give."""
    return question.field is not None and question.field.part is None and question.field.kind.translated


def _translated(question: Question, language: str) -> Question:
    heading = f"{question.heading} ({LANGUAGES[language]})"
    return Question(f"{question.id}--{language}", heading, question.path, question.field, language)


def _about(said: Words, ids: Sequence[str]) -> Iterator[Question]:
    for id_ in ids:
        yield Question(id_, str(said.entries["editing"][f"ask {id_}"]))


def _every(model: type[Part]) -> Iterator[Field]:
    for declared in fields(model):
        yield declared
        if declared.part is not None:
            yield from _every(declared.part)
