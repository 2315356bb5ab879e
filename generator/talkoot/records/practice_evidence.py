"""What shows that a practice works: dated figures, findings, opinions, and where they are from."""

from collections.abc import Iterator
from typing import Annotated, Protocol

from talkoot.records.fields import Choice, Measure, Period, Prose, Text, Web
from talkoot.records.record import Finding, Part
from talkoot.records.values import Figure, When

DATE_IS = {"figure": "the figure's", "source": "the source's"}


class Evidence(Part):
    """A dated figure with its source, or a finding told in words."""

    what: Annotated[
        str | None,
        Text(
            "What was counted",
            "Name the thing counted",
            "Enterprises in the network",
            max=200,
            translated=True,
        ),
    ] = None
    figure: Annotated[
        Figure | None, Measure("Figure", "A number, as the source gives it", "more than 60")
    ] = None
    date: Annotated[When | None, Period("Date", "Day, month or year", "2020-05-31")] = None
    date_is: Annotated[
        str | None,
        Choice(
            "Whose date",
            "The day the figure is for, or the day its source came out",
            "source",
            options=DATE_IS,
        ),
    ] = None
    source: Annotated[
        str | None,
        Text("Source", "Where the figure is from", "Project's final report", max=300, translated=True),
    ] = None
    baseline: Annotated[Figure | None, Measure("Before", "The figure before the practice", "0")] = None
    target: Annotated[Figure | None, Measure("Goal", "The figure aimed at", "60")] = None
    text: Annotated[
        str | None,
        Prose(
            "In words",
            "What showed that it worked",
            "Firms began to sell together…",
            max=2000,
            translated=True,
        ),
    ] = None


class Evidenced(Protocol):
    """A record that brings evidence."""

    @property
    def evidence(self) -> tuple[Evidence, ...]: ...


def figures_say_what_and_whose_date(record: Evidenced) -> Iterator[Finding]:
    for n, evidence in enumerate(record.evidence):
        if evidence.figure and not evidence.what:
            yield Finding("figure-of-what", ("evidence", n, "figure"), {})
        if evidence.figure is None and not evidence.text:
            yield Finding("empty-evidence", ("evidence", n), {})
        if evidence.figure and evidence.date and not evidence.date_is:
            yield Finding("whose-date", ("evidence", n, "date"), {})


class Opinion(Part):
    text: Annotated[
        str,
        Prose(
            "Opinion",
            "What the expert thinks, in short",
            "Meeting peers at their premises…",
            max=3000,
            translated=True,
        ),
    ]
    role: Annotated[
        str | None, Text("Role", "The expert's role", "SME competitiveness expert", max=120, translated=True)
    ] = None
    organisation: Annotated[
        str, Text("Organisation", "Where the expert works", "Interreg Europe", max=160, translated=True)
    ]
    date: Annotated[When | None, Period("Date", "Day, month or year", "2021-03-03")] = None
    ties: Annotated[
        str | None,
        Text("Ties", "Any tie to the practice or its owner", "None known", max=200, translated=True),
    ] = None


class Source(Part):
    title: Annotated[str, Text("Title", "What the source is called", "Press release", max=200)]
    publisher: Annotated[str | None, Text("Publisher", "Who put it out", "Interreg Europe", max=160)] = None
    date: Annotated[When | None, Period("Date", "When it came out", "2020-05-31")] = None
    url: Annotated[str | None, Web("Address", "With its https://", "https://example.org/report")] = None


class Report(Part):
    title: Annotated[
        str, Text("Project or collection", "Where the practice was reported", "FOUNDATION", max=160)
    ]
    date: Annotated[When | None, Period("Date", "When", "2021-03-03")] = None
    url: Annotated[str | None, Web("Address", "With its https://", "https://example.org")] = None
