"""Every kind of page as those need it who enlarge it, space its letters out, choose their own colours, or print it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from .axe import faults
from .kinds import DEMONSTRATION, FIRST, LANGUAGES, NAMED, SHOWN, Kind, open_filters, show

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ENLARGED = {"width": 320, "height": 256}
"""A window of 1280 × 1024 pixels at 400 % (WCAG 2.2, 1.4.10)."""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""
"""WCAG 2.2, 1.4.12."""

STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("body *")].filter(it => it.getBoundingClientRect().right > wide + 1);
  return ["the page", ...out.slice(-3).map(it => it.outerHTML.slice(0, 100))];
}"""

CLIPPED = """() => {
  const cut = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const hides = over => over === "hidden" || over === "clip";
  while (walker.nextNode()) {
    const it = walker.currentNode.parentElement, range = document.createRange();
    if (!walker.currentNode.data.trim() || !it.checkVisibility() || it.closest("svg, option")) continue;
    range.selectNodeContents(walker.currentNode);
    const text = range.getBoundingClientRect(), small = parseFloat(getComputedStyle(it).fontSize) * 0.3;
    for (let up = it; up; up = up.parentElement) {
      const {overflowX, overflowY, clipPath} = getComputedStyle(up), box = up.getBoundingClientRect();
      if (clipPath !== "none" || /auto|scroll/.test(overflowX + overflowY)) break; // for screen readers; or it scrolls
      if (hides(overflowX) && (text.left < box.left - 1 || text.right > box.right + 1)
        || hides(overflowY) && (text.top < box.top - small || text.bottom > box.bottom + small)) {
        cut.push(it.outerHTML.slice(0, 120));
        break;
      }
    }
  }
  return cut;
}"""
"""Texts of which a part is hidden by a box that is too small."""

OVERLAPPING = """() => {
  const blocks = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, it = text.parentElement;
    if (!text.data.trim() || it.closest("svg, .visually-hidden, .skip-link, .skip-map, option, noscript")) continue;
    if (!it.checkVisibility({visibilityProperty: true})) continue;
    let block = it, stays = false;
    for (let up = it; up; up = up.parentElement) stays ||= /sticky|fixed/.test(getComputedStyle(up).position);
    if (stays) continue; // the rest of the page scrolls away under it
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const range = document.createRange();
    range.selectNodeContents(text);
    // Letters take less than their line; the line's own space may be shared.
    const small = parseFloat(getComputedStyle(it).fontSize) * 0.3;
    const boxes = [...range.getClientRects()].map(({left, right, top, bottom}) =>
      ({left, right, top: top + small, bottom: bottom - small})).filter(box => box.right - box.left > 1);
    blocks.set(block, [...(blocks.get(block) ?? []), ...boxes]);
  }
  const found = [], all = [...blocks].flatMap(([block, boxes]) => boxes.map(box => [block, box]));
  all.sort(([, a], [, b]) => a.top - b.top);
  for (let n = 0; n < all.length; n++) for (let k = n + 1; k < all.length && all[k][1].top < all[n][1].bottom; k++) {
    const [[one, a], [other, b]] = [all[n], all[k]];
    if (one !== other && a.left < b.right - 2 && b.left < a.right - 2)
      found.push(`${one.outerHTML.slice(0, 80)} and ${other.outerHTML.slice(0, 80)}`);
  }
  return [...new Set(found)];
}"""

