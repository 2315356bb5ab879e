"""The files of the search index → which of its results is which record, so that listings can filter by words.

Pagefind's answer names its results by their fragments; to learn a record's address from it, a page would
fetch a fragment for every one of them.
"""

import json
import re
from collections.abc import Mapping
from zlib import decompressobj

from talkoot.outputs.facets import FACETS
from talkoot.outputs.site import Site

_FRAGMENT = re.compile(r"fragment/((.+)_[^_]+)\.pf_fragment")
_URL = re.compile(rb'^pagefind_dcd\{"url":"/([^"]*)"')
_GZIP = 31
_HEAD = 512
"""Bytes of a fragment that hold its address, which comes first and has at most some hundred letters."""


def hits_path(section: str, language: str) -> str:
    """Where the hits of a section are in the search index's folder: `members.en.json`."""
    return f"{section}.{language}.json"


def hits(site: Site, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path in the index's folder → JSON, a file for each listing and language: name of a result → id."""
    network = site.network
    sections = {network.section(kind) for kind in FACETS if kind in network.kinds}
    found: dict[tuple[str, str], dict[str, str]] = {
        (section, language): {} for section in sections for language in site.languages
    }
    for path, content in files.items():
        if fragment := _FRAGMENT.fullmatch(path):
            url = _URL.match(decompressobj(_GZIP).decompress(content, _HEAD))
            assert url, f"Pagefind's {path} does not begin with an address"
            name, language = fragment.groups()
            section, _, id_ = url[1].decode().removeprefix(site.prefix(language)).partition("/")
            if (section, language) in found and id_:
                found[section, language][name] = id_.rstrip("/")
    return {
        hits_path(section, language): json.dumps(of, sort_keys=True, separators=(",", ":")).encode()
        for (section, language), of in found.items()
    }
