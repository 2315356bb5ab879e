"""A page for every record, in every language of the site."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from talkoot.kept import Kept
from talkoot.network import awaits_report, has_left
from talkoot.outputs.drawing.covers import cover
from talkoot.outputs.edit_address import form_address
from talkoot.outputs.practice_sheet import citation, files_address, origin_lines, way
from talkoot.outputs.practice_taking import adoption_view, taking_view
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import Telling, marked, telling

OTHERS = 3
"""Members that a member's page names for each of its needs."""

View = dict[str, Any]


def record_pages(site: Site) -> Iterator[File]:
    """Every record's page; a draft has none."""
    for of_kind in site.network.kinds.values():
        for kept in of_kind.values():
            if is_shown(kept):
                for language in site.languages:
                    yield _file(site, kept, language)


def is_shown(kept: Kept[Any]) -> bool:
    """Whether a record has a page."""
    return bool(vars(kept.record).get("status") != "draft")


def _file(site: Site, kept: Kept[Any], language: str) -> File:
    languages = kept.languages if language in kept.languages else None
    return page_file(site, language, kept.address, record_page, languages, given=(site, kept, language))


def record_page(site: Site, kept: Kept[Any], language: str) -> Page:
    """The page of one record: the template of its kind, with what else the network knows of it."""
    told = telling(kept, language)
    more = VIEWS.get(kept.record.kind)
    return Page(
        language,
        kept.address,
        f"{kept.record.kind}.html",
        told.name,
        {"it": told, "record": told.record} | (more(site, kept, language) if more else {}),
        str(getattr(told.record, "summary", None) or ""),
        kept.languages,
        kept.path_in(language),
        form=form_address(kept),
        kept=kept,
    )


def tellings(records: Sequence[Kept[Any]], language: str) -> list[Telling]:
    """Records that have a page, as lines on a page in `language`."""
    return [telling(kept, language) for kept in records if is_shown(kept)]


def known(of_kind: Mapping[str, Kept[Any]], id: str | None, language: str) -> Telling | None:  # noqa: A002
    """The record with this id; None for one that has no page: a draft, or with mistakes."""
    kept = of_kind.get(id or "")
    return telling(kept, language) if kept and is_shown(kept) else None


class NamedGroup(NamedTuple):
    """A group with its name as a page in one language tells it."""

    id: str
    name: Markup


def group_of(site: Site, id: str, language: str) -> NamedGroup | None:  # noqa: A002
    """The group with this id; None for one the network does not have."""
    about, groups = site.network.about, site.network.groups
    if id not in groups:
        return None
    if language not in about.translations:
        return NamedGroup(id, marked(groups[id].name, about.language, language))
    return NamedGroup(id, telling(about, language).text("groups", [*groups].index(id), "name"))


def by_day(meetings: Sequence[Kept[Any]]) -> list[Kept[Any]]:
    """Meetings, the latest first."""
    return sorted(meetings, key=lambda kept: (kept.record.start, kept.id), reverse=True)


def member_view(site: Site, kept: Kept[Any], language: str) -> View:
    """What the network knows of a member beside what it says itself."""
    network, member = site.network, kept.record
    return {
        "group": group_of(site, member.group, language),
        "has_left": has_left(member, network.today),
        "freshness": network.freshness(member),
        "limits": network.about.record.freshness,
        "size_class": size_class(member.size, network.about.record.size_classes),
        "offered": [
            (need, others, count - len(others))
            for need in member.needs
            for others, count in [network.others_offering(need, kept, OTHERS)]
            if others
        ],
        "hosted": tellings(by_day(network.linking("member", kept.id, "meeting.host")), language),
        "attended": tellings(
            by_day(network.linking("member", kept.id, "meeting.attendance.members")), language
        ),
        "looks_after": [
            (telling(meeting, language), n)
            for meeting in by_day(network.linking("member", kept.id, "meeting.outcomes.who"))
            for n, outcome in enumerate(meeting.record.outcomes)
            if outcome.who == kept.id
        ],
        "practices": tellings(network.linking("member", kept.id, "practice.members"), language),
        "logo": site.picture(kept, member.logo),
        "cover": "" if member.photos else cover(kept.id, member.sectors[0]),
        "photos": [site.picture(kept, photo.file) for photo in member.photos],
    }


def meeting_view(site: Site, kept: Kept[Any], language: str) -> View:
    """What the network knows of a meeting beside what its record says."""
    network, meeting = site.network, kept.record
    present = meeting.attendance.members if meeting.attendance else ()
    host = known(network.members, meeting.host, language)
    before, after = network.neighbours(kept)
    return {
        "coming": meeting.status == "planned" and not awaits_report(meeting, network.today),
        "before": telling(before, language) if before else None,
        "after": telling(after, language) if after else None,
        "group": group_of(site, meeting.group, language),
        "host": host,
        "place": meeting.place or (host.record.place if host and meeting.mode != "online" else None),
        "address": meeting.address or (host.record.address if host and not meeting.place else None),
        "awaits_report": awaits_report(meeting, network.today),
        "present": [member for id_ in present if (member := known(network.members, id_, language))],
        "responsible": [known(network.members, outcome.who, language) for outcome in meeting.outcomes],
        "photos": [site.picture(kept, photo.file) for photo in meeting.photos],
    }


def practice_view(site: Site, kept: Kept[Any], language: str) -> View:
    """What the network knows of a practice beside what its record says."""
    network, practice = site.network, kept.record
    it = telling(kept, language)
    return {
        "ways": [way(evidence) for evidence in practice.evidence],
        "citation": citation(site, it, language),
        "origin_lines": origin_lines(site, it, language),
        "files": files_address(site, kept),
        "folder": kept.folder,
        "about": telling(network.about, language),
        "members": [m for id_ in practice.members if (m := known(network.members, id_, language))],
        "image": site.picture(kept, practice.image.file) if practice.image else None,
        **taking_view(site, kept, language),
    }


def size_class(size: int | None, classes: Sequence[str]) -> str:
    """The class (“2–4”) that `size` people fall into, or an empty text."""
    for class_ in classes:
        low, _, high = class_.partition("–")
        if size and low.isdigit() and int(low) <= size <= int(high if high.isdigit() else low):
            return class_
    return ""


VIEWS: dict[str, Callable[[Site, Kept[Any], str], View]] = {
    "member": member_view,
    "meeting": meeting_view,
    "practice": practice_view,
    "adoption": adoption_view,
}
