"""Frames: cut from the theme's pages, filled by a join, kept between builds."""

import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import html5lib
import pytest

from talkoot.frames import Frame, FrameFault, Frames, FrameSite, SiteLanguage, Slot, cut, keeping, make_frames
from talkoot.frames.assets import read_folder
from talkoot.frames.mending import mend
from talkoot.frames.policy import inline_hashes, write_policy
from talkoot.languages import words

NETWORK = Path(__file__).parent / "sites" / "frames"
RECORD = {
    "title": "Hirsi & <Hopea>",
    "description": 'Says "hello"',
    "head": '<link rel="canonical" href="https://example.org/portal/members/hirsi/">',
    "content": "<h1>Hirsi</h1>",
    "toc": '<ul><li><a href="#about">About</a></li></ul>',
    "edit": "https://git.example.org/edit?a=1&b=2",
    "form": "../../edit/member/#x&y",
    "address": "members/hirsi/",
}


def site_at(root: Path) -> FrameSite:
    names = {"en": "English", "fi": "Suomi", "sv": "Svenska"}
    return FrameSite(
        root,
        tuple(
            SiteLanguage(code, name, f"Log corner {code}", "Corner", words(code).entries["theme"], "", "Demo")
            for code, name in names.items()
        ),
        url="https://example.org/portal",
        repository="https://git.example.org/corner",
        parts=frozenset({"next-meeting", "counts"}),
    )


def sources_at(root: Path) -> dict[str, str]:
    return {f"content/{path.name}": path.read_text() for path in sorted((root / "content").glob("*.md"))}


def frames_at(root: Path, cache: Path | None = None, engine: str = "mkdocs") -> Frames:
    return make_frames(site_at(root), sources_at(root), (root / "mkdocs.yml").read_text(), cache, engine)


@pytest.fixture(scope="module")
def frames() -> Frames:
    return frames_at(NETWORK)


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """A copy of the little network that a test may change."""
    return Path(shutil.copytree(NETWORK, tmp_path / "network"))


def filled(frames: Frames, path: str, **parts: str) -> str:
    return frames.pages[path].frame.fill({"head": "", "next-meeting": "", "counts": "", **parts}).decode()


# Cutting and filling


def test_a_frame_is_cut_at_its_slots_and_filled_by_a_join() -> None:
    frame = cut("<a>\ue000head\ue001</a><b>\ue000content\ue001</b>", {"head": 1, "content": 1})

    assert frame == Frame(("<a>", "</a><b>", "</b>"), (Slot("head"), Slot("content")))
    assert frame.fill({"head": "1", "content": "<i>2</i>", "more": "3"}) == b"<a>1</a><b><i>2</i></b>"


def test_what_surrounds_a_slot_goes_with_it() -> None:
    frame = cut('x\ue002<a href="\ue000edit\ue001">Edit</a>\ue003y', {"edit": 1})

    assert frame.fill({"edit": "e&"}).decode() == 'x<a href="e&amp;">Edit</a>y'
    assert frame.fill({"edit": ""}).decode() == "xy"


def test_text_is_escaped_where_it_is_filled_in() -> None:
    frame = cut("<title>\ue000title\ue001</title>", {"title": 1})

    assert (
        frame.fill({"title": '</title><script>"'}).decode()
        == "<title>&lt;/title&gt;&lt;script&gt;&#34;</title>"
    )


def test_a_slot_without_a_value_is_an_error_not_a_gap() -> None:
    frame = cut("\ue000content\ue001", {"content": 1})

    with pytest.raises(KeyError, match="content"):
        frame.fill({"contents": "x"})


def test_some_slots_may_be_filled_now_and_others_later() -> None:
    frame = cut("1\ue000head\ue0012\ue000content\ue0013\ue000head\ue0014", {"head": 2, "content": 1})

    assert frame.fill_some({"head": "h"}).fill({"content": "c"}) == frame.fill({"head": "h", "content": "c"})
    assert frame.fill_some({"head": "h"}).names == {"content"}


