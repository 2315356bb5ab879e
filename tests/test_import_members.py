"""A messy sheet becomes drafts of members; what is not certain is listed, and nothing is overwritten."""

import csv
import io
from pathlib import Path

import pytest
from built import TODAY, copy_of
from click.testing import CliRunner
from messy_sheet import ROWS, as_excel, messy_rows

from talkoot.build import examine
from talkoot.commands import commands
from talkoot.importing.columns import find_columns
from talkoot.importing.members import Imported, import_members
from talkoot.importing.sheets import NoSheet, Row, read_sheet
from talkoot.network import Network
from talkoot.sources.strict_yaml import read_keys

SMALL = Path(__file__).parent / "sites" / "small"


@pytest.fixture(scope="module")
def network() -> Network:
    network = examine(SMALL, TODAY).network
    assert network
    return network


@pytest.fixture(scope="module")
def messy(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    file = as_excel(tmp_path_factory.mktemp("sheet") / "jäsenet.xlsx")
    return import_members(read_sheet(file), network, TODAY, "rovaniemi")


def test_the_sheet_is_as_messy_as_they_are() -> None:
    assert len(messy_rows()) - 2 == ROWS


def test_merged_headings_below_two_titles_are_found(messy: Imported) -> None:
    assert messy.headings == 4
    assert [".".join(column.path) for column in messy.columns] == [
        *("name", "sectors", "place", "summary", "size"),
        *("contact.name", "contact.email", "contact.phone", "contact.consent"),
        *("joined", "needs", ""),
    ]


def test_each_firm_becomes_one_draft(messy: Imported) -> None:
    assert len(messy.drafts) == 70
    assert [first for _, first in messy.twins] == [8, 9, 10, 11, 12]
    assert messy.members == ((81, "hirsi-ja-hopea"),)
    assert len(messy.nameless) == 2


def test_days_and_numbers_are_read_however_they_are_written(messy: Imported) -> None:
    assert {draft.keys["joined"] for draft in messy.drafts} == {"2024-09-12"}
    assert {draft.keys["contact"]["phone"] for draft in messy.drafts if draft.has_contact} == {
        "0401234567", "040 123 4567", "+358 40 123 4567", "+358401234567",
    }  # fmt: skip
    assert {draft.keys.get("size") for draft in messy.drafts} == {"1", "2", "3", "4", None}
    assert {draft.keys["place"] for draft in messy.drafts} == {"rovaniemi", "inari"}
    assert messy.drafts[1].keys["needs"] == ["product-photography", "varastotilaa talveksi"]


def test_a_contact_comes_along_only_where_the_sheet_says_so(messy: Imported) -> None:
    consent = {draft.row: draft.keys.get("contact", {}).get("consent") for draft in messy.drafts}
    for n, draft in enumerate(messy.drafts):
        assert (
            consent[draft.row] == ("2026-11-21", None, "2026-11-21", None, "2026-11-21", "2026-03-12")[n % 6]
        )
        assert ("contact" in draft.keys) == draft.has_contact == (n % 6 not in (1, 3))
        assert (draft.row in messy.without_consent) == (not draft.has_contact)


def test_what_found_no_place_is_listed(messy: Imported) -> None:
    left = {(left.column.heading.rpartition(": ")[2], left.text) for left in messy.left}

    assert left == {("Toimiala(t)", "rakettitiede"), ("S-posti", "ei sähköpostia"), ("Hlö-määrä", "2–3")}
    assert [column.heading for column in messy.columns if not column.path] == ["Muuta: Laskutusosoite"]


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(
        commands,
        ["import", "members", *map(str, arguments)],
        standalone_mode=False,
        env={"SOURCE_DATE_EPOCH": "1795258800"},
    )
    assert done.exception is None, done.exception
    return done.return_value, done.output


def test_a_dry_run_writes_nothing_and_says_what_fits_where(tmp_path: Path) -> None:
    root, file = copy_of(SMALL, tmp_path / "network"), as_excel(tmp_path / "x.xlsx")

    code, said = run(file, "--root", root, "--language", "fi")

    assert (code, len([*(root / "members").iterdir()])) == (0, 3)
    assert "  A  “Yritys: Yrityksen nimi” → Nimi: 78" in said
    assert "  L  “Muuta: Laskutusosoite” → tälle ei ole paikkaa" in said
    assert "Ryhmä puuttuu: 70" in said and "Luonnoksia: 70" in said
    assert "rakettitiede" in said and "info3@example.org" not in said
    assert said.endswith("Mitään ei ole vielä kirjoitettu. Luonnokset kirjoitetaan, kun lisäät --write.\n")


def test_drafts_are_written_and_pass_the_check_but_for_what_is_missing(tmp_path: Path) -> None:
    root, file = copy_of(SMALL, tmp_path / "network"), as_excel(tmp_path / "x.xlsx")
    before = (root / "members/hirsi-ja-hopea/member.yml").read_bytes()

    run(file, "--root", root, "--group", "rovaniemi", "--write")
    again, said = run(file, "--root", root, "--group", "rovaniemi", "--write")

    problems = examine(root, TODAY).problems
    assert {(p.code, p.field) for p in problems if p.severity == "problem"} == {("missing", ("sectors",))}
    assert (root / "members/hirsi-ja-hopea/member.yml").read_bytes() == before
    assert len([*(root / "members").iterdir()]) == 73
    assert again == 1 and "Drafts: 0" in said
    first = read_keys((root / "members/yritys-00-oy/member.yml").read_text(encoding="utf-8"))
    assert first["written_in"] == "fi"


def as_csv(delimiter: str, encoding: str, rows: list[list[str]], folder: Path) -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    file = folder / "members.csv"
    file.write_bytes(text.getvalue().encode(encoding))
    return file


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_as_programmes_save_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [["Företag", "Bransch", "Ort"], ["Åsa & Örjan", "hantverk", "Enare"]]

    read = read_sheet(as_csv(delimiter, encoding, rows, tmp_path))

    assert [row.cells for row in read] == [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "import empty"),
        (b"\n\n ;;\n", "import empty"),
        (b"PK\x03\x04 nonsense", "import not a sheet"),
        (b"\xd0\xcf\x11\xe0\x00\x00 an old workbook", "import not a sheet"),
        (b"%PDF-1.7\n\0\0", "import not a sheet"),
    ],
)
def test_what_is_no_sheet_is_refused_plainly(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(content)

    if why == "import empty" and content.strip():
        assert all(row.is_empty for row in read_sheet(file))
        return
    with pytest.raises(NoSheet, match=why):
        read_sheet(file)


def test_a_sheet_without_names_says_which_heading_it_needs(tmp_path: Path) -> None:
    file = as_csv(";", "utf-8", [["Foo", "Kunta"], ["x", "Inari"]], tmp_path)

    code, said = run(file, "--root", SMALL)

    assert code == 1
    assert "No column of this sheet is called anything like “Name”." in said


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("Company name *", "name"),
        ("FÖRETAGETS NAMN", "name"),
        ("Sähköpostiosoite", "contact.email"),
        ("e-mail", "contact.email"),
        ("Kotisivut (www)", "links.url"),
        ("Perustamisvuosi", "founded"),
        ("Henkilöstön määrä", "size"),
        ("Samtycke till publicering", "contact.consent"),
        ("Offers 2", "offers"),
        ("Editors", ""),
        ("Y-tunnus", ""),
    ],
)
def test_headings_are_understood_in_three_languages(heading: str, path: str) -> None:
    columns, _ = find_columns([Row(1, (heading, "Kunta"))])

    assert ".".join(columns[0].path) == path
