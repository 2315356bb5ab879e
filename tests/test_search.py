"""What the search index knows: every public page, in the words people look for it by, the same each time."""

import gzip
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Annotated, Any

import pagefind_bin
import pytest
from built import BuiltSite

from talkoot.frames import make_frames
from talkoot.framing import frame_site, look_apart
from talkoot.kept import Kept
from talkoot.languages import by_letters
from talkoot.outputs import indexing
from talkoot.outputs.indexing import FIELDS, KEPT, ends, shares_of, slim_documents
from talkoot.outputs.merging import merged
from talkoot.outputs.pagefind import PagefindFault, index_documents
from talkoot.outputs.search import search_files
from talkoot.outputs.shards import ENTRY, Shard, read_shard, unpacked
from talkoot.outputs.site import File, Site
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
    return {path: html for share in shares_of(site) for path, html, _ in slim_documents(share)}


@pytest.fixture(scope="module")
def found(full: BuiltSite) -> Mapping[str, Entry]:
    """Address → what the published index says of the page there."""
    entries = map(fragment, sorted((full.folder / "pagefind/fragment").iterdir()))
    return {entry["url"].removeprefix("/"): entry for entry in map(json.loads, entries)}


def fragment(file: Path) -> str:
    return gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd").decode()


def sorted_by(full: BuiltSite, name: str) -> list[str]:
    """The addresses of English pages as the published index sorts them."""
    bundle = full.folder / "pagefind"
    entry = json.loads((bundle / ENTRY).read_text(encoding="utf-8"))
    _, pages, _, _, sorts, _ = unpacked(
        (bundle / f"pagefind.{entry['languages']['en']['hash']}.pf_meta").read_bytes()
    )
    urls = [json.loads(fragment(bundle / f"fragment/{name}.pf_fragment"))["url"] for name, _ in pages]
    return [urls[number].removeprefix("/") for number in dict(sorts)[name]]


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
    assert not re.search(r"Edit (the file|this page)", front["content"])


def test_names_are_sorted_as_each_language_does() -> None:
    names = ["Zorn", "Åsa", "Öberg", "Ärla", "Arne", "Östen", "asta"]

    finnish = sorted(names, key=lambda name: by_letters(name, "fi"))
    english = sorted(names, key=lambda name: by_letters(name, "en"))

    assert finnish == ["Arne", "asta", "Zorn", "Åsa", "Ärla", "Öberg", "Östen"]
    assert english == ["Ärla", "Arne", "Åsa", "asta", "Öberg", "Östen", "Zorn"]


def test_pages_carry_their_place_among_names_and_days(full: BuiltSite) -> None:
    names, days = sorted_by(full, "name"), sorted_by(full, "date")

    assert names.index("members/hirsi-ja-hopea/") < names.index("members/paljas/")
    assert days.index("members/vanha-verstas/") < days.index("meetings/2027-01-14-peruttu/")


def test_what_has_no_day_comes_after_the_newest_last(full: BuiltSite) -> None:
    days = sorted_by(full, "date")  # the page shows them from the end

    assert days.index("about/") < days.index("members/vanha-verstas/")


