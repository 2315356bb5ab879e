"""The network → its evidence: what happened in any period, counted from the records and nothing else.

What each figure means is told to readers in words/*/interface.yml, by keys that begin with “counted as”.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from talkoot.periods import Period, months, quarters, years_until
from talkoot.records.meeting import STATES, Meeting

if TYPE_CHECKING:
    from talkoot.kept import Kept
    from talkoot.network import Network

FEW = 12
"""Quarters that a table or a chart of the whole time may tell one by one."""


@dataclass(frozen=True, slots=True)
class Members:
    """How many members there are at the end of a period, and who came and went within it."""

    now: int
    joined: int
    left: int


@dataclass(frozen=True, slots=True)
class Meetings:
    """What the meetings of a period came to. Only meetings told as held count, by the day they began."""

    held: int
    cancelled: int
    unreported: int
    """Meetings that are over and of which nobody has told how they went."""
    hosts: int
    """Different members that hosted one."""
    experts: int
    """Visits of invited experts."""
    people: int
    """Visits of people, and below in how many of the meetings they were counted."""
    people_counted: int
    enterprises: int
    enterprises_counted: int
    present: int
    """Different members named as present or as host."""
    themes: Mapping[str, int]
    """Theme → meetings about it, most first."""
    outcomes: Mapping[str, int]
    """State → outcomes agreed at these meetings, as they stand today."""

    @property
    def agreed(self) -> int:
        """All outcomes."""
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class Account:
    """The evidence of one period, true as of a day: its last, or today while it goes on."""

    period: Period
    as_of: date
    goes_on: bool
    members: Members
    meetings: Meetings


class Evidence:
    """Everything that can be counted, sorted by day once so that any period is quickly told."""

    def __init__(self, network: "Network") -> None:
        self.network = network
        self.today = network.today
        self._joined: dict[str, list[date]] = defaultdict(list)
        self._left: dict[str, list[date]] = defaultdict(list)
        # Under its group's id, and under none for the whole network.
        for member in (kept.record for kept in network.members_by_name):
            for group in ("", member.group):
                self._joined[group].append(member.joined)
                if member.left_on:
                    self._left[group].append(member.left_on)
        for days in (*self._joined.values(), *self._left.values()):
            days.sort()
        self._meetings = network.meetings_by_day[::-1]
        self._told: dict[Period, Account] = {}
        self._days = [kept.record.start.date() for kept in self._meetings]

    @cached_property
    def whole(self) -> Period:
        """From the network's first day until today."""
        started = self.network.about.record.started
        held = (kept.record.start.date() for kept in self._meetings if kept.record.status == "held")
        days = [*([started.first_day] if started else []), *self._joined[""][:1], *held]
        return Period(min([*days, self.today]), self.today)

    @cached_property
    def years(self) -> Sequence[Period]:
        """The years that have evidence of their own, the earliest first."""
        return years_until(self.today, self.whole.first)

    def quarters(self, number: int) -> Sequence[Period]:
        """The quarters of a year that have begun, from the network's first on."""
        return [q for q in quarters(number) if q.last >= self.whole.first and q.first <= self.today]

    @property
    def periods(self) -> Iterator[Period]:
        """Every period that is told: the whole, each year, each quarter."""
        yield self.whole
        for each in self.years:
            yield each
            yield from self.quarters(each.year)

    def parts(self, period: Period) -> Sequence[Period]:
        """What a period's tables tell it by: a year by quarters, a quarter by months, the whole by quarters
        while there are few of them, then by years."""
        if not period.id:
            every = [quarter for each in self.years for quarter in self.quarters(each.year)]
            return every if len(every) <= FEW else self.years
        if not period.is_quarter:
            return self.quarters(period.year)
        return [m for m in months(period) if m.first <= self.today and m.last >= self.whole.first]

    def of(self, period: Period) -> Account:
        """The evidence of one period; counted once, however many pages tell of it."""
        if period not in self._told:
            self._told[period] = self._count(period)
        return self._told[period]

    def _count(self, period: Period) -> Account:
        as_of = min(period.last, self.today)
        return Account(
            period,
            as_of,
            goes_on=period.last >= self.today,
            members=Members(
                self.members_on(as_of),
                _between(self._joined[""], period.first, as_of),
                _between(self._left[""], period.first, as_of),
            ),
            meetings=count(self.meetings_in(period), self.today),
        )

    def members_on(self, day: date, group: str = "") -> int:
        """Members at the end of a day: all that had joined by then and not left, breaks included.

        A member counts in the `group` it is in now.
        """
        return bisect_right(self._joined[group], day) - bisect_right(self._left[group], day)

    def changes(self, period: Period) -> Sequence[tuple[date, int]]:
        """Members from the first day of a period, and from each day on which that changed: day and number."""
        end = min(period.last, self.today)
        days = {period.first, *self._joined[""], *self._left[""]}
        return [(day, self.members_on(day)) for day in sorted(days) if period.first <= day <= end]

    def meetings_in(self, period: Period) -> Sequence["Kept[Meeting]"]:
        """The meetings that begin within a period and not after today, the earliest first."""
        end = min(period.last, self.today)
        return self._meetings[bisect_left(self._days, period.first) : bisect_right(self._days, end)]


def count(meetings: Sequence["Kept[Meeting]"], today: date) -> Meetings:
    """What these meetings came to, as of `today`."""
    held = [kept.record for kept in meetings if kept.record.status == "held"]
    told = [meeting.attendance for meeting in held if meeting.attendance]
    people = [seen.people for seen in told if seen.people is not None]
    enterprises = [seen.enterprises for seen in told if seen.enterprises is not None]
    hosts = {meeting.host for meeting in held if meeting.host}
    themes = Counter(theme for meeting in held for theme in dict.fromkeys(meeting.themes))
    states = Counter(outcome.state for meeting in held for outcome in meeting.outcomes)
    return Meetings(
        held=len(held),
        cancelled=sum(kept.record.status == "cancelled" for kept in meetings),
        unreported=sum(
            kept.record.status == "planned" and kept.record.end.date() < today for kept in meetings
        ),
        hosts=len(hosts),
        experts=sum(len(meeting.experts) for meeting in held),
        people=sum(people),
        people_counted=len(people),
        enterprises=sum(enterprises),
        enterprises_counted=len(enterprises),
        present=len(hosts.union(*(seen.members for seen in told))),
        themes=dict(sorted(themes.items(), key=lambda row: (-row[1], row[0]))),
        outcomes={state: states[state] for state in STATES},
    )


def _between(days: Sequence[date], first: date, last: date) -> int:
    """How many of the sorted `days` lie within, first and last included."""
    return bisect_right(days, last) - bisect_left(days, first)
