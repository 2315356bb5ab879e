"""What several test modules share: where the repository is, built sites, and a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from built import FULL, BuiltSite, build_site, copy_of
from chromium import installed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of this repository."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The network in which every field has a value, built for an address with a path."""
    folder = tmp_path_factory.mktemp("full")
    return build_site(copy_of(FULL, folder / "network"), folder / "site")


@pytest.fixture(scope="session")
def demonstration(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The demonstration network's site."""
    folder = tmp_path_factory.mktemp("demonstration")
    for part in ("content", "members", "overrides"):
        copy_of(repository / part, folder / "network" / part)
    (folder / "network/mkdocs.yml").write_bytes((repository / "mkdocs.yml").read_bytes())
    return build_site(folder / "network", folder / "site")


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A running Chromium: the one $CHROMIUM names, else the first that this machine has."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # as long as an action may take: a machine may have much else to do
    path = installed()
    if path is None:
        pytest.fail("No Chromium was found. `make test` installs it, or says how to.", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """An empty page of its own: no cookies, storage or history of another test."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