def test_only_what_the_search_page_loads_is_published(full: BuiltSite) -> None:
    ours = [path for path in full.files if path.startswith("pagefind/")]

    assert {path for path in ours if path.endswith((".js", ".css"))} == {
        "pagefind/pagefind.js",
        "pagefind/pagefind-worker.js",
    }
    entry = json.loads((full.folder / "pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    assert entry["languages"].keys() == {"en", "fi", "sv"}


WORDS = [
    "äiti",
    "aiti",
    "Äidit",
    "leipä",
    "leipa",
    "leipomo",
    "hätä",
    "café",
    "cafe",
    "työ",
    "tyo",
    "vene",
    "veneet",
    "järvi",
    "jarvi",
]
"""What is written with and without its accents, so that one word is told in several ways."""

Document = tuple[str, str]


def document(n: int, text: str = "") -> Document:
    """A page with what only some pages have: facts, filters and headings."""
    facts = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{name} {WORDS[n % 5]}">'
        for k, name in enumerate(FIELDS)
        if name == "title" or n % 60 > 8 * k
    )
    filters = "".join(
        f'<meta data-pagefind-filter="filter-{f}[content]" content="value-{n * f % 7}">' for f in range(9)
    )
    told = text or " ".join(WORDS[(n * k) % len(WORDS)] for k in range(1, 1 + n % 40))
    heading = f"<h2>{WORDS[n % len(WORDS)]}</h2>" if n % 3 else ""
    return (
        f"pages/{n}/index.html",
        f'<html lang="fi"><head>{facts}{filters}</head><body data-pagefind-body>{heading}<p>{n} {told}</p></body></html>',
    )


def shard(documents: Sequence[Document]) -> Shard:
    """The shard of some documents, as it is after it was kept."""
    read = read_shard(index_documents(documents), [path for path, _ in documents], FIELDS)
    return Shard.unpack(read.pack())


def told(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of words and of pages, below their compression."""
    return {path: gzip.decompress(files[path]) for path in files if path.startswith(("index/", "fragment/"))}


def test_an_index_joined_of_shards_is_the_one_that_pagefind_makes_of_all_pages_at_once() -> None:
    documents = [document(n) for n in range(1500)]
    whole = index_documents(documents)
    name = json.loads(whole[ENTRY])["languages"]["fi"]["hash"]
    version, pages, chunks, filters, _, fields = unpacked(whole[f"pagefind.{name}.pf_meta"])

    index = merged("fi", version, [shard(documents[n : n + 400]) for n in range(0, 1500, 400)], {}, FIELDS)

    assert len(chunks) > 2
    assert told(index.files) == told(whole)
    ours = unpacked(index.files[f"pagefind.{index.name}.pf_meta"])
    assert ours[:3] == [version, pages, chunks]
    assert ours[5] == fields == [*FIELDS]
    values = {title: unpacked(whole[f"filter/{name}.pf_filter"])[1] for title, name in filters}
    assert {title: unpacked(index.files[f"filter/{name}.pf_filter"])[1] for title, name in ours[3]} == {
        title: sorted(of) for title, of in values.items()
    }
    assert [title for title, _ in ours[3]] == sorted(values)


def test_shards_whose_pages_say_less_of_themselves_name_it_alike() -> None:
    few, many = [document(n) for n in range(1, 9)], [document(n) for n in range(30, 59)]
    whole = index_documents([*few, *many])

    index = merged("fi", "1.5", [shard(few), shard(many)], {}, FIELDS)

    assert told(index.files) == told(whole)


def test_what_a_hand_written_page_says_of_itself_in_its_own_way_is_searched_too() -> None:
    page = '<html lang="fi"><body data-pagefind-body><p data-pagefind-meta="author">Xyz</p></body></html>'

    odd = shard([("odd/index.html", page)])

    index = merged("fi", "1.5", [shard([document(59)]), odd], {}, FIELDS)
    (words,) = [unpacked(file) for path, file in index.files.items() if path.startswith("index/")]
    places = {word: where for word, where, _ in words[0]}["xyz"]
    assert places == [[1, [-25, 0], [-len(FIELDS), 0]]]


def test_pages_whose_digests_begin_alike_keep_a_fragment_each() -> None:
    one, other = shard([document(1)]), shard([document(2)])
    ((name, _),) = one.pages
    clash = replace(other, pages=[[name, 3]])

    index = merged("fi", "1.5", [one, clash], {}, FIELDS)

    assert index.fragments[0] == name != index.fragments[1]
    kept = [index.files[f"fragment/{name}.pf_fragment"] for name in index.fragments]
    assert kept == [*one.fragments, *other.fragments]


def test_a_page_that_pagefind_passes_over_is_told() -> None:
    blank = ("blank/index.html", '<html lang="fi"><body data-pagefind-body></body></html>')

    with pytest.raises(PagefindFault, match="left out"):
        shard([document(1), blank])


def test_a_page_more_or_less_moves_no_end_of_a_shard_but_those_nearby() -> None:
    paths = [f"members/m-{n:05}/index.html" for n in range(10_000)]
    before = {paths[n - 1] for n in ends(paths)}

    for at in (0, 2500, 9000):
        more = [*paths[:at], "members/new/index.html", *paths[at:]]
        fewer = [*paths[:at], *paths[at + 1 :]]
        for changed in (more, fewer):
            after = {changed[n - 1] for n in ends(changed)}
            assert len(before ^ after) <= 6
    sizes = [end - begin for begin, end in pairwise([0, *ends(paths)])]
    assert sum(sizes) == len(paths)
    assert max(sizes) <= indexing.MOST
    assert len(sizes) > 20


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents Pagefind was given, each time it was asked."""
    asked: list[int] = []

    def index(documents: Iterable[Document]) -> Mapping[str, bytes]:
        held = [*documents]
        asked.append(len(held))
        return index_documents(held)

    monkeypatch.setattr(indexing, "index_documents", index)
    return asked


def content(files: Iterable[File]) -> Mapping[str, bytes]:
    return {file.path: file.make() for file in files}


def test_what_did_not_change_is_not_indexed_again(
    site: Site, tmp_path: Path, counted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "LEAST", 2)
    here = replace(site, root=tmp_path)
    search_files(here)
    pages = sum(counted)
    counted.clear()

    search_files(here)
    assert counted == []
    edited = with_another_summary(here, "hirsi-ja-hopea")
    after = content(search_files(edited))

    assert 0 < sum(counted) < pages / 4  # its neighbours in each of three languages
    assert after == content(search_files(replace(edited, root=tmp_path / "elsewhere")))
    assert after != content(search_files(here))


def with_another_summary(site: Site, id_: str) -> Site:
    member = site.network.members[id_]
    edited = replace(member, record=member.record.model_copy(update={"summary": "Zebras and zithers."}))
    members = {**site.network.members, id_: edited}
    return replace(site, network=replace(site.network, kinds={**site.network.kinds, "member": members}))


def test_what_was_kept_and_has_changed_on_the_disk_is_made_again(site: Site, tmp_path: Path) -> None:
    here = replace(site, root=tmp_path)
    sound = content(search_files(here))
    kept = [path for path in (tmp_path / KEPT).rglob("*") if path.is_file()]
    assert kept

    for n, path in enumerate(kept):
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] if n % 2 else whole[:50] + bytes([whole[50] ^ 1]) + whole[51:])

    assert content(search_files(here)) == sound


