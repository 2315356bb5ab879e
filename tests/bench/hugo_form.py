"""A made-up network → two Hugo sites that make the same pages: of Markdown files, and of one data file a section.

The pages' surroundings are Talkoot's own frames, and what stands in them is written the same way, so both sides
write the same number of pages of the same weight. Both look up labels, follow links in both directions, keep
the cards of records that stand on several pages, and write days in words. `hugo_ready` tells what Hugo is spared.
"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.hugo_layouts import templates
from tests.bench.hugo_ready import LANGUAGE, Ready, content, contents, covers, described, make_ready, titled
from tests.bench.network import TODAY, VOCABULARIES, Network, plain
from tests.bench.talkoot_form import URL
from tests.bench.telling import columns_of, labels, page, put, record_page, tellings

from talkoot.languages import words
from talkoot.outputs.calendar_page import month_title
from talkoot.outputs.terms import SECTIONS

ADAPTER = """{{ range resources.Get "SECTION.json" | transform.Unmarshal }}
{{ $.AddPage (dict "kind" "page" "path" .id "title" .title "params" . "content" (dict "mediaType" "text/markdown" "value" .body)) }}
{{ end }}
"""
MONTHS = """{{ range hugo.Data.months.months }}
{{ $.AddPage (dict "kind" "page" "type" "calendar" "outputs" (slice "html") "path" .month "title" .title "params" .) }}
{{ end }}
"""
LISTED = {
    "members": ("members", "joined", ["html", "json", "csv", "atom"], ["html", "vcard"]),
    "meetings": ("reports", "end", ["html", "json", "csv", "atom", "calendar"], ["html", "calendar"]),
    "practices": (
        "practices",
        "published_on",
        ["html", "json", "csv", "atom"],
        ["html", "bib", "ris", "csl"],
    ),
}
"""Section → what its feed tells, the day it goes by, what its list is written as, and what each of its records."""


def write_hugo_sites(network: Network, repository: Path, files: Path, data: Path) -> None:
    """Write both sites, `files` and `data`; `repository` holds the same network in Talkoot's form."""
    ready = make_ready(repository, URL)
    shared = {**templates(ready), **_content(network, ready), **_data(network, ready)}
    for root in (files, data):
        for path, text in shared.items():
            put(root / path, text)
        for path, copied in ready.static():
            put(root / "static" / path, copied)
    for section, told in tellings(network).items():
        put(data / f"content/{section}/_content.gotmpl", ADAPTER.replace("SECTION", section))
        put(data / f"assets/{section}.json", json.dumps(told, ensure_ascii=False))
        for telling in told:
            put(files / f"content/{section}/{telling['id']}.md", record_page(telling))


def _content(network: Network, ready: Ready) -> dict[str, str]:
    """Path in the site → the pages that both forms have as files."""
    said = words(LANGUAGE)
    told = {
        "content/_index.html": page(
            {"title": "The Measured Network", "summary": "Made up to be measured."}, ready.home()
        ),
        "content/about.md": page({"title": "About"}, "# About\n\nNobody in this network is real.\n"),
        "content/meetings/calendar/_index.md": page(
            {"title": said("calendar page"), "summary": said("calendar lede"), "type": "calendar"}
        ),
        "content/meetings/calendar/_content.gotmpl": MONTHS,
    }
    for section, (what, dated, outputs, each) in LISTED.items():
        kind = section.removesuffix("s")
        told[f"content/{section}/_index.md"] = page(
            {
                "title": section.capitalize(),
                "summary": said(f"{kind} listing lede"),
                "what": what,
                "dated": dated,
                "outputs": outputs,
                "cascade": {"outputs": each, "target": {"kind": "page"}},
            }
        )
    for name, terms in SECTIONS.items():
        told[f"content/{name}/_index.md"] = page(
            {
                "title": said(f"terms {name}"),
                "summary": said(f"terms {name} lede"),
                "of": said(f"term {name}", what="%s"),
                "facet": terms.facet,
                "opposite": terms.opposite,
                "vocabulary": terms.vocabulary,
            }
        )
        for names in VOCABULARIES[terms.vocabulary]:
            told[f"content/{name}/{plain(names[0])}/_index.md"] = page({"title": names[0]})
    for name in ("groups", "themes"):
        told[f"content/{name}/_index.md"] = page({"title": said(name), "summary": said(f"{name} lede")})
    for names in VOCABULARIES["themes"]:
        told[f"content/themes/{plain(names[0])}/_index.md"] = page({"title": names[0]})
    for id_, group in network.groups:
        told[f"content/groups/{id_}/_index.md"] = page({"title": group, "outputs": ["html", "calendar"]})
    for address, html, mapped in ready.pages():
        matter = {
            "title": titled(html),
            "summary": described(html),
            "url": f"/{address}",
            "toc": contents(html),
            "unlisted": "noindex" in html,
            "unmapped": not mapped,
        }
        name = address.rstrip("/").replace("/", "-")
        told[f"content/ready/{name}.html"] = page(matter, _led_beside(content(html, edit=True)))
    told["content/ready/_index.md"] = page({"build": {"render": "never", "list": "never"}})
    return told


def _led_beside(html: str) -> str:
    """Links to what is beside a section's list in Hugo's site, not in a folder of its own."""
    html = re.sub(r"data/v1/(members|meetings|practices)\.(json|csv)", r"\1/index.\2", html)
    return re.sub(
        r"feeds/en/(\w+)\.(xml|ics)",
        lambda it: f"{it[1]}/{'feed' if it[2] == 'xml' else 'index'}.{it[2]}",
        html,
    )


def _data(network: Network, ready: Ready) -> dict[str, str]:
    """Path in the site → what its templates look up."""
    months = {meeting.fields["start"][:7] for meeting in network.meetings}
    years = sorted({TODAY.year, *(int(month[:4]) for month in months)})
    return {
        f"data/{name}.json": json.dumps(told, ensure_ascii=False)
        for name, told in {
            "labels": labels(network),
            "months": {"years": years, "months": _months(years, months)},
            "covers": covers(),
            "columns": {f"{kind}s": columns_of(kind) for kind in ("member", "meeting", "practice")},
            "hues": ready.hues(),
            "zones": ready.zones(),
            "directories": ready.directories(),
        }.items()
    }


def _months(years: list[int], held: set[str]) -> list[dict[str, Any]]:
    every = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    said = words(LANGUAGE)
    return [
        {
            "month": id_,
            "title": said("calendar of", month=month_title(date.fromisoformat(f"{id_}-01"), said)),
            "summary": said("calendar lede"),
            "before": before,
            "after": after,
            "unlisted": id_ not in held,
        }
        for before, id_, after in zip(["", *every], every, [*every[1:], ""], strict=False)
    ]
