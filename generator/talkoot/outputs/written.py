"""Hand-written pages with their live parts, and the 404."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from talkoot.frames.made import WrittenPage
from talkoot.kept import Kept
from talkoot.outputs.admin.configuration import is_possible
from talkoot.outputs.calendars import followed_calendar
from talkoot.outputs.evidence import course_chart, period_title
from talkoot.outputs.feeds import NEWS, followed_feeds
from talkoot.outputs.map_page import map_view
from talkoot.outputs.search_page import example
from talkoot.outputs.site import File, Listed, Site, context, followed
from talkoot.outputs.structured import home_block
from talkoot.outputs.telling import telling
from talkoot.outputs.templates import template

LATEST = 3
"""How many reports and members the front page shows."""

View = dict[str, Any]


def next_meeting(site: Site, language: str) -> View:
    meeting = site.network.next_meeting
    if not meeting:
        return {"it": None}
    host = site.network.members.get(meeting.record.host or "")
    at_host = host.record.place if host and meeting.record.mode != "online" else None
    return {"it": telling(meeting, language), "place": meeting.record.place or at_host}


def counts(site: Site, language: str) -> View:
    evidence, words = site.network.evidence, site.words(language)
    told = evidence.of(evidence.whole)
    parts = [(period_title(part, words), evidence.of(part)) for part in evidence.parts(evidence.whole)]
    return {
        "goal": site.network.about.record.goal,
        "members": told.members.now,
        "silent": len(site.network.active_members) - len(site.network.listed_members),
        "held": told.meetings.held,
        "hosts": told.meetings.hosts,
        "themes": len(told.meetings.themes),
        "chart": course_chart(site, language) if told.members.joined else "",
        "parts": parts,
    }


def latest_reports(site: Site, language: str) -> View:
    told = [m for m in site.network.past_meetings if m.record.status == "held" and m.record.report]
    return {"meetings": told[:LATEST]}


def newest_members(site: Site, language: str) -> View:
    def newest(kept: Kept[Any]) -> tuple[Any, str]:
        return kept.record.joined, kept.id

    here = [kept for kept in site.network.listed_members if kept.record.status == "active"]
    members = sorted(here, key=newest, reverse=True)
    return {"members": members[:LATEST]}


def practices(site: Site, language: str) -> View:
    return {"practices": site.network.published_practices}


def groups(site: Site, language: str) -> View:
    about = telling(site.network.about, language)
    return {"it": about, "groups": about.record.groups}


def map(site: Site, language: str) -> View:  # noqa: A001
    return map_view(site, language, "")


def search(site: Site, language: str) -> View:
    return {"example": example(site, language)}


def editor(site: Site, language: str) -> View:
    """The coordinators' editor, where the network's files are somewhere it can save them."""
    return {"is_there": is_possible(site), "open": site.words(language).entries["admin"]["open"]}


PARTS: dict[str, Callable[[Site, str], View]] = {
    "next-meeting": next_meeting,
    "counts": counts,
    "latest-reports": latest_reports,
    "newest-members": newest_members,
    "practices": practices,
    "groups": groups,
    "map": map,
    "search": search,
    "editor": editor,
}
"""What a hand-written page may ask for, a word alone on a line: `[[next-meeting]]`."""


def written_pages(site: Site) -> Iterator[File]:
    """Every hand-written page, and the one for addresses that lead nowhere."""
    for path, page in site.frames.pages.items():
        yield File(path, partial(_filled, site, page), _listed(site, path, page), of=page.frame.digest)
    yield File("404.html", site.frames.not_found.encode, of=site.frames.not_found)


def _filled(site: Site, page: WrittenPage) -> bytes:
    depth = 0 if page.name == "index" else page.name.count("/") + 1
    values = {}
    for part in PARTS.keys() & page.frame.names:
        view = context(site, page.language, depth, PARTS[part](site, page.language))
        values[part] = template(f"parts/{part}.html", page.language).render(view)
    return page.frame.fill({"head": _head(site, page), **values})


def _head(site: Site, page: WrittenPage) -> str:
    """On the front page what can be followed, and what it tells to machines; its address is in its frame."""
    if page.name != "index":
        return ""
    top = "../" * (page.language != site.languages[0])
    follow = [followed_calendar(site, page.language), *followed_feeds(site, page.language, *NEWS)]
    return "\n".join((*followed(follow, top), home_block(site, page.language)))


def _listed(site: Site, path: str, page: WrittenPage) -> Listed | None:
    address = path.removeprefix(site.prefix(page.language)).removesuffix("index.html")
    written = [
        p.language for p in site.frames.pages.values() if p.name == page.name and p.language == p.written_in
    ]
    return Listed(page.language, address, written) if page.language == page.written_in else None
