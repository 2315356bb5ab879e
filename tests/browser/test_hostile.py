"""Pages that hold every attack, opened in a browser without their policy: nothing runs, nothing calls out."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from hostile import bundles, live_at, site_past_checks

from talkoot.outputs import files_of
from talkoot.outputs.search import search_files

from .folder import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

UNDONE = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>|<link rel="stylesheet"[^>]*>')
"""What protects a page is taken from it, and what only dresses it."""

TOGETHER = 60
"""Pages shown beside each other in one: a browser opens them so in a tenth of the time."""

NOTICED = """
window.noticed = top.noticed || [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = text => { top.noticed.push(`${name}: ${text} at ${location}`); };
window.addEventListener("error", event => top.noticed.push(`error: ${event.message} at ${location}`));
Object.defineProperty(window, "xss", { set(value) { top.noticed.push(`xss: ${value} at ${location}`); } });
"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a network with every vector in every text of every kind, its pages without their policy.

    In two languages: the records' own, and one they are partly translated into.
    """
    folder = tmp_path_factory.mktemp("attacked")
    site = site_past_checks(folder / "network")
    for file in (*files_of(site), *search_files(site)):
        if not file.path.endswith((".png", ".jpg", ".pdf", ".docx", ".zip")) and not file.path.startswith(
            "sv/"
        ):
            there = folder / "site" / file.path
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(UNDONE.sub(b"", file.make()))
    return folder / "site"


@pytest.fixture
def context(browser: "Browser") -> "Iterator[BrowserContext]":
    """A browser that tells of whatever a page does on its own."""
    context = browser.new_context()
    context.add_init_script(NOTICED)
    yield context
    context.close()


def test_nothing_runs_and_nothing_calls_out(attacked: Path, context: "BrowserContext") -> None:
    asked: list[str] = []
    noticed: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("dialog", lambda dialog: (noticed.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: noticed.append(str(error)))
    pages = [file.relative_to(attacked).parent for file in attacked.rglob("index.html")]

    with serving(attacked) as top:
        seen = 0
        for start in range(0, len(pages), TOGETHER):
            frames = (f'<iframe src="/{path}/"></iframe>' for path in pages[start : start + TOGETHER])
            (attacked / "together.html").write_text(f"<!doctype html><title>x</title>{''.join(frames)}")
            page.goto(f"{top}together.html", wait_until="load")
            seen += len(page.frames) - 1
            noticed += page.evaluate("window.noticed")

    assert noticed == []
    assert [url for url in asked if not url.startswith((top, "data:", "about:", "blob:"))] == []
    assert seen == len(pages) > 6 * len(bundles())


def test_search_shows_attacks_as_the_text_they_are(attacked: Path, context: "BrowserContext") -> None:
    page = context.new_page()

    with serving(attacked) as top:
        page.goto(f"{top}search/?q=alert")
        page.locator(".results h3").first.wait_for()
        found = page.locator(".results h3").count()
        html = page.locator(".search-results").inner_html()
        noticed = page.evaluate("window.noticed")

    results = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert [live for element in results for part in element.iter() for live in live_at(part)] == []
    assert "script" not in {str(part.tag) for element in results for part in element.iter()}
    assert noticed == []
    assert found > 5


def test_what_was_set_to_notice_an_attack_does_notice_one(tmp_path: Path, context: "BrowserContext") -> None:
    (tmp_path / "inner.html").write_text("<!doctype html><title>x</title><img src=x onerror=alert(1)>")
    (tmp_path / "all.html").write_text('<!doctype html><title>x</title><iframe src="/inner.html"></iframe>')
    page = context.new_page()

    with serving(tmp_path) as top:
        page.goto(f"{top}all.html", wait_until="load")
        page.wait_for_function("() => window.noticed.length")
        noticed = page.evaluate("window.noticed")

    assert noticed == [f"alert: 1 at {top}inner.html"]
