"""A member: a micro-enterprise and what it tells about itself."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from talkoot.records.fields import (
    Choice,
    Code,
    Day,
    Email,
    Flag,
    Group,
    LinkTo,
    Number,
    Pattern,
    Period,
    Phone,
    Picture,
    Prose,
    Term,
    Text,
    Web,
)
from talkoot.records.record import Finding, Part, Record
from talkoot.records.values import When

STATUSES = {"active": "Active", "paused": "Paused", "left": "Has left"}
MARKETS = {
    "local": "Own place",
    "regional": "Own region",
    "national": "Own country",
    "nordic": "Nordic countries",
    "europe": "Europe",
    "world": "The world",
}


class Link(Part):
    title: Annotated[
        str, Text("Link's name", "What the visitor finds there", "Our shop", max=60, translated=True)
    ]
    url: Annotated[str, Web("Address", "With its https://", "https://example.org/shop")]


class Markets(Part):
    now: Annotated[
        tuple[str, ...], Choice("Markets now", "Where your customers are", "regional", options=MARKETS)
    ] = ()
    wanted: Annotated[
        tuple[str, ...], Choice("Markets wanted", "Where you would like customers", "nordic", options=MARKETS)
    ] = ()


class Contact(Part):
    """How to reach the member; only with the consent of the person, since everything here is public."""

    name: Annotated[str | None, Text("Who answers", "A role is enough", "Owner", max=80, translated=True)] = (
        None
    )
    email: Annotated[str | None, Email("E-mail", "Shown to everyone", "hello@example.org")] = None
    phone: Annotated[str | None, Phone("Telephone", "Shown to everyone", "+358 40 123 4567")] = None
    consent: Annotated[
        date | None,
        Day("Consent given on", "The day the person agreed to be shown here", "2026-03-12", public=False),
    ] = None


class Hosting(Part):
    willing: Annotated[bool, Flag("Ready to host", "May a meeting be held at your premises?", "yes")]
    seats: Annotated[int | None, Number("Seats", "How many fit in", "12", min=1, max=500)] = None
    access: Annotated[
        str | None,
        Text(
            "Access",
            "Steps, doors, lifts, parking, bus",
            "One step; a ramp on request",
            max=300,
            translated=True,
        ),
    ] = None


class Photo(Part):
    file: Annotated[str, Picture("Picture file", "JPEG, PNG or WebP, beside this file", "workshop.jpg")]
    alt: Annotated[
        str,
        Text(
            "What the picture shows",
            "For those who can't see it",
            "Two looms by a window",
            max=200,
            translated=True,
        ),
    ]
    credit: Annotated[str | None, Text("Picture by", "Who took or drew it", "Own picture", max=80)] = None
    agreed: Annotated[
        bool,
        Flag(
            "Those pictured agreed",
            "Has everyone who can be recognised said yes? “yes” also when nobody can",
            "yes",
            public=False,
        ),
    ]


def contact_has_consent(member: "Member") -> Iterator[Finding]:
    contact = member.contact
    if contact and (contact.email or contact.phone or contact.name) and not contact.consent:
        yield Finding("contact-without-consent", ("contact",), {})


def photos_are_agreed(record: "Member") -> Iterator[Finding]:
    for n, photo in enumerate(record.photos):
        if not photo.agreed:
            yield Finding("photo-not-agreed", ("photos", n, "agreed"), {})


def leaves_after_joining(member: "Member") -> Iterator[Finding]:
    if member.left_on and member.left_on < member.joined:
        yield Finding("end-before-start", ("left_on",), {"start": str(member.joined)})


def says_whether_it_left(member: "Member") -> Iterator[Finding]:
    if member.status == "left" and not member.left_on:
        yield Finding("left-without-day", ("status",), {})
    if member.left_on and member.status != "left":
        yield Finding("left-but-active", ("left_on",), {})


class Member(Record):
    kind = "member"
    folder = "members"
    file = "member.yml"
    title_field = "name"
    rules = (
        (("contact",), contact_has_consent),
        (("photos",), photos_are_agreed),
        (("joined", "left_on"), leaves_after_joining),
        (("status", "left_on"), says_whether_it_left),
    )

    name: Annotated[str, Text("Name", "As your customers know it", "Hirsi ja Hopea", max=80)]
    summary: Annotated[
        str,
        Text(
            "In one sentence",
            "What you do, for whom",
            "Silver jewellery and winter workshops",
            translated=True,
        ),
    ]
    about: Annotated[
        str | None,
        Prose("About", "Tell more, in a few paragraphs", "We began in 2014 with one bench…", translated=True),
    ] = None
    written_in: Annotated[
        str | None,
        Code(
            "Written in",
            "The language of this text; the network's first language when empty",
            "fi",
            standard="language",
        ),
    ] = None
    sectors: Annotated[
        tuple[str, ...],
        Term("Sectors", "One or more, the most important first", "crafts", vocabulary="sectors"),
    ]
    group: Annotated[str, LinkTo("Group", "The core group you meet with", "rovaniemi", target="group")]
    place: Annotated[str, Term("Place", "Town or municipality", "rovaniemi", vocabulary="places")]
    address: Annotated[
        str | None, Text("Street address", "If visitors are welcome", "Esimerkkitie 1", max=160)
    ] = None
    founded: Annotated[When | None, Period("Founded", "A year is enough", "2014")] = None
    size: Annotated[
        int | None, Number("Size", "How many people work in it, you included", "2", min=1, max=250)
    ] = None
    languages: Annotated[
        tuple[str, ...], Code("Languages spoken", "With customers and peers", "fi", standard="language")
    ] = ()
    offers: Annotated[
        tuple[str, ...],
        Term(
            "Offers",
            "What others may ask you for",
            "product-photography",
            vocabulary="offers",
            own_words=True,
        ),
    ] = ()
    needs: Annotated[
        tuple[str, ...],
        Term("Needs", "What you look for", "export-advice", vocabulary="offers", own_words=True),
    ] = ()
    themes_wished: Annotated[
        tuple[str, ...],
        Term("Themes wished", "What you would like to meet about", "pricing", vocabulary="themes"),
    ] = ()
    markets: Annotated[Markets | None, Group("Markets", "Where you sell and would like to sell")] = None
    links: Annotated[tuple[Link, ...], Group("Links", "Your own pages elsewhere")] = ()
    contact: Annotated[
        Contact | None, Group("Contact", "Only with the person's consent: everyone can read this")
    ] = None
    hosting: Annotated[Hosting | None, Group("Hosting", "Could a meeting be held with you?")] = None
    logo: Annotated[str | None, Picture("Logo", "JPEG, PNG or WebP, beside this file", "logo.png")] = None
    photos: Annotated[tuple[Photo, ...], Group("Photos", "Your premises, your work")] = ()
    joined: Annotated[date, Day("Joined on", "The day you joined the network", "2025-02-13")]
    left_on: Annotated[date | None, Day("Left on", "Only for a member that has left", "2026-06-30")] = None
    confirmed: Annotated[
        date | None, Day("Last confirmed on", "When you last said that this is still right", "2026-09-01")
    ] = None
    status: Annotated[
        str, Choice("Status", "Active unless you say otherwise", "active", options=STATUSES)
    ] = "active"
    editors: Annotated[
        tuple[str, ...],
        Pattern(
            "Editors",
            "Account numbers of those who may change this page",
            "1234567",
            public=False,
            pattern="[0-9]{1,12}",
            code="account-number",
        ),
    ] = ()
