"""The network → its search index, one a language: slim documents of all pages, given to Pagefind.

Only what changed is indexed again, and still a visitor loads one index: see `generator/decisions/search.md`.
"""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from talkoot.cached import forget_others
from talkoot.outputs.hits import hits
from talkoot.outputs.indexing import FIELDS, KEPT, Indexed, indexed, own_files
from talkoot.outputs.merging import merged
from talkoot.outputs.pagefind import PagefindFault, PagefindMissing
from talkoot.outputs.shards import ENTRY
from talkoot.outputs.site import File, Site
from talkoot.publish.refusal import Refusal

BUNDLE = "pagefind"
"""Where the index is on the site, the same for all languages: a page asks the one of its own."""

SCRIPTS = ("pagefind.js", "pagefind-worker.js")
"""What our search page loads of Pagefind's own; its ready-made interfaces are not published."""


def search_files(site: Site, jobs: int = 1) -> list[File]:
    """The files of the index, made in `jobs` processes. Raises `Refusal` where Pagefind can't make it."""
    try:
        own = {language: own_files(site, language) for language in site.languages}
        found = indexed(site, jobs)
    except PagefindMissing as missing:
        raise Refusal.of("search-program-missing", Path(BUNDLE)) from missing
    except PagefindFault as fault:
        raise Refusal.of("search-index-failed", Path(BUNDLE), found=str(fault)) from fault
    forget_others(site.root / KEPT, [*(key for key, _ in own.values()), *(part.key for part in found)])
    files: dict[str, bytes] = {}
    entry: dict[str, Any] = {}
    for language, (_, theirs) in own.items():
        told = json.loads(theirs.pop(ENTRY))
        ((code, about),) = told["languages"].items()
        parts = [part for part in found if part.share.language == language]
        pages = [page for part in parts for page in part.share.pages]
        index = merged(code, told["version"], [part.shard for part in parts], _orders(parts), FIELDS)
        entry.setdefault("languages", {})[code] = about | {"hash": index.name, "page_count": len(pages)}
        entry = told | entry
        paths = [page.path for page in pages]
        files |= {**theirs, **index.files, **hits(site, language, zip(index.fragments, paths, strict=True))}
    files[ENTRY] = json.dumps(entry, sort_keys=True, ensure_ascii=False).encode()
    wanted = sorted(path for path in files if path in SCRIPTS or not path.endswith((".js", ".css")))
    return [File(f"{BUNDLE}/{path}", partial(bytes, files[path])) for path in wanted]


def _orders(parts: Sequence[Indexed]) -> dict[str, Sequence[int]]:
    """What results can be sorted by: pages come by name, and of one day by name too; without a day, first."""
    days = [day for part in parts for day in part.days]
    return {"name": range(len(days)), "date": sorted(range(len(days)), key=days.__getitem__)}
