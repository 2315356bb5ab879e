"""Calendars: what programs read back is what the records say, in the network's time zone, in each language."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from built import FULL, TODAY, URL, BuiltSite, build_site, copy_of
from icalendar import Calendar, Event

from talkoot.outputs.content_lines import lines, text

HELSINKI = ZoneInfo("Europe/Helsinki")
HELD = "2026-10-08-jarvikala"
CANCELLED = "2027-01-14-peruttu"

HOSTILE = """---
title: 'Commas, semicolons; "quotes" \\New ä 🐟'
start: 2027-03-28 02:30
end: 2027-03-28 05:30
status: planned
group: rovaniemi
host: jarvikala
directions: |
  First line
  BEGIN:VEVENT
  ATTACH:https://elsewhere.example.org
access: "{long}"
---
"""


def calendar(site: BuiltSite, path: str) -> Calendar:
    return Calendar.from_ical((site.folder / path).read_bytes())


def events(calendar: Calendar) -> dict[str, Event]:
    """The events of a calendar by the last step of their page's address."""
    return {str(event["URL"]).rstrip("/").rpartition("/")[2]: event for event in calendar.walk("VEVENT")}


def event_of(site: BuiltSite, id_: str, prefix: str = "") -> Event:
    (event,) = calendar(site, f"{prefix}meetings/{id_}/{id_}.ics").walk("VEVENT")
    return event


def physical_lines(path: Path) -> Sequence[bytes]:
    return path.read_bytes().split(b"\r\n")


def test_a_meeting_is_read_back_as_it_was_written(full: BuiltSite) -> None:
    event = event_of(full, HELD)

    assert str(event["SUMMARY"]) == "What does my hour cost?"
    assert str(event["LOCATION"]) == "Rantakatu 77, Tornio"
    assert str(event["URL"]) == f"{URL}meetings/{HELD}/"
    assert str(event["STATUS"]) == "CONFIRMED"
    assert event["DTSTART"].dt == datetime(2026, 10, 8, 17, 15, tzinfo=HELSINKI)
    assert event["DTEND"].dt == datetime(2026, 10, 8, 19, 45, tzinfo=HELSINKI)
    assert event["CATEGORIES"].cats == ["Pricing"]
    assert str(event["DESCRIPTION"]).splitlines() == [
        "Nine firms wrote down what an hour costs.",
        "How to get there: The red boathouse behind the church",
        "Access: Two steps and a rail",
        f"{URL}meetings/{HELD}/",
    ]


def test_a_planned_meeting_says_where_and_until_when_to_sign_up(full: BuiltSite) -> None:
    told = str(event_of(full, "2026-12-10-hirsi-ja-hopea")["DESCRIPTION"]).splitlines()

    assert told[:2] == ["Sign up: https://signup.example.org/pictures", "Sign up by 3 December 2026"]


@pytest.mark.parametrize(
    ("prefix", "cancelled", "online"),
    [("", "Cancelled", "Online"), ("fi/", "Peruttu", "Verkossa"), ("sv/", "Inställd", "På nätet")],
)
def test_a_cancelled_meeting_and_an_online_one_are_unmistakable_in_each_language(
    prefix: str, cancelled: str, online: str, full: BuiltSite
) -> None:
    called_off = event_of(full, CANCELLED, prefix)

    assert str(called_off["SUMMARY"]) == f"{cancelled}: Kokous joka ei tullut"
    assert (str(called_off["STATUS"]), called_off["SEQUENCE"]) == ("CANCELLED", 1)
    assert str(event_of(full, "2026-09-03-online", prefix)["LOCATION"]) == online


def test_a_translated_meeting_is_the_same_one_in_its_reader_s_language(full: BuiltSite) -> None:
    english, finnish = event_of(full, HELD), event_of(full, HELD, "fi/")

    assert english["UID"] == finnish["UID"]
    assert str(finnish["SUMMARY"]) != str(english["SUMMARY"])
    assert str(finnish["URL"]) == f"{URL}fi/meetings/{HELD}/"


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_a_subscription_holds_every_meeting_or_those_of_its_group(language: str, full: BuiltSite) -> None:
    network = full.examined.network
    assert network

    every = calendar(full, f"feeds/{language}/meetings.ics")
    inari = calendar(full, f"feeds/{language}/groups/inari.ics")

    assert events(every).keys() == network.meetings.keys()
    assert events(inari).keys() == {HELD, "2026-09-03-online"}
    assert len({str(event["UID"]) for event in every.walk("VEVENT")}) == len(network.meetings)
    told = network.about.told(language).record
    assert str(every["X-WR-CALNAME"]) == told.name
    assert str(inari["X-WR-CALNAME"]) == f"{told.short_name}: {told.groups[1].name}"


