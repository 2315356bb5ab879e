"""What others need to copy a practice: its elements, its versions, where it grew, what it rests on."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from talkoot.records.fields import Choice, LinkTo, Measure, Pattern, Period, Prose, Text, Web
from talkoot.records.fields.links import ID
from talkoot.records.record import Finding, Part
from talkoot.records.values import Figure, When

WITHOUT = {"fails": "It fails", "weaker": "It is weaker", "works": "It works"}


class Element(Part):
    """A piece of a practice that can be kept, changed or dropped by itself."""

    id: Annotated[
        str,
        Pattern("Short name", "For adoptions to name it by", "neutral-host", pattern=ID, code="element-id"),
    ]
    name: Annotated[str, Text("Element", "What it is", "A neutral host", max=120, translated=True)]
    purpose: Annotated[
        str | None,
        Prose("What for", "What it is there for", "Nobody sells to anybody", max=600, translated=True),
    ] = None
    cost: Annotated[
        str | None,
        Text("What it costs", "Money or time, in words", "A day a week", max=200, translated=True),
    ] = None
    without: Annotated[
        str | None,
        Choice("Without it", "What becomes of the practice if it is left out", "weaker", options=WITHOUT),
    ] = None


class Version(Part):
    """A day on which the practice changed, so that an adoption can say what it copied."""

    date: Annotated[When, Period("Date", "Day, month or year", "2025-03")]
    changed: Annotated[
        str, Text("What changed", "In a sentence", "Meets online in midwinter", max=300, translated=True)
    ]


class Context(Part):
    """Where the practice grew: what a region asks itself before it copies."""

    population: Annotated[Figure | None, Measure("Population", "People in the area", "about 60000")] = None
    enterprises: Annotated[
        Figure | None, Measure("Micro-enterprises", "Firms of fewer than 10 people there", "about 4000")
    ] = None
    intermediary: Annotated[
        str | None,
        Text(
            "Intermediary", "Who stands neutral between the firms", "A university", max=200, translated=True
        ),
    ] = None
    enthusiasts: Annotated[
        str | None,
        Text("Enthusiasts", "Who wanted it from the start", "Six owners", max=200, translated=True),
    ] = None
    partners: Annotated[
        str | None,
        Text("Partners", "Who else took part", "Local development companies", max=200, translated=True),
    ] = None


class Origin(Part):
    practice: Annotated[
        str | None,
        LinkTo("Practice here", "If it is told on this site", "monthly-meeting", target="practice"),
    ] = None
    title: Annotated[
        str | None,
        Text(
            "Practice elsewhere",
            "Its name, if it is not told here",
            "MicroENTRE concept",
            max=160,
            translated=True,
        ),
    ] = None
    owner: Annotated[str | None, Text("Its owner", "Whose practice it is", "University of Oulu", max=160)] = (
        None
    )
    url: Annotated[str | None, Web("Its page", "With its https://", "https://example.org")] = None


def each_element_once(key: str, ids: Sequence[str]) -> Iterator[Finding]:
    """Elements that are named again, with `key` the field that names them."""
    for n, id_ in enumerate(ids):
        if id_ in ids[:n]:
            yield Finding("element-twice", ("elements", n, key), {})
