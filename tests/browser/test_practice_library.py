"""The practice library in a real browser: comparing, copying into forms, the check whether a practice fits."""

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from built import URL, BuiltSite, copy_of
from docx import Document
from PIL import Image

from talkoot.build import examine
from talkoot.importing.blocks import read_file
from talkoot.languages import words

from .visit import Visit, visit_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

FIT = "practices/monthly-meeting/fit/"


@pytest.fixture
def phone(browser: "Browser", address: str) -> "Iterator[Visit]":
    """A visitor with a narrow screen and no pointer."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    visit = visit_with(context, address)
    yield visit
    context.close()
    assert visit.complaints == []


def go_to(page: "Page", name: str) -> None:
    """Press Tab until the field or button of this name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(
            "name => document.activeElement.name === name || document.activeElement.dataset.make === name",
            name,
        ):
            return
    raise AssertionError(f"no way to {name} by keyboard")


def fill_in(page: "Page") -> None:
    for name, text in (
        ("who", 'Kainuu "growth": network'),
        ("where", "Kainuu"),
        ("country", "fi"),
        ("contact", "Coordinator"),
        ("population", "70,000, far apart"),
    ):
        go_to(page, name)
        page.keyboard.type(text)
    go_to(page, "element-neutral-host")
    page.keyboard.press("Space")
    go_to(page, "element-expert")
    page.keyboard.press("ArrowDown")
    go_to(page, "why-expert")
    page.keyboard.type("Only every third time <b>&")
    go_to(page, "what-1")
    page.keyboard.type("Find six firms")
    go_to(page, "ask")
    page.keyboard.type("What would you do again?")


def test_the_check_is_walked_through_by_keyboard_on_a_narrow_screen(phone: Visit) -> None:
    page = phone.to(FIT)

    fill_in(page)
    go_to(page, "show")
    page.keyboard.press("Enter")

    papers = page.locator("#fit-papers")
    assert papers.evaluate("element => element === document.activeElement")
    said = papers.inner_text()
    for part in (
        "Background briefing: A monthly meeting at a member's own premises",
        "They: Revontuli University, which sells nothing to the firms (invented, like the figures of this area)",
        "You: 70,000, far apart",
        "What would you do again?",
        "Transfer plan: A monthly meeting at a member's own premises",
        "A neutral host organisation: Kept",
        "An invited expert: Changed. Only every third time <b>&",
        "1: Find six firms",
    ):
        assert part in said, part
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_answers_stay_in_the_browser_until_they_are_cleared(phone: Visit) -> None:
    page = phone.to(FIT)
    fill_in(page)

    page.reload()

    assert page.locator("[name=who]").input_value() == 'Kainuu "growth": network'
    assert page.locator("[name=element-neutral-host][value=kept]").is_checked()
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-make=clear]").click()
    assert page.locator("[name=who]").input_value() == ""
    assert page.evaluate("localStorage.length") == 0


