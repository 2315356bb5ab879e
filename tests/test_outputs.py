"""The site's files: what a newcomer adds with few touches, addresses that answer, and what machines are told."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from built import FULL, TODAY, BuiltPage, BuiltSite, broken_links, build_site, copy_of, links_of, put, spoken

import talkoot
from talkoot.build import SHELVES, examine
from talkoot.languages import words
from talkoot.outputs.crawlers import A_SITEMAP
from talkoot.outputs.listings import A_PAGE
from talkoot.outputs.templates import _CompiledTemplates
from talkoot.sources.history import published_addresses

SMALL = FULL.parent / "small"


# A newcomer's three wishes, performed on a copy of the package: nothing but the touches the design names.

SLOGAN = '    slogan: Annotated[str | None, Text("Slogan", "As on the sign", "Bread first", translated=True)] = None\n'
SHOWN = '{% if record.slogan %}<p class="lede">{{ it.text("slogan") }}</p>{% endif %}\n'

EXCURSION = '''"""An excursion: a visit to see a practice."""

from typing import Annotated

from talkoot.records.fields import LinkTo, Prose, Text
from talkoot.records.record import Record


class Excursion(Record):
    kind = "excursion"
    folder = "content/excursions"
    file = "excursion.md"

    title: Annotated[str, Text("Title", "Who took what", "Vans in Norrland", translated=True)]
    summary: Annotated[str | None, Text("In short", "What came of it", "It works", translated=True)] = None
    practice: Annotated[str, LinkTo("Practice", "What was taken over", "monthly-meeting", target="practice")]
    text: Annotated[str | None, Prose("Told", "How it went", "We began…", translated=True, body=True)] = None
'''
EXCURSION_PAGE = """<h1>{{ it.title }}</h1>
{{ it.prose("text", top=2) }}
"""
ADOPTED = """---
title: Vans in Norrland
summary: Four bakers in Arvidsjaur do it too.
practice: monthly-meeting
---
They drive **further**.
"""
TRANSLATED = "---\ntitle: Pakettiautot Norrlannissa\n---\nHe ajavat **pidemmälle**.\n"

NAMES = '''"""Every member's name, a line each."""

from collections.abc import Iterator

from talkoot.outputs.site import File, Site


def member_names(site: Site) -> Iterator[File]:
    """`/data/names.txt`."""
    names = [kept.record.name for kept in site.network.members_by_name]
    yield File("data/names.txt", lambda: "\\n".join(names).encode())
