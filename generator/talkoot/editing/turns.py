"""The meetings there have been → what a group's next one most likely is: its day, its hours, its host."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from talkoot.kept import Kept
from talkoot.network import Network
from talkoot.records.meeting import Meeting
from talkoot.records.member import Member


def last_meeting(network: Network, group: str) -> Kept[Meeting] | None:
    """The group's latest meeting that was not called off, those to come among them."""
    held = (m for m in network.meetings_by_day if m.record.status != "cancelled")
    return next((m for m in held if m.record.group == group), None)


def next_host(network: Network, group: str) -> Kept[Member] | None:
    """Whose turn it is: of the members ready to host, the one that has waited longest."""
    hosted: dict[str, date] = {}
    for meeting in network.meetings_by_day:
        if meeting.record.host and meeting.record.status != "cancelled":
            hosted.setdefault(meeting.record.host, meeting.record.start.date())
    ready = [
        kept
        for kept in network.active_members
        if kept.record.group == group
        and kept.record.status == "active"
        and kept.record.hosting
        and kept.record.hosting.willing
        and hosted.get(kept.id, date.min) < network.today
    ]
    return min(ready, key=lambda m: (hosted.get(m.id, date.min), m.record.joined, m.id), default=None)


def suggested(network: Network, group: str) -> Mapping[str, str]:
    """What a new meeting of the group starts from, by key: as the last, a month on, at the next host's."""
    last, host = last_meeting(network, group), next_host(network, group)
    told: dict[str, str] = {}
    if last is not None:
        start = next_start(last.record.start, network.today)
        told["start"] = f"{start:%Y-%m-%d %H:%M}"
        told["end"] = f"{start + (last.record.end - last.record.start):%Y-%m-%d %H:%M}"
        told["mode"] = last.record.mode
        told["spoken"] = ", ".join(last.record.spoken)
    if host is not None:
        told["host"] = host.id
        seats = host.record.hosting.seats if host.record.hosting else None
        told["seats"] = str(seats or "")
    return {key: value for key, value in told.items() if value}


def next_start(last: datetime, today: date) -> datetime:
    """The same weekday of a later month, the second Thursday say, after `today` and at the same hour."""
    nth = (last.day - 1) // 7
    year, month = last.year, last.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        first = date(year, month, 1)
        day = first + timedelta(days=(last.weekday() - first.weekday()) % 7 + 7 * nth)
        if day.month != month:
            day -= timedelta(days=7)  # a fifth one that this month lacks
        if day > today:
            return datetime.combine(day, last.time())
