"""The practice library in a real browser: comparing, copying into forms, the check whether a practice fits."""

import json
import re
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from built import TODAY, URL, BuiltSite, copy_of, put
from docx import Document
from PIL import Image
from playwright.sync_api import expect

from talkoot.build import examine
from talkoot.importing.blocks import read_file
from talkoot.languages import words
from talkoot.markdown import to_html

from .kinds import LIMITS
from .visit import Visit, visit_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

SMALL = Path(__file__).parents[1] / "sites/small"
FIT = "practices/monthly-meeting/fit/"
COMPARED = ".compare__table thead th"


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


CONTEXT = {
    "population": "70,000, far apart",
    "enterprises": "About 2,900 of them",
    "intermediary": "The folk high school",
    "time": "Aino's job, ten hours a week",
    "money": "12,000 € a year until 2028",
    "enthusiasts": "A smith & a baker",
    "partners": "# 1 the library\n- and <b>two</b> *banks*",
}
"""The seven things that both sides tell of themselves."""

REST = {
    "what-1": "Find six firms",
    "by-1": "The coordinator",
    "when-1": "15 March",
    "what-3": "1. Meet",
    "measure": "Four of six come again",
    "ask": "What would you do again?",
}


def fill_in(page: "Page") -> None:
    """Answer by keyboard alone, from the first field to the last."""
    for name, text in (
        ("who", 'Kainuu "growth": network'),
        ("where", "Kainuu"),
        ("country", "fi"),
        ("contact", "Coordinator"),
        *CONTEXT.items(),
    ):
        go_to(page, name)
        page.keyboard.type(text)
    go_to(page, "element-neutral-host")
    page.keyboard.press("Space")
    go_to(page, "why-rhythm")
    page.keyboard.type("Not yet clear")
    go_to(page, "element-expert")
    page.keyboard.press("ArrowDown")
    go_to(page, "why-expert")
    page.keyboard.type("Only every third time <b>&")
    go_to(page, "element-students")
    page.keyboard.press("ArrowUp")
    for name, text in REST.items():
        go_to(page, name)
        page.keyboard.type(text)


SAID = (
    "Background briefing: A monthly meeting at a member's own premises",
    "1. Understand",
    "They: Revontuli University, which sells nothing to the firms (invented, like the figures of this area)",
    *(f"You: {text}" for text in CONTEXT.values()),
    "They: Total cost: €23,760\nPublic funding: €19,000\nOne group, eleven meetings",
    "What would you do again?",
    "Transfer plan: A monthly meeting at a member's own premises",
    "Country: Finland",
    "2. Adapt",
    "A neutral host organisation: Kept",
    "The same weekday every month: not decided yet. Not yet clear",
    "An invited expert: Changed. Only every third time <b>&",
    "Students' demos: Left out",
    "3. Re-use",
    "1: Find six firms – The coordinator – 15 March",
    "2: 1. Meet",
    "Four of six come again",
)
"""What the briefing and the plan say of these answers."""


def test_the_whole_check_is_walked_by_keyboard_on_a_narrow_screen_to_the_saved_files(phone: Visit) -> None:
    page = phone.to(FIT)
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.reload()

    fill_in(page)
    go_to(page, "show")
    page.keyboard.press("Enter")

    papers = page.locator("#fit-papers")
    assert papers.evaluate("element => element === document.activeElement")
    said = papers.inner_text()
    assert [part for part in SAID if part not in said] == []
    steps = ["1. Understand", "2. Adapt", "3. Re-use"]
    assert [step for step in page.locator("form h2").all_inner_texts() if step[0].isdigit()] == steps
    assert [step for step in papers.locator("h3").all_inner_texts() if step[0].isdigit()] == steps
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    names = []
    for make in ("docx", "record"):
        while page.evaluate("document.activeElement.dataset.make") != make:
            page.keyboard.press("Shift+Tab" if make == "docx" else "Tab")
        with page.expect_download() as waiting:
            page.keyboard.press("Enter")
        names.append(waiting.value.suggested_filename)
    assert names == ["monthly-meeting-transfer-plan.docx", "adoption.md"]
    assert page.get_by_role("status").inner_text() == words("en")("fit saved")
    sent = [(method, url) for method, url in asked if not url.startswith("blob:")]
    assert {method for method, _ in sent} == {"GET"}
    assert all(url.startswith(phone.address) and "?" not in url for _, url in sent)