def saved(page: "Page", make: str, to: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(f"[data-make={make}]").click()
    path = to / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_plan_leaves_as_a_word_file(phone: Visit, tmp_path: Path) -> None:
    page = phone.to(FIT)
    fill_in(page)

    file = saved(page, "docx", tmp_path)

    document = Document(BytesIO(file.read_bytes()))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert "An invited expert: Changed. Only every third time <b>&" in said
    assert "Transfer plan: A monthly meeting at a member's own premises" in said
    assert {p.style.name for p in document.paragraphs if p.style} == {"Heading 2", "Heading 3", "Normal"}
    assert any(block.heading and block.text.startswith("Transfer plan") for block in read_file(file).blocks)


def test_the_plan_leaves_as_a_record_that_is_right_at_once(
    phone: Visit, tmp_path: Path, demonstration: BuiltSite
) -> None:
    page = phone.to(FIT)
    fill_in(page)

    file = saved(page, "record", tmp_path)

    root = copy_of(demonstration.root, tmp_path / "network")
    folder = root / "content/adoptions/kainuu"
    folder.mkdir()
    (folder / "adoption.md").write_bytes(file.read_bytes())
    found = examine(root, demonstration.examined.network.today)  # type: ignore[union-attr]
    assert not found.problems
    assert found.network
    record = found.network.kinds["adoption"]["kainuu"].record
    assert record.adopter.organisation == 'Kainuu "growth": network'
    assert [(c.element, c.done, c.why) for c in record.elements] == [
        ("neutral-host", "kept", None),
        ("expert", "changed", "Only every third time <b>&"),
    ]
    assert record.version.text == "2026-01"


@pytest.mark.parametrize("prefix", ["", "fi/", "sv/"])
def test_the_check_speaks_the_pages_language(prefix: str, visit: Visit) -> None:
    page = visit.to(f"{prefix}{FIT}")

    page.locator("[data-make=show]").click()

    said = words(prefix.strip("/") or "en")
    assert said("fit briefing") in page.locator("#fit-papers").inner_text()
    assert page.locator("h1").inner_text() == said("fit title")


def test_chosen_practices_stand_side_by_side_at_an_address_that_can_be_sent_on(visit: Visit) -> None:
    page = visit.to("practices/compare/?p=nihak-internationalisation&p=monthly-meeting")

    page.wait_for_function("document.querySelectorAll('.compare__table thead th').length === 2")
    assert page.locator(".compare__table thead th").all_inner_texts() == [
        "NIHAK: rural firms go abroad together",
        "A monthly meeting at a member's own premises",
    ]
    page.get_by_label("Lapland micro-enterprises growth network").check()
    page.wait_for_function("document.querySelectorAll('.compare__table thead th').length === 3")
    assert page.url.endswith("?p=nihak-internationalisation&p=monthly-meeting&p=lapland-growth-network")
    assert "about €2,970" in page.locator(".compare__table").inner_text()
    link = page.locator(".compare__table thead a").first
    link.click()
    assert page.url.endswith("/practices/nihak-internationalisation/")


def test_one_more_than_stand_side_by_side_is_refused(visit: Visit) -> None:
    """Four are the most; where there are three, it is shown with two."""
    served = visit.page.context

    def narrowed(route: "Route") -> None:
        html = route.fetch().text()
        assert 'data-most="4"' in html
        route.fulfill(body=html.replace('data-most="4"', 'data-most="2"'), content_type="text/html")

    served.route("**/practices/compare/?*", narrowed)
    page = visit.to("practices/compare/?p=nihak-internationalisation&p=monthly-meeting")
    page.wait_for_function("document.querySelectorAll('.compare__table thead th').length === 2")
    third = page.get_by_label("Lapland micro-enterprises growth network")

    third.focus()
    page.keyboard.press("Space")

    assert not third.is_checked() and third.get_attribute("aria-disabled") == "true"
    assert page.locator(".compare__table thead th").count() == 2
    assert page.url.endswith("?p=nihak-internationalisation&p=monthly-meeting")


def test_two_practices_are_seen_side_by_side_on_a_phone(phone: Visit) -> None:
    page = phone.to("practices/compare/?p=nihak-internationalisation&p=monthly-meeting")
    page.wait_for_function("document.querySelectorAll('.compare__table thead th').length === 2")

    table = page.locator(".compare__table")
    boxes = [cell.bounding_box() for cell in table.locator("tr").nth(1).locator("td").all()]

    assert [box is not None and 0 <= box["x"] <= box["x"] + box["width"] <= 360 for box in boxes] == [
        True
    ] * 2
    asked = phone.page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    roles = [node.get("role", {}).get("value") for node in asked["nodes"]]
    assert roles.count("columnheader") == 2 and roles.count("rowheader") > 8


@pytest.mark.parametrize("asked", ["?p=nobody", "?p=%3Cscript%3E", "?p=monthly-meeting", ""])
def test_an_address_that_names_too_few_still_compares(asked: str, visit: Visit) -> None:
    page = visit.to(f"practices/compare/{asked}")

    page.wait_for_function("document.querySelectorAll('.compare__table thead th').length >= 2")
    assert "not told" in page.locator(".compare__table").inner_text()


def test_a_field_is_copied_as_it_stands(browser: "Browser", address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    visit = visit_with(context, address)
    page = visit.to("practices/lapland-growth-network/form/")
    field = page.locator(".form-field").filter(has_text="Resources needed")

    field.get_by_role("button").click()

    field.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == field.locator(".form-field__text").evaluate("element => element.textContent")
    assert "Total cost: €500,096" in copied
    context.close()
    assert visit.complaints == []


def test_the_check_can_be_read_and_printed_without_a_script(visit_without_script: Visit) -> None:
    page = visit_without_script.to(FIT)

    assert words("en")("fit without script") in page.locator(".page-head").inner_text()
    assert not page.locator("[data-make]").first.is_visible()
    assert page.locator("fieldset").count() == 13
    assert json.loads(page.locator("#fit-told").text_content() or "{}")["practice"] == "monthly-meeting"


def test_a_phone_that_reads_the_code_comes_to_the_practices_page(visit: Visit) -> None:
    page = visit.to("fi/practices/monthly-meeting/")
    code = page.locator(".qr img")
    code.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.qr img').complete")

    seen = Image.open(BytesIO(code.screenshot()))

    assert [read.text for read in zxingcpp.read_barcodes(seen)] == [f"{URL}fi/practices/monthly-meeting/"]
