"""What is given away as a Word file is opened by LibreOffice, and what stands in it is read back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from built import BuiltSite
from office import opened, saved_as

from talkoot.importing.blocks import read_file
from talkoot.importing.practice import sort_practice
from talkoot.languages import words

from .test_practice_library import FIT, fill_in, saved
from .visit import Visit, visit_with

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.everywhere

PRACTICE = "practices/monthly-meeting"
A4 = {"210 × 297"}


@pytest.fixture
def visit(browser: "Browser", address: str) -> Iterator[Visit]:
    context = browser.new_context(accept_downloads=True)
    yield visit_with(context, address)
    context.close()


@pytest.mark.parametrize(("language", "prefix"), [("en", ""), ("fi", "fi/"), ("sv", "sv/")])
def test_the_form_to_submit_is_read_back_field_by_field(
    language: str, prefix: str, demonstration: BuiltSite, tmp_path: Path
) -> None:
    folder, said = demonstration.folder / prefix / PRACTICE, words(language)
    told = json.loads((folder / "interreg-europe.json").read_text(encoding="utf-8"))["fields"]

    seen = opened(folder / "interreg-europe.docx", tmp_path)

    fields = {heading.partition(" [")[0]: (heading, lines) for heading, lines in seen.sections.items()}
    assert [*fields] == [field["name"] for field in told]
    for field in told:
        heading, lines = fields[field["name"]]
        assert lines == [line.strip() for line in field["text"].split("\n") if line.strip()]
        if field["max"]:
            assert f"[{said('form count', n=field['length'], max=field['max'])}" in heading
        assert (said("form over", n=field["over"]) in heading) == bool(field["over"])
    assert seen.title and seen.sheets == A4 and seen.languages == {language}


def test_what_libreoffice_saves_again_can_be_read_in(demonstration: BuiltSite, tmp_path: Path) -> None:
    file = demonstration.folder / PRACTICE / "interreg-europe.docx"

    made, before = (sort_practice(read_file(one), "FI") for one in (saved_as(file, "docx", tmp_path), file))

    assert (made.fields, made.body, made.unplaced) == (before.fields, before.body, before.unplaced)
    assert made.fields["title"] == "A monthly meeting at a member's own premises"


def test_the_briefing_and_the_plan_are_read_back(visit: Visit, tmp_path: Path) -> None:
    page = visit.to(FIT)
    fill_in(page)
    file = saved(page, "docx", tmp_path)

    seen = opened(file, tmp_path)

    name = "A monthly meeting at a member's own premises"
    levels = [(level, text) for level, text in seen.lines if level]
    assert levels[0] == (2, f"Background briefing: {name}") and (2, f"Transfer plan: {name}") in levels
    said = {text for _, text in seen.lines}
    assert "An invited expert: Changed. Only every third time <b>&" in said
    assert seen.sheets == A4 and seen.title
