"""Open data: every public field and no other leaves the site, as JSON and as CSV, and says what it means."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from built import FULL, URL, BuiltSite, build_site, copy_of
from jsonschema import Draft202012Validator

from talkoot.languages import words
from talkoot.outputs.data.meanings import meanings
from talkoot.outputs.data.plain import Writer, may_be_shown
from talkoot.outputs.data.tables import cell
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import Site
from talkoot.records import RECORD_KINDS
from talkoot.records.member import Contact, Member, Photo
from talkoot.records.record import Field, Part, fields
from talkoot.sources.strict_yaml import read_keys

SECTIONS = {"member": "members", "meeting": "meetings", "practice": "practices", "adoption": "adoptions"}

HOSTILE = """name: =HYPERLINK("https://elsewhere.example.org";"Win")
summary: '-1+1|cmd "quoted", with; signs'
about: |
  @SUM(1)
  second line, with a comma
sectors:
  - crafts
group: inari
place: inari
offers:
  - +358 is no offer
joined: 2026-05-04
"""


def data(site: BuiltSite, name: str) -> Any:
    return json.loads((site.folder / "data/v1" / name).read_text(encoding="utf-8"))


def rows(site: BuiltSite, section: str) -> dict[str, dict[str, str]]:
    text = (site.folder / f"data/v1/{section}.csv").read_text(encoding="utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def record(site: BuiltSite, section: str, id_: str) -> dict[str, Any]:
    (found,) = [one for one in data(site, f"{section}.json")["records"] if one["id"] == id_]
    return dict(found)


def not_public(model: type[Part], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field]]:
    for field in fields(model):
        keys = (*above, field.key)
        if not field.kind.public:
            yield keys, field
        elif field.part:
            yield from not_public(field.part, keys)


def keys_in(value: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield (*above, key)
            yield from keys_in(inner, (*above, key))
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner, above)


@pytest.mark.parametrize(("kind", "section"), SECTIONS.items())
def test_every_file_says_whose_it_is_of_which_day_and_how_it_may_be_used(
    kind: str, section: str, full: BuiltSite
) -> None:
    told = data(full, f"{section}.json")
    network = full.examined.network

    assert network
    assert told["kind"] == kind
    assert (told["network"], told["demonstration"], told["date"]) == (
        "Every Field Network",
        True,
        "2026-11-21",
    )
    assert told["licence"] == {
        "id": "CC-BY-SA-4.0",
        "name": "Creative Commons Attribution-ShareAlike 4.0",
        "address": "https://creativecommons.org/licenses/by-sa/4.0/",
    }
    shown = {id_ for id_, kept in network.kinds[kind].items() if is_shown(kept)}
    assert {one["id"] for one in told["records"]} == rows(full, section).keys() == shown
    for one in told["records"]:
        assert one["page"] == f"{URL}{section}/{one['id']}/"
        assert f"{section}/{one['id']}/index.html" in full.pages


@pytest.mark.parametrize("model", RECORD_KINDS)
def test_every_public_field_leaves_and_no_other(model: Any, full: BuiltSite) -> None:
    section = SECTIONS[model.kind]
    told = data(full, f"{section}.json")["records"]

    given = {keys for one in told for keys in keys_in({k: v for k, v in one.items() if k != "translations"})}
    declared = {field.keys for field in meanings(model.kind)}
    # What sums and figures are made of is said by their type.
    parts = {keys for keys in given if keys[:-1] in declared and keys not in declared}
    assert {keys[-1] for keys in parts} <= {"amount", "currency", "number", "qualifier", "unit"}
    assert declared - given == set()
    assert given - parts - declared == {("id",), ("page",)}
    hidden = {keys for keys, _ in not_public(model)}
    everywhere = {keys for one in told for keys in keys_in(one)}
    assert not [k for k in everywhere if k in hidden or k[-1] in {h[-1] for h in hidden}]


def test_nothing_that_is_not_public_leaves_in_any_file(full: BuiltSite) -> None:
    for path in full.files:
        if path.startswith(("data/", "feeds/")) or path.endswith((".ics", ".vcf")):
            text = (full.folder / path).read_text(encoding="utf-8")
            assert "918273645" not in text, path
            assert "2025-02-17" not in text, path
            assert "luonnos" not in text, path


def test_a_group_that_needs_consent_is_left_out_without_it() -> None:
    assert may_be_shown(Contact(email="a@example.org", consent="2026-01-01"))  # type: ignore[arg-type]
    assert not may_be_shown(Contact(email="a@example.org"))
    assert not may_be_shown(Photo(file="a.png", alt="A", agreed="no"))  # type: ignore[arg-type]


def test_a_translation_says_nothing_of_what_is_left_out(
    full: BuiltSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = full.examined.network
    assert network
    kept = network.members["hirsi-ja-hopea"]
    bare: Any = type("Bare", (), {})()
    for name in ("id", "address", "folder", "language", "translations"):
        setattr(bare, name, getattr(kept, name))
    bare.record = kept.record.model_copy(update={"contact": Contact(email="a@example.org")})
    site: Any = Site(full.root, network, None, network.pictures)  # type: ignore[arg-type]

    told = Writer(site).record(bare)

    assert "contact" not in told
    assert "contact" not in told["translations"]["fi"]
    assert told["translations"]["fi"]["links"] == [{"title": "Kauppamme"}]


def test_values_are_told_so_that_no_program_need_guess(full: BuiltSite) -> None:
    meeting = record(full, "meetings", "2026-10-08-jarvikala")
    practice = record(full, "practices", "monthly-meeting")

    assert meeting["start"] == "2026-10-08T17:15+03:00"
    assert datetime.fromisoformat(record(full, "meetings", "2026-12-10-hirsi-ja-hopea")["start"]).utcoffset()
    assert meeting["attendance"] == {"people": 14, "enterprises": 9, "members": ["paljas", "hirsi-ja-hopea"]}
    assert practice["resources"]["total"] == {"amount": 500096, "currency": "EUR"}
    assert practice["evidence"][0]["figure"] == {"number": 60, "qualifier": "more than"}
    assert practice["evidence"][1]["figure"] == {"number": 92.5, "unit": "%"}
    assert (practice["start"], practice["published"], practice["real"]) == ("2018", "2020-05-31", True)
    picture = practice["image"]["file"]
    assert picture.removeprefix(URL) in full.files


def test_a_table_holds_what_the_json_holds(full: BuiltSite) -> None:
    member = rows(full, "members")["hirsi-ja-hopea"]
    practice = rows(full, "practices")["monthly-meeting"]

    assert member["sectors"] == "crafts; tourism"
    assert member["hosting.willing"] == "yes"
    assert member["contact.email"] == "hirsi@every.example.org"
    assert json.loads(member["links"]) == record(full, "members", "hirsi-ja-hopea")["links"]
    assert (practice["resources.total.amount"], practice["resources.total.currency"]) == ("500096", "EUR")
    assert rows(full, "members")["paljas"]["about"] == ""


def test_lines_end_and_begin_as_spreadsheets_want_them(full: BuiltSite) -> None:
    raw = (full.folder / "data/v1/members.csv").read_bytes()

    assert raw.startswith(b"\xef\xbb\xbfid,page,name,")
    assert raw.endswith(b"\r\n")


def test_no_text_becomes_a_formula_and_the_json_has_it_as_it_was(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    (root / "members/vaara").mkdir()
    (root / "members/vaara/member.yml").write_text(HOSTILE, encoding="utf-8")

    site = build_site(root, tmp_path / "site", search=False)
    row, told = rows(site, "members")["vaara"], record(site, "members", "vaara")

    assert row["name"] == '\'=HYPERLINK("https://elsewhere.example.org";"Win")'
    assert row["summary"] == '\'-1+1|cmd "quoted", with; signs'
    assert row["about"] == "'@SUM(1)\nsecond line, with a comma"
    assert row["offers"] == "'+358 is no offer"
    written = read_keys(HOSTILE)
    assert {key: told[key] for key in ("name", "summary", "offers")} == {
        key: written[key] for key in ("name", "summary", "offers")
    }
    for line in rows(site, "members").values():
        assert not [value for value in line.values() if value[:1] in tuple("=+-@\t\r＝＋－＠")]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain", "plain"),
        ("=1", "'=1"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("", ""),
        (-3, -3),
        (0, 0),
        (True, "yes"),
        (False, "no"),
        (["=a", "b"], "'=a; b"),
        ([{"a": "=1"}], '[{"a":"=1"}]'),
    ],
)
def test_a_cell_is_text_or_a_number_never_a_formula(value: object, written: object) -> None:
    assert cell(value) == written


def test_every_field_says_what_it_means_in_every_language_of_the_site(full: BuiltSite) -> None:
    told = data(full, "fields.json")

    for kind in (*SECTIONS, "network"):
        for field in told["kinds"][kind]:
            assert set(field["title"]) == set(field["help"]) == {"en", "fi", "sv"}
            assert all(field["title"].values()), field["key"]
            assert field["type"] in told["types"]
    by_key = {field["key"]: field for field in told["kinds"]["member"]}
    assert by_key["sectors"]["vocabulary"] == "sectors"
    assert by_key["status"]["options"]["left"]["fi"] == words("fi").option({"left": "Has left"}, "left")
    assert "contact.consent" not in by_key and "editors" not in by_key
    assert told["types"]["text"].startswith("Text in the author's own words")


def test_terms_are_told_with_their_names(full: BuiltSite) -> None:
    offered = data(full, "vocabularies.json")["vocabularies"]

    terms = {entry["id"]: entry for entry in offered["sectors"]}
    for member in data(full, "members.json")["records"]:
        for sector in member["sectors"]:
            assert terms[sector]["label"]["sv"]


@pytest.mark.parametrize(
    "kind",
    ["member", "meeting", "practice", "network", "addresses", "member-translation", "practice-translation"],
)
def test_an_editor_finds_the_schema_of_each_kind(kind: str, full: BuiltSite) -> None:
    schema = data(full, f"schema/{kind}.json")

    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{URL}data/v1/schema/{kind}.json"


def test_the_published_schema_passes_the_files_it_is_for(full: BuiltSite) -> None:
    schema = Draft202012Validator(data(full, "schema/member.json"))

    for path in full.root.glob("members/*/member.yml"):
        assert list(schema.iter_errors(read_keys(path.read_text(encoding="utf-8")))) == [], path
    assert Member.kind == "member"


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_the_page_lists_the_files_the_fields_the_licence_and_the_day(language: str, full: BuiltSite) -> None:
    prefix, said = "" if language == "en" else f"{language}/", words(language)
    page = full.page(f"{prefix}data/")

    assert said("as of", day=said.day(date(2026, 11, 21))) in page.text
    assert said("licence CC-BY-SA-4.0") in page.text
    up = "../" if language == "en" else "../../"
    links = {str(a.get("href")) for a in page.all("a")}
    for path in full.files:
        if path.startswith("data/v1/") and "facets" not in path and "evidence" not in path:
            assert f"{up}{path}" in links, path
    keys = {"".join(code.itertext()) for code in page.all("code")}
    for kind in SECTIONS:
        assert {field.name for field in meanings(kind)} <= keys
    assert f"$schema={URL}data/v1/schema/member.json" in page.text


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_every_page_leads_to_the_page_about_the_data_in_its_language(language: str, full: BuiltSite) -> None:
    prefix, there = ("", "../data/") if language == "en" else (f"{language}/", f"../../{language}/data/")

    footer = full.page(f"{prefix}members/").all("footer")[0]

    assert there in {a.get("href") for a in footer.iter("a")}


def test_a_hand_written_page_may_lead_to_it(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    with (root / "content/about.sv.md").open("a", encoding="utf-8") as page:
        page.write("\n[Data](data/) och [medlemmar](data/v1/members.json)\n")

    links = {
        a.get("href") for a in build_site(root, tmp_path / "site", search=False).page("sv/about/").all("a")
    }

    assert {"../../sv/data/", "../../data/v1/members.json"} <= links


def test_the_same_day_gives_the_same_bytes(full: BuiltSite, tmp_path: Path) -> None:
    again = build_site(full.root, tmp_path / "site", search=False)

    for path in full.files:
        if path.startswith(("data/", "feeds/")):
            assert (again.folder / path).read_bytes() == (full.folder / path).read_bytes(), path