UNSEEN = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const ground = light(rgb(getComputedStyle(document.body).backgroundColor));
  const stands = colour => {
    const seen = rgb(colour), [low, high] = [ground, light(seen)].sort((a, b) => a - b);
    return seen[3] > 200 && (high + 0.05) / (low + 0.05) >= 3;
  };
  const shapes = [...document.querySelectorAll(".chart__line, .chart__bar, .chart__now, .chart__goal, .bar__part, .dot circle:not(.dot__reach)")];
  const controls = [...document.querySelectorAll(".button, button, input:not([type=checkbox], [type=radio]), select, .chip, .search-link")];
  const there = it => it.checkVisibility({visibilityProperty: true}) && it.getBoundingClientRect().width > 1;
  const drawn = it => {
    const {fill, stroke, strokeWidth} = getComputedStyle(it);
    return fill !== "none" && stands(fill) || stroke !== "none" && parseFloat(strokeWidth) >= 1 && stands(stroke);
  };
  const edged = it => {
    const style = getComputedStyle(it);
    return ["Top", "Bottom"].some(side => style[`border${side}Style`] !== "none"
      && parseFloat(style[`border${side}Width`]) >= 1 && stands(style[`border${side}Color`]))
      || style.textDecorationLine.includes("underline");
  };
  return [...shapes.filter(it => there(it) && !drawn(it)), ...controls.filter(it => there(it) && !edged(it))]
    .map(it => it.outerHTML.slice(0, 140));
}"""
"""Shapes of charts and maps, and edges of controls, that do not stand out from the page."""


@pytest.fixture(scope="module")
def seen(browser: "Browser") -> "Iterator[Page]":
    """A page that is seen in many ways."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def enlarged(page: "Page", top: str, kind: Kind, language: str) -> dict[str, list[str]]:
    """What is wrong with a page at 400 %, and there with its letters spaced out, and spaced on a wide screen."""
    page.set_viewport_size(ENLARGED)  # type: ignore[arg-type]
    show(page, top, kind, language)
    wrong = {"400 %": page.evaluate(STICKS_OUT)}
    page.evaluate(SPACED)
    for name, size in (("400 %, spaced", ENLARGED), ("spaced", {"width": 1280, "height": 1024})):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        wrong[name] = [*page.evaluate(STICKS_OUT), *page.evaluate(CLIPPED), *page.evaluate(OVERLAPPING)]
    return {name: found for name, found in wrong.items() if found}


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.name)
def test_nothing_sticks_out_or_is_cut_when_enlarged_and_spaced(
    seen: "Page", tops: dict[str, str], kind: Kind
) -> None:
    assert enlarged(seen, tops[kind.site], kind, "fi") == {}


@pytest.mark.everywhere
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.name)
def test_nor_in_any_language(seen: "Page", tops: dict[str, str], kind: Kind, language: str) -> None:
    assert enlarged(seen, tops[kind.site], kind, language) == {}


STAND_OUT: "dict[str, Callable[[Page], None]]" = {
    "home": lambda page: None,
    "evidence": lambda page: None,
    "practice": lambda page: None,
    "meeting-planned": lambda page: None,
    "map": lambda page: None,
    "search": lambda page: None,
    "members": open_filters,
    "not-found": lambda page: None,
}
"""Pages with every sort of control, chart and map, and what is to be opened on them."""


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("name", STAND_OUT)
def test_controls_and_charts_stand_out_in_the_visitors_own_colours(
    browser: "Browser", tops: dict[str, str], name: str, palette: str
) -> None:
    context = browser.new_context(forced_colors="active", color_scheme=palette)  # type: ignore[arg-type]
    page = context.new_page()
    show(page, tops[DEMONSTRATION], NAMED[name])
    STAND_OUT[name](page)

    assert page.evaluate(UNSEEN) == []
    context.close()


@pytest.mark.parametrize("kind", FIRST, ids=lambda kind: kind.name)
def test_print_is_dark_on_white_whatever_the_palette(seen: "Page", tops: dict[str, str], kind: Kind) -> None:
    seen.set_viewport_size({"width": 794, "height": 1123})  # A4
    show(seen, tops[kind.site], kind)
    seen.evaluate("() => { document.documentElement.dataset.colours = 'dark'; }")
    seen.emulate_media(media="print")

    wrong = faults(seen, "color-contrast")
    out = seen.evaluate(STICKS_OUT)
    shown = seen.locator(".site-header__menu, .search-link, .edit-link, form:visible button").all()

    assert (wrong, out) == ([], [])
    assert seen.locator("h1").first.is_visible()
    assert not any(part.is_visible() for part in shown)
    seen.emulate_media(media="screen")
