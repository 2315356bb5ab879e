"""Lengths that outside forms allow: longer texts are right here, but would not fit in there."""

from collections.abc import Mapping
from dataclasses import dataclass

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
