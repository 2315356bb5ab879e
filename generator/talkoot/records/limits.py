"""Lengths that outside forms allow: longer texts are right here, but would not fit in there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from talkoot.records.record import Finding

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of an outside form: its name there, the practice's fields it is filled from, and how many
    characters these may have together; None where the form sets no limit."""

    name: str
    filled_from: tuple[Keys, ...]
    max: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """An outside form: what it is called, and its fields in its order."""

    name: str
    fields: tuple[FormField, ...]


FORMS: Mapping[str, Form] = {
    "interreg-europe": Form(
        "Interreg Europe",
        (
            FormField("Title of the good practice", (("title",),), 100),
            FormField("Short summary", (("summary",),), 160),
            FormField("Main institution", (("owner", "organisation"),)),
            FormField("Geographical scope", (("level",),)),
            FormField("Location", (("country",), ("region",), ("location",))),
            FormField("Topics", (("topics",),)),
            FormField("Project", (("project",),)),
            FormField(
                "Detailed description",
                (("description",), ("problem_addressed",), ("objectives_reached",), ("stakeholders",)),
                1500,
            ),
            FormField("Resources needed", (("resources",),), 300),
            FormField("Timescale", (("start",), ("end",))),
            FormField("Evidence of success", (("evidence",),), 500),
            FormField("Challenges encountered", (("challenges",),), 300),
            FormField("Potential for learning or transfer", (("transfer",),), 1000),
            FormField("Further information", (("further_information",),)),
            FormField("Contact", (("owner", "contact"), ("owner", "link"))),
        ),
    )
}
"""Outside forms by a short name; their limits stand here and nowhere else."""

WORDS_OF: Mapping[str, Keys] = {"resources": ("text",), "evidence": ("text",)}
"""A group of fields → the text in it that an author can shorten."""

LIMITED: Keys = tuple(
    dict.fromkeys(
        path[0] for form in FORMS.values() for field in form.fields if field.max for path in field.filled_from
    )
)
"""The fields of a practice that some form limits."""


def limited_texts(field: FormField) -> list[Keys]:
    """The texts of a practice that an author can shorten for a field, as paths of keys."""
    return [(*path, *WORDS_OF.get(path[0], ())) for path in field.filled_from]


def fits_the_form(practice: Any) -> Iterator[Finding]:
    """A warning for what is too long to be handed in somewhere; a rule of the practice."""
    for form in FORMS.values():
        for field in form.fields:
            paths = limited_texts(field) if field.max else []
            texts = [(path, text) for path in paths for text in _texts(practice, path)]
            length = sum(len(text) for _, text in texts)
            if field.max and length > field.max:
                yield Finding(
                    "longer-than-form",
                    texts[0][0],
                    {
                        "form": form.name,
                        "max": str(field.max),
                        "over": str(length - field.max),
                        "length": str(length),
                    },
                    "warning",
                )


def _texts(part: Any, path: Keys) -> Iterator[str]:
    if isinstance(part, tuple):
        for item in part:
            yield from _texts(item, path)
    elif path and part is not None:
        yield from _texts(getattr(part, path[0]), path[1:])
    elif part:
        yield part