def test_whoever_prints_a_filled_check_prints_every_answer(phone: Visit) -> None:
    page = phone.to(FIT)
    fill_in(page)

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    seen = page.locator(".fit").inner_text()
    assert [part for part in SAID if part not in seen] == []
    assert not page.locator("form").is_visible() and not page.locator("[data-make]").first.is_visible()


def test_papers_that_are_shown_follow_every_answer(phone: Visit) -> None:
    page = phone.to(FIT)
    papers = page.locator("#fit-papers")
    page.locator("[name=where]").fill("Kainuu")
    assert papers.is_hidden()

    page.locator("[data-make=show]").click()
    page.locator("[name=where]").fill("Koillismaa")
    page.locator("[name=element-neutral-host][value=dropped]").check()

    said = papers.inner_text()
    assert "Koillismaa" in said and "Kainuu" not in said
    assert "A neutral host organisation: Left out" in said
    assert page.evaluate("document.activeElement.name") == "element-neutral-host"


def test_a_record_is_saved_once_it_says_whose_it_is_and_where(phone: Visit) -> None:
    page, said = phone.to(FIT), words("en")
    saves: list[object] = []
    page.on("download", lambda saved: saves.append(saved))
    status, record = page.get_by_role("status"), page.locator("[data-make=record]")

    record.click()

    assert status.inner_text() == f"{said('fit needs who')} {said('fit needs country')}"
    assert page.evaluate("document.activeElement.name") == "who"
    page.locator("[name=who]").fill("Kainuu network")
    page.locator("[name=country]").fill("xx")
    record.click()
    assert status.inner_text() == said("fit needs country")
    assert page.evaluate("document.activeElement.name") == "country"
    assert saves == []
    page.locator("[name=country]").fill("se")
    with page.expect_download():
        record.click()


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
    assert [part for part in SAID if part not in said] == []
    assert {p.style.name for p in document.paragraphs if p.style} == {
        "Heading 2",
        "Heading 3",
        "Heading 4",
        "Normal",
    }
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
    assert [problem for problem in found.problems if problem.severity == "problem"] == []
    assert found.network
    record = found.network.kinds["adoption"]["kainuu"].record
    assert record.adopter.organisation == 'Kainuu "growth": network'
    assert (record.adopter.contact, record.country, record.location) == ("Coordinator", "FI", "Kainuu")
    assert [(c.element, c.done, c.why) for c in record.elements] == [
        ("neutral-host", "kept", None),
        ("expert", "changed", "Only every third time <b>&"),
        ("students", "dropped", None),
    ]
    shown = unescape(re.sub(r"<[^>]+>", "", to_html(record.outcome)))
    for answer in (*CONTEXT.values(), *REST.values(), "Not yet clear"):
        assert [line for line in answer.split("\n") if line not in shown] == []
    assert record.version.text == "2026-01"


def test_a_practice_that_lists_no_versions_is_taken_over_as_it_was_published(
    phone: Visit, tmp_path: Path, demonstration: BuiltSite
) -> None:
    page = phone.to("practices/nihak-internationalisation/fit/")
    for name, text in (("who", "Kainuu network"), ("country", "FI")):
        page.locator(f"[name={name}]").fill(text)

    file = saved(page, "record", tmp_path)

    root = copy_of(demonstration.root, tmp_path / "network")
    folder = root / "content/adoptions/kainuu"
    folder.mkdir()
    (folder / "adoption.md").write_bytes(file.read_bytes())
    # It stays right when the practice is changed later and says so.
    versions = "versions:\n  - date: 2026-10\n    changed: Told anew\n"
    put(root / "content/practices/nihak-internationalisation/practice.md", "---\n", versions)
    found = examine(root, demonstration.examined.network.today)  # type: ignore[union-attr]
    assert [problem for problem in found.problems if problem.severity == "problem"] == []
    assert found.network
    assert found.network.kinds["adoption"]["kainuu"].record.version.text == "2021-03-03"


