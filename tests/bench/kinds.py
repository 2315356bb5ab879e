"""A built site, of Talkoot's or Hugo's → how many files of each kind it has, and what they weigh."""

import re
from collections import defaultdict
from pathlib import Path

from tests.bench.measuring import Written

OWN = ".talkoot-manifest"
"""What Talkoot keeps for its next build; Hugo keeps nothing."""

TERMS = "sectors|places|offers|needs|groups|themes"
RECORDS = "members|meetings|practices"
KINDS = (
    # Hugo writes an output of a page beside it, Talkoot in a folder for outputs of its kind.
    (rf"({RECORDS})/index\.(json|csv)", r"data/v1/\1.\2"),
    (rf"({RECORDS})/feed\.xml", r"feeds/en/\1.xml"),
    (r"meetings/index\.ics", "feeds/en/meetings.ics"),
    (r"groups/[^/]+/index\.ics|feeds/en/groups/[^/]+\.ics", "calendar of a group"),
    # What there is many of.
    (r"meetings/calendar/\d{4}-\d\d/index\.html", "month"),
    (r"evidence/\d{4}(-q\d)?/index\.html", "evidence of a period"),
    (r"evidence/\d{4}(-q\d)?/[^/]+\.csv", "evidence of a period as CSV"),
    (rf"({RECORDS})/page/\d+/index\.html", r"\1, further pages"),
    (rf"({TERMS})/[^/]+/(page/)?\d+/index\.html", r"\1, one of them, further pages"),
    (rf"({TERMS})/[^/]+/index\.html", r"\1, one of them"),
    (r"members/[^/]+/[^/]+\.vcf", "address card"),
    (r"meetings/[^/]+/[^/]+\.ics", "calendar of a meeting"),
    (r"meetings/calendar/index\.html", "calendar"),
    (r"practices/(compare|lineage)/.*", r"\g<0>"),
    (rf"({RECORDS})/[^/]+/index\.html", r"\1, one of them"),
    (r"practices/[^/]+/([^/]+)", r"\1 of a practice"),
    (r"practices/[^/]+/([^/]+)/index\.html", r"\1 of a practice"),
)
"""Path of a file, what its kind is called; all others are of a kind of their own."""
_KINDS = [(re.compile(path), name) for path, name in KINDS]


def weights(site: Path) -> dict[str, Written]:
    """Kind of file → how many there are below `site`, and their bytes."""
    found: dict[str, list[tuple[Path, int]]] = defaultdict(list)
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.name != OWN:
            found[kind_of(path.relative_to(site).as_posix())].append((path, path.stat().st_size))
    return {
        kind: Written(
            sum(path.suffix == ".html" for path, _ in files), len(files), sum(size for _, size in files)
        )
        for kind, files in found.items()
    }


def kind_of(path: str) -> str:
    """What kind of file stands at `path` of a site."""
    for pattern, name in _KINDS:
        if found := pattern.fullmatch(path):
            return found.expand(name)
    return path
