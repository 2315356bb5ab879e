"""A good practice, told so that others can repeat it (the fields are Interreg Europe's)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from talkoot.records.fields import (
    Choice,
    Code,
    Day,
    Flag,
    Group,
    LinkTo,
    Pattern,
    Period,
    Prose,
    Term,
    Text,
    Web,
)
from talkoot.records.member import Link, Photo
from talkoot.records.practice_copying import Context, Element, Origin, Version, each_element_once
from talkoot.records.practice_evidence import (
    Evidence,
    Opinion,
    Report,
    Source,
    figures_say_what_and_whose_date,
)
from talkoot.records.practice_resources import Resources
from talkoot.records.record import Finding, Part, Record
from talkoot.records.values import When

LEVELS = {"local": "Local", "regional": "Regional", "national": "National"}
STATUSES = {"draft": "Draft", "published": "Published", "withdrawn": "Withdrawn"}


class Owner(Part):
    organisation: Annotated[
        str, Text("Organisation", "Who stands behind it", "University of Lapland", max=160)
    ]
    country: Annotated[str | None, Code("Country", "Two letters", "FI", standard="country")] = None
    region: Annotated[str | None, Text("Region", "As the owner names it", "Lapland", max=120)] = None
    contact: Annotated[
        str | None, Text("Contact's role", "A role, not a name", "Project manager", max=120, translated=True)
    ] = None
    link: Annotated[str | None, Web("Owner's page", "With its https://", "https://example.org")] = None


def those_pictured_agreed(practice: "Practice") -> Iterator[Finding]:
    if practice.image and not practice.image.agreed:
        yield Finding("photo-not-agreed", ("image", "agreed"), {})


def ends_after_it_starts(practice: "Practice") -> Iterator[Finding]:
    if practice.start and practice.end and practice.end.last_day < practice.start.first_day:
        yield Finding("end-before-start", ("end",), {"start": practice.start.text})


def funding_within_total(practice: "Practice") -> Iterator[Finding]:
    resources = practice.resources
    if resources and resources.total and resources.public_funding:
        same = resources.total.currency == resources.public_funding.currency
        if same and resources.public_funding.amount > resources.total.amount:
            yield Finding("more-than-total", ("resources", "public_funding"), {"total": str(resources.total)})


def told_once(practice: "Practice") -> Iterator[Finding]:
    if practice.status == "published" and not (practice.description or practice.problem_addressed):
        yield Finding("nothing-told", ("status",), {})


def elements_told_apart(practice: "Practice") -> Iterator[Finding]:
    yield from each_element_once("id", [element.id for element in practice.elements])


class Practice(Record):
    kind = "practice"
    folder = "content/practices"
    file = "practice.md"
    rules = (
        (("image",), those_pictured_agreed),
        (("start", "end"), ends_after_it_starts),
        (("resources",), funding_within_total),
        (("evidence",), figures_say_what_and_whose_date),
        (("status", "description", "problem_addressed"), told_once),
        (("elements",), elements_told_apart),
    )

    title: Annotated[
        str,
        Text("Title", "Short and telling", "Monthly meetings at members' premises", max=100, translated=True),
    ]
    summary: Annotated[
        str,
        Text(
            "Short summary",
            "What it is and for whom, in one sentence",
            "Small firms meet monthly…",
            translated=True,
        ),
    ]
    image: Annotated[Photo | None, Group("Picture", "One picture that shows the practice")] = None
    real: Annotated[
        bool,
        Flag("Really happened", "“yes” when it is told from real sources, “no” in a demonstration", "yes"),
    ] = False
    level: Annotated[
        str | None, Choice("Level", "How wide it is carried out", "regional", options=LEVELS)
    ] = None
    country: Annotated[str, Code("Country", "Two letters", "FI", standard="country")]
    region: Annotated[
        str | None, Pattern("Region", "NUTS code", "FI1D", pattern="[A-Z]{2}[0-9A-Z]{0,3}", code="nuts-code")
    ] = None
    location: Annotated[str | None, Text("Location", "In words", "Lapland", max=120, translated=True)] = None
    topics: Annotated[
        tuple[str, ...], Term("Topics", "What it is about", "sme-competitiveness", vocabulary="topics")
    ] = ()
    project: Annotated[
        str | None, Text("Project", "The project it came from, if any", "FOUNDATION", max=160)
    ] = None
    description: Annotated[
        str | None,
        Prose(
            "The practice",
            "The whole of it, unless the three parts below tell it",
            "Every month…",
            max=20_000,
            translated=True,
            body=True,
        ),
    ] = None
    problem_addressed: Annotated[
        str | None,
        Prose(
            "Problem addressed", "What was wrong, and for whom", "Growth services…", max=4000, translated=True
        ),
    ] = None
    objectives_reached: Annotated[
        str | None,
        Prose(
            "How the objectives are reached",
            "What is done, step by step",
            "A member hosts…",
            max=6000,
            translated=True,
        ),
    ] = None
    stakeholders: Annotated[
        str | None,
        Prose(
            "Stakeholders and beneficiaries",
            "Who takes part, who gains",
            "Firms of 1–9 people…",
            max=4000,
            translated=True,
        ),
    ] = None
    resources: Annotated[Resources | None, Group("Resources needed", "Money, people and time")] = None
    start: Annotated[When | None, Period("Begun", "Year, month or day", "2018")] = None
    end: Annotated[When | None, Period("Ended", "Empty when it goes on", "2020-12")] = None
    published: Annotated[date | None, Day("Published on", "When it was first published", "2020-05-31")] = None
    evidence: Annotated[
        tuple[Evidence, ...], Group("Evidence of success", "Dated figures with their source, or words")
    ] = ()
    elements: Annotated[
        tuple[Element, ...], Group("Elements", "The pieces it is made of, each to be kept or left out")
    ] = ()
    context: Annotated[Context | None, Group("Where it grew", "What others compare themselves with")] = None
    challenges: Annotated[
        str | None,
        Prose("Challenges", "What was hard, what failed", "The first winter…", max=4000, translated=True),
    ] = None
    transfer: Annotated[
        str | None,
        Prose(
            "Potential for learning or transfer",
            "What others could take",
            "The visits…",
            max=4000,
            translated=True,
        ),
    ] = None
    further_information: Annotated[tuple[Link, ...], Group("Further information", "Where to read more")] = ()
    owner: Annotated[Owner | None, Group("Owner", "The organisation behind the practice")] = None
    opinions: Annotated[tuple[Opinion, ...], Group("Expert opinions", "What outside experts said of it")] = ()
    status: Annotated[str, Choice("Status", "A draft is not shown", "published", options=STATUSES)]
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
    versions: Annotated[tuple[Version, ...], Group("Versions", "When the practice changed, and how")] = ()
    copied_from: Annotated[Origin | None, Group("Copied from", "The practice this one rests on")] = None
    reported_in: Annotated[
        tuple[Report, ...], Group("Reported in", "Projects and collections that tell of it")
    ] = ()
    members: Annotated[
        tuple[str, ...],
        LinkTo("Members", "Members of this network that carry it", "hirsi-ja-hopea", target="member"),
    ] = ()
