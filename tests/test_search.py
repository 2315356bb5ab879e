"""What the search index knows: every public page, in the words people look for it by, the same each time."""

import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import pagefind_bin
import pytest
from built import BuiltSite

from talkoot.frames import make_frames
from talkoot.framing import frame_site, look_apart
from talkoot.languages import by_letters
from talkoot.network import Kept
from talkoot.outputs.pagefind import index_documents
from talkoot.outputs.search import search_files, slim_documents
from talkoot.outputs.site import Site
from talkoot.outputs.slim import slim_record
from talkoot.outputs.telling import telling
from talkoot.publish import Refusal
from talkoot.records.fields import Prose, Text
from talkoot.records.record import Record

Entry = Mapping[str, Any]
"""A page as the index answers with it."""


@pytest.fixture(scope="module")
def site(full: BuiltSite) -> Site:
    """The full network as its outputs see it."""
    network = full.examined.network
    assert network is not None
    pages, look = look_apart(full.examined.texts)
    frames = make_frames(frame_site(full.root, network), pages, look, full.root / ".cache/talkoot")
    return Site(full.root, network, frames, network.pictures)


@pytest.fixture(scope="module")
def slim(site: Site) -> Mapping[str, str]:
    """Path → slim document."""
    return dict(slim_documents(site))


@pytest.fixture(scope="module")
def found(full: BuiltSite) -> Mapping[str, Entry]:
    """Address → what the published index says of the page there."""
    entries = map(unpacked, sorted((full.folder / "pagefind/fragment").iterdir()))
    return {entry["url"].removeprefix("/"): entry for entry in map(json.loads, entries)}


def unpacked(file: Path) -> str:
    return gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd").decode()


def sorted_by(slim: Mapping[str, str], name: str) -> list[str]:
    """The addresses of English pages in the order of their `data-pagefind-sort`."""
    pattern = re.compile(rf'sort="{name}\[content\]" content="([^"]*)"')
    keys = {path: pattern.findall(html)[0] for path, html in slim.items() if path[:3] not in ("fi/", "sv/")}
    return sorted(keys, key=lambda path: keys[path].zfill(10))


def test_every_record_theme_group_and_written_page_is_found_in_every_language(
    site: Site, found: Mapping[str, Entry]
) -> None:
    network = site.network
    records = [kept for of_kind in network.kinds.values() for kept in of_kind.values()]
    told = [kept.address for kept in records if getattr(kept.record, "status", "") != "draft"]
    told += [f"themes/{id_}/" for id_ in network.vocabularies["themes"]]
    told += [f"groups/{id_}/" for id_ in network.groups]
    told += ["evidence/", "meetings/calendar/", "map/", "data/"]
    written = {path.removesuffix("index.html") for path in site.frames.pages}

    assert found.keys() == written | {prefix + address for prefix in ("", "fi/", "sv/") for address in told}


def test_what_is_not_for_the_public_is_not_found(found: Mapping[str, Entry]) -> None:
    everything = json.dumps([*found.values()], ensure_ascii=False)

    assert not [address for address in found if "luonnos" in address]
    assert "A draft that nobody sees" not in everything
    assert "918273645" not in everything  # the account of an editor


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "members/hirsi-ja-hopea/",
            ["Crafts: silver, textiles", "River group", "a second-hand rolling mill"],
        ),
        ("fi/members/hirsi-ja-hopea/", ["Käsityö: hopea", "Kokoustila"]),
        ("sv/members/hirsi-ja-hopea/", ["Hantverk", "Produktfotografering"]),
        ("members/hirsi-ja-hopea/", ["Our shop", "The two owners"]),
        ("meetings/2026-10-08-jarvikala/", ["Järvikala", "Lake group"]),
    ],
)
def test_a_page_is_found_by_what_its_terms_and_links_are_called(
    found: Mapping[str, Entry], address: str, words: list[str]
) -> None:
    known = found[address]["meta"]["words"].split(" · ")

    assert [word for word in words if word not in known] == []


