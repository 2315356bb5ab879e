"""No number of the benchmark is reached by leaving work out: its site passes what the demonstration passes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import axe
from browser.conftest import served
from browser.kinds import READY, shapes
from built import URL, BuiltSite, build_site
from test_html import faults
from test_links import ORIGIN, broken
from tests.bench.network import TODAY, make_network
from tests.bench.talkoot_form import write_repository

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.everywhere

SIZE = 200


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site of the benchmark in three languages, its search index, pictures and papers with it."""
    folder = tmp_path_factory.mktemp("measured")
    write_repository(make_network(SIZE), folder / "network", ["en", "fi", "sv"])
    return build_site(folder / "network", folder / "site", today=TODAY)


@pytest.fixture(scope="module")
def shown(browser: "Browser", measured: BuiltSite) -> "Iterator[tuple[Page, str]]":
    """A browser's page, and where the site is."""
    context = browser.new_context(reduced_motion="reduce")
    with served(measured) as address:
        yield context.new_page(), address
    context.close()


def test_there_is_a_page_of_every_record_in_every_language(measured: BuiltSite) -> None:
    records = [
        f"{section}/{record.id}/index.html"
        for section, kept in make_network(SIZE).kinds.items()
        for record in kept
    ]

    assert len(records) == SIZE
    for before in ("", "fi/", "sv/"):
        assert {f"{before}{path}" for path in records} <= measured.pages.keys()


def test_every_page_style_and_drawing_is_valid(repository: Path, measured: BuiltSite) -> None:
    assert faults(repository, measured.folder) == []


def test_every_link_leads_somewhere(measured: BuiltSite, tmp_path: Path) -> None:
    assert broken(measured.folder, URL.removeprefix(ORIGIN), tmp_path / "server") == []


@pytest.mark.parametrize(("width", "palette"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_on_any_kind_of_page(
    measured: BuiltSite, shown: "tuple[Page, str]", width: int, palette: str
) -> None:
    page, address = shown
    page.set_viewport_size({"width": width, "height": 900})
    found = []
    for example in shapes(measured).values():
        page.goto(address + example)
        page.wait_for_function(READY)
        page.evaluate("colours => { document.documentElement.dataset.colours = colours; }", palette)
        found += [f"{example}: {fault}" for fault in axe.faults(page)]

    assert not found, "\n".join(found)


def test_search_finds_a_member_by_name(measured: BuiltSite, shown: "tuple[Page, str]") -> None:
    page, address = shown
    member = make_network(SIZE).members[0]

    page.goto(f"{address}search/?q={member.fields['name']}")

    page.locator(f"a[href*='members/{member.id}/']").first.wait_for()
