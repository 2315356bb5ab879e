"""Problems as people, GitHub and other programs read them, and how `talkoot check` ends."""

import json
import shutil
from pathlib import Path

import pytest
from mistaken import HERE, RIGHT, make

import talkoot.build
from talkoot.__main__ import main
from talkoot.languages import LANGUAGES, words
from talkoot.problems import LONGEST_QUOTE, Problem, as_annotation, as_json, as_text, in_file_order, shorten

SECTOR = Problem(
    "unknown-term",
    "members/hirsi-ja-hopea/member.yml",
    5,
    5,
    ("sectors", 0),
    "tourizm",
    (("near", "tourism"), ("file", "content/vocabularies/sectors.yml")),
)
NAME = Problem(
    "missing", "members/a/member.yml", field=("name",), hints=(("example", "name: Hirsi ja Hopea"),)
)


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """A small right network that the test may change."""
    return Path(shutil.copytree(RIGHT, tmp_path / "network"))


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the command `talkoot` on the day of the mistakes; its exit code."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795255200")  # 21 November 2026, noon in Helsinki
    monkeypatch.setattr("sys.argv", ["talkoot", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(str(ended.value.code))


def test_a_problem_says_where_what_was_found_and_what_to_do() -> None:
    text = as_text(SECTOR, words("en"))

    assert text == (
        "members/hirsi-ja-hopea/member.yml, line 5, “Sectors” (sectors)\n"
        "    Found: tourizm\n"
        "    Do:    did you mean “tourism”? The list is in content/vocabularies/sectors.yml."
    )


def test_a_problem_is_told_in_the_language_asked_for() -> None:
    text = as_text(SECTOR, words("fi"))

    assert text == (
        "members/hirsi-ja-hopea/member.yml, rivi 5, ”Toimialat” (sectors)\n"
        "    Löytyi:   tourizm\n"
        "    Tee näin: tarkoititko ”tourism”? Luettelo on tiedostossa content/vocabularies/sectors.yml."
    )


def test_lines_to_paste_stand_below_one_another() -> None:
    text = as_text(NAME, words("en"))

    assert text.split("\n")[2:] == ["    Do:    add it, for example:", "           name: Hirsi ja Hopea"]


def test_a_folder_and_a_picture_have_no_lines() -> None:
    text = as_text(
        Problem("unused-picture", "members/a/boat.png", found="boat.png", severity="warning"), words("en")
    )

    assert text.split("\n")[0] == "members/a/boat.png — worth a look"


@pytest.mark.parametrize(
    ("path", "field", "title"),
    [
        ("members/a/member.yml", ("links", 1, "url"), "“Address” (links.url)"),
        ("members/a/member.fi.yml", ("summary",), "“In one sentence” (summary)"),
        ("content/vocabularies/places.yml", ("inari", "latitude"), "“Latitude” (inari.latitude)"),
        ("content/addresses.yml", ("moved", 0, "old"), "“Old address” (moved.old)"),
        ("members/a/member.yml", ("turnover",), "“turnover”"),
    ],
)
def test_a_field_is_named_as_in_the_form_with_its_key_beside_it(
    path: str, field: tuple[str | int, ...], title: str
) -> None:
    problem = Problem("empty", path, field=field)

    assert as_text(problem, words("en")).split("\n")[0] == f"{path}, line 1, {title}"


def test_an_annotation_is_one_line_that_github_understands() -> None:
    problem = Problem("missing", "a,b/100%:c.yml", 3, 7, hints=(("example", "name: 50 %\nsize: 2"),))

    text = as_annotation(problem, words("en"))

    assert text == (
        "::error file=a%2Cb/100%25%3Ac.yml,line=3,col=7,title=Found"
        "::Found: nothing here%0ADo: add it, for example:%0Aname: 50 %25%0Asize: 2"
    )


def test_an_annotation_names_the_field_and_a_warning_is_one() -> None:
    warning = Problem("html-in-text", "members/a/member.yml", 2, 1, ("about",), "<b>", severity="warning")

    text = as_annotation(warning, words("en"))

    assert text.startswith(
        "::warning file=members/a/member.yml,line=2,col=1,title=“About” (about)::Found: <b>%0A"
    )


def test_json_has_what_a_program_needs() -> None:
    assert as_json(SECTOR, words("en")) == {
        "code": "unknown-term",
        "severity": "problem",
        "path": "members/hirsi-ja-hopea/member.yml",
        "line": 5,
        "column": 5,
        "field": "sectors.0",
        "found": "tourizm",
        "message": "tourizm",
        "fix": "did you mean “tourism”? The list is in content/vocabularies/sectors.yml.",
    }


def test_problems_come_in_the_order_of_files_and_lines_each_once() -> None:
    first, second, third = (
        Problem("empty", "a.yml", 9),
        Problem("empty", "b.yml", 2),
        Problem("empty", "b.yml", 10),
    )

    assert in_file_order([third, second, third, first]) == (first, second, third)


@pytest.mark.parametrize(
    ("text", "quote"),
    [("as it is", "as it is"), ("two\n  lines", "two lines"), ("x" * 100, "x" * (LONGEST_QUOTE - 1) + "…")],
)
def test_a_quote_is_one_short_line(text: str, quote: str) -> None:
    assert shorten(text) == quote


def test_a_right_network_ends_with_0(
    network: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(monkeypatch, "check", "--root", str(network))

    assert (code, capsys.readouterr().out) == (0, "No problems found.\n")


def test_warnings_alone_end_with_0(
    network: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(HERE / "mistakes" / "html-in-a-text.mistake", network)

    code = run(monkeypatch, "check", "--root", str(network))

    assert code == 0
    assert capsys.readouterr().out.endswith("No problems found. 1 line is worth a look.\n")


def test_problems_end_with_1_and_are_counted(
    network: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(HERE / "mistakes" / "many-at-once.mistake", network)

    code = run(monkeypatch, "check", "--root", str(network))

    assert code == 1
    assert capsys.readouterr().out.endswith("\n8 problems.\n")


def test_as_json_there_is_nothing_but_json(
    network: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(HERE / "mistakes" / "finnish-date.mistake", network)

    code = run(monkeypatch, "check", "--root", str(network), "--format", "json", "--language", "sv")

    (problem,) = json.loads(capsys.readouterr().out)
    assert (code, problem["fix"]) == (1, "skriv 2026-05-04 – året först, sedan månad och dag.")


def test_as_annotations_there_is_one_line_a_problem(
    network: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(HERE / "mistakes" / "many-at-once.mistake", network)

    run(monkeypatch, "check", "--root", str(network), "--format", "github")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert all(line.startswith("::error file=") for line in lines)


@pytest.mark.parametrize(
    "arguments", [("chek",), ("check", "--root", "nowhere"), ("check", "--format", "xml")]
)
def test_a_wrong_command_ends_with_2(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, *arguments) == 2


def test_a_day_that_is_none_ends_with_2(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["talkoot", "check", "--root", str(network)])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 2


def test_our_own_fault_says_so_and_ends_with_2(
    network: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a cog came loose")

    monkeypatch.setattr(talkoot.build, "examine", fail)

    code = run(monkeypatch, "check", "--root", str(network))

    said = capsys.readouterr().err
    assert code == 2
    assert said.startswith("This is a fault of Talkoot, not of your files. Please report it at https://")
    assert "RuntimeError: a cog came loose" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_tells_every_kind_within_80_columns(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(monkeypatch, "describe", "--root", str(RIGHT), "--language", language)

    lines = capsys.readouterr().out.splitlines()
    assert (code, max(map(len, lines)) <= 80) == (0, True)


def test_the_guide_to_a_field_tells_all_about_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "describe", "member", "--root", str(RIGHT))

    guide = capsys.readouterr().out
    assert guide.startswith("A member · members/<id>/member.yml\n\nname – Name\n")
    assert (
        "themes_wished – Themes wished\n"
        "    What you would like to meet about\n"
        "    May be left out. One or more, each on a line of its own with a hyphen. From\n"
        "    the list in content/vocabularies/themes.yml: pictures (Pictures and\n"
        "    stories), pricing (Pricing).\n"
        "    Like this: themes_wished:\n"
        "                 - pricing\n"
    ) in guide
    assert "Not shown on the site; everyone can read it in the file." in " ".join(guide.split())


def test_a_schema_is_printed_for_an_editor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "describe", "member", "--format", "json-schema", "--root", str(RIGHT))

    assert json.loads(capsys.readouterr().out)["properties"]["sectors"]["items"]["enum"] == [
        "crafts",
        "food",
        "tourism",
    ]


@pytest.mark.parametrize("arguments", [("describe", "committee"), ("describe", "--format", "json-schema")])
def test_a_guide_to_nothing_ends_with_2(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, *arguments) == 2
