"""The form's pages: every question has its control, and what a script needs is all there."""

import json
import re
from typing import Any

import pytest
from built import BuiltPage, BuiltSite, broken_links, spoken

from talkoot.editing.questions import PAGE, PICTURES, questions
from talkoot.languages import LANGUAGES, words
from talkoot.outputs.edit_address import FORMS
from talkoot.outputs.editing.controls import APART, SECTIONS
from talkoot.outputs.editing.facts import PROBLEMS
from talkoot.outputs.records import is_shown
from talkoot.records import RECORD_KINDS, model_of
from talkoot.records.limits import FORMS as OUTSIDE
from talkoot.records.record import fields

PREFIXES = {"en": "", "fi": "fi/", "sv": "sv/"}
EVERY = [(kind, language) for kind in FORMS for language in LANGUAGES]


def form(site: BuiltSite, kind: str, language: str) -> BuiltPage:
    return site.page(f"{PREFIXES[language]}edit/{kind}/")


def told(page: BuiltPage) -> dict[str, Any]:
    """What the page's scripts are told."""
    (block,) = [script for script in page.all("script") if script.get("id") == "edit-told"]
    found: dict[str, Any] = json.loads(block.text or "")
    return found


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_question_has_its_control(full: BuiltSite, kind: str, language: str) -> None:
    page = form(full, kind, language)
    languages = full.examined.network.languages
    asked = {question.id for question in questions(kind, languages, language)}

    controls = {element.get("data-field") for element in page.elements} - {None}

    assert asked - controls == {PAGE, PICTURES} & asked | {id_ for id_ in asked if id_ in APART}
    assert controls - asked == set()


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_control_has_a_name_and_nothing_is_said_twice(
    full: BuiltSite, kind: str, language: str
) -> None:
    page = form(full, kind, language)
    named = {label.get("for") for label in page.all("label")}
    within = {id(inner) for label in page.all("label") for inner in label.iter()}

    nameless = [
        box.get("id")
        for box in page.all("input", "textarea", "select")
        if box.get("id") not in named and id(box) not in within and box.get("name") != "q"
    ]

    assert nameless == []
    helps = [spoken(p) for p in page.all("p") if p.get("class") == "edit-help"]
    assert not [text for text in helps if re.search(r"\.yml|“yes”|”yes”|tiedoston vieressä", text)]


@pytest.mark.parametrize("kind", FORMS)
def test_a_field_that_nobody_placed_stands_in_the_last_part(kind: str) -> None:
    model = model_of(kind)
    assert model is not None
    *_, (last, keys) = SECTIONS[kind].items()

    assert (last, [*keys]) == ("more", [])
    assert {key for keys in SECTIONS[kind].values() for key in keys} <= {f.key for f in fields(model)}


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_scripts_are_told_everything_they_say(full: BuiltSite, kind: str, language: str) -> None:
    facts = told(form(full, kind, language))

    assert set(PROBLEMS) <= set(facts["problems"])
    assert facts["said"] == words(language).entries["form"]
    assert [question["id"] for question in facts["questions"]] == [
        question.id for question in questions(kind, full.examined.network.languages, language)
    ]


def test_drafts_are_told_to_nobody_by_a_form(full: BuiltSite) -> None:
    shown = {id_ for id_, *_ in told(form(full, "practice", "en"))["choices"]["practice"]}

    assert "luonnos" not in shown
    assert shown


def test_a_records_page_leads_to_its_form_and_keeps_the_link_to_its_file(full: BuiltSite) -> None:
    for model in RECORD_KINDS:
        if model.kind not in FORMS:
            continue
        of_kind = full.examined.network.kinds[model.kind]
        id_ = next(id_ for id_, kept in of_kind.items() if is_shown(kept))
        section = full.examined.network.section(model.kind)
        page = full.page(f"fi/{section}/{id_}/")
        leads = {spoken(a): a.get("href") for a in page.all("a")}
        assert leads["Muokkaa tätä sivua"] == f"../../edit/{model.kind}/#{id_}"
        assert (leads["Muokkaa tiedostoa GitHubissa"] or "").startswith("https://")


def test_libraries_are_loaded_by_the_form_alone(full: BuiltSite) -> None:
    folder = {path.rpartition("/")[0] for path in full.files if path.endswith("/vendor/yaml.js")}
    assert len(folder) == 1

    loading = {path for path, page in full.pages.items() if re.search(r"assets/edit\.", page.html)}

    assert loading == {f"{PREFIXES[code]}edit/{kind}/index.html" for kind, code in EVERY}
    licences = {path.rpartition("/")[2] for path in full.files if path.endswith(".LICENSE.txt")}
    assert {f"{name}.LICENSE.txt" for name in ("client-zip", "marked", "yaml")} <= licences


def test_a_form_for_a_browser_without_scripts_is_a_letter_that_is_understood(full: BuiltSite) -> None:
    page = form(full, "member", "fi")
    (blank,) = page.all("pre")
    asked = questions("member", full.examined.network.languages, "fi")

    headings = re.findall(r"^### (.+)$", "".join(blank.itertext()), re.MULTILINE)
    (saved,) = [a for a in page.all("a") if a.get("download") == "member.txt"]
    file = full.folder / "fi/edit/member" / (saved.get("href") or "")

    assert file.read_text(encoding="utf-8") == "".join(blank.itertext())
    assert headings == [question.heading for question in asked if not question.language]


def test_hand_written_pages_lead_to_the_forms(demonstration: BuiltSite) -> None:
    leads = {spoken(a): a.get("href") for a in demonstration.page("fi/edit/").all("a")}

    assert leads["uusi sivu"] == "../../fi/edit/member/"
    assert leads["Avaa koordinaattorin muokkain"] == "../../admin/"
    assert broken_links(demonstration, "/portal/") == []


GUIDED = {
    key
    for key, *_ in (
        path.split(".")[1:] for path in words("en").entries["guidance"] if path.startswith("practice.")
    )
}
"""The fields of a practice of which it is said what a good answer has."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_each_field_of_a_practice_stands_what_a_good_answer_has_and_one(
    language: str, full: BuiltSite
) -> None:
    guidance = words(language).entries["guidance"]
    beside = {
        e.get("data-field") or e.get("data-group"): spoken(e)
        for e in form(full, "practice", language).elements
        if e.get("data-field") or e.get("data-group")
    }

    outside = {path[0] for field in OUTSIDE["interreg-europe"].fields for path in field.filled_from}
    assert outside <= GUIDED
    for key in GUIDED:
        told = guidance[f"practice.{key}"]
        assert told["good"] in beside[key], key
        assert told["example"] in beside[key], key
