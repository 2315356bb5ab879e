"""The search index → which of its results is which record, so that listings can filter by words.

Pagefind's answer names its results by their fragments; to learn a record's address from it, a page would
fetch a fragment for every one of them.
"""

from collections.abc import Iterable

import orjson

from talkoot.outputs.facets import FACETS
from talkoot.outputs.site import Site


def hits_path(section: str, language: str) -> str:
    """Where the hits of a section are in the search index's folder: `members.en.json`."""
    return f"{section}.{language}.json"


def hits(site: Site, language: str, pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Path in the index's folder → JSON, a file for each listing: name of a result → id.

    `pages` are the names of all results in `language` and the paths they lead to.
    """
    network = site.network
    found: dict[str, dict[str, str]] = {network.section(kind): {} for kind in FACETS if kind in network.kinds}
    before = site.prefix(language)
    for name, path in pages:
        section, _, rest = path.removeprefix(before).partition("/")
        if section in found and (id_ := rest.removesuffix("index.html").rstrip("/")):
            found[section][name] = id_
    return {
        hits_path(section, language): orjson.dumps(of, option=orjson.OPT_SORT_KEYS)
        for section, of in found.items()
    }
