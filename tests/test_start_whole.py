"""A portal's first year where nothing but Python, git and make is: started, built, tested, upgraded.

The package comes by a git address and a commit, all else from the package index by the locked versions.
"""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from test_start import ANSWERS

from talkoot.starting.list import LIST, read_list
from talkoot.starting.making import MARK

pytestmark = pytest.mark.everywhere

PASSED_ON = ("PATH", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "PIP_CERT", "PIP_INDEX_URL")
"""What of this machine's environment a clean one needs to reach the package index."""

WORKFLOW = ".github/workflows/publish.yml"
BY_HAND = ".github/workflows/review.yml"

MEMBER = """\
name: Kuuranlehti
summary: Saippuoita ja kynttilöitä itse kerätyistä yrteistä
sectors:
  - crafts
group: kajaani
place: kajaani
joined: 2026-01-15
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that nobody has lived in."""
    return tmp_path_factory.mktemp("home")


def run(home: Path, cwd: Path, *command: str | Path, **more: str | Path) -> str:
    """What a command says that ends well; `more` stands in its environment too."""
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    environment |= {"HOME": str(home), "LANG": "C.UTF-8", **{key: str(value) for key, value in more.items()}}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(home: Path, clone: Path, message: str) -> str:
    """The commit that holds all that was changed in `clone`."""
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    run(home, clone, "git", *who, "commit", "--quiet", "--all", "--message", message)
    return run(home, clone, "git", "rev-parse", "HEAD").strip()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def digests(portal: Path) -> dict[str, str]:
    """Path → digest of every file that is, or could be, kept in the portal's repository."""
    asked = ["git", "-C", portal, "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.check_output(asked, text=True).splitlines()
    return {path: sha256((portal / path).read_bytes()).hexdigest() for path in listed}


def test_a_portal_is_built_tested_and_upgraded_in_a_clean_environment_and_nothing_is_lost(
    repository: Path, home: Path, tmp_path: Path
) -> None:
    clone, portal = tmp_path / "talkoot", tmp_path / "portal"
    run(home, tmp_path, "git", "clone", "--quiet", repository, clone)
    # Git alone knows that the address the package is known by leads to the clone.
    here = f"url.{clone.as_uri()}.insteadOf"
    run(home, tmp_path, "git", "config", "--global", here, "https://github.com/talkoot/talkoot")
    first = run(home, clone, "git", "rev-parse", "HEAD").strip()
    answers = "".join(line for line in ANSWERS.splitlines(True) if not line.startswith("talkoot:"))
    (tmp_path / "answers.yml").write_text(answers, encoding="utf-8")
    start = (sys.executable, "-m", "talkoot", "start", portal, "--answers", tmp_path / "answers.yml")
    run(home, tmp_path, *start, PYTHONPATH=clone / "generator")
    python = f"PYTHON={Path(sys.executable).resolve()}"

    run(home, portal, "make", python, "site")
    run(home, portal, "make", "test")
    run(home, portal, "make", "check")

    assert (portal / "site/index.html").is_file()
    told = (portal / ".venv/bin/talkoot", "--version")
    assert run(home, portal, *told).strip().endswith(" 0.1.0")
    named = (portal / "talkoot.txt").read_text(encoding="utf-8")
    assert f"talkoot @ git+https://github.com/talkoot/talkoot@{first}\n" in named
    where = (portal / ".venv/bin/python", "-c", "import talkoot; print(talkoot.__file__)")
    assert Path(run(home, portal, *where).strip()).is_relative_to(portal / ".venv")

    # A newer package: its version, a workflow, a word on every page and one of the forms' files.
    change(clone / "pyproject.toml", 'version = "0.1.0"', 'version = "0.2.0"')
    for workflow in (WORKFLOW, BY_HAND):
        change(clone / workflow, "timeout-minutes: ", "timeout-minutes: 1")
    change(clone / "generator/talkoot/words/fi/theme.yml", "skip: Siirry", "skip: Loikkaa")
    newer = commit(home, clone, "A newer package")
    # And the network's own year: a page of its own, and a made file changed by hand.
    (portal / "content/index.md").write_text("# Oma etusivu\n\nTervetuloa.\n", encoding="utf-8")
    (portal / "members/kuuranlehti").mkdir()
    (portal / "members/kuuranlehti/member.yml").write_text(MEMBER, encoding="utf-8")
    (portal / ".github/workflows/ours.yml").write_text("name: ours\n", encoding="utf-8")
    change(portal / BY_HAND, "name: ", "name: oma ")
    change(portal / "talkoot.txt", first, newer)
    before = digests(portal)

    said = run(home, portal, "make", "upgrade")

    after = digests(portal)
    made = set(read_list(portal) or {})
    assert {path for path in after if after[path] != before[path]} == {WORKFLOW, LIST}
    assert before.keys() == after.keys() and {WORKFLOW, BY_HAND} <= made
    assert f"Renewed: {WORKFLOW}" in said
    assert "Left alone, since you changed it; Talkoot's own changed too" in said and BY_HAND in said
    assert MARK in (portal / WORKFLOW).read_text(encoding="utf-8")
    assert run(home, portal, *told).strip().endswith(" 0.2.0")
    run(home, portal, "make", "site")
    run(home, portal, "make", "test")
    run(home, portal, "make", "check")
    page = (portal / "site/index.html").read_text(encoding="utf-8")
    assert "Oma etusivu" in page and "Loikkaa" in page
    assert "yrteistä" in (portal / "site/members/kuuranlehti/index.html").read_text(encoding="utf-8")
