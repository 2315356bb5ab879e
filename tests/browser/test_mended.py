"""Faults that Material is known for, and that our theme does not have; each with the test that would see it again.

The menu of a phone that no keyboard reaches, and the focus that goes into it while it is closed, are in
test_keyboard.py; that the focus is always seen is tried there at every control of every kind of page.
"""

from typing import TYPE_CHECKING

import pytest
from built import BuiltSite

from .axe import faults
from .kinds import DEMONSTRATION, NAMED, open_filters, show

if TYPE_CHECKING:
    from playwright.sync_api import Page

CONTRASTS = """() => {
  const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const footer = document.querySelector("footer"), ground = light(getComputedStyle(footer).backgroundColor);
  return [...footer.querySelectorAll("p, a")].map(it => {
    const [low, high] = [ground, light(getComputedStyle(it).color)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  });
}"""


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_footer_can_be_read(page: "Page", tops: dict[str, str], palette: str) -> None:
    page.emulate_media(color_scheme=palette)  # type: ignore[arg-type]
    show(page, tops[DEMONSTRATION], NAMED["about"])

    contrasts = page.evaluate(CONTRASTS)

    assert len(contrasts) > 5
    assert min(contrasts) >= 4.5


def test_every_dialog_has_a_name(page: "Page", tops: dict[str, str]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    show(page, tops[DEMONSTRATION], NAMED["members"])
    open_filters(page)

    assert page.get_by_role("dialog", name="Filters").is_visible()
    assert faults(page, "aria-dialog-name", "aria-command-name") == []


def test_nothing_of_materials_search_dialog_or_drawer_is_left(demonstration: BuiltSite) -> None:
    left = {
        path: element.get("id") or element.get("data-md-component")
        for path, page in demonstration.pages.items()
        for element in page.elements
        if element.get("id") in ("__search", "__drawer")
        or element.get("data-md-component") in ("search", "search-query", "sidebar")
        or (
            element.get("role") == "dialog"
            and not (element.get("aria-label") or element.get("aria-labelledby"))
        )
    }

    assert left == {}
