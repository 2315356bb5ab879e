"""What is new → Atom feeds (RFC 4287) in each language: reports, practices and members."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import escape

from talkoot.kept import Kept
from talkoot.network import Network
from talkoot.outputs.prose import prose
from talkoot.outputs.site import File, Followed, Site
from talkoot.outputs.telling import Telling, telling
from talkoot.records.network import LICENCES

NEWEST = 30
"""Entries in one feed."""


@dataclass(frozen=True, slots=True)
class News:
    """What one feed tells: which records, the newest first, since when, and the fields that tell more."""

    records: Callable[[Network], Sequence[Kept[Any]]]
    day: Callable[[Any], date]
    texts: Sequence[str]
    title: str
    """Its key in the words."""


def reports(network: Network) -> list[Kept[Any]]:
    """Meetings that were held and told of."""
    return [m for m in network.past_meetings if m.record.status == "held" and m.record.report]


def new_practices(network: Network) -> list[Kept[Any]]:
    """Practices that say when they were published."""
    dated = [p for p in network.published_practices if p.record.published]
    return sorted(dated, key=lambda p: (p.record.published, p.id), reverse=True)


def new_members(network: Network) -> list[Kept[Any]]:
    """Members that have not left."""
    return sorted(network.active_members, key=lambda m: (m.record.joined, m.id), reverse=True)


PRACTICE = ("description", "problem_addressed", "objectives_reached", "stakeholders")

NEWS = {
    "meetings": News(reports, lambda meeting: meeting.end, ("report",), "new reports"),
    "practices": News(new_practices, lambda practice: practice.published, PRACTICE, "new practices"),
    "members": News(new_members, lambda member: member.joined, ("about",), "new members"),
}
"""Section of the site → what its feed tells."""


def feeds(site: Site) -> Iterator[File]:
    """`/feeds/en/meetings.xml` and so on; none for a site without an address, which Atom's ids need."""
    if site.url:
        for language in site.languages:
            for section, news in NEWS.items():
                yield File(feed_file(language, section), partial(feed, site, language, section, news))


def followed_feeds(site: Site, language: str, *sections: str) -> list[Followed]:
    """The feeds of these sections."""
    if not site.url:
        return []
    said = site.words(language)
    return [
        Followed("application/atom+xml", said(NEWS[section].title), feed_file(language, section))
        for section in sections
        if section in NEWS
    ]


def feed_file(language: str, section: str) -> str:
    """Where a feed is, below the site's top."""
    return f"feeds/{language}/{section}.xml"


def feed(site: Site, language: str, section: str, news: News) -> bytes:
    """The newest records of a section, with their text as it stands on their pages."""
    told, said = telling(site.network.about, language), site.words(language)
    zone = ZoneInfo(told.record.time_zone)
    newest = news.records(site.network)[:NEWEST]
    writer = _atom(
        title=f"{told.name}: {said(news.title)}",
        link=site.absolute(language, f"{section}/"),
        description=told.record.summary,
        language=language,
        author_name=told.name,
        author_link=site.absolute(language, ""),
        feed_url=f"{site.url}{feed_file(language, section)}",
        feed_guid=f"{site.url}{feed_file(language, section)}",
        feed_copyright=LICENCES[told.record.licence],
        # A feed that tells nothing yet is as old as its day.
        updated=_moment(news.day(newest[0].record) if newest else site.network.today, zone),
    )
    for kept in newest:
        it = telling(kept, language)
        page = site.absolute(language, kept.address)
        when = _moment(news.day(kept.record), zone)
        writer.add_item(
            title=it.name,
            link=page,
            unique_id=page,
            description=str(escape(it.record.summary)) if it.record.summary else None,
            content=_text(it, news.texts),
            pubdate=when,
            updateddate=when,
            language=it.fallback,
        )
    out = StringIO()
    writer.write(out, "utf-8")
    return out.getvalue().encode()


def _moment(day: date, zone: ZoneInfo) -> datetime:
    """A day's first moment, or a meeting's end, with its distance from UTC (RFC 3339)."""
    return (day if isinstance(day, datetime) else datetime.combine(day, time())).replace(tzinfo=zone)


def _text(it: Telling, fields: Sequence[str]) -> str | None:
    given = [text for field in fields if (text := getattr(it.record, field))]
    return "".join(map(prose, given)) or None


def _atom(**about: Any) -> Any:
    """The library's feed, with what it leaves out: the day of an empty feed, and the language of an entry."""
    from feedgenerator import Atom1Feed

    class Feed(Atom1Feed):  # type: ignore[misc]
        def latest_post_date(self) -> datetime:
            updated: datetime = self.feed["updated"]
            return updated

        def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
            # Links in a text lead on from its page.
            base = {"xml:base": item["link"]}
            return base | ({"xml:lang": item["language"]} if item["language"] else {})

    return Feed(**about)
