"""What a screen reader hears on every kind of page is what somebody has read and found good.

The trees are in trees/, one file a kind of page; the front page's has the header and the footer, which are the
same everywhere. `make trees` renews them: read what has changed as one who listens to it.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .kinds import DEMONSTRATION, NAMED, SHOWN, show
from .tree import ambiguous, nameless, shortened, tree

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TREES = Path(__file__).parent / "trees"

HEARD = {kind.name: kind for kind in SHOWN if kind.site == DEMONSTRATION}
"""The demonstration's kinds of pages."""


@pytest.fixture(scope="module")
def heard(browser: "Browser", tops: dict[str, str]) -> Mapping[str, str]:
    """The tree of every kind of page, in English on a wide screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    trees = {}
    for name, kind in HEARD.items():
        show(page, tops[kind.site], kind)
        trees[name] = tree(page, "body" if name == "home" else "main")
    context.close()
    return trees


@pytest.mark.parametrize("name", HEARD)
def test_a_screen_reader_hears_what_was_read_and_found_good(heard: Mapping[str, str], name: str) -> None:
    file = TREES / f"{name}.yml"
    now = shortened(heard[name])
    if os.environ.get("TREES") == "renew":
        TREES.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")

    before = file.read_text(encoding="utf-8") if file.exists() else ""

    assert now == before, f"{file.name}: if this is meant, `make trees` renews it; read what changed."


def test_every_tree_is_of_a_kind_of_page() -> None:
    assert {file.stem for file in TREES.glob("*.yml")} == set(HEARD)


def test_nothing_is_without_a_name(heard: Mapping[str, str]) -> None:
    assert {name: found for name, text in heard.items() if (found := nameless(text))} == {}


def test_links_of_one_name_under_one_heading_lead_to_one_place(heard: Mapping[str, str]) -> None:
    assert {name: found for name, text in heard.items() if (found := ambiguous(text))} == {}


CHARTS = """() => [...document.querySelectorAll("svg.chart")].map(chart => ({
  told: chart.getAttribute("role") === "img" && chart.querySelector("title")?.textContent !== "",
  table: Boolean(chart.closest("figure, section")?.querySelector("table")
    ?? chart.closest("section")?.querySelector("table")),
}))"""


@pytest.mark.parametrize("name", ["home", "evidence", "evidence-year", "evidence-quarter"])
def test_every_chart_has_a_name_and_its_table(browser: "Browser", tops: dict[str, str], name: str) -> None:
    page = browser.new_page()
    show(page, tops[DEMONSTRATION], NAMED[name])

    charts = page.evaluate(CHARTS)

    assert charts
    assert all(chart["told"] and chart["table"] for chart in charts)
    page.close()


@pytest.mark.parametrize(("name", "question"), [("map", ""), ("home", ""), ("members", "?view=map")])
def test_a_map_can_be_skipped_and_has_one_stop_a_place(
    browser: "Browser", tops: dict[str, str], name: str, question: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    show(page, tops[DEMONSTRATION], NAMED[name], question=question)
    dots = page.locator(".map:visible a")
    names = [dot.get_attribute("aria-label") for dot in dots.all()]

    page.locator(".skip-map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert len(names) == len(set(names)) > 8
    assert all(name and any(letter.isdigit() for letter in name) for name in names)
    assert page.evaluate("!document.activeElement.closest('.map')")
    page.close()