@pytest.mark.parametrize(
    ("html", "expected", "told"),
    [
        ("\ue000head\ue001", {"head": 1, "content": 1}, "slots found"),
        ("\ue000head\ue001\ue000head\ue001", {"head": 1}, "slots found"),
        ("\ue000hat\ue001", {"head": 1}, "slots found"),
        ("\ue000head\ue001\ue000", {"head": 1}, "half a slot"),
        ("<script>\ue000head\ue001</script>", {"head": 1}, "inside a script"),
        ("<style>a{}\ue000head\ue001</style>", {"head": 1}, "inside a style"),
        ('<a href="\ue000content\ue001">', {"content": 1}, "inside a tag"),
    ],
)
def test_a_page_with_a_slot_out_of_place_is_refused(
    html: str, expected: Mapping[str, int], told: str
) -> None:
    with pytest.raises(FrameFault, match=told):
        cut(html, expected)


# A record's page


def test_a_records_page_holds_its_values_where_they_belong(frames: Frames) -> None:
    page = frames.frame("en", "members", 2).fill(RECORD).decode()

    assert "<title>Hirsi &amp; &lt;Hopea&gt; – Log corner en</title>" in page
    assert '<meta property="og:title" content="Hirsi &amp; &lt;Hopea&gt;">' in page
    assert '<meta name="description" content="Says &#34;hello&#34;">' in page
    assert RECORD["head"] in page.partition("</head>")[0]
    assert RECORD["content"] in page.partition("<article")[2].partition("</article>")[0]
    assert '<a href="https://git.example.org/edit?a=1&amp;b=2" rel="edit">Edit the file on GitHub</a>' in page
    assert 'href="../../edit/member/#x&amp;y">Edit this page</a>' in page
    assert RECORD["toc"] in page.partition('<div class="contents">')[2].partition("</nav>")[0]


def test_what_a_page_does_not_have_leaves_no_trace(frames: Frames) -> None:
    page = (
        frames.frame("en", "members", 2)
        .fill({**RECORD, "toc": "", "edit": "", "form": "", "description": ""})
        .decode()
    )

    assert 'class="contents"' not in page
    assert 'rel="edit"' not in page
    assert "description" not in page


def test_every_page_links_to_itself_in_the_other_languages(frames: Frames) -> None:
    page = frames.frame("fi", "members", 2).fill(RECORD).decode()

    assert re.findall(r'<a href="([^"]+)" lang="(\w+)" hreflang="\w+">(\w+)</a>', page) == [
        ("../../../members/hirsi/", "en", "English"),
        ("../../../sv/members/hirsi/", "sv", "Svenska"),
    ]


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_addresses_are_relative_to_the_pages_depth(frames: Frames, depth: int) -> None:
    page = frames.frame("en", "practices", depth).fill(RECORD).decode()

    up = "../" * depth
    assert f'<link rel="stylesheet" href="{up}assets/talkoot.' in page
    assert f'<a class="search-link" href="{up}search/">' in page
    assert not re.search(r'(?:href|src)="/', page)


def test_the_section_of_a_page_is_marked_in_the_menu(frames: Frames) -> None:
    def marked(section: str, depth: int) -> list[tuple[str, str]]:
        page = frames.frame("sv", section, depth).fill(RECORD).decode()
        return re.findall(r'aria-current="(\w+)">\s*(\w+)', page)

    assert marked("members", 1) == [("page", "Medlemmar")]
    assert marked("practices", 3) == [("true", "Arbetssätt")]
    assert marked("groups", 2) == []
    assert marked("places", 2) == []


def test_each_language_says_which_it_is(frames: Frames) -> None:
    for code in ("en", "fi", "sv"):
        assert f'<html lang="{code}"' in frames.frame(code, "", 1).pieces[0]


def test_every_page_is_sound_html_and_loads_nothing_from_elsewhere(frames: Frames) -> None:
    pages = [frame.fill(RECORD).decode() for frame in frames.records.values()]
    pages += [filled(frames, path) for path in frames.pages]
    pages.append(frames.not_found)

    for page in pages:
        document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
        assert len(document.findall(".//main")) == 1
        assert document.find(".//a[@class='skip-link']").get("href") == "#page-text"
        assert document.find(".//*[@id='page-text']") is not None
        loaders = [each for each in document.iter() if each.tag in ("script", "link", "img")]
        loads = [each.get("src") or each.get("href") for each in loaders]
        loads = [url for url in loads if not url.startswith("https://example.org/portal/")]
        assert all(re.match(r"(\.\./)*(\./)?assets/|(\.\./)*styles/|/portal/", url) for url in loads), loads
        assert not [each for each in document.iter() if "style" in each.attrib]


# Hand-written pages


