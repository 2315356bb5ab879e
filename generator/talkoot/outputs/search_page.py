"""`/search/`: the page that asks the index, and without a script leads to the listings."""

from collections.abc import Iterator, Sequence
from typing import Any

from talkoot.languages import Words
from talkoot.network import Network
from talkoot.outputs.findable import PAGE
from talkoot.outputs.scripts import modules
from talkoot.outputs.search import BUNDLE, SCRIPTS
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.slim import called
from talkoot.records.practice import LEVELS

CHOSEN = {
    "group": ("group", ""),
    "sector": ("sectors", "sectors"),
    "theme": ("themes", "themes"),
    "offers": ("offers", "offers"),
    "needs": ("needs", "offers"),
    "place": ("place", "places"),
    "level": ("level", ""),
}
"""Filter → what it is called, and the vocabulary its choices come from, if it has one."""

SAID = (
    "search busy",
    "search found",
    "search found for",
    "search none",
    "search none for",
    "search shown",
    "search more",
    "search unfiltered",
    "search failed",
)
"""Texts that the script fills in."""

MODULES = ("search.js", "near.js", "page.js", "result.js", "saying.js")
"""The page's script, and what it imports."""

Choices = Sequence[tuple[str, str]]
"""Values of a filter and what they are called."""


def search_pages(site: Site) -> Iterator[File]:
    """The search page in every language."""
    for language in site.languages:
        yield _search_page(site, language)


def _search_page(site: Site, language: str) -> File:
    def page() -> Page:
        title = site.words(language)("search")
        return Page(language, "search/", "search.html", title, view(site, language), indexed=False)

    return page_file(site, language, "search/", page, None)


def example(site: Site, language: str) -> str:
    """What somebody may look for, with the place that most members are at, or that of the first group."""
    network = site.network
    places = network.vocabularies.get("places", {})
    named = max(places, key=lambda id_: len(network.linking("places", id_, "member.place")), default="")
    where = network.label("places", named, language) if named else network.about.told(language).record.name
    return site.words(language)("search example", place=where)


def view(site: Site, language: str) -> dict[str, Any]:
    """What the page shows, and what its script needs to know."""
    network, said = site.network, site.words(language)
    kinds = {kind: said.shelf(kind, network.section(kind)) for kind in network.kinds}
    kinds |= {"theme": said("themes"), "group": said("groups"), PAGE: said("pages")}
    texts = said.entries["interface"]
    return {
        "example": example(site, language),
        "kinds": kinds,
        "filters": filters(network, said),
        "lists": [
            *((f"{network.section(kind)}/", kinds[kind]) for kind in network.kinds),
            ("themes/", kinds["theme"]),
            ("groups/", kinds["group"]),
        ],
        "modules": modules(site, "finding", *MODULES),
        "bundle": f"{BUNDLE}/{SCRIPTS[0]}",
        "told": {
            "kinds": {kind: said.known(f"kind {kind}") or title for kind, title in kinds.items()},
            "said": {key.removeprefix("search "): texts[key] for key in SAID},
            "near": sorted({*_names(network, language)}),
        },
    }


def filters(network: Network, said: Words) -> list[tuple[str, str, Choices]]:
    """The filters but `kind`: name, title and choices, these in the order of their names."""
    return [
        (name, said(title), sorted(choices, key=lambda choice: network.by_letters(choice[1])))
        for name, (title, vocabulary) in CHOSEN.items()
        if (choices := _choices(network, name, vocabulary, said))
    ]


def _choices(network: Network, name: str, vocabulary: str, said: Words) -> Choices:
    if name == "group":
        return [(group.id, group.name) for group in network.about.told(said.language).record.groups]
    if name == "level":
        return [(level, said(f"level {level}")) for level in LEVELS]
    return [
        (id_, network.label(vocabulary, id_, said.language))
        for id_ in network.vocabularies.get(vocabulary, ())
    ]


def _names(network: Network, language: str) -> Iterator[str]:
    """What a misspelt word may have meant."""
    yield from (group.name for group in network.about.told(language).record.groups)
    for vocabulary, entries in network.vocabularies.items():
        for id_ in entries:
            yield from called(network, vocabulary, id_, language)
