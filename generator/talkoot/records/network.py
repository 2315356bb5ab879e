"""The network's own record: who it is, where, in which languages, towards what."""

from collections.abc import Iterator
from typing import Annotated

from talkoot.records.fields import (
    Choice,
    Code,
    Email,
    Flag,
    Group,
    Number,
    Pattern,
    Period,
    Phone,
    Term,
    Text,
    Web,
)
from talkoot.records.record import Finding, Part, Record
from talkoot.records.values import When

FORMAT = "1"
SITE_LANGUAGES = {"en": "English", "fi": "Suomi", "sv": "Svenska"}
"""Languages that have interface words, by their own names."""
LICENCES = {
    "CC-BY-4.0": "Creative Commons Attribution 4.0",
    "CC-BY-SA-4.0": "Creative Commons Attribution-ShareAlike 4.0",
    "CC0-1.0": "Creative Commons Zero 1.0",
}
LICENCE_PAGES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Where each licence can be read."""


class Region(Part):
    name: Annotated[str, Text("Region's name", "As people call it", "Lapland", max=80, translated=True)]
    nuts: Annotated[
        str | None,
        Pattern(
            "NUTS code",
            "Eurostat's code of the region",
            "FI1D7",
            pattern="[A-Z]{2}[0-9A-Z]{0,3}",
            code="nuts-code",
        ),
    ] = None


class CoreGroup(Part):
    id: Annotated[
        str,
        Pattern(
            "Id",
            "Small letters a–z, digits and hyphens",
            "rovaniemi",
            pattern="[a-z0-9]+(-[a-z0-9]+)*",
            code="id",
        ),
    ]
    name: Annotated[str, Text("Group's name", "Of its place or trade", "Rovaniemi", max=80, translated=True)]
    place: Annotated[str | None, Term("Place", "Where it mostly meets", "rovaniemi", vocabulary="places")] = (
        None
    )
    summary: Annotated[
        str | None, Text("In one sentence", "Who meets here", "Firms in and around town", translated=True)
    ] = None


class Goal(Part):
    members: Annotated[int, Number("Members", "How many you aim for", "30", min=1)]
    by: Annotated[When, Period("By", "Year, month or day", "2026")]


class Freshness(Part):
    """How long a member's page counts as right after its member last said so."""

    marked_after: Annotated[
        int,
        Number(
            "Marked after", "Months after which a page says that it may be out of date", "12", min=1, max=120
        ),
    ]
    unlisted_after: Annotated[
        int | None,
        Number(
            "Left out of lists after",
            "Months after which lists leave the page out; its address and the counts keep it",
            "24",
            min=1,
            max=240,
        ),
    ] = None


class NetworkContact(Part):
    name: Annotated[str, Text("Who answers", "A role is enough", "Coordinator", max=80, translated=True)]
    email: Annotated[str | None, Email("E-mail", "Shown to everyone", "coordinator@example.org")] = None
    phone: Annotated[str | None, Phone("Telephone", "Shown to everyone", "+358 40 123 4567")] = None
    url: Annotated[str | None, Web("Page", "With its https://", "https://example.org")] = None


class CopiedFrom(Part):
    name: Annotated[
        str, Text("Network's name", "Whose practice you took over", "Revontuli Growth Network", max=120)
    ]
    url: Annotated[str | None, Web("Its portal", "With its https://", "https://example.org")] = None


def format_is_known(network: "NetworkRecord") -> Iterator[Finding]:
    if network.format != FORMAT:
        yield Finding("unknown-format", ("format",), {"format": FORMAT})


def pages_are_marked_before_they_are_left_out(network: "NetworkRecord") -> Iterator[Finding]:
    freshness = network.freshness
    if freshness and freshness.unlisted_after and freshness.unlisted_after <= freshness.marked_after:
        marked = str(freshness.marked_after)
        yield Finding("unlisted-before-marked", ("freshness", "unlisted_after"), {"marked": marked})


def groups_are_unique(network: "NetworkRecord") -> Iterator[Finding]:
    seen: set[str] = set()
    for n, group in enumerate(network.groups):
        if group.id in seen:
            yield Finding("repeated-id", ("groups", n, "id"), {"id": group.id})
        seen.add(group.id)


class NetworkRecord(Record):
    kind = "network"
    folder = "content"
    file = "network.yml"
    title_field = "name"
    rules = (
        (("format",), format_is_known),
        (("groups",), groups_are_unique),
        (("freshness",), pages_are_marked_before_they_are_left_out),
    )

    format: Annotated[
        str,
        Pattern(
            "Format",
            "Which version of these rules the files follow",
            FORMAT,
            pattern="[0-9]+",
            code="format-number",
        ),
    ]
    name: Annotated[
        str, Text("Name", "The network's full name", "Revontuli Growth Network", max=80, translated=True)
    ]
    short_name: Annotated[
        str | None, Text("Short name", "For narrow places", "Revontuli", max=30, translated=True)
    ] = None
    summary: Annotated[
        str,
        Text(
            "In one sentence",
            "What the network is",
            "Once a month, small firms meet…",
            max=300,
            translated=True,
        ),
    ]
    demonstration: Annotated[
        bool, Flag("Demonstration", "“yes” marks every page: the members are invented", "no")
    ] = False
    host_organisation: Annotated[
        str | None,
        Text("Host organisation", "The neutral host", "University of Lapland", max=160, translated=True),
    ] = None
    region: Annotated[Region | None, Group("Region", "Where the network works")] = None
    countries: Annotated[
        tuple[str, ...], Code("Countries", "Two letters each", "FI", standard="country")
    ] = ()
    languages: Annotated[
        tuple[str, ...],
        Choice("Languages of the site", "The first one is the default", "en", options=SITE_LANGUAGES),
    ]
    time_zone: Annotated[str, Code("Time zone", "Continent/City", "Europe/Helsinki", standard="time-zone")]
    groups: Annotated[tuple[CoreGroup, ...], Group("Groups", "The core groups that meet")]
    goal: Annotated[Goal | None, Group("Goal", "How many members by when")] = None
    freshness: Annotated[
        Freshness | None, Group("Freshness", "How long members' pages count as right without being confirmed")
    ] = None
    started: Annotated[When | None, Period("Started", "Year, month or day", "2024-09")] = None
    size_classes: Annotated[tuple[str, ...], Text("Size classes", "How sizes are grouped", "2–4", max=20)] = (
        "1",
        "2–4",
        "5–9",
        "10–49",
        "50–249",
    )
    repository: Annotated[
        str | None, Web("Repository", "Where the files are kept", "https://git.example.org/network/portal")
    ] = None
    contact: Annotated[NetworkContact | None, Group("Contact", "The coordinator")] = None
    licence: Annotated[str, Choice("Licence", "Of the texts", "CC-BY-4.0", options=LICENCES)] = "CC-BY-4.0"
    own_changes_merge: Annotated[
        bool,
        Flag(
            "Own changes go in by themselves",
            "“yes” lets a member's change of nothing but their own right page in without the coordinator",
            "no",
            public=False,
        ),
    ] = False
    sign_in_relay: Annotated[
        str | None,
        Web(
            "Sign-in relay",
            "Your own relay for signing in to the editor at /admin/; without one, coordinators use a token",
            "https://sign-in.example.org",
            public=False,
        ),
    ] = None
    copied_from: Annotated[CopiedFrom | None, Group("Copied from", "The network whose practice this is")] = (
        None
    )