'''


def talkoot_as_changed(package: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "talkoot", *arguments],
        env={**os.environ, "PYTHONPATH": str(package.parent), "SOURCE_DATE_EPOCH": "1795262400"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def newcomers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The changed package, and the site it builds of the small network that uses what was added."""
    folder = tmp_path_factory.mktemp("newcomers")
    root, package = copy_of(SMALL, folder / "network"), folder / "package" / "talkoot"
    shutil.copytree(Path(talkoot.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    # A field: one line in its kind, one in its template.
    with (package / "records/member.py").open("a") as member:
        member.write(SLOGAN)
    put(package / "templates/member.html", '<p class="lede">{{ it.text("summary") }}</p>\n', SHOWN)
    # A kind: one module, its name in RECORD_KINDS, one template.
    (package / "records/excursion.py").write_text(EXCURSION)
    put(package / "records/__init__.py", "Member, Meeting, Practice", ", Excursion")
    put(package / "records/__init__.py", '"""\n\n', "from talkoot.records.excursion import Excursion\n")
    (package / "templates/excursion.html").write_text(EXCURSION_PAGE)
    # An output: one function, its name in OUTPUTS.
    (package / "outputs/names.py").write_text(NAMES)
    put(package / "outputs/__init__.py", "    written_pages,\n", "    member_names,\n")
    put(package / "outputs/__init__.py", '"""\n\n', "from talkoot.outputs.names import member_names\n")
    # What the network's authors write then.
    put(root / "members/jarvikala/member.yml", "name: Järvikala\n", "slogan: Straight from the boat\n")
    for name, text in {"excursion.md": ADOPTED, "excursion.fi.md": TRANSLATED}.items():
        place = root / "content/excursions/norrland"
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    put(
        root / "content/addresses.yml", "moved:\n", "  - old: excursions/vans\n    new: excursions/norrland\n"
    )
    put(root / "content/index.md", "so far.\n", "\n[Norrland](excursions/norrland/excursion.md)\n")
    put(root / "mkdocs.yml", "  - members/\n", "  - excursions/\n")
    ran = talkoot_as_changed(package, "build", "--root", str(root), "--url", "https://org.example/")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return package, root


def read(root: Path, address: str) -> BuiltPage:
    return BuiltPage(address, (root / "site" / address / "index.html").read_text(encoding="utf-8"))


def test_a_field_takes_one_line_and_one_in_its_template(newcomers: tuple[Path, Path]) -> None:
    _, root = newcomers

    assert "Straight from the boat" in read(root, "members/jarvikala").text
    assert "Straight from the boat" in read(root, "sv/members/jarvikala").text


def test_a_kind_takes_one_module_its_name_and_one_template(newcomers: tuple[Path, Path]) -> None:
    _, root = newcomers

    assert read(root, "excursions/norrland").text.startswith("Vans in Norrland They drive further.")
    assert read(root, "fi/excursions/norrland").text.startswith(
        "Pakettiautot Norrlannissa He ajavat pidemmälle."
    )
    listing = read(root, "excursions")
    assert listing.text == "Excursions Excursions: 1 Vans in Norrland Four bakers in Arvidsjaur do it too."
    assert "Excursions" in [spoken(link) for link in listing.all("nav")[0].iter("a")]
    assert read(root, "excursions/vans").meta("refresh") == "0; url=../../excursions/norrland/"
    home = BuiltPage("", (root / "site/index.html").read_text(encoding="utf-8"))
    assert "./excursions/norrland/" in [link.get("href") for link in home.all("a")]
    assert b"https://org.example/fi/excursions/norrland/" in (root / "site/sitemap.xml").read_bytes()


def test_mistakes_in_a_new_kind_are_told_like_all_others(
    newcomers: tuple[Path, Path], tmp_path: Path
) -> None:
    package, root = newcomers
    shutil.copytree(root, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("site*", ".cache"))
    record = tmp_path / "content/excursions/norrland/excursion.md"
    record.write_text(ADOPTED.replace("monthly-meeting", "montly-meeting"))

    ran = talkoot_as_changed(package, "check", "--root", str(tmp_path))

    assert ran.stdout == (
        "content/excursions/norrland/excursion.md, line 4, “Practice” (practice)\n"
        "    Found: montly-meeting\n"
        "    Do:    did you mean “monthly-meeting”? Write the name of the folder under content/practices/.\n"
        "1 problem.\n"
    )
    assert ran.returncode == 1


def test_an_output_takes_one_function_and_its_name(newcomers: tuple[Path, Path]) -> None:
    _, root = newcomers

    names = (root / "site/data/names.txt").read_text(encoding="utf-8")

    assert names == "Hirsi ja Hopea\nJärvikala\nVanha Verstas"


# Addresses.


def test_every_link_picture_and_place_is_there_under_a_path(full: BuiltSite) -> None:
    assert broken_links(full, "/portal/") == []


def test_every_link_picture_and_place_is_there_at_the_top(tmp_path: Path) -> None:
    site = build_site(copy_of(FULL, tmp_path / "network"), tmp_path / "site", url="https://org.example/")

    assert broken_links(site, "/") == []


def test_pages_hold_no_address_of_the_site_but_where_one_must_be_whole(full: BuiltSite) -> None:
    for page in full.pages.values():
        if page.path == "404.html":
            continue
        whole = {
            link for tag, link in links_of(page) if tag != "link" and link.startswith(("https://org", "/"))
        }
        assert whole == set(), page.path


def test_the_404_leads_back_from_any_depth_and_speaks_every_language(full: BuiltSite) -> None:
    page = full.pages["404.html"]

    assert {section.get("lang") for section in page.all("section")} == {"en", "fi", "sv"}
    local = [link for _, link in links_of(page) if not link.startswith("https://")]
    assert all(link.startswith(("/portal/", "#")) for link in local), local
    assert page.meta("robots") == "noindex"


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_a_moved_address_leads_on_in_every_language(language: str, full: BuiltSite) -> None:
    prefix = "" if language == "en" else f"{language}/"
    page = full.page(f"{prefix}members/hirsi-hopea/")

    assert page.meta("refresh") == "0; url=../../members/hirsi-ja-hopea/"
    (canonical,) = page.links("canonical")
    assert canonical.get("href") == f"https://org.example/portal/{prefix}members/hirsi-ja-hopea/"
    (link,) = [a for a in page.all("main")[0].iter("a") if a.get("rel") != "edit"]
    assert (link.get("href"), spoken(link)) == ("../../members/hirsi-ja-hopea/", "Hirsi ja Hopea")
    assert words(language)("moved") in page.text


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_a_removed_address_says_so_in_every_language(language: str, full: BuiltSite) -> None:
    prefix, said = "" if language == "en" else f"{language}/", words(language)

    dated = full.page(f"{prefix}members/lopettanut/")
    undated = full.page(f"{prefix}practices/unohtunut/")

    assert said("removed on", day=said.day(date(2026, 1, 31))) in dated.text
    assert said("removed some day") in undated.text
    assert dated.meta("robots") == undated.meta("robots") == "noindex"


def git(root: Path, *command: str) -> None:
    told = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *told, *command], check=True, capture_output=True)


def test_a_record_that_vanished_from_git_is_a_problem_until_somebody_says_where_it_went(
    tmp_path: Path,
) -> None:
    root = copy_of(SMALL, tmp_path)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "As it was")
    assert examine(root, TODAY).problems == ()
    git(root, "mv", "members/vanha-verstas", "members/verstas")
    git(root, "commit", "-q", "-m", "Renamed")

    before = examine(root, TODAY).problems
    put(
        root / "content/addresses.yml",
        "moved:\n",
        "  - old: members/vanha-verstas\n    new: members/verstas\n",
    )
    after = examine(root, TODAY).problems

    assert [(p.code, p.path, p.found) for p in before] == [
        ("vanished", "content/addresses.yml", "members/vanha-verstas")
    ]
    assert after == ()
    assert "members/vanha-verstas" in published_addresses(root, SHELVES)


@pytest.mark.parametrize("address", ["people/hirsi", "themes/pricing"])
def test_only_records_can_have_moved(address: str, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    put(root / "content/addresses.yml", "moved:\n", f"  - old: {address}\n    new: members/jarvikala\n")

    problems = examine(root, TODAY).problems

    assert [(p.code, p.line, p.found) for p in problems] == [("address", 2, address)]


# What machines are told.

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_the_sitemap_lists_each_page_in_the_languages_it_is_written_in_and_no_other(full: BuiltSite) -> None:
    top = "https://org.example/portal/"
    listed = {}
    for url in ElementTree.parse(full.folder / "sitemap.xml").getroot().findall("s:url", SITEMAP):
        alternates = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)}
        listed[str(url.findtext("s:loc", "", SITEMAP))] = alternates

    expected = {}
    for page in full.pages.values():
        address = f"{top}{page.path.removesuffix('index.html')}"
        canonical = [link.get("href") for link in page.links("canonical")]
        if canonical == [address] and page.meta("robots") is None and page.meta("refresh") is None:
            links = [link for link in page.links("alternate") if link.get("hreflang")]
            expected[address] = {link.get("hreflang"): link.get("href") for link in links}
    assert listed == expected
    assert f"{top}members/paljas/" in listed
    assert f"{top}fi/members/paljas/" not in listed
    assert len(listed) > 40


def test_many_pages_take_several_sitemaps(full: BuiltSite, monkeypatch: pytest.MonkeyPatch) -> None:
    from talkoot.outputs import crawlers
    from talkoot.outputs.site import File, Listed

    monkeypatch.setattr(crawlers, "A_SITEMAP", 2)
    site: Any = type("Site", (), {"url": "https://org.example/", "languages": ("en",)})
    site.absolute = lambda language, address: f"https://org.example/{address}"
    pages = [File(f"{n}/index.html", lambda: b"", Listed("en", f"{n}/", ["en"])) for n in range(5)]

    made = {file.path: file.make().decode() for file in crawlers.sitemap(site, pages)}

    assert A_SITEMAP == 50_000
    assert [*made] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert re.findall("<loc>(.*?)</loc>", made["sitemap.xml"]) == [
        f"https://org.example/sitemap-{n}.xml" for n in (1, 2, 3)
    ]
    assert sum(text.count("<url>") for text in made.values()) == 5


def test_robots_may_read_everything_and_are_told_the_sitemap(full: BuiltSite) -> None:
    assert (full.folder / "robots.txt").read_text() == (
        "User-agent: *\nAllow: /\nSitemap: https://org.example/portal/sitemap.xml\n"
    )


def test_the_header_policy_allows_what_every_page_allows_and_forbids_frames(full: BuiltSite) -> None:
    lines = (full.folder / "_headers").read_text().splitlines()
    told = dict(line.strip().split(": ", 1) for line in lines[1:])

    assert lines[0] == "/*"
    policy = told["Content-Security-Policy"]
    assert policy.endswith("; frame-ancestors 'none'")
    allowed = {part.split()[0]: set(part.split()[1:]) for part in policy.split("; ")}
    assert allowed["default-src"] == {"'none'"}
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & set().union(*allowed.values())
    for page in full.pages.values():
        own = page.meta("Content-Security-Policy") or ""
        for part in own.split("; "):
            directive, *sources = part.split()
            assert set(sources) <= allowed[directive], page.path
        assert own.startswith("default-src 'none'"), page.path


def test_a_site_without_an_address_of_its_own_still_works(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")

    site = build_site(root, tmp_path / "site", url=None)

    assert "sitemap.xml" not in site.files
    assert site.page("members/jarvikala/").links("canonical") == []
    assert broken_links(site, "/") == []


def test_long_lists_go_on_on_further_pages(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    put(root / "content/network.yml", "languages:\n  - en\n", "")
    network = (root / "content/network.yml").read_text(encoding="utf-8")
    (root / "content/network.yml").write_text(network.replace("  - fi\n  - sv\n", ""), encoding="utf-8")
    for path in [*root.rglob("*.fi.*")]:
        path.unlink()
    for n in range(A_PAGE + 5):
        record = root / f"members/firm-{n:03}/member.yml"
        record.parent.mkdir()
        record.write_text(
            f"name: Firm {n:03}\nsummary: One of many\nsectors:\n  - food\ngroup: inari\nplace: inari\njoined: 2026-05-04\n"
        )

    site = build_site(root, tmp_path / "site")

    assert broken_links(site, "/portal/") == []
    first, second = site.page("members/"), site.page("members/page/2/")
    assert "Firm 000" in first.text and "Firm 064" in second.text
    (pages,) = [nav for nav in second.all("nav") if nav.get("class") == "pagination"]
    assert [a.get("aria-current") for a in pages.iter("a")] == [None, "page"]
    assert spoken(first.all("title")[0]) != spoken(second.all("title")[0])
    assert "Firm 064" in site.page("groups/inari/2/").text
    assert not [page.path for page in site.pages.values() if page.path.startswith("fi/")]


def test_what_templates_were_compiled_to_is_not_used_when_a_word_in_them_has_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def compiled(interface: str) -> _CompiledTemplates:
        (tmp_path / "words" / "en").mkdir(parents=True, exist_ok=True)
        (tmp_path / "words" / "en" / "interface.yml").write_text(interface, encoding="utf-8")
        return _CompiledTemplates("en")

    monkeypatch.setattr("talkoot.outputs.templates.files", lambda _: tmp_path)

    before, same, after = (compiled(told) for told in ("about: About", "about: About", "about: Of us"))

    assert before.get_source_checksum("x") == same.get_source_checksum("x")
    assert before.get_source_checksum("x") != after.get_source_checksum("x")
    assert before.get_source_checksum("x") != before.get_source_checksum("y")
