"""What a practice needs: sums of money, and whose working time for how long."""

from typing import Annotated

from talkoot.records.fields import Group, Measure, Prose, Sum, Text
from talkoot.records.record import Part
from talkoot.records.values import Figure, Money


class NamedSum(Part):
    what: Annotated[
        str, Text("What for", "What the money pays", "Coordinator's salary", max=120, translated=True)
    ]
    amount: Annotated[Money, Sum("Sum", "With its currency", "12000 EUR")]


class Phase(Part):
    """A stretch of a practice's life, and whose time it takes."""

    years: Annotated[Figure | None, Measure("Years", "How long it takes", "0.5")] = None
    post: Annotated[
        Figure | None,
        Measure("Part of a full-time post", "All paid working time together, in per cent", "30 %"),
    ] = None
    cost: Annotated[Money | None, Sum("Cost a year", "With its currency", "20000 EUR")] = None


class Resources(Part):
    text: Annotated[
        str | None,
        Prose(
            "Resources in words",
            "People, money, rooms, skills",
            "Half a coordinator…",
            max=2000,
            translated=True,
        ),
    ] = None
    sums: Annotated[tuple[NamedSum, ...], Group("Sums", "What the money goes to")] = ()
    total: Annotated[Money | None, Sum("Total cost", "All of it, with its currency", "500096 EUR")] = None
    public_funding: Annotated[
        Money | None, Sum("Public funding", "The part that is public money", "350068 EUR")
    ] = None
    period: Annotated[
        str | None,
        Text("Period of the costs", "Which years the sums cover", "2018–2020", max=80, translated=True),
    ] = None
    years: Annotated[
        Figure | None, Measure("Years the total covers", "So that a year's cost can be told", "2")
    ] = None
    enterprises: Annotated[
        Figure | None,
        Measure("Enterprises the total serves", "So that a member's cost can be told", "12"),
    ] = None
    set_up: Annotated[Phase | None, Group("Setting up", "Before the practice runs")] = None
    running: Annotated[Phase | None, Group("Running", "Once the practice runs")] = None
    working_time: Annotated[
        str | None,
        Text("Working time", "Whose and how much", "A coordinator, half time", max=200, translated=True),
    ] = None
