"""Pages, styles and pictures drawn as SVG are valid by the Nu checker, the one of the W3C."""

import json
import subprocess
from pathlib import Path

import pytest
from built import BuiltSite


def faults(repository: Path, folder: Path) -> list[str]:
    """What the checker calls an error in the HTML, CSS and SVG files below a folder: where, and what."""
    checker = repository / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"
    # A short run gains nothing from the compiler's last round; the checker's grammars nest deeply.
    java = ["java", "-XX:TieredStopAtLevel=1", "-Xss8m", "-jar", checker]
    reads = ["--skip-non-html", "--also-check-css", "--also-check-svg", folder]
    done = subprocess.run(
        [*java, "--stdout", "--format", "json", "--exit-zero-always", "--errors-only", *reads],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    here = f"file:{folder}/"
    return [
        f"{message['url'].removeprefix(here)}, line {message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
    ]


@pytest.mark.parametrize("name", ["full", "demonstration"])
def test_every_page_style_and_drawing_is_valid(
    repository: Path, request: pytest.FixtureRequest, name: str
) -> None:
    site: BuiltSite = request.getfixturevalue(name)

    assert faults(repository, site.folder) == []


def test_the_checker_reads_pages_their_drawings_and_styles(repository: Path, tmp_path: Path) -> None:
    start = "<!doctype html><html lang=en><title>A title</title>"
    (tmp_path / "fi/members").mkdir(parents=True)
    (tmp_path / "fi/members/index.html").write_text(f"{start}<p><div></div></p>")
    (tmp_path / "index.html").write_text(f"{start}<svg><rect wide=1 /></svg>")
    (tmp_path / "page.css").write_text("a { color: 1px }")
    (tmp_path / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect wide="1"/></svg>')

    where = {fault.partition(",")[0] for fault in faults(repository, tmp_path)}

    assert where == {"fi/members/index.html", "icon.svg", "index.html", "page.css"}
