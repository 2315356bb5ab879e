"""Records → the network: links both ways, and what follows from them."""

from bisect import bisect_right
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from talkoot.evidence import Evidence
from talkoot.kept import Kept, OfKind
from talkoot.languages import NORDIC, by_letters
from talkoot.lineage import Lineage, lineage
from talkoot.records.meeting import Meeting
from talkoot.records.member import Member
from talkoot.records.network import CoreGroup, NetworkRecord
from talkoot.records.practice import Practice
from talkoot.records.vocabulary import Addresses, Entry
from talkoot.reliance import derived, rely, relying
from talkoot.sources.pictures import Seen

Freshness = Literal["fresh", "marked", "unlisted"]
"""Of a member's page: confirmed lately, marked as perhaps out of date, or left out of lists too."""


TERMS = ("sectors", "place", "offers", "needs")
"""Fields of a member by which it is looked for."""


@dataclass(frozen=True)
class Network:
    """Everything the portal tells, linked both ways. `today` is the day it is told on.

    Its answers are noted for what is being made (`reliance`). What the languages, groups and vocabularies say
    is not: everything relies on that.
    """

    about: Kept[NetworkRecord]
    today: date
    kinds: Mapping[str, Mapping[str, Kept[Any]]]
    folders: Mapping[str, str]
    """Where the records of each kind are kept."""
    vocabularies: Mapping[str, Mapping[str, Entry]]
    addresses: Addresses
    links: Mapping[tuple[str, str], Mapping[str, Sequence[Kept[Any]]]]
    pictures: Mapping[str, Seen]
    """The pictures that can be shown, by their path in the repository."""
    left_out: Sequence[tuple[str, str]] = ()
    """Kind and id of the records with mistakes: others may link to them."""

    def __post_init__(self) -> None:
        noting = {kind: OfKind(kind, of_kind) for kind, of_kind in self.kinds.items()}
        object.__setattr__(self, "kinds", noting)

    @property
    def members(self) -> Mapping[str, Kept[Member]]:
        return self.kinds["member"]

    @property
    def meetings(self) -> Mapping[str, Kept[Meeting]]:
        return self.kinds["meeting"]

    @property
    def practices(self) -> Mapping[str, Kept[Practice]]:
        return self.kinds["practice"]

    def for_facts(self, kind: str) -> Collection[Kept[Any]]:
        """The records of a kind, for those who ask for their facts alone (`touched.facts`)."""
        of_kind = self.kinds.get(kind)
        return of_kind.for_facts() if isinstance(of_kind, OfKind) else ()

    @cached_property
    def groups(self) -> Mapping[str, CoreGroup]:
        return {group.id: group for group in self.about.record.groups}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, its default first."""
        return self.about.record.languages

    def by_letters(self, name: str) -> str:
        """What to sort a name by. Lists have one order in every language: names stay what they are, and
        where one of the site's languages is Nordic, so are they."""
        return by_letters(name, next((code for code in self.languages if code in NORDIC), self.languages[0]))

    def linking(self, target: str, id: str, field: str) -> Sequence[Kept[Any]]:  # noqa: A002
        """The records whose `field` (`meeting.host`, `member.offers`) names `id`, by id.

        `target` is a kind of record, `group`, or the name of a vocabulary.
        """
        rely(("linking", target, id, field.partition(".")[0]))
        return self.links.get((target, id), {}).get(field, ())

    def label(self, vocabulary: str, id: str, language: str) -> str:  # noqa: A002
        """What an entry is called in `language`; a term in the author's own words is its own label."""
        return self.labels[language].get(vocabulary, {}).get(id, id)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """Language of the site → vocabulary → id → label; the default language's where there is no other."""
        return {
            language: {
                vocabulary: {
                    id_: entry.label_in((language, self.languages[0]), id_) for id_, entry in entries.items()
                }
                for vocabulary, entries in self.vocabularies.items()
            }
            for language in self.languages
        }

    def section(self, kind: str) -> str:
        """The part of the site where the records of `kind` are: `members`."""
        return self.folders[kind].rpartition("/")[2]

    @derived
    def active_members(self) -> tuple[Kept[Member], ...]:
        """Members that have not left, by name."""
        return tuple(m for m in self.members_by_name if not has_left(m.record, self.today))

    @derived
    def listed_members(self) -> tuple[Kept[Member], ...]:
        """Those of them whose pages were confirmed lately enough for lists, by name."""
        return tuple(m for m in self.active_members if self.freshness(m.record) != "unlisted")

    def freshness(self, member: Member) -> Freshness:
        """Whether a member's page counts as right, by the network's own limits."""
        limits = self.about.record.freshness
        last = member.confirmed or member.joined
        if limits is None or has_left(member, self.today):
            return "fresh"
        if limits.unlisted_after and last < months_before(self.today, limits.unlisted_after):
            return "unlisted"
        return "marked" if last < months_before(self.today, limits.marked_after) else "fresh"

    @derived
    def members_of_groups(self) -> Mapping[str, Sequence[Kept[Member]]]:
        """Group → its members that have not left, by name."""
        gathered: dict[str, list[Kept[Member]]] = defaultdict(list)
        for member in self.active_members:
            gathered[member.record.group].append(member)
        return gathered

    @derived
    def members_by_name(self) -> tuple[Kept[Member], ...]:
        return tuple(sorted(self.for_facts("member"), key=lambda m: (self.by_letters(m.record.name), m.id)))

    @derived
    def named_by(self) -> Mapping[str, Mapping[str, Sequence[Kept[Member]]]]:
        """Field of a member (`offers`) → term → the listed members that name it there, by name."""
        gathered: dict[str, dict[str, list[Kept[Member]]]] = {key: defaultdict(list) for key in TERMS}
        for member in self.listed_members:
            for key, of_key in gathered.items():
                named = vars(member.record)[key]
                for term in (named,) if isinstance(named, str) else dict.fromkeys(named):
                    of_key[term].append(member)
        return gathered

    @derived
    def member_order(self) -> Mapping[str, int]:
        """Id → position among the members that lists show, by name."""
        return {member.id: position for position, member in enumerate(self.listed_members)}

    @derived
    def offering(self) -> Mapping[str, Mapping[str, tuple[Sequence[int], Sequence[Kept[Member]]]]]:
        """Offer → group → the listed members in it that offer it: their places in the list, and they."""
        gathered: dict[str, dict[str, tuple[list[int], list[Kept[Member]]]]]
        gathered = defaultdict(lambda: defaultdict(lambda: ([], [])))
        for place, member in enumerate(self.listed_members):
            for offer in member.record.offers:
                places, row = gathered[offer][member.record.group]
                places.append(place)
                row.append(member)
        return gathered

    @derived
    def offered(self) -> Mapping[str, int]:
        """Offer → how many members that lists show offer it."""
        return Counter(offer for member in self.listed_members for offer in member.record.offers)

    def others_offering(self, need: str, member: Kept[Member], most: int) -> tuple[list[Kept[Member]], int]:
        """At most `most` members that offer what another needs, its own group's first; and how many do."""
        with relying():  # not on all members, as what follows would have it
            found, count = self._others_offering(need, member, most)
        rely(("offering", need), *(other.key for other in found))
        return found, count

    def _others_offering(self, need: str, member: Kept[Member], most: int) -> tuple[list[Kept[Member]], int]:
        groups = self.offering.get(need, {})
        own = member.record.group
        count = self.offered[need] - (need in member.record.offers and member.id in self.member_order)
        # Not always the first by name: whoever follows the asking one in the alphabet comes first.
        after = self.member_order.get(member.id, -1)
        found: list[Kept[Member]] = []
        for group in (own, *(group for group in groups if group != own)):
            if len(found) == most:
                break
            places, row = groups.get(group, ((), ()))
            start = bisect_right(places, after)
            near = (*row[start : start + most], *row[: min(start, most + 1)])
            others = [other for other in near if other is not member]
            found += others[: most - len(found)]
        return found, count

    @derived
    def meetings_by_day(self) -> tuple[Kept[Meeting], ...]:
        """Meetings, the latest first."""
        every = self.for_facts("meeting")
        return tuple(sorted(every, key=lambda m: (m.record.start, m.id), reverse=True))

    @derived
    def coming_meetings(self) -> tuple[Kept[Meeting], ...]:
        """Meetings still to come, the next first; cancelled ones among them."""
        coming = [
            m for m in self.meetings_by_day if m.record.end.date() >= self.today and m.record.status != "held"
        ]
        return tuple(reversed(coming))

    @derived
    def past_meetings(self) -> tuple[Kept[Meeting], ...]:
        """Meetings that are over, the latest first."""
        coming = {m.id for m in self.coming_meetings}
        return tuple(m for m in self.meetings_by_day if m.id not in coming)

    @derived
    def next_meeting(self) -> Kept[Meeting] | None:
        """The next meeting that is not cancelled."""
        return next((m for m in self.coming_meetings if m.record.status == "planned"), None)

    @derived
    def published_practices(self) -> tuple[Kept[Practice], ...]:
        """Practices shown in listings, by title."""
        shown = [p for p in self.for_facts("practice") if p.record.status == "published"]
        return tuple(sorted(shown, key=lambda p: (self.by_letters(p.record.title), p.id)))

    def neighbours(self, meeting: Kept[Meeting]) -> tuple[Kept[Meeting] | None, Kept[Meeting] | None]:
        """The meeting before it and the one after it in its group."""
        rely(("meetings of", meeting.record.group or ""))
        with relying():  # not on all meetings, as what follows would have it
            return self._neighbours[meeting.id]

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Kept[Meeting] | None, Kept[Meeting] | None]]:
        gathered: dict[str, list[Kept[Meeting]]] = defaultdict(list)
        for meeting in reversed(self.meetings_by_day):
            gathered[meeting.record.group].append(meeting)
        return {
            here.id: (before, after)
            for row in gathered.values()
            for before, here, after in zip([None, *row], row, [*row[1:], None], strict=False)
        }

    @derived
    def evidence(self) -> Evidence:
        """What can be counted, for any period."""
        return Evidence(self)

    @derived
    def adoptions(self) -> tuple[Kept[Any], ...]:
        """Adoptions that are shown, by title."""
        shown = [a for a in self.for_facts("adoption") if a.record.status != "draft"]
        return tuple(sorted(shown, key=lambda a: (a.record.title.casefold(), a.id)))

    @derived
    def lineage(self) -> Lineage:
        """Who copied what from whom."""
        return lineage(self)

    @derived
    def experts(self) -> Mapping[str, Sequence[tuple[Kept[Meeting], int]]]:
        """Organisation → the meetings its experts came to, with their position in the record."""
        gathered: dict[str, list[tuple[Kept[Meeting], int]]] = defaultdict(list)
        for meeting in self.meetings_by_day:
            for n, expert in enumerate(meeting.record.experts):
                gathered[expert.organisation or ""].append((meeting, n))
        return {name: gathered[name] for name in sorted(gathered, key=self.by_letters)}


def has_left(member: Member, today: date) -> bool:
    """Whether the member is no longer one on `today`."""
    return member.status == "left" and (member.left_on is None or member.left_on <= today)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def awaits_report(meeting: Meeting, today: date) -> bool:
    """Whether the meeting's day has passed and nobody has yet told how it went."""
    return meeting.status == "planned" and meeting.end.date() < today
