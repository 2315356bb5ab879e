"""Talkoot's frames and what stands in them, told as Hugo's templates → the layouts of a Hugo site.

A file of `hugo/` holds what stands in the frames of a kind of page, a part a slot, each after a line `=== slot`.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.bench.hugo_ready import LANGUAGE, Ready, content
from tests.bench.network import TODAY

from talkoot.frames import Frame
from talkoot.outputs.terms import SECTIONS

TEMPLATES = Path(__file__).parent / "hugo"

LAYOUTS = {
    "members/single": ("members", 2),
    "meetings/single": ("meetings", 2),
    "practices/single": ("practices", 2),
    "members/list": ("members", 1),
    "meetings/list": ("meetings", 1),
    "practices/list": ("practices", 1),
    "groups/term": ("groups", 1),
    "groups/taxonomy": ("groups", 1),
    "themes/term": ("themes", 1),
    "themes/taxonomy": ("themes", 1),
    "calendar/single": ("meetings", 3),
    "calendar/list": ("meetings", 2),
    **{f"{name}/{kind}": ("members", 1) for name in SECTIONS for kind in ("term", "taxonomy")},
    "_default/single": ("evidence", 1),
    "index": ("", 1),
    "404": ("", 1),
}
"""A layout of Hugo's → the section and depth of the frame it is written into.

Records link from where they stand, as Talkoot's pages do; pages of lists are at two depths, so theirs begin
at the top.
"""
RELATIVE = ("members/single", "meetings/single", "practices/single", "calendar/single", "calendar/list")
FINDABLE = ("members/single", "meetings/single", "practices/single", "groups/term", "themes/term")
"""The pages that Talkoot's search finds; Pagefind is told to read these alone, as a careful user would tell it."""
ARTICLE = '<article class="md-typeset">'
SAME = {"calendar/list": "calendar-single"}
"""A layout → the file it shares with another."""


def templates(ready: Ready) -> dict[str, str]:
    """Path in the site → every layout and what layouts share."""
    pieces = (TEMPLATES / "pieces.html").read_text(encoding="utf-8")
    told = {"hugo.toml": (TEMPLATES / "hugo.toml").read_text(encoding="utf-8").replace("TODAY", str(TODAY))}
    for layout, (section, depth) in LAYOUTS.items():
        frame = ready.frames.frame(LANGUAGE, section, depth)
        if layout == "404":
            parts = {
                "content": content(ready.html("404.html")),
                "head": '<meta name="robots" content="noindex">',
            }
        else:
            parts = _parts(layout)
        told[f"layouts/{layout}.html"] = pieces + _layout(frame, parts, layout)
    for path in TEMPLATES.rglob("*"):
        kind, _, name = path.name.partition("-")
        if path.parent.name == "_partials":
            told[f"layouts/_partials/{path.name}"] = _lines(path)
        elif name and path.suffix != ".html" and path.is_file():
            told[f"layouts/{kind}/{name}"] = _lines(path)
    told["layouts/_default/list.atom.xml"] = _lines(TEMPLATES / "list.atom.xml")
    told["layouts/_markup/render-link.html"] = _lines(TEMPLATES / "render-link.html").rstrip("\n")
    told["layouts/sitemap.xml"] = _lines(TEMPLATES / "sitemap.xml")
    return told


def _lines(path: Path) -> str:
    """A template's text; address cards, calendars, references and tables end their lines as their standards say."""
    text = path.read_text(encoding="utf-8")
    return text.replace("\n", "\r\n") if path.suffix in (".vcf", ".ics", ".ris", ".csv") else text


def _parts(layout: str) -> dict[str, str]:
    """Slot → the template that fills it, from the layout's own file or the one for its kind of page."""
    own, general = TEMPLATES / f"{layout.replace('/', '-')}.html", TEMPLATES / f"{Path(layout).name}.html"
    path = TEMPLATES / f"{SAME[layout]}.html" if layout in SAME else own if own.exists() else general
    before, *parts = re.split(r"^=== (\w+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {"before": before, **dict(zip(parts[::2], parts[1::2], strict=True))}


def pieces_of(frame: Frame, layout: str) -> list[str]:
    """What stands between a frame's slots in a layout."""
    pieces = [*frame.pieces]
    if layout not in RELATIVE:
        pieces = [re.sub(r'(?<=")(?:\.\./)+|(?<=")\./', "/", piece) for piece in pieces]
    if layout in FINDABLE:
        pieces = [piece.replace(ARTICLE, ARTICLE.replace(">", " data-pagefind-body>")) for piece in pieces]
    return pieces


BEFORE = "{{- $title := .Title }}{{ $described := .Params.summary }}{{ $here := .Permalink -}}\n"
"""What every layout knows; its own may change it."""


def _layout(frame: Frame, parts: Mapping[str, str], layout: str) -> str:
    """The frame as a template of Hugo's: each slot asks for what Hugo knows."""
    values = {
        "title": "{{ $title }}",
        "description": "{{ $described }}",
        "head": parts["head"].rstrip("\n"),
        "content": parts["content"],
        "toc": f"<ul>{parts.get('toc', '').strip()}</ul>",
        "edit": parts.get("edit", "").strip(),
        "form": parts.get("form", "").strip(),
        "address": "{{ .RelPermalink }}",
    }
    asked = {"description": "$described"}
    if "toc" in parts:
        # A list of the parts that may be empty is asked for before it is written.
        condition = re.match(r"\{\{ (?:if|with) ([^}]*) \}\}", parts["toc"].strip())
        if condition:
            asked["toc"] = condition[1]
    pieces = pieces_of(frame, layout)
    told = [BEFORE, parts.get("before", ""), pieces[0].lstrip("\n")]
    for slot, piece in zip(frame.slots, pieces[1:], strict=True):
        text = f"{slot.before}{values[slot.name]}{slot.after}"
        if slot.name in ("toc", "edit", "form") and not parts.get(slot.name, "").strip():
            text = ""
        elif slot.name in asked:
            text = f"{{{{ if {asked[slot.name]} }}}}{text}{{{{ end }}}}"
        told += [text, piece]
    return "".join(told)