def test_only_what_the_last_build_was_made_of_is_kept(site: Site, tmp_path: Path) -> None:
    here = replace(site, root=tmp_path)
    search_files(here)
    before = {path for path in (tmp_path / KEPT).rglob("*") if path.is_file()}

    search_files(with_another_summary(here, "hirsi-ja-hopea"))
    after = {path for path in (tmp_path / KEPT).rglob("*") if path.is_file()}

    assert len(after) == len(before)
    assert after != before


@pytest.mark.everywhere
def test_after_any_edits_the_kept_shards_make_the_index_of_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "LEAST", 5)
    monkeypatch.setattr(indexing, "MOST", 20)
    chance = Random(7)
    documents = [document(n) for n in range(120)]
    kept: dict[tuple[Document, ...], Shard] = {}

    for edit in range(40):
        at = chance.randrange(len(documents))
        new = document(1000 + edit, " ".join(chance.choices(WORDS, k=9)))
        change = chance.choice(["add", "remove", "tell otherwise", "move"])
        if change in ("remove", "move"):
            gone = documents.pop(at)
            new = gone if change == "move" else new
        if change == "tell otherwise":
            documents[at] = (documents[at][0], new[1])
        elif change != "remove":
            documents.insert(chance.randrange(len(documents)), new)
        stops = [0, *ends([path for path, _ in documents])]
        parts = [tuple(documents[begin:end]) for begin, end in pairwise(stops)]
        kept |= {part: shard(part) for part in parts if part not in kept}

        index = merged("fi", "1.5", [kept[part] for part in parts], {}, FIELDS)

        assert told(index.files) == told(index_documents(documents)), (edit, change)


def test_several_processes_make_the_same_index(site: Site, tmp_path: Path) -> None:
    alone = content(search_files(replace(site, root=tmp_path / "alone")))

    together = content(search_files(replace(site, root=tmp_path / "together"), jobs=2))

    assert alone == together


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
            search_files(replace(site, root=tmp_path))
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
        search_files(replace(site, root=tmp_path))

    assert (refused.value.problem.code, refused.value.problem.found) == ("search-index-failed", found)


def test_the_example_in_the_search_box_is_a_place_of_this_network(full: BuiltSite) -> None:
    for address in ("search/", "fi/search/"):
        (box,) = [box for box in full.page(address).all("input") if box.get("id") == "search-field"]
        assert "Rovaniemi" in (box.get("placeholder") or "")