def test_a_page_tells_what_it_can_be_filtered_by(found: Mapping[str, Entry]) -> None:
    member = found["members/hirsi-ja-hopea/"]["filters"]

    assert member == {
        "kind": ["member"],
        "sector": ["crafts", "tourism"],
        "group": ["rovaniemi"],
        "place": ["rovaniemi"],
        "offers": ["meeting-space"],
        "needs": ["product-photography"],
        "theme": ["pricing"],
    }
    assert found["practices/monthly-meeting/"]["filters"]["level"] == ["regional"]
    assert found["themes/pricing/"]["filters"] == {"kind": ["theme"], "theme": ["pricing"]}
    assert found["groups/inari/"]["filters"] == {"kind": ["group"], "group": ["inari"]}
    assert found["about/"]["filters"] == {"kind": ["page"]}


def test_a_meeting_at_a_member_s_premises_is_found_at_the_member_s_place(
    full: BuiltSite, found: Mapping[str, Entry]
) -> None:
    meeting = (full.root / "content/meetings/2026-12-10-hirsi-ja-hopea/meeting.md").read_text(
        encoding="utf-8"
    )
    own = re.findall(r"^place: (\S+)", meeting, re.MULTILINE) or ["rovaniemi"]

    assert found["meetings/2026-12-10-hirsi-ja-hopea/"]["filters"]["place"] == own


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("members/vanha-verstas/", "Has left"),
        ("members/jarvikala/", "Taking a break"),
        ("members/hirsi-ja-hopea/", None),
        ("meetings/2027-01-14-peruttu/", "Cancelled"),
        ("fi/meetings/2027-01-14-peruttu/", "Peruttu"),
        ("meetings/2026-11-05-unohtui/", "Report to come"),
        ("practices/vanha-tapa/", "Withdrawn"),
    ],
)
def test_a_result_says_that_something_is_over_or_not_yet(
    found: Mapping[str, Entry], address: str, state: str | None
) -> None:
    assert found[address]["meta"].get("state") == state


def test_a_result_says_when_and_where(found: Mapping[str, Entry]) -> None:
    meeting = found["fi/meetings/2026-10-08-jarvikala/"]["meta"]

    assert meeting["when"] == "8. lokakuuta 2026"
    assert found["members/hirsi-ja-hopea/"]["meta"]["where"] == "Rovaniemi"


def test_text_in_another_language_is_marked(slim: Mapping[str, str], found: Mapping[str, Entry]) -> None:
    member = slim["members/jarvikala/index.html"]

    assert '<div lang="fi">Muikkua järvestä, myydään siellä missä se pyydetään</div>' in member
    # A name that no translation changes belongs to no language; a title does.
    assert found["members/jarvikala/"]["filters"].get("lang") == ["fi"]
    assert "title-lang" not in found["members/jarvikala/"]["filters"]
    assert found["meetings/2027-01-14-peruttu/"]["filters"]["title-lang"] == ["fi"]
    assert "lang" not in found["fi/members/jarvikala/"]["filters"]


def test_an_excerpt_begins_with_the_summary_and_leaves_links_and_pictures_out(
    found: Mapping[str, Entry],
) -> None:
    text = found["members/hirsi-ja-hopea/"]["content"]

    assert text.startswith(
        "Silver jewellery and winter workshops by the river. We began in 2014 with one bench."
    )
    assert "Our shop" not in text
    assert "Two benches by a window" not in text


def test_markup_in_a_text_stays_text(found: Mapping[str, Entry]) -> None:
    member = found["members/viivilla/"]

    assert member["meta"]["title"] == "🧵 Neula & Lanka <3"
    assert "<b>brackets</b> {{ braces }} {% percent %}" in member["content"]


class Bench(Record):
    """A made-up kind of record with a text that is not for the public."""

    kind = "bench"
    folder = "benches"
    file = "bench.yml"
    title: Annotated[str, Text("Title", translated=True)]
    note: Annotated[str, Text("Note", public=False)]
    story: Annotated[str, Prose("Story", translated=True)]


def test_a_new_kind_of_record_is_found_by_its_public_texts(site: Site) -> None:
    bench = Bench(title="By the lake", note="Rotten", story="It **stands** there.")

    slim = slim_record(site.network, telling(Kept("lake", bench, "benches/lake/bench.yml", "en"), "en"))

    assert slim.texts == ["<div><p>It <strong>stands</strong> there.</p>\n</div>"]
    assert slim.filters == [("kind", "bench")]


def test_a_hand_written_page_is_found_by_its_own_text_only(found: Mapping[str, Entry]) -> None:
    front = found[""]

    assert front["meta"]["title"]
    assert "Hirsi ja Hopea" not in front["content"]  # a live part shows it; it has a page of its own


