"""The demonstration site under a path of its own, as a server would send it, and a visitor who notices everything."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from built import BuiltSite

from talkoot.serve import Server

from .kinds import DEMONSTRATION, LIMITS
from .visit import PREFIX, Visit, visit_with

if TYPE_CHECKING:
    from playwright.sync_api import Browser


class _Handler(SimpleHTTPRequestHandler):
    """Sends a site from below `PREFIX`, with the headers its `_headers` file asks for."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX.rstrip("/")))

    def end_headers(self) -> None:
        for line in (Path(self.directory) / "_headers").read_text(encoding="utf-8").splitlines():
            name, colon, value = line.strip().partition(": ")
            if colon:
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(site: BuiltSite) -> Iterator[str]:
    """Where a site is while it is served: `http://127.0.0.1:…/portal/`."""
    server = Server(("127.0.0.1", 0), partial(_Handler, directory=str(site.folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(demonstration: BuiltSite) -> Iterator[str]:
    """Where the demonstration site is."""
    with served(demonstration) as address:
        yield address


@pytest.fixture(scope="session")
def tops(address: str, full: BuiltSite) -> Iterator[dict[str, str]]:
    """Where the sites are that kinds of pages are found in."""
    with served(full) as limits:
        yield {DEMONSTRATION: address, LIMITS: limits}


@pytest.fixture
def visit(browser: "Browser", address: str) -> Iterator[Visit]:
    """A visitor; fails if the browser complained, as of the policy, or asked anybody but this site."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = visit_with(context, address)
    yield visit
    context.close()
    assert visit.complaints == []


@pytest.fixture
def visit_without_script(browser: "Browser", address: str) -> Iterator[Visit]:
    """A visitor whose browser runs no script."""
    context = browser.new_context(java_script_enabled=False)
    visit = visit_with(context, address)
    yield visit
    context.close()
    assert visit.complaints == []
