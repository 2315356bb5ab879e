"""Feeds: what is new, in each language, as RFC 4287 wants it told and the same for everybody who asks."""

from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import pytest
from built import FULL, URL, BuiltSite, build_site, copy_of, spoken

from talkoot.languages import words
from talkoot.outputs.feeds import NEWS

ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML = "{http://www.w3.org/XML/1998/namespace}"
EVERY = [(language, section) for language in ("en", "fi", "sv") for section in NEWS]

MEETING = """---
title: '<script>alert(1)</script> & "more" ]]>'
start: 2026-11-12 17:00
end: 2026-11-12 19:00
status: held
group: rovaniemi
host: jarvikala
summary: <b>bold</b> &amp; <img src=x onerror=alert(1)>
---
A [neighbour](../../members/jarvikala/) and ]]> and <script>alert(2)</script>.
"""


def feed(site: BuiltSite, language: str, section: str) -> Element:
    return ElementTree.parse(site.folder / f"feeds/{language}/{section}.xml").getroot()


def told(element: Element, name: str) -> str:
    """The text of the one child of this name."""
    (child,) = element.findall(f"a:{name}", ATOM)
    return child.text or ""


def link(element: Element, rel: str) -> str:
    (found,) = [one for one in element.findall("a:link", ATOM) if one.get("rel") == rel]
    return str(found.get("href"))


@pytest.mark.parametrize(("language", "section"), EVERY)
def test_every_feed_says_what_the_standard_asks_for(language: str, section: str, full: BuiltSite) -> None:
    root = feed(full, language, section)
    prefix = "" if language == "en" else f"{language}/"

    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.get(f"{XML}lang") == language
    assert told(root, "id") == link(root, "self") == f"{URL}feeds/{language}/{section}.xml"
    assert link(root, "alternate") == f"{URL}{prefix}{section}/"
    assert told(root, "title").endswith(words(language)(NEWS[section].title))
    assert told(root, "rights") == "Creative Commons Attribution-ShareAlike 4.0"
    assert root.findtext("a:author/a:name", "", ATOM)
    entries = root.findall("a:entry", ATOM)
    assert entries
    for entry in entries:
        assert told(entry, "id") == link(entry, "alternate")
        page = urlsplit(told(entry, "id")).path.removeprefix("/portal/")
        assert f"{page}index.html" in full.pages
        for moment in (told(entry, "updated"), told(entry, "published")):
            assert datetime.fromisoformat(moment).tzinfo is not None
        assert told(entry, "title")
    assert len({told(entry, "id") for entry in entries}) == len(entries)
    days = [told(entry, "updated") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert told(root, "updated") == days[0]


def test_reports_come_with_their_text_and_those_not_written_do_not_come(full: BuiltSite) -> None:
    (entry,) = feed(full, "en", "meetings").findall("a:entry", ATOM)

    assert told(entry, "id") == f"{URL}meetings/2026-10-08-jarvikala/"
    assert told(entry, "updated") == "2026-10-08T19:45:00+03:00"
    text = spoken(html5lib.parseFragment(told(entry, "content"), namespaceHTMLElements=False))
    assert text == "Everyone wrote down one price. What surprised us Nobody had counted the drive."


def test_drafts_and_withdrawn_practices_and_members_that_left_are_no_news(full: BuiltSite) -> None:
    practices = [told(e, "id") for e in feed(full, "en", "practices").findall("a:entry", ATOM)]
    members = [told(e, "id") for e in feed(full, "en", "members").findall("a:entry", ATOM)]

    network = full.examined.network
    assert network
    assert not [id_ for id_ in practices if "luonnos" in id_ or "vanha-tapa" in id_]
    assert sorted(members) == sorted(f"{URL}{m.address}" for m in network.active_members)


def test_an_entry_in_another_language_says_so(full: BuiltSite) -> None:
    entries = feed(full, "fi", "members").findall("a:entry", ATOM)

    lang = {told(entry, "title"): entry.get(f"{XML}lang") for entry in entries}
    assert lang["Hirsi ja Hopea"] is None
    assert "en" in lang.values()


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    place = root / "content/meetings/2026-11-12-vaara"
    place.mkdir()
    (place / "meeting.md").write_text(
        MEETING.replace("<script>alert(2)</script>", "`<script>alert(2)</script>`"), encoding="utf-8"
    )

    entry = feed(build_site(root, tmp_path / "site", search=False), "en", "meetings").findall(
        "a:entry", ATOM
    )[0]

    assert told(entry, "title") == '<script>alert(1)</script> & "more" ]]>'
    summary = html5lib.parseFragment(told(entry, "summary"), namespaceHTMLElements=False)
    assert spoken(summary) == "<b>bold</b> &amp; <img src=x onerror=alert(1)>"
    content = html5lib.parseFragment(told(entry, "content"), namespaceHTMLElements=False)
    assert {element.tag for element in content.iter()} == {"DOCUMENT_FRAGMENT", "p", "a", "code"}
    assert entry.get(f"{XML}base") == f"{URL}meetings/2026-11-12-vaara/"


def test_feeds_change_when_there_is_news_and_on_no_other_day(full: BuiltSite, tmp_path: Path) -> None:
    later = build_site(full.root, tmp_path / "site", today=date(2026, 11, 22), search=False)

    for language, section in EVERY:
        path = f"feeds/{language}/{section}.xml"
        assert (later.folder / path).read_bytes() == (full.folder / path).read_bytes(), path


def test_an_empty_feed_and_one_of_a_site_without_an_address(tmp_path: Path) -> None:
    root = copy_of(FULL.parent / "small", tmp_path / "network")
    for meeting in root.glob("content/meetings/*/meeting*.md"):
        meeting.write_text(meeting.read_text().partition("\n---\n")[0] + "\n---\n")

    empty = feed(build_site(root, tmp_path / "site", search=False), "en", "meetings")
    nowhere = build_site(root, tmp_path / "nowhere", url=None, search=False)

    assert empty.findall("a:entry", ATOM) == []
    assert told(empty, "updated") == "2026-11-21T00:00:00+02:00"
    assert [path for path in nowhere.files if path.endswith(".xml")] == []


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("", ["Subscribe to all meetings", "New reports", "New practices", "New members"]),
        ("members/", ["New members"]),
        (
            "meetings/",
            [
                "Subscribe to all meetings",
                "Subscribe to the meetings of River group",
                "Subscribe to the meetings of Lake group",
                "New reports",
            ],
        ),
        ("practices/", ["New practices"]),
        ("groups/inari/", ["Subscribe to the meetings of Lake group"]),
        ("themes/", []),
    ],
)
def test_pages_name_their_feeds_to_programs_and_to_people(
    address: str, titles: list[str], full: BuiltSite
) -> None:
    page = full.page(address)

    named = [one for one in page.links("alternate") if one.get("type")]
    assert [one.get("title") for one in named] == titles
    if address:
        followed = [nav for nav in page.all("nav") if nav.get("class") == "follow"]
        links = {str(a.get("href")) for nav in followed for a in nav.iter("a")}
        assert {str(one.get("href")) for one in named} <= links
