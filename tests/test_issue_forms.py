"""GitHub's issue forms ask what the fields do, in each language of the site; one that does not is found."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from built import copy_of
from click.testing import CliRunner
from forms import asked

from talkoot.build import examine
from talkoot.commands import commands
from talkoot.editing.answers import Answers, read_answers
from talkoot.editing.issue_forms import FOLDER, issue_forms
from talkoot.languages import LANGUAGES

SMALL = Path(__file__).parent / "sites" / "small"


@pytest.fixture(scope="module")
def forms() -> dict[str, str]:
    network = examine(SMALL, date(2026, 11, 21)).network
    assert network
    return issue_forms(network, "https://org.example/portal/")


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(commands, [*map(str, arguments)], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.return_value, done.output


def test_there_is_one_of_each_in_every_language(forms: dict[str, str]) -> None:
    names = ("member", "meeting", "practice", "adoption", "remove", "wish", "pasted", "received")

    assert {*forms} == {
        f"{FOLDER}/config.yml",
        *(f"{FOLDER}/{name}{code}.yml" for name in names for code in ("", ".fi", ".sv")),
    }


def test_github_takes_them(forms: dict[str, str], tmp_path: Path) -> None:
    for path, text in forms.items():
        (tmp_path / Path(path).name).write_text(text, encoding="utf-8")
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    files = sorted(file for file in tmp_path.iterdir() if file.name != "config.yml")

    for schema, checked in (("forms", files), ("config", [tmp_path / "config.yml"])):
        done = subprocess.run(
            [*checker, f"vendor.github-issue-{schema}", *checked], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout


def elements(text: str) -> list[dict[str, Any]]:
    found = yaml.safe_load(text)["body"]
    return [element for element in found if element["type"] != "markdown"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["member", "meeting", "practice", "adoption"])
def test_what_github_makes_of_a_form_is_read(forms: dict[str, str], kind: str, language: str) -> None:
    code = "" if language == "en" else f".{language}"
    body = elements(forms[f"{FOLDER}/{kind}{code}.yml"])
    text = "\n\n".join(f"### {e['attributes']['label']}\n\nx {e['id']}" for e in body)

    answers = read_answers(text)

    assert isinstance(answers, Answers)
    assert (answers.kind, answers.language) == (kind, language)
    assert answers.given == {id_: f"x {id_}" for id_ in asked(kind, language)}


def test_every_question_can_be_filled_in_by_an_address(forms: dict[str, str]) -> None:
    """GitHub fills in inputs and text areas alone, by ids of these letters."""
    for path, text in forms.items():
        if path.endswith("config.yml"):
            continue
        ids = [element["id"] for element in elements(text)]
        labels = [element["attributes"]["label"].casefold() for element in elements(text)]
        assert {element["type"] for element in elements(text)} <= {"input", "textarea"}
        assert len({*ids}) == len(ids) and len({*labels}) == len(labels)
        assert all(id_.replace("-", "").replace("_", "").isalnum() for id_ in ids)


def test_a_stale_form_fails_the_check(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    without = run("check", "--root", root)
    run("forms", "--write", "--root", root)
    fresh = run("check", "--root", root)
    form = root / FOLDER / "member.fi.yml"
    form.write_text(form.read_text(encoding="utf-8").replace("Nimi", "Etunimi"), encoding="utf-8")
    (root / FOLDER / "wish.sv.yml").unlink()

    code, said = run("check", "--root", root)

    assert without[0] == fresh[0] == 0
    assert code == 1
    assert ".github/ISSUE_TEMPLATE/member.fi.yml" in said and "wish.sv.yml" in said
    assert "write the forms anew with: talkoot forms --write" in said


def test_a_form_of_ones_own_is_left_alone(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    own = root / FOLDER / "bug.yml"
    own.parent.mkdir(parents=True)
    own.write_text("name: Bug\n", encoding="utf-8")

    run("forms", "--write", "--root", root)

    assert own.read_text(encoding="utf-8") == "name: Bug\n"
    assert run("forms", "--root", root)[0] == 0
