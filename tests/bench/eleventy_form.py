"""A made-up network → an Eleventy site of the same pages: its records as Markdown files, the rest from templates.

The templates are in `eleventy/site/`, written in JavaScript, the quickest of Eleventy's languages. What Hugo is given
ready-made Eleventy is given too, and the months of the calendar and what practices are cited by besides.
"""

import json
import re
import shutil
from pathlib import Path

from tests.bench.hugo_layouts import LAYOUTS, pieces_of
from tests.bench.hugo_ready import LANGUAGE, Ready, content, contents, covers, described, make_ready, titled
from tests.bench.network import TODAY, Network
from tests.bench.telling import columns_of, labels, page, put, record_page, tellings

from talkoot.languages import words
from talkoot.outputs.terms import SECTIONS

ELEVENTY = Path(__file__).parent / "eleventy"
PROGRAM = ELEVENTY / "node_modules/@11ty/eleventy/cmd.cjs"

MADE = re.compile(
    r"(members|meetings|practices)/((?!compare|lineage|calendar)[^/]+/)?(index\.html|[^/]+\.(vcf|ics))"
    r"|(members|meetings|practices)/page/.*|(sectors|places|offers|needs)/.*|(groups|themes)/[^/]+/.*"
    r"|feeds/.*|data/v1/(members|meetings|practices)\.(json|csv)"
)
"""What Eleventy makes by itself; of all else it is given the pages to put into their frames, and files to copy."""

SIZES = {"1": "1", **dict.fromkeys("234", "2–4"), **dict.fromkeys("56789", "5–9")}
FEEDS = {"members": "members", "meetings": "reports", "practices": "practices"}


def write_eleventy_site(network: Network, repository: Path, root: Path, url: str) -> None:
    """Write the site's sources below `root`; `repository` holds the same network in Talkoot's form."""
    ready = make_ready(repository, url)
    shutil.copytree(ELEVENTY / "site", root, dirs_exist_ok=True)
    (root / "node_modules").symlink_to(ELEVENTY / "node_modules")
    put(root / "package.json", '{"type": "module"}\n')
    put(root / "given.json", json.dumps(_given(network, ready, url), ensure_ascii=False))
    for section, told in tellings(network).items():
        kind = section.removesuffix("s")
        folder = root / "content" / section
        put(folder / f"{section}.11tydata.js", FOLDER.replace("SECTION", section).replace("KIND", kind))
        for telling in told:
            put(folder / f"{telling['id']}.md", record_page(telling))
    put(root / "content/ready/ready.json", '{"layout": "ready.11ty.js", "layouted": "_default/single"}\n')
    for path, file in ready.files.items():
        if MADE.fullmatch(path) or file.stage != "render":
            continue
        if not path.endswith(".html"):
            put(root / "static" / path, file.make())
            continue
        html = ready.html(path)
        keys = {
            "title": titled(html),
            "summary": described(html),
            "permalink": f"/{path}",
            "toc": contents(html),
            "unlisted": "noindex" in html,
        }
        put(root / "content/ready" / f"{path.replace('/', '-')}", page(keys, content(html, edit=True)))


FOLDER = """export default {
  layout: "KIND.11ty.js",
  tags: "SECTION",
  permalink: ({ id }) => `/SECTION/${id}/index.html`,
};
"""
"""What Eleventy is told of the files in a section's folder."""


def _given(network: Network, ready: Ready, url: str) -> dict[str, object]:
    said = words(LANGUAGE)
    return {
        "top": url,
        "today": str(TODAY),
        "labels": labels(network),
        "sizes": SIZES,
        "feeds": FEEDS,
        "covers": covers(),
        "hues": ready.hues(),
        "zones": ready.zones(),
        "directories": ready.directories(),
        "columns": {f"{kind}s": columns_of(kind) for kind in ("member", "meeting", "practice")},
        "sections": {
            section: {
                "title": section.capitalize(),
                "summary": said(f"{section.removesuffix('s')} listing lede"),
            }
            for section in FEEDS
        },
        "terms": {
            name: {
                "title": said(f"terms {name}"),
                "summary": said(f"terms {name} lede"),
                "of": said(f"term {name}", what="%s"),
                "facet": terms.facet,
                "opposite": terms.opposite,
                "vocabulary": terms.vocabulary,
            }
            for name, terms in SECTIONS.items()
        },
        "frames": {
            layout: {
                "pieces": pieces_of(frame, layout),
                "slots": [
                    {"name": slot.name, "before": slot.before, "after": slot.after} for slot in frame.slots
                ],
            }
            for layout, (section, depth) in LAYOUTS.items()
            for frame in [ready.frames.frame(LANGUAGE, section, depth)]
        },
    }