def test_a_practice_without_elements_is_adapted_in_ones_own_words(
    browser: "Browser", tops: dict[str, str], tmp_path: Path
) -> None:
    visit = visit_with(browser.new_context(accept_downloads=True), tops[LIMITS])
    page = visit.to("practices/shared-van/fit/")
    for name, text in (("who", "Kuhmo's bakers"), ("country", "FI"), ("adapt", "A boat & no van")):
        page.locator(f"[name={name}]").fill(text)

    file = saved(page, "record", tmp_path)

    root = copy_of(SMALL, tmp_path / "network")
    folder = root / "content/adoptions/kuhmo"
    folder.mkdir(parents=True)
    (folder / "adoption.md").write_bytes(file.read_bytes())
    found = examine(root, TODAY)
    assert [problem for problem in found.problems if "kuhmo" in problem.path] == []
    assert found.network
    assert found.network.kinds["adoption"]["kuhmo"].record.outcome == "### 2. Adapt\n\nA boat & no van"
    page.context.close()
    assert visit.complaints == []


@pytest.mark.parametrize("prefix", ["", "fi/", "sv/"])
def test_the_check_speaks_the_pages_language(prefix: str, visit: Visit) -> None:
    page = visit.to(f"{prefix}{FIT}")

    page.locator("[data-make=show]").click()

    said = words(prefix.strip("/") or "en")
    assert said("fit briefing") in page.locator("#fit-papers").inner_text()
    assert page.locator("h1").inner_text() == said("fit title")


def test_chosen_practices_stand_side_by_side_at_an_address_that_can_be_sent_on(visit: Visit) -> None:
    page = visit.to("practices/compare/?p=nihak-internationalisation&p=monthly-meeting")

    expect(page.locator(COMPARED)).to_have_count(2)
    assert page.locator(COMPARED).all_inner_texts() == [
        "NIHAK: rural firms go abroad together",
        "A monthly meeting at a member's own premises",
    ]
    page.get_by_label("Lapland micro-enterprises growth network").check()
    expect(page.locator(COMPARED)).to_have_count(3)
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
    expect(page.locator(COMPARED)).to_have_count(2)
    third = page.get_by_label("Lapland micro-enterprises growth network")

    third.focus()
    page.keyboard.press("Space")

    assert not third.is_checked() and third.get_attribute("aria-disabled") == "true"
    assert page.locator(COMPARED).count() == 2
    assert page.url.endswith("?p=nihak-internationalisation&p=monthly-meeting")


def test_one_alone_is_not_compared(visit: Visit) -> None:
    page = visit.to("practices/compare/?p=nihak-internationalisation&p=monthly-meeting")
    expect(page.locator(COMPARED)).to_have_count(2)
    second = page.get_by_label("A monthly meeting at a member's own premises")

    second.focus()
    page.keyboard.press("Space")

    assert second.is_checked() and second.get_attribute("aria-disabled") == "true"
    assert page.locator(".compare__choice [role=status]").inner_text() == "Choose 2–4"
    assert page.locator(COMPARED).count() == 2


def test_what_stands_side_by_side_already_is_not_put_there_again_under_the_focus(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.to("practices/compare/")

    expect(page.get_by_label("A monthly meeting at a member's own premises")).to_be_checked()

    assert not [url for url in asked if url.endswith("practices.json")]


def test_two_practices_are_seen_side_by_side_on_a_phone(phone: Visit) -> None:
    page = phone.to("practices/compare/?p=nihak-internationalisation&p=monthly-meeting")
    expect(page.locator(COMPARED)).to_have_count(2)

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

    expect(page.locator(COMPARED).nth(1)).to_be_visible()
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
    page.wait_for_function("() => document.querySelector('.qr img').complete")

    seen = Image.open(BytesIO(code.screenshot()))

    assert [read.text for read in zxingcpp.read_barcodes(seen)] == [f"{URL}fi/practices/monthly-meeting/"]
