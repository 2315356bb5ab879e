"""What leaves with a practice: the outside form filled and counted, paper, a code to scan, citations."""

import ctypes
import json
import re
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import segno
from built import FULL, TODAY, BuiltSite, build_site, copy_of, put
from docx import Document
from mistaken import RIGHT

from talkoot.build import examine
from talkoot.frames.colours import dyed
from talkoot.languages import LANGUAGES
from talkoot.outputs import practice_paper
from talkoot.outputs.practice_cite import bibtex, csl, ris
from talkoot.outputs.practice_taking import prints
from talkoot.outside_form import plain
from talkoot.records.limits import FORMS

PRACTICE = "practices/monthly-meeting/"
FORM = FORMS["interreg-europe"]


def form(site: BuiltSite, prefix: str = "") -> list[dict[str, object]]:
    text = (site.folder / f"{prefix}{PRACTICE}interreg-europe.json").read_text(encoding="utf-8")
    told: list[dict[str, object]] = json.loads(text)["fields"]
    return told


def unpacked(sheet: bytes) -> bytes:
    packed = re.findall(rb"stream\n(x.*?)\nendstream", sheet, re.DOTALL)
    return sheet + b"\n".join(zlib.decompressobj().decompress(stream) for stream in packed)


def test_the_form_has_the_outside_forms_fields_in_its_order(full: BuiltSite) -> None:
    assert [field["name"] for field in form(full)] == [field.name for field in FORM.fields]


def test_each_field_says_what_the_practice_says_and_how_long_it_is(full: BuiltSite) -> None:
    told = {str(field["name"]): field for field in form(full)}

    assert told["Title of the good practice"]["text"] == "Monthly meetings at members' premises"
    assert told["Detailed description"]["text"] == (
        "Every month somebody opens a door.\n\nA firm of one has nobody to ask.\n\n"
        "A member hosts, an expert answers.\n\nFirms of one to nine people."
    )
    assert "Total cost: €500,096" in str(told["Resources needed"]["text"])
    assert "Enterprises in the network: more than 60" in str(told["Evidence of success"]["text"])
    assert told["Timescale"]["text"] == "2018–December 2020"
    for field in told.values():
        assert field["length"] == len(str(field["text"]))
        assert (
            field["over"] == max(0, len(str(field["text"])) - int(str(field["max"])))
            if field["max"]
            else True
        )


def test_the_check_counts_what_the_filled_form_holds(demonstration: BuiltSite) -> None:
    warned = {
        (problem.path, dict(problem.hints)["length"])
        for problem in examine(demonstration.folder.parent / "network", TODAY).problems
        if problem.code == "longer-than-form"
    }

    practices = [path.parent for path in demonstration.folder.glob("**/practices/*/interreg-europe.json")]
    filled = {
        (file.relative_to(demonstration.folder).parts, field["length"])
        for folder in practices
        for file in [folder / "interreg-europe.json"]
        for field in json.loads(file.read_text(encoding="utf-8"))["fields"]
        if field["over"]
    }
    assert len(practices) == 9
    told = {
        (f"content/practices/{parts[-2]}/practice{f'.{parts[0]}' if len(parts) > 3 else ''}.md", str(length))
        for parts, length in filled
    }
    assert told == warned != set()


@pytest.mark.parametrize("key", ["challenges", "description", "transfer"])
def test_a_form_has_room_for_as_many_characters_as_it_says_and_not_one_more(tmp_path: Path, key: str) -> None:
    most = next(field.max for field in FORM.fields if (key,) in field.filled_from) or 0
    root = copy_of(RIGHT, tmp_path / "network")
    file = root / f"content/{PRACTICE}practice.md"
    written = file.read_text(encoding="utf-8")

    def over(length: int) -> list[tuple[str, tuple[str | int, ...], str, bool]]:
        text = written
        if key == "description":
            text = (
                re.sub(r"(?m)^(problem_addressed|objectives_reached|stakeholders):.*\n", "", text)
                + "x" * length
            )
        else:
            text = re.sub(rf"(?m)^{key}:.*", f"{key}: {'x' * length}", text)
        file.write_text(text, encoding="utf-8")
        examined = examine(root, TODAY)
        assert examined.is_right
        found = (p for p in examined.problems if p.code == "longer-than-form")
        return [(p.severity, p.field, dict(p.hints)["over"], p.line > 1) for p in found]

    assert over(most) == []
    assert over(most + 1) == [("warning", (key,), "1", True)]


