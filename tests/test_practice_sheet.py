"""A practice as a sheet: how far its figures have come, how it is cited and copied, what is on paper."""

import gc
import re
import tempfile
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from built import BuiltSite, build_site, spoken

from talkoot.languages import LANGUAGES, words
from talkoot.outputs import practice_paper
from talkoot.outputs.practice_sheet import way
from talkoot.records.values import Figure
from talkoot.sources.strict_yaml import read_yaml

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PRACTICE = "practices/monthly-meeting/"


def evidence(figure: str | None, target: str | None, baseline: str | None = None) -> Any:
    told = {"figure": figure, "target": target, "baseline": baseline}
    return SimpleNamespace(**{key: Figure(Decimal(n)) if n else None for key, n in told.items()})


@pytest.mark.parametrize(
    ("figure", "target", "baseline", "filled", "aim"),
    [
        ("15", "60", None, 25.0, 100.0),
        ("60", "60", "0", 100.0, 100.0),
        ("40", "60", "20", 50.0, 100.0),
        ("120", "60", None, 100.0, 50.0),  # beyond its goal
        ("75", "50", "100", 50.0, 100.0),  # a figure that is to fall
        ("5", "60", "20", 0.0, 100.0),  # further off than it began
    ],
)
def test_a_bar_shows_how_far_a_figure_has_come(
    figure: str, target: str, baseline: str | None, filled: float, aim: float
) -> None:
    drawn = way(evidence(figure, target, baseline))

    assert drawn is not None
    assert (drawn.filled, drawn.aim) == (filled, aim)


@pytest.mark.parametrize("told", [("60", None), (None, "60"), ("60", "60", "60")])
def test_without_somewhere_to_go_there_is_no_bar(told: tuple[str | None, ...]) -> None:
    assert way(evidence(*told)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_practice_says_how_to_cite_and_to_copy_it(language: str, full: BuiltSite) -> None:
    prefix = "" if language == "en" else f"{language}/"
    page = full.page(f"{prefix}{PRACTICE}")
    address = f"https://org.example/portal/{prefix}{PRACTICE}"
    (citation,) = [spoken(p) for p in page.all("p") if p.get("class") == "citation"]
    (lines,) = ["".join(pre.itertext()) for pre in page.all("pre")]
    title = spoken(page.all("h1")[0])

    assert title in citation
    assert citation.endswith(address)
    copied = read_yaml(lines)["copied_from"]
    assert (copied["title"], copied["url"]) == (title, address)
    assert copied["owner"] in citation


def test_without_an_address_the_citation_names_none(tmp_path: Path) -> None:
    small = Path(__file__).parent / "sites" / "small"
    site = build_site(small, tmp_path / "site", url=None, search=False)
    page = site.page(PRACTICE)

    (citation,) = [spoken(p) for p in page.all("p") if p.get("class") == "citation"]
    (lines,) = ["".join(pre.itertext()) for pre in page.all("pre")]
    assert "http" not in citation
    assert "url" not in read_yaml(lines)["copied_from"]


def test_real_and_invented_practices_are_marked_apart_in_words(full: BuiltSite) -> None:
    network = full.examined.network
    assert network
    for kept in network.published_practices:
        said, other = ("real", "not real") if kept.record.real else ("not real", "real")
        text = full.page(kept.address).text
        assert words("en")(said) in text
        assert words("en")(f"{said} means") in text
        assert words("en")(f"{other} means") not in text


def test_interreg_s_sections_stand_in_its_order(full: BuiltSite) -> None:
    ids = [str(h.get("id")) for h in full.page(PRACTICE).all("h2")]
    order = ["resources", "evidence", "challenges", "transfer", "further-information", "opinions", "owner"]

    assert [id_ for id_ in ids if id_ in order] == [id_ for id_ in order if id_ in ids]
    assert {"resources", "evidence", "owner", "copy", "cite"} <= {*ids}


# On paper


@pytest.fixture(scope="module")
def demonstration(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The demonstration network of this repository."""
    return build_site(repository, tmp_path_factory.mktemp("demonstration") / "site", search=False)


@pytest.fixture
def paper(browser: "Browser") -> Any:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    yield page
    context.close()


@pytest.mark.parametrize("prefix", ["", "fi/", "sv/"])
def test_a_printed_practice_takes_two_pages_at_most(
    prefix: str, paper: "Page", demonstration: BuiltSite
) -> None:
    for id_ in demonstration.examined.network.practices:  # type: ignore[union-attr]
        paper.goto((demonstration.folder / f"{prefix}practices/{id_}/index.html").as_uri())
        sheet = paper.pdf(format="A4")
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheet)) <= 2, id_


def test_paper_leaves_out_what_only_a_screen_can_do_and_is_white(
    paper: "Page", demonstration: BuiltSite
) -> None:
    paper.goto((demonstration.folder / PRACTICE / "index.html").as_uri())

    for left_out in (".sections", ".search-link", ".copy-this", ".contents", ".edit-link"):
        assert not paper.locator(left_out).first.is_visible(), left_out
    for kept in (".brand", "h1", ".reality", ".md-banner", ".glance", ".citation"):
        assert paper.locator(kept).first.is_visible(), kept
    colours = "element => [getComputedStyle(element).color, getComputedStyle(element).columnCount]"
    assert paper.locator("h1").evaluate(colours)[0] == "rgb(23, 34, 43)"
    assert paper.locator(".practice__body").evaluate(colours)[1] == "2"


def test_printing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gc.disable()
    try:
        made = practice_paper._print("<h1>A sheet</h1>", practice_paper._style())
        left = [*tmp_path.iterdir()]
    finally:
        gc.enable()

    assert made.startswith(b"%PDF-")
    assert left == []


def test_printed_evidence_has_its_definitions_and_each_total_once(
    paper: "Page", demonstration: BuiltSite
) -> None:
    paper.goto((demonstration.folder / "evidence/index.html").as_uri())

    assert paper.locator(".definitions").is_visible()
    assert not paper.locator(".periods").is_visible()
    display = "element => getComputedStyle(element).display"
    assert paper.locator("tfoot").first.evaluate(display) == "table-row-group"