def test_links_lead_where_they_should_however_they_are_written(frames: Frames) -> None:
    about, finnish = filled(frames, "about/index.html"), filled(frames, "fi/about/index.html")

    article = about.partition("<article")[2].partition("</article>")[0]
    assert re.findall(r'<a href="([^"]+)">', article) == [
        "../privacy/#what",
        "../members/",
        "../members/hirsi/",
        "../practices/monthly/",
        "../practices/",
        "https://example.org/",
    ]
    assert '<a href="../../fi/privacy/">Tietosuoja</a>' in finnish
    assert '<a href="../../fi/members/">jäsenet</a>' in finnish
    assert '<a href="./members/">All members</a>' in filled(frames, "index.html")


def test_live_parts_become_slots_but_not_inside_code(frames: Frames) -> None:
    home = frames.pages["index.html"]

    assert home.parts == {"next-meeting", "counts"}
    assert "<p>on Thursday</p>" in filled(frames, "index.html", **{"next-meeting": "<p>on Thursday</p>"})
    assert frames.pages["about/index.html"].parts == set()
    assert "<code>[[counts]]\n\n\n  kept as it is" in filled(frames, "about/index.html")


def test_a_page_without_translation_shows_the_original_and_says_so(frames: Frames) -> None:
    page = filled(frames, "sv/about/index.html")

    assert frames.pages["sv/about/index.html"].written_in == "en"
    assert '<html lang="sv"' in page
    note = "Den här sidan finns ännu inte på svenska. Sidans språk: engelska."
    assert f'<p class="note">{note}</p>\n<div lang="en">' in page
    assert '<link rel="canonical" href="https://example.org/portal/about/">' in page
    assert '<a href="../../sv/about/" lang="en" aria-current="page">About</a>' in page


def test_only_languages_a_page_is_written_in_are_told_to_search_engines(frames: Frames) -> None:
    def told(path: str) -> list[tuple[str, str]]:
        return re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', filled(frames, path))

    assert told("fi/about/index.html") == [
        ("en", "https://example.org/portal/about/"),
        ("fi", "https://example.org/portal/fi/about/"),
    ]
    assert told("privacy/index.html") == []
    assert '<link rel="canonical" href="https://example.org/portal/fi/about/">' in filled(
        frames, "fi/about/index.html"
    )


def test_a_pages_title_and_description_are_escaped(frames: Frames) -> None:
    page = filled(frames, "about/index.html")

    assert "<title>About – Log corner en</title>" in page
    assert '<meta name="description" content="Who we are &amp; &lt;why&gt;">' in page
    assert "<title>Log corner en</title>" in filled(frames, "index.html")


def test_tables_are_aligned_without_style_attributes(frames: Frames) -> None:
    assert '<td class="align-right">1</td>' in filled(frames, "about/index.html")


def test_a_page_is_edited_where_it_is_written(frames: Frames) -> None:
    def edited(path: str) -> list[str]:
        return re.findall(r'<a href="([^"]+)" rel="edit">', filled(frames, path))

    assert edited("fi/about/index.html") == ["https://git.example.org/corner/edit/main/content/about.fi.md"]
    assert edited("sv/about/index.html") == ["https://git.example.org/corner/edit/main/content/about.md"]


def test_the_page_for_lost_addresses_speaks_every_language_with_absolute_addresses(frames: Frames) -> None:
    assert re.findall(r'<section lang="(\w+)">', frames.not_found) == ["en", "fi", "sv"]
    addresses = re.findall(r'(?:href|src|action)="([^"]+)"', frames.not_found)
    assert {address for address in addresses if not address.startswith(("/portal/", "https:"))} == {
        "#page-text"
    }
    assert {
        "/portal/",
        "/portal/fi/search/",
        "/portal/sv/",
        "/portal/sv/members/",
        "/portal/fi/evidence/",
    } <= set(addresses)


# What a page may do


def test_the_policy_stands_before_everything_it_governs(frames: Frames) -> None:
    page = frames.frame("en", "members", 1).fill(RECORD).decode()
    head = page.partition("<head>")[2]

    assert re.match(r'\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"', head)
    assert "unsafe-inline" not in page
    assert frames.policy == write_policy()


