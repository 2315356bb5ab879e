"""A page stands still, asks nobody but its own site, keeps nothing, and is whole without scripts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from built import BuiltSite, led_to, links_of

from .kinds import FIRST, LANGUAGES, NAMED, READY, SHOWN, STATES, Kind
from .visit import visit_with

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOTE_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(({value, hadRecentInput, sources}) => {
  if (!hadRecentInput) window.shifts.push([value, ...sources.map(source => source.node?.outerHTML?.slice(0, 90) ?? "")]);
})).observe({type: "layout-shift", buffered: true});
"""

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Resolves once what the page is by now has been drawn."""

KEPT = """async () => ({
  cookies: document.cookie, local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""

NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "workers": 0}

LATE = re.compile(r"\.woff2$|/(finding|practices|edit)\.\w+/.*\.js$")
"""What may arrive after a page has been drawn: its letters, and the scripts that answer what its address asks."""

ASKED = tuple(dict.fromkeys((state.kind, state.question) for state in STATES if state.question))
"""Kinds of pages, and what an address asks of each."""

SHIFT = 0.02
"""Cumulative layout shift that nobody sees."""


@dataclass(frozen=True)
class FirstVisit:
    """What a page did that was opened for the first time, on a phone, its letters arriving late."""

    shifts: list[list[object]]
    complaints: list[str]
    kept: dict[str, object]
    cookies: int


@pytest.fixture(scope="module")
def first_visits(browser: "Browser", tops: dict[str, str]) -> Mapping[str, FirstVisit]:
    """The first visit of every kind of page."""
    return {kind.name: first_visit(browser, tops[kind.site], kind) for kind in SHOWN}


def first_visit(browser: "Browser", top: str, kind: Kind, question: str = "", width: int = 360) -> FirstVisit:
    context = browser.new_context(viewport={"width": width, "height": 740})
    context.add_init_script(NOTE_SHIFTS)
    late = []
    context.route(LATE, lambda arriving: late.append(arriving))
    visit = visit_with(context, top)
    page = visit.page
    page.goto(top + kind.address + question, wait_until="commit")
    page.locator(".site-footer").wait_for()
    page.evaluate(DRAWN)
    context.route(LATE, lambda arriving: arriving.continue_())
    for arriving in late:
        arriving.continue_()
    page.wait_for_load_state()
    page.wait_for_function(READY)
    page.evaluate(DRAWN)
    noticed = FirstVisit(
        page.evaluate("window.shifts"), visit.complaints, page.evaluate(KEPT), len(context.cookies())
    )
    context.close()
    return noticed


def shift_of(visit: FirstVisit) -> float:
    """All shifts of a visit together."""
    return sum(float(str(shift[0])) for shift in visit.shifts)


def test_nothing_shifts_while_a_page_loads(first_visits: Mapping[str, FirstVisit]) -> None:
    assert {name: visit.shifts for name, visit in first_visits.items() if shift_of(visit) >= SHIFT} == {}


@pytest.mark.parametrize("width", [412, 768])
def test_nothing_shifts_when_the_answer_to_an_address_comes(
    browser: "Browser", tops: dict[str, str], width: int
) -> None:
    visits = {
        f"{name}{question}": first_visit(browser, tops[NAMED[name].site], NAMED[name], question, width)
        for name, question in ASKED
    }

    assert len(visits) > 10
    assert {name: visit.shifts for name, visit in visits.items() if shift_of(visit) >= SHIFT} == {}


def test_a_list_is_there_though_the_script_that_narrows_it_down_never_comes(
    browser: "Browser", address: str
) -> None:
    page = browser.new_page()
    page.route("**/assets/finding.*/*.js", lambda script: script.abort())

    page.goto(f"{address}members/?sector=food")

    assert page.locator("#directory-records h3").first.is_visible()
    page.context.close()


def test_no_page_asks_anybody_else_or_has_to_complain(first_visits: Mapping[str, FirstVisit]) -> None:
    assert {name: visit.complaints for name, visit in first_visits.items() if visit.complaints} == {}


def test_nothing_is_kept_before_a_visitor_acts(first_visits: Mapping[str, FirstVisit]) -> None:
    assert {name: visit.kept for name, visit in first_visits.items() if visit.kept != NOTHING} == {}
    assert [name for name, visit in first_visits.items() if visit.cookies] == []


# Without scripts


@pytest.fixture(scope="module")
def scriptless(browser: "Browser") -> "Iterator[Page]":
    """A browser that runs no scripts, on a phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


WORKS_WITHOUT = "form[method=get] :is(input, button), .fit *"
"""What sends its question to the search page, which says what to do without scripts, and a form to print."""


@pytest.mark.parametrize("kind", FIRST, ids=lambda kind: kind.name)
def test_a_page_without_scripts_is_whole_and_offers_nothing_that_needs_them(
    scriptless: "Page", tops: dict[str, str], kind: Kind
) -> None:
    scriptless.goto(tops[kind.site] + kind.address)

    visible = scriptless.locator("h1, main p, main dd, main li").filter(visible=True)
    idle = scriptless.locator(
        f":is(button, select, input, textarea, [role=combobox]):not({WORKS_WITHOUT})"
    ).filter(visible=True)

    assert scriptless.get_by_role("heading", level=1).is_visible()
    assert visible.count() > 1
    assert [it.evaluate("it => it.outerHTML.slice(0, 120)") for it in idle.all()] == []
    for menu in ("Sections", "Other languages", "About this site"):
        assert scriptless.get_by_role("navigation", name=menu).get_by_role("link").first.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_reached_by_links_alone(demonstration: BuiltSite, language: str) -> None:
    """From the front page of its language; only pages that lead on, or away, are known by their old addresses."""
    start = f"{LANGUAGES[language]}index.html"
    reached, waiting = {start}, [start]
    while waiting:
        page = demonstration.pages[waiting.pop()]
        for tag, link in links_of(page):
            path, _ = led_to(page, link) if tag == "a" else ("", "")
            if path in demonstration.pages and path not in reached:
                reached.add(path)
                waiting.append(path)
    others = tuple(prefix for prefix in LANGUAGES.values() if prefix and prefix != LANGUAGES[language])
    own = {
        path
        for path, page in demonstration.pages.items()
        if path.startswith(LANGUAGES[language]) and not path.startswith(others)
        if page.meta("robots") != "noindex" and not page.meta("refresh") and path != "404.html"
    }

    assert own - reached == set()
    assert len(own) > 200
