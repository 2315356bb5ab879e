"""`/map/`: where the members are, as a map and as a list; the front page and the directory show it too."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from talkoot.kept import Kept
from talkoot.network import Network
from talkoot.outputs.drawing.map import Link, Place, draw_map
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.records.member import Member

ADDRESS = "map/"

FEW = 6
"""Members of a place that the list names; the place's own page has them all."""


def map_pages(site: Site) -> Iterator[File]:
    """The map in every language."""
    for language in site.languages:
        yield _page(site, language)


def _page(site: Site, language: str) -> File:
    def page() -> Page:
        words = site.words(language)
        view = map_view(site, language, "../") | {"title": words("map page"), "lede": words("map lede")}
        return Page(language, ADDRESS, "map.html", words("map page"), view, words("map lede"))

    return page_file(site, language, ADDRESS, page)


def map_view(site: Site, language: str, up: str) -> dict[str, Any]:
    """The map and its list, for a page from which `up` leads to the top of its language.

    A dot leads to its place's page, one for several places to the directory of these.
    """

    def lead(at: Sequence[Place]) -> str:
        return f"{up}places/{at[0].id}/" if len(at) == 1 else f"{up}members/?{asking(at)}"

    network = site.network
    rows = [
        (id_, network.label("places", id_, language), members[:FEW], len(members))
        for id_, members in members_of_places(network).items()
    ]
    rows.sort(key=lambda row: network.by_letters(row[1]))
    return {"map": member_map(site, language, lead), "places": rows}


def member_map(site: Site, language: str, lead: Callable[[Sequence[Place]], str]) -> Markup:
    """The map of all places that have members and are known to lie somewhere; empty where there are none.

    `lead` is asked once a dot where it leads.
    """
    network, words = site.network, site.words(language)
    entries: Mapping[str, Any] = network.vocabularies.get("places", {})
    places = [
        Place(
            id_,
            network.label("places", id_, language),
            float(entries[id_].latitude),
            float(entries[id_].longitude),
            len(members),
        )
        for id_, members in members_of_places(network).items()
        if id_ in entries and entries[id_].latitude and entries[id_].longitude
    ]

    def link(at: Sequence[Place]) -> Link:
        names, count = ", ".join(place.label for place in at), sum(place.count for place in at)
        return Link(lead(at), f"{names}: {words('count of member', n=count)}")

    return draw_map(places, link, network.about.record.countries, words("filter map"), words("polar circle"))


def asking(at: Sequence[Place]) -> str:
    """How the directory is asked for these places: `place=inari&place=utsjoki`."""
    return "&".join(f"place={place.id}" for place in at)


def members_of_places(network: Network) -> Mapping[str, Sequence[Kept[Member]]]:
    """Place → its members that lists show, by name."""
    gathered: dict[str, list[Kept[Member]]] = defaultdict(list)
    for member in network.listed_members:
        gathered[member.record.place].append(member)
    return gathered
