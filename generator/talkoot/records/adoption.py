"""An adoption: somebody's reuse of a practice, what they kept of it and what came of it."""

from collections.abc import Iterator
from typing import Annotated

from talkoot.records.fields import Choice, Code, ElementOf, Flag, Group, LinkTo, Period, Prose, Text, Web
from talkoot.records.fields.links import ID
from talkoot.records.practice import Owner
from talkoot.records.practice_copying import each_element_once
from talkoot.records.practice_evidence import Evidence, Source, figures_say_what_and_whose_date
from talkoot.records.record import Finding, Part, Record
from talkoot.records.values import When

STATUSES = {"draft": "Draft", "planned": "Planned", "running": "Under way", "ended": "Ended"}
TAKEN_OVER = frozenset({"running", "ended"})
"""Those in which the practice was taken over; what is planned may still come to nothing."""
DONE = {"kept": "Kept", "changed": "Changed", "dropped": "Left out"}


class Choosing(Part):
    """What became of one element of the practice."""

    element: Annotated[
        str,
        ElementOf(
            "Element",
            "Its short name in the practice",
            "neutral-host",
            pattern=ID,
            code="element-id",
            practice="practice",
        ),
    ]
    done: Annotated[str, Choice("What became of it", "Kept, changed or left out", "kept", options=DONE)]
    why: Annotated[
        str | None,
        Text("Why, and how", "In a sentence", "Our villages are far apart", max=400, translated=True),
    ] = None


def ends_after_it_began(adoption: "Adoption") -> Iterator[Finding]:
    if adoption.start and adoption.end and adoption.end.last_day < adoption.start.first_day:
        yield Finding("end-before-start", ("end",), {"start": adoption.start.text})


def chosen_once(adoption: "Adoption") -> Iterator[Finding]:
    yield from each_element_once("element", [choosing.element for choosing in adoption.elements])


class Adoption(Record):
    kind = "adoption"
    folder = "content/adoptions"
    file = "adoption.md"
    rules = (
        (("start", "end"), ends_after_it_began),
        (("elements",), chosen_once),
        (("evidence",), figures_say_what_and_whose_date),
    )

    title: Annotated[
        str,
        Text(
            "Title", "What was taken over, and where", "Monthly meetings in Kainuu", max=100, translated=True
        ),
    ]
    summary: Annotated[
        str,
        Text("Short summary", "In one sentence", "Nine firms meet in turn…", max=200, translated=True),
    ]
    real: Annotated[bool, Flag("Really happened", "“yes” when it did, “no” in a demonstration", "yes")] = (
        False
    )
    practice: Annotated[
        str, LinkTo("Practice", "The one that was taken over", "monthly-meeting", target="practice")
    ]
    version: Annotated[
        When | None, Period("Version", "The date of the version that was taken over", "2025-03")
    ] = None
    adopter: Annotated[Owner, Group("Who", "The organisation that took it over")]
    country: Annotated[str, Code("Country", "Two letters", "FI", standard="country")]
    location: Annotated[str | None, Text("Where", "In words", "Kainuu", max=120, translated=True)] = None
    start: Annotated[When | None, Period("Begun", "Year, month or day", "2026-02")] = None
    end: Annotated[When | None, Period("Ended", "Empty when it goes on", "2027")] = None
    elements: Annotated[
        tuple[Choosing, ...], Group("Elements", "What was kept, changed or left out, and why")
    ] = ()
    outcome: Annotated[
        str | None,
        Prose(
            "What came of it", "Also what did not", "After a year…", max=20_000, translated=True, body=True
        ),
    ] = None
    evidence: Annotated[
        tuple[Evidence, ...], Group("Evidence", "Dated figures with their source, or words")
    ] = ()
    became: Annotated[
        str | None,
        LinkTo(
            "Practice here", "Where it has become a practice of its own", "monthly-meeting", target="practice"
        ),
    ] = None
    portal: Annotated[
        str | None, Web("Their portal", "Where they tell of it, with its https://", "https://example.org")
    ] = None
    status: Annotated[str, Choice("Status", "A draft is not shown", "running", options=STATUSES)]
    written_in: Annotated[
        str | None,
        Code(
            "Written in",
            "The language of this text; the network's first language when empty",
            "en",
            standard="language",
        ),
    ] = None
    sources: Annotated[tuple[Source, ...], Group("Sources", "What this account rests on")] = ()
