"""A page → what it tells, in the words of schema.org, as a block of JSON-LD for its head.

Search engines show meetings with their day and firms with their place from it. A site that does not know its
own address says nothing: everything is known by its whole address there.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import orjson
from jinja2.utils import htmlsafe_json_dumps

from talkoot.kept import Kept
from talkoot.network import has_left
from talkoot.outputs.telling import Telling, telling
from talkoot.outputs.venue import venue
from talkoot.records.network import LICENCE_PAGES

if TYPE_CHECKING:
    from talkoot.outputs.site import Page, Site

Node = dict[str, Any]

EVENT_STATUS = {
    "planned": "https://schema.org/EventScheduled",
    "held": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}
ATTENDANCE = {
    "on-site": "https://schema.org/OfflineEventAttendanceMode",
    "online": "https://schema.org/OnlineEventAttendanceMode",
    "hybrid": "https://schema.org/MixedEventAttendanceMode",
}


def page_block(site: "Site", page: "Page") -> str:
    """The block of a page that search engines are to know, or nothing."""
    if not site.url or not page.indexed or page.refresh:
        return ""
    nodes = [trail(site, page)]
    if page.kept is not None and (node := NODES.get(page.kept.record.kind)):
        nodes.append(node(site, telling(page.kept, page.language)))
    return block(nodes)


def home_block(site: "Site", language: str) -> str:
    """The block of the front page: the site, how it is searched, and the network behind it."""
    return block([website(site, language), network(site, language)]) if site.url else ""


def block(nodes: list[Node]) -> str:
    """JSON-LD in which no text can end the script it stands in."""
    graph = {"@context": "https://schema.org", "@graph": [_given(node) for node in nodes]}
    return f'<script type="application/ld+json">{htmlsafe_json_dumps(graph, dumps=_dumps)}</script>'


def _dumps(value: Any, **_: Any) -> str:
    return orjson.dumps(value).decode()


def _given(node: Node) -> Node:
    """What is told at all."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def trail(site: "Site", page: "Page") -> Node:
    """The way from the front page to this one."""
    steps = [(site.network.about.told(page.language).record.name, "")]
    section, _, rest = page.address.partition("/")
    if rest and (title := _section(site, section, page.language)):
        steps.append((title, f"{section}/"))
    steps.append((page.title, page.address))
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": site.absolute(page.language, address)}
        for n, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _section(site: "Site", section: str, language: str) -> str:
    said = site.words(language)
    for kind in site.network.kinds:
        if site.network.section(kind) == section:
            return said.shelf(kind, section)
    return said(section) if section in ("themes", "groups") else ""