def test_the_time_zone_written_in_the_file_tells_the_same_hours_as_the_real_one(full: BuiltSite) -> None:
    whole = calendar(full, "feeds/en/meetings.ics")
    (zone,) = whole.walk("VTIMEZONE")
    own = zone.to_tz(lookup_tzid=False)

    assert str(zone["TZID"]) == "Europe/Helsinki"
    for event in whole.walk("VEVENT"):
        start = event["DTSTART"].dt
        assert event["DTSTART"].params["TZID"] == "Europe/Helsinki"
        assert start.replace(tzinfo=own).astimezone(UTC) == start.astimezone(UTC)
    summer = datetime(2026, 7, 1, 12, tzinfo=own)
    assert (summer.utcoffset(), summer.replace(month=12).utcoffset()) == (
        summer.replace(tzinfo=HELSINKI).utcoffset(),
        summer.replace(month=12, tzinfo=HELSINKI).utcoffset(),
    )


def test_every_line_ends_and_folds_as_the_standard_says(full: BuiltSite) -> None:
    paths = [path for path in full.files if path.endswith(".ics")]

    for path in paths:
        physical = physical_lines(full.folder / path)
        assert physical[0] == b"BEGIN:VCALENDAR" and physical[-2:] == [b"END:VCALENDAR", b""], path
        assert max(map(len, physical)) <= 75, path
        assert all(b"\n" not in line and b"\r" not in line for line in physical), path
    assert len(paths) == 3 * (5 + 3)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    place = root / "content/meetings/2027-03-28-vaara"
    place.mkdir()
    long = "ä" * 150 + "\\\\;" + "🐟" * 30
    (place / "meeting.md").write_text(HOSTILE.replace("{long}", long), encoding="utf-8")

    site = build_site(root, tmp_path / "site", search=False)
    whole = calendar(site, "feeds/en/meetings.ics")
    event = events(whole)["2027-03-28-vaara"]

    assert str(event["SUMMARY"]) == 'Commas, semicolons; "quotes" \\New ä 🐟'
    told = str(event["DESCRIPTION"])
    assert "First line BEGIN:VEVENT ATTACH:https://elsewhere.example.org\n" in told
    assert "ä" * 150 + "\\;" + "🐟" * 30 in told
    assert "ATTACH" not in event
    assert len(whole.walk("VEVENT")) == 6
    assert max(map(len, physical_lines(site.folder / "feeds/en/meetings.ics"))) <= 75
    assert str(event["LOCATION"]).startswith("Järvikala, ")


def test_the_day_it_is_told_on_moves_what_is_to_come_and_nothing_that_has_been(
    full: BuiltSite, tmp_path: Path
) -> None:
    later = build_site(full.root, tmp_path / "site", today=date(2026, 11, 22), search=False)

    past = f"meetings/{HELD}/{HELD}.ics"
    assert (later.folder / past).read_bytes() == (full.folder / past).read_bytes()
    assert event_of(full, HELD)["DTSTAMP"].dt == datetime(2026, 10, 7, 21, tzinfo=UTC)
    coming = [event_of(site, CANCELLED) for site in (full, later)]
    assert [event["DTSTAMP"].dt.astimezone(HELSINKI).date() for event in coming] == [
        TODAY,
        date(2026, 11, 22),
    ]
    assert coming[0]["UID"] == coming[1]["UID"]


def test_a_site_without_an_address_of_its_own_has_its_calendars(tmp_path: Path) -> None:
    root = copy_of(FULL.parent / "small", tmp_path / "network")

    event = event_of(build_site(root, tmp_path / "site", url=None, search=False), HELD)

    assert "URL" not in event and "http" not in str(event["DESCRIPTION"])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain", "plain"),
        ("a, b; c", "a\\, b\\; c"),
        ("C:\\New", "C:\\\\New"),
        ("two\nlines\r\nthree\rfour", "two\\nlines\\nthree\\nfour"),
    ],
)
def test_text_is_escaped_as_both_standards_say(value: str, written: str) -> None:
    assert text(value) == written


def test_lines_fold_between_characters_never_within_one() -> None:
    folded = lines(["NOTE:" + "ä" * 100])

    assert max(len(line.encode()) for line in folded.split("\r\n")) <= 75
    assert folded.replace("\r\n ", "") == "NOTE:" + "ä" * 100 + "\r\n"
