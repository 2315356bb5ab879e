"""A meeting: when, where and with whom it is, and what came of it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated

from talkoot.records.fields import (
    Choice,
    Code,
    Day,
    Group,
    LinkTo,
    Moment,
    Number,
    Prose,
    Term,
    Text,
    Web,
)
from talkoot.records.member import Photo
from talkoot.records.record import Finding, Part, Record

MODES = {"on-site": "On site", "online": "Online", "hybrid": "On site and online"}
STATUSES = {"planned": "Planned", "held": "Held", "cancelled": "Cancelled"}
CHOSEN_BY = {"members": "The members", "vote": "A vote"}
STATES = {"open": "Open", "under-way": "Under way", "done": "Done", "dropped": "Dropped"}


class Expert(Part):
    """Somebody invited to tell what they know: by role, or by name when they agreed to it."""

    role: Annotated[
        str,
        Text("Role or name", "A name only if the person agreed", "Export adviser", max=120, translated=True),
    ]
    organisation: Annotated[
        str | None, Text("Organisation", "Where they work", "Business Finland", max=120)
    ] = None
    topic: Annotated[
        str | None, Text("Topic", "What they spoke about", "Selling to Norway", max=160, translated=True)
    ] = None


class Registration(Part):
    link: Annotated[
        str | None, Web("Registration link", "Where to sign up", "https://example.org/sign-up")
    ] = None
    deadline: Annotated[date | None, Day("Sign up by", "The last day", "2026-03-05")] = None
    signed_up: Annotated[
        int | None, Number("Signed up", "How many have said that they are coming", "8", max=5000)
    ] = None


class Attendance(Part):
    people: Annotated[int | None, Number("People", "How many came", "14", max=5000)] = None
    enterprises: Annotated[
        int | None, Number("Enterprises", "How many firms they came from", "11", max=5000)
    ] = None
    members: Annotated[
        tuple[str, ...],
        LinkTo("Members present", "Members that were there", "hirsi-ja-hopea", target="member"),
    ] = ()


class Outcome(Part):
    what: Annotated[
        str,
        Text(
            "What", "What was agreed or tried", "A shared stand at the spring fair", max=200, translated=True
        ),
    ]
    who: Annotated[
        str | None, LinkTo("Who", "The member that looks after it", "hirsi-ja-hopea", target="member")
    ] = None
    by: Annotated[date | None, Day("By when", "The day it should be done", "2026-05-31")] = None
    state: Annotated[str, Choice("State", "Open unless you say otherwise", "open", options=STATES)] = "open"


def ends_after_it_starts(meeting: "Meeting") -> Iterator[Finding]:
    if meeting.end <= meeting.start:
        yield Finding("end-before-start", ("end",), {"start": f"{meeting.start:%Y-%m-%d %H:%M}"})


def deadline_before_start(meeting: "Meeting") -> Iterator[Finding]:
    registration = meeting.registration
    if registration and registration.deadline and registration.deadline > meeting.start.date():
        yield Finding(
            "deadline-after-start", ("registration", "deadline"), {"start": str(meeting.start.date())}
        )


def photos_are_agreed(meeting: "Meeting") -> Iterator[Finding]:
    for n, photo in enumerate(meeting.photos):
        if not photo.agreed:
            yield Finding("photo-not-agreed", ("photos", n, "agreed"), {})


def place_unless_online(meeting: "Meeting") -> Iterator[Finding]:
    if meeting.mode != "online" and not (meeting.host or meeting.place):
        yield Finding("where-is-it", ("mode",), {})


class Meeting(Record):
    kind = "meeting"
    folder = "content/meetings"
    file = "meeting.md"
    rules = (
        (("start", "end"), ends_after_it_starts),
        (("start", "registration"), deadline_before_start),
        (("photos",), photos_are_agreed),
        (("mode", "host", "place"), place_unless_online),
    )

    title: Annotated[
        str,
        Text(
            "Title",
            "The theme in the members' own words",
            "What does my hour cost?",
            max=120,
            translated=True,
        ),
    ]
    start: Annotated[
        datetime, Moment("Begins", "Day and time, in the network's time zone", "2026-03-12 17:00")
    ]
    end: Annotated[datetime, Moment("Ends", "Day and time", "2026-03-12 19:00")]
    mode: Annotated[
        str, Choice("How it is held", "On site unless you say otherwise", "on-site", options=MODES)
    ] = "on-site"
    status: Annotated[str, Choice("Status", "Planned, held or cancelled", "planned", options=STATUSES)]
    group: Annotated[str, LinkTo("Group", "The core group that meets", "rovaniemi", target="group")]
    host: Annotated[
        str | None, LinkTo("Host", "The member whose turn it is", "hirsi-ja-hopea", target="member")
    ] = None
    place: Annotated[
        str | None, Term("Place", "Only when it is not the host's own", "rovaniemi", vocabulary="places")
    ] = None
    address: Annotated[
        str | None, Text("Street address", "Only when it is not the host's own", "Esimerkkitie 1", max=160)
    ] = None
    directions: Annotated[
        str | None,
        Text(
            "How to get there",
            "The door, the bus, the parking",
            "Blue door, ring twice",
            max=300,
            translated=True,
        ),
    ] = None
    access: Annotated[
        str | None, Text("Access", "Steps, doors, lifts", "Step-free from the yard", max=300, translated=True)
    ] = None
    themes: Annotated[
        tuple[str, ...], Term("Themes", "Words to find it by", "pricing", vocabulary="themes")
    ] = ()
    chosen_by: Annotated[
        str | None, Choice("Theme chosen by", "Who picked the theme", "members", options=CHOSEN_BY)
    ] = None
    experts: Annotated[tuple[Expert, ...], Group("Experts", "Who was invited to tell")] = ()
    seats: Annotated[int | None, Number("Seats", "How many fit in", "12", min=1, max=500)] = None
    registration: Annotated[Registration | None, Group("Registration", "How to sign up")] = None
    attendance: Annotated[Attendance | None, Group("Attendance", "Who came")] = None
    written_in: Annotated[
        str | None,
        Code(
            "Written in",
            "The language of this text; the network's first language when empty",
            "fi",
            standard="language",
        ),
    ] = None
    spoken: Annotated[
        tuple[str, ...], Code("Languages spoken", "What is spoken at the meeting", "fi", standard="language")
    ] = ()
    summary: Annotated[
        str | None,
        Text(
            "In short",
            "What it is about, or what came of it",
            "We compared our hourly prices",
            max=300,
            translated=True,
        ),
    ] = None
    report: Annotated[
        str | None,
        Prose(
            "Report",
            "What was said, tried and agreed",
            "Everyone wrote down one price…",
            max=20_000,
            translated=True,
            body=True,
        ),
    ] = None
    outcomes: Annotated[tuple[Outcome, ...], Group("Outcomes", "What was agreed: what, who, by when")] = ()
    photos: Annotated[tuple[Photo, ...], Group("Photos", "From the meeting")] = ()
