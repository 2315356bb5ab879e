"""With the keyboard alone: every control is reached in the order of the page, seen when it is, and left again."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .kinds import FIRST, LANGUAGES, NAMED, SHOWN, STATES, Kind, State, open_menu, show

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}

WATCH = """() => {
  const able = "a[href], area[href], button, input, select, textarea, summary, iframe, audio, video, [tabindex]";
  const there = it => it.checkVisibility({visibilityProperty: true}) && it.tabIndex >= 0 && !it.disabled;
  const within = document.querySelector("dialog:modal") ?? document;
  // Of radio buttons with one name, the keyboard stops at the one that is chosen, or else at the first.
  const stop = it => it.type !== "radio" || it.checked
    || [...document.getElementsByName(it.name)].find(one => one.checked || there(one)) === it
      && ![...document.getElementsByName(it.name)].some(one => one.checked);
  window.controls = [...within.querySelectorAll(able)].filter(it => there(it) && stop(it));
  window.reached = [];
  // A visitor may see the focus at a control's label, or at what is drawn in it.
  const seen = it => [it, ...it.children, ...it.labels ?? [], ...[...it.labels ?? []].flatMap(label => [...label.children])];
  const shows = (width, colour) => parseFloat(width) >= 2 && !/, 0\\)|transparent|none/.test(colour);
  const stroked = it => {
    const {stroke, strokeWidth} = getComputedStyle(it);
    return it instanceof SVGElement && shows(strokeWidth, stroke) ? stroke + strokeWidth : "";
  };
  const strokes = new Map(window.controls.flatMap(it => seen(it)).map(it => [it, stroked(it)]));
  const ringed = it => {
    const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(it);
    return outlineStyle !== "none" && shows(outlineWidth, outlineColor) || stroked(it) !== strokes.get(it);
  };
  const uncovered = it => {
    const box = it.getBoundingClientRect();
    const [x, y] = [Math.max(box.left, 0) + 1, Math.max(box.top, 0) + 1];
    const [right, foot] = [Math.min(box.right, innerWidth) - 1, Math.min(box.bottom, innerHeight) - 1];
    const points = [[(x + right) / 2, (y + foot) / 2], [x + 2, (y + foot) / 2], [right - 2, (y + foot) / 2]];
    return points.some(([across, down]) => {
      const top = document.elementFromPoint(across, down);
      return top && (it.contains(top) || top.contains(it) || it.labels?.[0]?.contains(top));
    });
  };
  document.removeEventListener("focusin", window.noted);
  window.noted = ({target}) => window.reached.push({
    at: window.controls.indexOf(target), html: target.outerHTML.slice(0, 120),
    ringed: seen(target).some(ringed), uncovered: uncovered(target),
    scrolls: target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight,
  });
  document.addEventListener("focusin", window.noted);
  document.activeElement?.blur();
  // Within a field for a day or a time, the keyboard stops at each of its parts and at the calendar.
  return [window.controls.length, window.controls.filter(it => /^(date|time|month)/.test(it.type)).length * 6];
}"""

Reached = dict[str, object]


@pytest.fixture(scope="module")
def walker(browser: "Browser") -> "Iterator[Page]":
    """A visitor without a mouse."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def walk(page: "Page") -> list[str]:
    """What is wrong on the way from the top of a page through all its controls and out again."""
    count, more = page.evaluate(WATCH)
    for _ in range(count + more + 3):
        page.keyboard.press("Tab")
    reached: list[Reached] = page.evaluate("window.reached")
    ways = [stop["at"] for stop in reached if stop["at"] != -1][:count]
    missed = set(range(count)) - set(ways)
    wrong = [
        page.evaluate("n => `never reached: ${controls[n].outerHTML.slice(0, 120)}`", n)
        for n in sorted(missed)
    ]
    first = ways.index(min(ways, default=0)) if ways else 0
    if ways[first:] + ways[:first] != sorted(ways):
        wrong.append(f"not in the order of the page: {ways}")
    for stop in reached:
        if not stop["ringed"]:
            wrong.append(f"focus not seen: {stop['html']}")
        if not stop["uncovered"]:
            wrong.append(f"focus covered: {stop['html']}")
        # A browser lets the keyboard stop at what scrolls; anything else was not meant as a control.
        if stop["at"] == -1 and not stop["scrolls"]:
            wrong.append(f"no control: {stop['html']}")
    return wrong


