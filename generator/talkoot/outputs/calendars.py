"""Meetings → iCalendar (RFC 5545): a file for each, and calendars to subscribe to, of all and of a group."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from talkoot.kept import Kept
from talkoot.outputs.content_lines import lines, text
from talkoot.outputs.identity import identity
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import File, Followed, Site
from talkoot.outputs.telling import Telling, telling
from talkoot.outputs.venue import venue
from talkoot.records.meeting import Meeting
from talkoot.reliance import remembering

EVERY = "PT12H"
"""How often a subscriber should look again."""

Events = Sequence[Kept[Meeting]]


def followed_calendar(site: Site, language: str, group: str = "") -> Followed:
    """The calendar of a group's meetings, or of all, to subscribe to."""
    file = f"feeds/{language}/{f'groups/{group}' if group else 'meetings'}.ics"
    address = f"webcal:{site.url.partition(':')[2]}{file}" if site.url else ""
    said = site.words(language)
    groups = {it.id: it.name for it in site.network.about.told(language).record.groups}
    title = said("subscribe to group", group=groups[group]) if group else said("subscribe to meetings")
    return Followed("text/calendar", title, file, address)


def followed_calendars(site: Site, language: str) -> list[Followed]:
    """The calendar of all meetings, and that of each group."""
    return [followed_calendar(site, language, group) for group in ("", *site.network.groups)]


def meeting_file(kept: Kept[Meeting]) -> str:
    """Where a meeting's own file is, below its language's prefix."""
    return f"{kept.address}{kept.id}.ics"


def calendars(site: Site) -> Iterator[File]:
    """A file beside the page of every meeting, and the calendars, in each language."""
    meetings = site.network.kinds.get("meeting", {})
    every = sorted((m for m in meetings.values() if is_shown(m)), key=lambda m: (m.record.start, m.id))
    for language in site.languages:
        writer = _Writer(site, language)
        for kept in every:
            yield File(f"{site.prefix(language)}{meeting_file(kept)}", partial(writer.one, kept))
        about = site.network.about.told(language).record
        yield _calendar(site, writer, about.name, every)
        for group in about.groups:
            held = [kept for kept in every if kept.record.group == group.id]
            yield _calendar(site, writer, f"{about.short_name or about.name}: {group.name}", held, group.id)


def _calendar(site: Site, writer: "_Writer", name: str, events: Events, group: str = "") -> File:
    there = followed_calendar(site, writer.language, group)
    page = f"groups/{group}/" if group else "meetings/"
    return File(there.file, partial(writer.several, name, page, events), of=[kept.id for kept in events])


class _Writer:
    """Writes the meetings of a site in one language; an event is written once for all its calendars."""

    def __init__(self, site: Site, language: str) -> None:
        self.site = site
        self.language = language
        self.words = site.words(language)
        self.zone = site.network.about.record.time_zone
        self.event: Callable[[str], str] = remembering(self._event)
        self.around: Callable[[int, int], tuple[str, str]] = cache(self._around)

    def one(self, kept: Kept[Meeting]) -> bytes:
        """The file of one meeting."""
        before, after = self.around(kept.record.start.year, kept.record.end.year)
        return f"{before}{self.event(kept.id)}{after}".encode()

    def several(self, name: str, page: str, events: Events) -> bytes:
        """A calendar to subscribe to; `page` is where the same is to be read."""
        years = [year for kept in events for year in (kept.record.start.year, kept.record.end.year)]
        this = self.site.network.today.year
        about: dict[str, Any] = {
            "NAME": name,
            "X-WR-CALNAME": name,
            "X-WR-TIMEZONE": self.zone,
            "X-PUBLISHED-TTL": EVERY,
        }
        before, after = self._around(min(years, default=this), max(years, default=this), about, page)
        return f"{before}{''.join(self.event(kept.id) for kept in events)}{after}".encode()

    def _around(
        self, first: int, last: int, about: dict[str, Any] | None = None, page: str = ""
    ) -> tuple[str, str]:
        """What stands before and after the events of these years: the calendar and its time zone."""
        from icalendar import Calendar, Timezone

        calendar = Calendar()
        calendar.add("VERSION", "2.0")
        calendar.add("PRODID", f"-//Talkoot//Talkoot//{self.language.upper()}")
        calendar.add("CALSCALE", "GREGORIAN")
        for name, value in (about or {}).items():
            calendar.add(name, value)
        if page and self.site.url:
            calendar.add("URL", self.site.absolute(self.language, page))
        zone = ZoneInfo(self.zone)
        calendar.add_component(
            Timezone.from_tzinfo(
                zone, self.zone, first_date=date(first, 1, 1), last_date=date(last + 1, 1, 1)
            )
        )
        end = "END:VCALENDAR\r\n"
        return calendar.to_ical().decode().removesuffix(end), end

    def _event(self, id_: str) -> str:
        kept = self.site.network.meetings[id_]
        it, meeting = telling(kept, self.language), kept.record
        cancelled = meeting.status == "cancelled"
        # The name says it too: not every calendar shows the status.
        name = f"{self.words('status cancelled')}: {it.name}" if cancelled else it.name
        where = str(venue(self.site.network, meeting, self.language)) or self.words("mode online")
        return lines(
            (
                "BEGIN:VEVENT",
                f"UID:{identity(self.site, kept)}",
                f"DTSTAMP:{self._stamp(meeting):%Y%m%dT%H%M%SZ}",
                f"SEQUENCE:{int(cancelled)}",
                f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
                f"DTSTART;TZID={self.zone}:{meeting.start:%Y%m%dT%H%M%S}",
                f"DTEND;TZID={self.zone}:{meeting.end:%Y%m%dT%H%M%S}",
                f"SUMMARY:{text(name)}",
                f"LOCATION:{text(where)}",
                f"DESCRIPTION:{text(self._description(it))}",
                *self._more(kept),
                "END:VEVENT",
            )
        )

    def _stamp(self, meeting: Meeting) -> datetime:
        """As of when this is told: the day of the build, of a meeting that is over its last day."""
        day = min(self.site.network.today, meeting.end.date())
        return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)

    def _more(self, kept: Kept[Meeting]) -> Iterator[str]:
        if kept.record.themes:
            labels = [self.site.network.label("themes", id_, self.language) for id_ in kept.record.themes]
            yield f"CATEGORIES:{','.join(map(text, labels))}"
        if self.site.url:
            yield f"URL:{self.site.absolute(self.language, kept.address)}"

    def _description(self, it: Telling) -> str:
        """What somebody needs to know who is about to leave for the meeting."""
        meeting, said = it.record, self.words
        told = [meeting.summary or ""]
        if meeting.directions:
            told.append(f"{said('directions')}: {meeting.directions}")
        if meeting.access:
            told.append(f"{said('access')}: {meeting.access}")
        registration = meeting.registration
        if registration and meeting.status == "planned":
            if registration.link:
                told.append(f"{said('sign up')}: {registration.link}")
            if registration.deadline:
                told.append(f"{said('sign up by')} {said.day(registration.deadline)}")
        if self.site.url:
            told.append(self.site.absolute(self.language, it.address))
        return "\n".join(filter(None, told))
