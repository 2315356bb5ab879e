"""What a listing with filters shows beside its records, and the index its script filters by."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from talkoot.network import Network
from talkoot.outputs.facets import NEWEST, Asked, Index, asked
from talkoot.outputs.hits import hits_path
from talkoot.outputs.map_page import asking, member_map
from talkoot.outputs.scripts import modules
from talkoot.outputs.search import BUNDLE, SCRIPTS
from talkoot.outputs.site import File, Site
from talkoot.outputs.terms import browsed

AT_ONCE = 24
"""Records the script shows at once."""

MODULES = (
    "directory.js",
    "answer.js",
    "cards.js",
    "filters.js",
    "map.js",
    "page.js",
    "question.js",
    "saying.js",
)
"""The script of a listing with filters, and what it imports."""

SAID = ("none", "more", "drop", "or", "remove", "failed", "show")
"""Texts that the script fills in, without the “filter” before them."""


def index_path(network: Network, kind: str) -> str:
    """Where a listing's index is on the site: `data/v1/facets/members.json`."""
    return f"data/v1/facets/{network.section(kind)}.json"


def index_file(site: Site, kind: str, index: Callable[[], Index]) -> File:
    """The index of a listing, once for all languages."""
    return File(index_path(site.network, kind), lambda: index().encode())


def directory_view(site: Site, kind: str, index: Index, language: str, a_page: int) -> dict[str, Any]:
    """What `directory.html` shows on the first page of a listing, `a_page` records to each."""
    network, said = site.network, site.words(language)
    facets, texts = asked(network, kind, index, said), said.entries["interface"]
    return {
        "facets": facets,
        "orders": _orders(kind, facets),
        "map": member_map(site, language, lambda at: f"?{asking(at)}&view=map")
        if kind == "member"
        else Markup(),
        "browsed": browsed(site, language) if kind == "member" else (),
        "modules": modules(site, "finding", *MODULES),
        "index": index_path(network, kind),
        "told": {
            "aPage": a_page,
            "atOnce": AT_ONCE,
            "hits": f"{BUNDLE}/{hits_path(network.section(kind), language)}",
            "pagefind": f"{BUNDLE}/{SCRIPTS[0]}",
            "said": {key: texts[f"filter {key}"] for key in SAID}
            | {"filtered": texts[f"filtered {kind}"], "count": texts[f"count of {kind}"]},
            "chosen": {name: texts[f"chosen {name}"] for name in ("q", *(facet.name for facet in facets))},
        },
    }


def _orders(kind: str, facets: Sequence[Asked]) -> list[str]:
    """How a listing can be sorted, its own order first."""
    orders = ["day" if kind == "meeting" else "name"]
    if kind in NEWEST:
        orders.append("newest")
    if any(facet.name == "place" for facet in facets):
        orders.append("place")
    return orders