def test_inline_code_is_allowed_by_its_hash_alone(network: Path) -> None:
    overrides = network / "overrides"
    code = "document.title += '!'"
    (overrides / "main.html").write_text(
        '{% extends "talkoot.html" %}{% block libs %}<script>' + code + "</script>{% endblock %}"
    )

    frames = frames_at(network)

    expected = f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
    assert f"script-src 'self' 'wasm-unsafe-eval' {expected};" in frames.policy
    assert expected.replace("'", "&#39;") in frames.frame("fi", "", 1).pieces[0]


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:red">',
        '<p onclick="x()">',
        '<script src="https://example.org/x.js">',
        '<link rel="stylesheet" href="//x.org">',
    ],
)
def test_what_no_hash_can_allow_is_refused(html: str) -> None:
    with pytest.raises(FrameFault, match="the policy does not allow"):
        inline_hashes(html)


def test_a_block_of_facts_for_search_engines_is_no_script() -> None:
    assert inline_hashes('<script type="application/ld+json">{}</script>') == frozenset()


def test_a_mend_that_finds_nothing_to_mend_says_so() -> None:
    with pytest.raises(FrameFault, match=r"the drawer.* found 0 targets"):
        mend("<html><main></main></html>", words("en").entries["theme"])


# Two engines, and frames kept between builds


def test_properdocs_changes_nothing_but_the_generators_name(frames: Frames) -> None:
    other = frames_at(NETWORK, engine="properdocs")

    def pages(made: Frames) -> list[str]:
        records = [frame.fill(RECORD).decode() for frame in made.records.values()]
        return [*records, *(filled(made, path) for path in made.pages), made.not_found]

    def nameless(page: str) -> str:
        return re.sub(r'(?<=<meta name="generator" content=")[^"]+', "", page)

    assert pages(frames) != pages(other)
    assert [nameless(page) for page in pages(frames)] == [nameless(page) for page in pages(other)]
    assert frames.assets == other.assets


def test_kept_frames_equal_new_ones_and_need_no_engine(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = network / ".cache" / "talkoot"
    new = frames_at(network, cache)
    monkeypatch.setattr("talkoot.frames.making.render_pages", None)

    assert frames_at(network, cache) == new


@pytest.mark.parametrize(
    "change",
    ["mkdocs.yml", "content/about.fi.md", "overrides/styles/own.css", "overrides/partials/logo.html"],
)
def test_frames_are_made_anew_when_what_they_rest_on_changes(network: Path, change: str) -> None:
    def key() -> bytes:
        look, overrides = (network / "mkdocs.yml").read_text(), read_folder(network / "overrides")
        return keeping.key_of(site_at(network), sources_at(network), look, overrides, "mkdocs")

    old = key()
    path = network / change
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as file:
        file.write("\n# changed\n")

    assert key() != old


@pytest.mark.parametrize("place", [0, 40, 100, 5000, -1])
def test_kept_frames_in_doubt_are_thrown_away(frames: Frames, tmp_path: Path, place: int) -> None:
    keeping.keep(tmp_path, b"k" * 32, frames)
    kept = tmp_path / "frames"
    content = bytearray(kept.read_bytes())
    assert keeping.load(tmp_path, b"k" * 32) == frames
    content[place] ^= 1
    kept.write_bytes(content if place >= 0 else content[:place])

    assert keeping.load(tmp_path, b"k" * 32) is None


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(frames: Frames, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.write_text("a file where the folder should be")

    keeping.keep(cache, b"k" * 32, frames)

    assert keeping.load(cache, b"k" * 32) is None


def test_making_frames_leaves_no_engine_in_this_process() -> None:
    code = (
        "import sys, test_frames; test_frames.frames_at(test_frames.NETWORK);"
        "print([name for name in ('mkdocs', 'material', 'markdown') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parent)])}

    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)

    assert run.stdout == b"[]\n"


def test_a_site_without_address_or_repository_promises_neither(network: Path) -> None:
    site = replace(site_at(network), url=None, repository=None)

    frames = make_frames(site, sources_at(network), (network / "mkdocs.yml").read_text())

    page = filled(frames, "about/index.html")
    assert "canonical" not in page
    assert 'rel="edit"' not in page
    assert 'href="/assets/' in frames.not_found


def test_the_mkdocs_file_is_one_that_mkdocs_itself_can_load(network: Path) -> None:
    from mkdocs.config.base import load_config

    config = load_config(str(network / "mkdocs.yml"))

    assert config.site_name == "Log corner"