def website(site: "Site", language: str) -> Node:
    about = site.network.about.told(language).record
    home = site.absolute(language, "")
    return {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "url": home,
        "name": about.name,
        "alternateName": about.short_name,
        "description": about.summary,
        "inLanguage": language,
        "publisher": _by(site, language),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{site.absolute(language, 'search/')}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def network(site: "Site", language: str) -> Node:
    about = site.network.about.told(language).record
    host = about.host_organisation
    return {
        **_by(site, language),
        "alternateName": about.short_name,
        "description": about.summary,
        "foundingDate": about.started.text if about.started else None,
        "areaServed": about.region.name if about.region else None,
        "email": about.contact.email if about.contact else None,
        "telephone": about.contact.phone if about.contact else None,
        "parentOrganization": {"@type": "Organization", "name": host} if host else None,
    }


def _by(site: "Site", language: str) -> Node:
    """The network, as others name it."""
    return {
        "@type": "Organization",
        "@id": f"{site.url}#network",
        "name": site.network.about.told(language).record.name,
        "url": site.absolute(language, ""),
    }


def member(site: "Site", it: Telling) -> Node:
    """An enterprise; one that tells where visitors are welcome is a local business."""
    record, language = it.record, it.told.language
    contact = record.contact if record.contact and record.contact.consent else None
    here = not has_left(record, site.network.today)
    return {
        "@type": "LocalBusiness" if record.address and here else "Organization",
        "@id": f"{site.url}{it.address}#member",
        "name": record.name,
        "url": site.absolute(language, it.address),
        "description": record.summary,
        "address": _address(site, record.address or "", site.network.label("places", record.place, language)),
        "email": contact.email if contact else None,
        "telephone": contact.phone if contact else None,
        "foundingDate": record.founded.text if record.founded else None,
        "numberOfEmployees": {"@type": "QuantitativeValue", "value": record.size} if record.size else None,
        "knowsLanguage": [*record.languages],
        "logo": _picture(site, it.kept, record.logo),
        "image": [*_pictures(site, it)],
        "sameAs": [link.url for link in record.links],
        "memberOf": _by(site, language) if here else None,
    }


def meeting(site: "Site", it: Telling) -> Node:
    """An event, with where it is and whether it is held."""
    record, language = it.record, it.told.language
    zone = ZoneInfo(site.network.about.record.time_zone)
    return {
        "@type": "Event",
        "@id": f"{site.url}{it.address}#meeting",
        "name": record.title,
        "url": site.absolute(language, it.address),
        "description": record.summary,
        "startDate": _moment(record.start, zone),
        "endDate": _moment(record.end, zone),
        "eventStatus": EVENT_STATUS[record.status],
        "eventAttendanceMode": ATTENDANCE[record.mode],
        "location": [*_locations(site, it)],
        "organizer": _by(site, language),
        "keywords": [site.network.label("themes", id_, language) for id_ in record.themes],
        "inLanguage": [*record.spoken],
        "maximumAttendeeCapacity": record.seats,
        "image": [*_pictures(site, it)],
    }


def _locations(site: "Site", it: Telling) -> Iterator[Node]:
    record = it.record
    if record.mode != "online":
        there = venue(site.network, record, it.told.language)
        address = _address(site, there.street, there.place)
        yield {"@type": "Place", "name": there.host or there.street or there.place, "address": address}
    if record.mode != "on-site":
        link = record.registration.link if record.registration else None
        page = site.absolute(it.told.language, it.address)
        yield {"@type": "VirtualLocation", "url": link or page}


def practice(site: "Site", it: Telling) -> Node:
    """An article by the practice's owner."""
    record, language = it.record, it.told.language
    owner, origin = record.owner, record.copied_from
    image = record.image.file if record.image else None
    return {
        "@type": "Article",
        "@id": f"{site.url}{it.address}#practice",
        "headline": record.title,
        "url": site.absolute(language, it.address),
        "description": record.summary,
        "datePublished": record.published.isoformat() if record.published else None,
        "inLanguage": it.told.language_of("title"),
        "image": _picture(site, it.kept, image),
        "author": _given({"@type": "Organization", "name": owner.organisation, "url": owner.link})
        if owner
        else None,
        "publisher": _by(site, language),
        "license": LICENCE_PAGES[site.network.about.record.licence],
        "keywords": [site.network.label("topics", id_, language) for id_ in record.topics],
        "citation": [source.url or source.title for source in record.sources],
        "isBasedOn": origin.url if origin else None,
    }


NODES: dict[str, Callable[["Site", Telling], Node]] = {
    "member": member,
    "meeting": meeting,
    "practice": practice,
}
"""Kind of record → how schema.org tells it; a page of another kind tells only the way to it."""


def _moment(value: datetime, zone: ZoneInfo) -> str:
    return value.replace(tzinfo=zone).isoformat(timespec="minutes")


def _address(site: "Site", street: str, place: str) -> Node:
    countries = site.network.about.record.countries
    country = countries[0] if len(countries) == 1 else None
    told = {"streetAddress": street, "addressLocality": place, "addressCountry": country}
    return _given({"@type": "PostalAddress", **told})


def _picture(site: "Site", kept: Kept[Any], file: str | None) -> str | None:
    shown = site.picture(kept, file)
    return f"{site.url}{shown.sizes[-1][0]}" if shown else None


def _pictures(site: "Site", it: Telling) -> Iterator[str]:
    for photo in it.record.photos:
        if address := _picture(site, it.kept, photo.file):
            yield address
