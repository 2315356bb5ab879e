"""Pages of what records are about: every theme and every group, with all that belongs to it."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from talkoot.evidence import count
from talkoot.kept import Kept
from talkoot.network import Network
from talkoot.outputs.calendars import followed_calendar
from talkoot.outputs.paging import A_PAGE, page_numbers
from talkoot.outputs.records import by_day, is_shown, tellings
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import Telling, telling
from talkoot.records.meeting import STATES
from talkoot.reliance import rely

FEW = 12
"""Members that a page shows as cards; of more it gives the names."""


def theme_pages(site: Site) -> Iterator[File]:
    """`/themes/`, the list of themes and experts, and a page a theme."""
    network = site.network
    themes = network.vocabularies.get("themes", {})
    for language in site.languages:
        yield _themes(site, language)
        for id_, entry in themes.items():
            yield _theme(site, id_, tuple(entry.labels()), language)


def _themes(site: Site, language: str) -> File:
    network, words = site.network, site.words(language)

    def page() -> Page:
        rows = [
            (
                id_,
                network.label("themes", id_, language),
                len(network.linking("themes", id_, "meeting.themes")),
            )
            for id_ in network.vocabularies.get("themes", {})
        ]
        experts = [
            (organisation, [(telling(meeting, language), n) for meeting, n in came])
            for organisation, came in network.experts.items()
        ]
        view = {
            "themes": sorted(rows, key=lambda row: (-row[2], network.by_letters(row[1]))),
            "experts": experts,
        }
        return Page(language, "themes/", "themes.html", words("themes"), view, words("themes lede"))

    return page_file(site, language, "themes/", page)


def _theme(site: Site, id_: str, written_in: Sequence[str], language: str) -> File:
    network = site.network
    address = f"themes/{id_}/"

    def page() -> Page:
        meetings = by_day(network.linking("themes", id_, "meeting.themes"))
        entry = network.vocabularies["themes"][id_]
        title = network.label("themes", id_, language)
        view = {
            "title": title,
            "synonyms": entry.synonyms_in(language),
            "coming": coming(network, meetings),
            "past": past(network, meetings),
            "agreed": agreed(meetings, language),
            "experts": [(telling(m, language), n) for m in meetings for n in range(len(m.record.experts))],
            "few": FEW,
            "wished_by": [m for m in network.linking("themes", id_, "member.themes_wished") if is_shown(m)],
        }
        description = site.words(language)("theme lede", n=len(meetings))
        return Page(
            language,
            address,
            "theme.html",
            title,
            view,
            description,
            source="content/vocabularies/themes.yml",
        )

    return page_file(site, language, address, page)


def coming(network: Network, meetings: Sequence[Kept[Any]]) -> list[Kept[Any]]:
    """Those of the meetings that are still to come, the next first."""
    ids = {kept.id for kept in meetings}
    return [kept for kept in network.coming_meetings if kept.id in ids and is_shown(kept)]


def past(network: Network, meetings: Sequence[Kept[Any]]) -> list[Kept[Any]]:
    """Those of the meetings that are over, in their order."""
    ids = {kept.id for kept in network.coming_meetings}
    return [kept for kept in meetings if kept.id not in ids and is_shown(kept)]


def agreed(
    meetings: Sequence[Kept[Any]], language: str, states: Collection[str] = STATES
) -> list[tuple[Telling, int]]:
    """What was agreed at these meetings, in one of the states: meeting and position; only so many."""
    found = [
        (kept, n)
        for kept in meetings
        for n, outcome in enumerate(kept.record.outcomes)
        if outcome.state in states and kept.record.status == "held"
    ]
    return [(telling(kept, language), n) for kept, n in found[:A_PAGE]]


def group_pages(site: Site) -> Iterator[File]:
    """`/groups/`, the groups and the network itself, and a page a group."""
    for language in site.languages:
        yield _groups(site, language)
        for id_ in site.network.groups:
            yield from _group(site, id_, language)


def _groups(site: Site, language: str) -> File:
    network, words = site.network, site.words(language)

    def page() -> Page:
        about = telling(network.about, language)
        rows = [
            (
                n,
                group.id,
                len(network.members_of_groups.get(group.id, ())),
                len(network.linking("group", group.id, "meeting.group")),
            )
            for n, group in enumerate(about.record.groups)
        ]
        view = {"it": about, "record": about.record, "groups": rows, "active": len(network.active_members)}
        return Page(
            language,
            "groups/",
            "groups.html",
            words("groups"),
            view,
            words("groups lede"),
            source=network.about.path,
        )

    return page_file(site, language, "groups/", page)


def _group(site: Site, id_: str, language: str) -> Iterator[File]:
    """A group's page; its members go on on further pages when there are many."""
    network = site.network
    members = [m for m in network.members_of_groups.get(id_, ()) if m.id in network.member_order]
    meetings = by_day(network.linking("group", id_, "meeting.group"))
    numbers = page_numbers(max(members, meetings, key=len))
    for number in numbers:
        yield _group_page(site, id_, members, meetings, number, numbers, language)


def _group_page(
    site: Site,
    id_: str,
    members: Sequence[Kept[Any]],
    meetings: Sequence[Kept[Any]],
    number: int,
    numbers: range,
    language: str,
) -> File:
    network = site.network
    address = _group_address(id_, number)
    part = slice((number - 1) * A_PAGE, number * A_PAGE)

    def page() -> Page:
        # Its first page tells of all its meetings.
        rely(*(kept.key for kept in (meetings if number == 1 else meetings[part])))
        about = telling(network.about, language)
        position = [group.id for group in about.record.groups].index(id_)
        view = {
            "it": about,
            "position": position,
            "group": about.record.groups[position],
            "members": members[part],
            "coming": coming(network, meetings) if number == 1 else [],
            "past": tellings(past(network, meetings[part]), language),
            "agreed": agreed(meetings, language, {"open", "under-way"}) if number == 1 else [],
            "counted": count(meetings if number == 1 else (), network.today),
            "total": len(members),
            "number": number,
            "pages": [(n, _group_address(id_, n)) for n in numbers],
        }
        title = about.record.groups[position].name
        return Page(
            language,
            address,
            "group.html",
            title,
            view,
            about.record.groups[position].summary or "",
            source=network.about.path,
            follow=[followed_calendar(site, language, id_)],
        )

    shown = ([kept.id for kept in of[part]] for of in (members, meetings))
    return page_file(site, language, address, page, of=(*shown, len(members), len(meetings)))


def _group_address(id_: str, number: int) -> str:
    return f"groups/{id_}/" if number == 1 else f"groups/{id_}/{number}/"
