"""What is asked before a portal starts; a file of answers is read like every file of a network."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from talkoot.contrast import contrast
from talkoot.problems import Problem
from talkoot.records.check import check
from talkoot.records.fields import Choice, Code, Email, Group, Pattern, Text, Web
from talkoot.records.network import SITE_LANGUAGES, CopiedFrom
from talkoot.records.record import Finding, Part, Record
from talkoot.shelves import titles
from talkoot.sources.documents import Document, read_document
from talkoot.sources.finding import Source
from talkoot.sources.names import suggest_id
from talkoot.starting.colours import ACCENT, LIGHT_GROUND, MAIN, is_readable

KIND = "start"

GITHUB = r"https://github\.com/[A-Za-z0-9-]+/[A-Za-z0-9._-]+/?"
"""A repository whose pages have an address that follows from its own."""

COLOUR = "#[0-9A-Fa-f]{6}"


def _degrees(title: str, help_: str, example: str) -> Pattern:
    return Pattern(title, help_, example, pattern=r"-?\d{1,3}(\.\d{1,6})?", code="degrees")


class StartedGroup(Part):
    name: Annotated[str, Text("Group's name", "Of its place or trade", "Kajaani", max=80)]
    place: Annotated[str | None, Text("Place", "Where it mostly meets", "Kajaani", max=80)] = None
    latitude: Annotated[str | None, _degrees("Latitude", "Degrees north, for the map", "64.227")] = None
    longitude: Annotated[str | None, _degrees("Longitude", "Degrees east, for the map", "27.728")] = None


class InLanguage(Part):
    """What the network is called in another of its languages."""

    name: Annotated[str | None, Text("Name", "The network's full name", "Kainuun kasvuverkosto", max=80)] = (
        None
    )
    short_name: Annotated[str | None, Text("Short name", "For narrow places", "Kainuu", max=30)] = None
    summary: Annotated[
        str | None, Text("In one sentence", "What the network is", "Kerran kuussa…", max=300)
    ] = None
    host_organisation: Annotated[
        str | None, Text("Host organisation", "The neutral host", "Kainuun kehitysyhtiö", max=160)
    ] = None


class Translations(Part):
    en: Annotated[InLanguage | None, Group("English", "What the network is called in English")] = None
    fi: Annotated[InLanguage | None, Group("Suomi", "What the network is called in Finnish")] = None
    sv: Annotated[InLanguage | None, Group("Svenska", "What the network is called in Swedish")] = None


def languages_once(answers: "Answers") -> Iterator[Finding]:
    for n, language in enumerate(answers.languages):
        if language in answers.languages[:n]:
            yield Finding("repeated-id", ("languages", n), {"id": language})


def groups_have_names_of_their_own(answers: "Answers") -> Iterator[Finding]:
    ids = [suggest_id(group.name) for group in answers.groups]
    for n, id_ in enumerate(ids):
        if not id_:
            yield Finding("name-without-letters", ("groups", n, "name"), {})
        elif id_ in ids[:n]:
            yield Finding("repeated-id", ("groups", n, "name"), {"id": id_})


def colour_can_be_read(answers: "Answers") -> Iterator[Finding]:
    if not is_readable(answers.colour):
        found = f"{contrast(answers.colour, LIGHT_GROUND):.1f}"
        yield Finding("colour-too-light", ("colour",), {"contrast": found})


def address_is_known(answers: "Answers") -> Iterator[Finding]:
    if not answers.address and not re.fullmatch(GITHUB, answers.repository):
        yield Finding("missing", ("address",), {"example": "address: https://portal.example.org/"})


class Answers(Record):
    """The answers that a portal starts from."""

    kind = KIND
    folder = ""
    file = "answers.yml"
    rules = (
        (("languages",), languages_once),
        (("groups",), groups_have_names_of_their_own),
        (("colour",), colour_can_be_read),
        (("repository", "address"), address_is_known),
    )

    languages: Annotated[
        tuple[str, ...],
        Choice(
            "Languages of the site",
            "Two letters each: en, fi, sv. The first one is the default",
            "fi",
            options=SITE_LANGUAGES,
        ),
    ]
    name: Annotated[str, Text("Name", "The network's full name", "Kainuu Growth Network", max=80)]
    short_name: Annotated[str | None, Text("Short name", "For narrow places", "Kainuu", max=30)] = None
    summary: Annotated[
        str | None,
        Text(
            "In one sentence", "What the network is; ours is there until yours is", "Once a month…", max=300
        ),
    ] = None
    host_organisation: Annotated[
        str, Text("Host organisation", "The neutral host", "Kainuu Development", max=160)
    ]
    country: Annotated[str, Code("Country", "Two letters", "FI", standard="country")]
    region: Annotated[str | None, Text("Region", "As people call it", "Kainuu", max=80)] = None
    time_zone: Annotated[str, Code("Time zone", "Continent/City", "Europe/Helsinki", standard="time-zone")]
    groups: Annotated[tuple[StartedGroup, ...], Group("Groups", "The core groups that meet; one is enough")]
    email: Annotated[str, Email("E-mail", "The coordinator's; shown to everyone", "coordinator@example.org")]
    colour: Annotated[
        str,
        Pattern(
            "Main colour",
            "Of links, buttons and figures, dark enough to read",
            MAIN,
            pattern=COLOUR,
            code="colour",
        ),
    ] = MAIN
    accent: Annotated[
        str,
        Pattern("Second colour", "The one warm thing; never of text", ACCENT, pattern=COLOUR, code="colour"),
    ] = ACCENT
    repository: Annotated[
        str,
        Web(
            "Repository",
            "Where its files will be kept, like https://github.com/our-network/portal; it need not exist yet",
            "https://github.com/kainuu/portal",
        ),
    ]
    address: Annotated[
        str | None,
        Web("Address", "Of the portal; GitHub's own when left out", "https://kasvu.example.org/"),
    ] = None
    talkoot: Annotated[
        str | None,
        Pattern(
            "Talkoot",
            "Address and commit of the package; those of the one that is running when left out",
            "git+https://github.com/talkoot/talkoot@0123456789abcdef0123456789abcdef01234567",
            pattern=r"git\+(https|ssh)://[^\s@]+(@[^\s@/]+)*@[0-9a-f]{40}",
            code="package-address",
        ),
    ] = None
    translations: Annotated[Translations | None, Group("Translations", "The same in the other languages")] = (
        None
    )
    copied_from: Annotated[CopiedFrom | None, Group("Copied from", "The network whose practice this is")] = (
        None
    )


def read_answers(file: Path) -> tuple[Answers | None, tuple[Problem, ...]]:
    """The answers in a file, or what its author should mend."""
    document = read_document(file.parent, Source(file.name, KIND, KIND))
    return check_answers(document) if isinstance(document, Document) else (None, document)


def check_answers(document: Document) -> tuple[Answers | None, tuple[Problem, ...]]:
    """The answers that `document` holds, or what is to be mended in them."""
    return check(document, Answers, titles)