@pytest.mark.parametrize("kind", FIRST, ids=lambda kind: kind.name)
def test_every_control_is_reached_and_seen(walker: "Page", tops: dict[str, str], kind: Kind) -> None:
    walker.set_viewport_size(WIDE)  # type: ignore[arg-type]
    show(walker, tops[kind.site], kind)

    wrong = walk(walker)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.kind} {state.name}")
def test_so_is_every_control_of_a_narrow_page_in_its_states(
    walker: "Page", tops: dict[str, str], state: State
) -> None:
    kind = NAMED[state.kind]
    walker.set_viewport_size(NARROW)  # type: ignore[arg-type]
    show(walker, tops[kind.site], kind, question=state.question)
    state.enter(walker)

    wrong = walk(walker)
    assert not wrong, "\n".join(wrong)


@pytest.mark.everywhere
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.name)
def test_every_control_is_reached_on_every_page(
    walker: "Page", tops: dict[str, str], kind: Kind, language: str
) -> None:
    for size in (WIDE, NARROW):
        walker.set_viewport_size(size)  # type: ignore[arg-type]
        show(walker, tops[kind.site], kind, language)

        wrong = walk(walker)
        assert not wrong, "\n".join([str(size), *wrong])


def test_the_menu_of_a_phone_opens_by_keyboard_and_escape_gives_the_focus_back(
    walker: "Page", tops: dict[str, str]
) -> None:
    walker.set_viewport_size(NARROW)  # type: ignore[arg-type]
    show(walker, tops["demonstration"], NAMED["member"])
    menu = walker.get_by_role("button", name="Menu")
    for _ in range(3):
        walker.keyboard.press("Tab")
    expect(menu).to_be_focused()

    walker.keyboard.press("Enter")
    walker.keyboard.press("Tab")
    expect(walker.get_by_role("navigation", name="Sections").get_by_role("link").first).to_be_focused()
    walker.keyboard.press("Escape")

    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")


def test_the_focus_never_goes_into_a_closed_menu(walker: "Page", tops: dict[str, str]) -> None:
    walker.set_viewport_size(NARROW)  # type: ignore[arg-type]
    show(walker, tops["demonstration"], NAMED["about"])
    inside = "document.activeElement.closest('#site-menu') !== null"

    for _ in range(walker.evaluate(WATCH)[0]):
        walker.keyboard.press("Tab")
        assert not walker.evaluate(inside)
    open_menu(walker)
    walker.keyboard.press("Tab")
    assert walker.evaluate(inside)


@pytest.mark.parametrize("kind", ["members", "meetings", "practices"])
def test_the_filters_of_a_phone_hold_the_focus_and_escape_gives_it_back(
    walker: "Page", tops: dict[str, str], kind: str
) -> None:
    walker.set_viewport_size(NARROW)  # type: ignore[arg-type]
    show(walker, tops["demonstration"], NAMED[kind])
    opener = walker.get_by_role("button", name="Filters")
    inside = "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"

    opener.press("Enter")
    for _ in range(walker.locator("dialog :is(summary, input, button)").count() + 3):
        walker.keyboard.press("Tab")
        assert walker.evaluate(inside)
    walker.keyboard.press("Escape")

    expect(walker.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_escape_empties_the_search_and_keeps_the_focus(walker: "Page", tops: dict[str, str]) -> None:
    walker.set_viewport_size(WIDE)  # type: ignore[arg-type]
    show(walker, tops["demonstration"], NAMED["search"], question="?q=pricing")
    field = walker.get_by_role("searchbox")

    field.press("Escape")

    expect(field).to_have_value("")
    expect(field).to_be_focused()
    expect(walker.locator(".results > li")).to_have_count(0)