def test_names_are_sorted_as_each_language_does() -> None:
    names = ["Zorn", "Åsa", "Öberg", "Ärla", "Arne", "Östen", "asta"]

    finnish = sorted(names, key=lambda name: by_letters(name, "fi"))
    english = sorted(names, key=lambda name: by_letters(name, "en"))

    assert finnish == ["Arne", "asta", "Zorn", "Åsa", "Ärla", "Öberg", "Östen"]
    assert english == ["Ärla", "Arne", "Åsa", "asta", "Öberg", "Östen", "Zorn"]


def test_pages_carry_their_place_among_names_and_days(slim: Mapping[str, str]) -> None:
    names, days = sorted_by(slim, "name"), sorted_by(slim, "date")

    assert names.index("members/hirsi-ja-hopea/index.html") < names.index("members/paljas/index.html")
    assert days.index("members/vanha-verstas/index.html") < days.index(
        "meetings/2027-01-14-peruttu/index.html"
    )


def test_what_has_no_day_comes_after_the_newest_last(slim: Mapping[str, str]) -> None:
    days = sorted_by(slim, "date")  # the page shows them from the end

    assert days.index("about/index.html") < days.index("members/vanha-verstas/index.html")


def test_only_what_the_search_page_loads_is_published(full: BuiltSite) -> None:
    ours = [path for path in full.files if path.startswith("pagefind/")]

    assert {path for path in ours if path.endswith((".js", ".css"))} == {
        "pagefind/pagefind.js",
        "pagefind/pagefind-worker.js",
    }
    entry = json.loads((full.folder / "pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    assert entry["languages"].keys() == {"en", "fi", "sv"}


def documents() -> Iterator[tuple[str, str]]:
    """Pages with more filters and values than a hash table is likely to list alike twice."""
    for n in range(12):
        filters = "".join(
            f'<meta data-pagefind-filter="filter-{f}[content]" content="value-{n * f % 7}">' for f in range(9)
        )
        language = ("en", "fi")[n % 2]
        yield (
            f"pages/{n}/index.html",
            f'<html lang="{language}"><head><meta data-pagefind-sort="name[content]" content="{n}">{filters}</head>'
            f"<body data-pagefind-body><h1>Page {n}</h1><p>Sivun {n} teksti</p></body></html>",
        )


def test_the_same_documents_give_the_same_bytes() -> None:
    first, second = index_documents(documents()), index_documents(documents())

    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_everything_an_index_names_is_there() -> None:
    files = index_documents(documents())
    named = {path for path in files if path.startswith("filter/")}
    entry = json.loads(files["pagefind-entry.json"])

    assert len(named) == 18
    for about in entry["languages"].values():
        meta = gzip.decompress(files[f"pagefind.{about['hash']}.pf_meta"])
        named -= {path for path in named if path[7:-10].encode() in meta}
    assert named == set()


def program(tmp_path: Path, script: str) -> Path:
    """A program in Pagefind's place."""
    path = tmp_path / "pagefind"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def not_installed() -> Path:
    raise FileNotFoundError("Could not find any of …")


def not_there(tmp_path: Path) -> Callable[[], Path]:
    return lambda: tmp_path / "gone"


def test_a_missing_program_is_told_plainly(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for get in (not_installed, not_there(tmp_path)):
        monkeypatch.setattr(pagefind_bin, "get_executable", get)
        with pytest.raises(Refusal) as refused:
            search_files(site)
        assert refused.value.problem.code == "search-program-missing"


ERROR = "eyJtZXNzYWdlX2lkIjowLCJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJubyJ9fQ=="
"""`{"message_id":0,"payload":{"type":"Error","message":"no"}}` as the program would answer it."""


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("echo 'started' >&2; echo 'out of memory' >&2; exit 1", "out of memory"),
        ("exit 0", "Pagefind ended before its work was done"),
        (f"printf %s, {ERROR}; cat >/dev/null", "no"),
        ("printf 'Hello,'; cat >/dev/null", "Pagefind's answer could not be read"),
    ],
)
def test_a_program_that_fails_is_told_with_its_own_words(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, found: str
) -> None:
    failing = program(tmp_path, script)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: failing)

    with pytest.raises(Refusal) as refused:
        search_files(site)

    assert (refused.value.problem.code, refused.value.problem.found) == ("search-index-failed", found)
