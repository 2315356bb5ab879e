"""The theme engine: quiet, tidy, and the same by either name."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from talkoot import engine
from talkoot.engine import ENGINES, render_pages

CONFIGURATION = {
    "site_name": "Log corner",
    "theme": {"name": "material", "font": False},
    "plugins": [],
    "nav": [],
    "extra_css": [],
    "validation": {"nav": {"omitted_files": "ignore"}, "links": {"anchors": "warn"}},
}
TEMPLATE = "<title>{{ page.title }}</title>\n{{ page.content }}\n<a href=\"{{ 'assets/a.css' | url }}\">"


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "main.html").write_text(TEMPLATE)
    (folder / "404.html").write_text("<title>Nothing</title>")
    return folder


def test_staged_markdown_becomes_pages_with_addresses_relative_to_their_depth(theme: Path) -> None:
    staged = {"index.md": b"# Home", "fi/about.md": "# Meistä\n\nHyvää päivää.".encode()}

    rendered = render_pages(CONFIGURATION, staged, [theme])

    assert sorted(rendered.files) == ["404.html", "fi/about/index.html", "index.html"]
    assert rendered.files["fi/about/index.html"].decode() == (
        '<title>Meistä</title>\n<h1 id="meista">Meistä</h1>\n<p>Hyvää päivää.</p>\n'
        '<a href="../../assets/a.css">'
    )


def test_both_engines_give_the_same_bytes(theme: Path) -> None:
    staged = {"index.md": b"# Home\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "x/y.md": b"[Home](../index.md)"}

    rendered = [render_pages(CONFIGURATION, staged, [theme], engine) for engine in ("mkdocs", "properdocs")]

    assert rendered[0] == rendered[1]
    assert len(rendered[0].files) == 3


def test_the_engine_prints_nothing_and_hands_its_warnings_over(
    theme: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    staged = {"index.md": b"[Up](about.md#nowhere)", "about.md": b"# About"}

    rendered = render_pages(CONFIGURATION, staged, [theme])

    assert capfd.readouterr() == ("", "")
    assert len(rendered.warnings) == 1
    assert "#nowhere" in rendered.warnings[0]
    assert logging.getLogger("mkdocs").handlers == []


def test_nothing_is_left_on_the_disk(theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))

    render_pages(CONFIGURATION, {"index.md": b"# Home"}, [theme])

    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("name", ENGINES)
def test_only_pages_are_written_none_of_the_themes_own_files(
    name: str, theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, pages_in = set(), engine._pages_in

    def look(site: Path) -> Iterator[tuple[str, bytes]]:
        written.update(path.suffix for path in site.rglob("*") if path.is_file())
        return pages_in(site)

    monkeypatch.setattr(engine, "_pages_in", look)
    render_pages(CONFIGURATION, {"index.md": b"# Home"}, [theme], name)

    assert written == {".html"}


def test_a_configuration_the_engine_refuses_is_an_error() -> None:
    with pytest.raises(ValueError, match="site_url"):
        render_pages({**CONFIGURATION, "site_url": "no address"}, {"index.md": b"# Home"}, [])


def test_only_known_engines_run() -> None:
    with pytest.raises(ValueError, match="no such engine: zensical"):
        render_pages(CONFIGURATION, {}, [], "zensical")