def test_the_page_says_what_is_too_long_and_lets_everything_be_copied(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    put(root / f"content/{PRACTICE}practice.md", "challenges: The first winter was long.", " Very." * 60)
    site = build_site(root, tmp_path / "site", search=False)

    page = site.page(f"{PRACTICE}form/")

    over = [e for e in page.all("article") if "form-field--over" in (e.get("class") or "")]
    assert len(over) == 1 and "Challenges encountered" in "".join(over[0].itertext())
    told = [field for field in form(site) if field["text"]]
    assert len([b for b in page.all("button") if b.get("data-copy")]) == len(told)
    assert {b.get("data-copy") for b in page.all("button") if b.get("data-copy")} <= set(page.ids)


def test_the_markdown_file_holds_every_field_below_its_name(demonstration: BuiltSite) -> None:
    folder = demonstration.folder / "practices/lapland-growth-network"
    told = (folder / "interreg-europe.md").read_text(encoding="utf-8")
    fields = json.loads((folder / "interreg-europe.json").read_text(encoding="utf-8"))["fields"]

    parts = [part.split("\n", 1) for part in told.split("\n## ")[1:]]
    assert [heading.split(" [")[0] for heading, _ in parts] == [field["name"] for field in fields]
    assert [text.strip() for _, text in parts] == [field["text"] or "–" for field in fields]
    assert "Evidence of success [912 of 500 characters – 412 too many]" in [heading for heading, _ in parts]


def test_the_word_file_holds_every_field_below_its_name(full: BuiltSite) -> None:
    content = (full.folder / f"{PRACTICE}interreg-europe.docx").read_bytes()

    document = Document(BytesIO(content))
    headings = [p.text.split(" [")[0] for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    assert headings == [field.name for field in FORM.fields]
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for field in form(full):
        for line in str(field["text"]).split("\n"):
            assert line in said
    assert document.core_properties.title == "Monthly meetings at members' premises"
    assert {part.date_time for part in ZipFile(BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_files_of_a_language_are_there_where_the_practice_is_written_in_it(full: BuiltSite) -> None:
    there = {
        language: f"{'' if language == 'en' else language + '/'}{PRACTICE}sheet.pdf" for language in LANGUAGES
    }

    assert {code: path in full.files for code, path in there.items()} == {"en": True, "fi": False, "sv": True}
    assert f'"{"../" * 3}sv/{PRACTICE}sheet.pdf"' in full.page(f"sv/{PRACTICE}").html
    assert f'"{"../" * 3}{PRACTICE}sheet.pdf"' in full.page(f"fi/{PRACTICE}").html


def test_the_printed_sheet_is_tagged_titled_and_in_its_language(full: BuiltSite) -> None:
    sheet = (full.folder / f"sv/{PRACTICE}sheet.pdf").read_bytes()

    assert sheet.startswith(b"%PDF-")
    sheet = unpacked(sheet)
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang (sv)", b"pdfuaid:part", b"/DisplayDocTitle true"):
        assert mark in sheet, mark
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheet)) <= 2


def test_a_sheet_is_printed_in_the_networks_colours() -> None:
    html = "<title>x</title><div class=practice__body><section><h2>x</h2></section></div>"
    theirs = dyed(practice_paper._style(), {"spruce": "#ff0080"})

    assert b"1 0 0.501961" in unpacked(practice_paper._print(html, theirs))
    assert b"1 0 0.501961" not in unpacked(practice_paper._print(html, practice_paper._style()))


def test_a_long_text_is_set_closer_until_it_fits_on_two_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "<p>" + "words and more " * 20 + "</p>"
    html = f"<title>x</title><div class=practice__body><section><h2>x</h2>{told * 32}</section></div>"

    def pages() -> int:
        return len(
            re.findall(rb"/Type\s*/Page\b", unpacked(practice_paper._print(html, practice_paper._style())))
        )

    assert pages() == 2
    monkeypatch.setattr(practice_paper, "FITTING", ("",))
    assert pages() == 3


def test_a_sheet_is_the_same_byte_for_byte(full: BuiltSite, tmp_path: Path) -> None:
    again = build_site(copy_of(FULL, tmp_path / "network"), tmp_path / "site", search=False)

    for path in (f"{PRACTICE}sheet.pdf", f"{PRACTICE}interreg-europe.docx", f"{PRACTICE}qr.svg"):
        assert (again.folder / path).read_bytes() == (full.folder / path).read_bytes(), path


def test_nothing_an_author_writes_makes_the_printer_ask_anybody(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    put(
        root / f"content/{PRACTICE}practice.md",
        "Every month somebody opens a door.",
        "\n\n![x](file:///etc/passwd)",
    )

    site = build_site(root, tmp_path / "site", search=False)

    assert b"root:" not in (site.folder / f"{PRACTICE}sheet.pdf").read_bytes()


def test_a_machine_that_cannot_print_builds_the_site_without_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prints.cache_clear()
    load = ctypes.CDLL

    def without_pango(name: str | None, *how: Any, **more: Any) -> Any:
        if name and "pango" in name:
            raise OSError(name)
        return load(name, *how, **more)

    monkeypatch.setattr(ctypes, "CDLL", without_pango)

    site = build_site(copy_of(FULL, tmp_path / "network"), tmp_path / "site", search=False)

    prints.cache_clear()
    assert not [path for path in site.files if path.endswith(".pdf")]
    assert "sheet.pdf" not in site.page(PRACTICE).html


def test_the_code_leads_to_the_practices_page(full: BuiltSite) -> None:
    drawn = (full.folder / f"{PRACTICE}qr.svg").read_text(encoding="utf-8")

    out = BytesIO()
    segno.make(f"https://org.example/portal/{PRACTICE}", error="m", micro=False).save(
        out, kind="svg", border=4, dark="#17222b", light="#ffffff", omitsize=True, nl=False
    )
    assert drawn == out.getvalue().decode()


CITED = {
    "id": "soup",
    "title": "Soup & {talk}: 100 % at −31 °C",
    "author": "Guild_of Soup",
    "publisher": "Network",
    "issued": None,
    "url": "https://org.example/practices/soup/",
    "language": "sv",
    "abstract": "Soup,\nthen talk.",
}


def test_citations_escape_what_their_formats_take_for_signs() -> None:
    assert r"title = {{Soup \& \{talk\}: 100 \% at −31 °C}}" in bibtex(CITED)
    assert r"author = {{Guild\_of Soup}}" in bibtex(CITED)
    assert "AB  - Soup, then talk.\r\n" in ris(CITED)
    assert json.loads(csl(CITED))[0]["author"] == [{"literal": "Guild_of Soup"}]


def test_citations_name_owner_day_and_address(full: BuiltSite) -> None:
    read = {
        e: (full.folder / f"{PRACTICE}citation.{e}").read_bytes().decode() for e in ("bib", "ris", "json")
    }

    assert "year = {2020}" in read["bib"] and "author = {{Example University of Owners}}" in read["bib"]
    assert read["ris"].startswith("TY  - GEN\r\n") and read["ris"].endswith("ER  - \r\n")
    (item,) = json.loads(read["json"])
    assert item["issued"] == {"date-parts": [[2020, 5, 31]]}
    assert item["URL"] == f"https://org.example/portal/{PRACTICE}"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("**Keep** the _rhythm_", "Keep the rhythm"),
        ("## What is done\n\nText", "What is done\n\nText"),
        ("See [the report](https://example.org/r)", "See the report (https://example.org/r)"),
        ("- one\n- two", "- one\n- two"),
        ("snake_case and 3 * 4 * 5", "snake_case and 3 * 4 * 5"),
    ],
)
def test_markdown_becomes_text_that_can_be_pasted(written: str, told: str) -> None:
    assert plain(written) == told
