"""The repository keeps its own habits: what lies where, what is pinned, what the documents promise."""

import json
import os
import re
import shutil
import subprocess
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from talkoot.build import examine

TOP_LEVEL = {
    ".ci",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "content",
    "generator",
    "members",
    "mkdocs.yml",
    "overrides",
    "pyproject.toml",
    "tests",
}

LOCKS = ("site", "test", "bench", "lock")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")

HOSTS_AND_PLACES = re.compile(
    r"pypi[.]org|files[.]pythonhosted|registry[.]npmjs|deb[.]debian|(?<![\w.*])/(?:work|root|home/\w+)/"
)
"""Where one machine keeps things, or gets them from. Written so that it does not find itself."""


@pytest.fixture(scope="module")
def tracked(repository: Path) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=repository, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.split("\0") if name]


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, Any]:
    return tomllib.loads((repository / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def commands(repository: Path) -> dict[str, str]:
    """The commands of the Makefile and what it says each does."""
    return dict(re.findall(r"^([a-z-]+):.*## (.+)$", (repository / "Makefile").read_text(), re.MULTILINE))


def pins(repository: Path, lock: str) -> dict[str, set[str]]:
    """The versions a lock file holds of each package; several where they differ by Python or system."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([a-z0-9-]+)==([^ ;]+)", (repository / f"generator/locks/{lock}.txt").read_text(), re.MULTILINE
    ):
        found.setdefault(name, set()).add(version)
    return found


def test_the_top_level_holds_what_a_newcomer_needs_and_nothing_else(tracked: list[str]) -> None:
    assert {name.split("/")[0] for name in tracked} == TOP_LEVEL


def test_no_file_names_a_machine_or_a_registry(repository: Path, tracked: list[str]) -> None:
    texts = {name: (repository / name).read_bytes().decode(errors="ignore") for name in tracked}

    assert {name: found[0] for name, text in texts.items() if (found := HOSTS_AND_PLACES.search(text))} == {}


def test_ci_runs_what_everyone_runs(repository: Path) -> None:
    script = repository / ".ci/run"

    assert os.access(script, os.X_OK)
    called = [line for line in script.read_text().splitlines() if "make" in line]
    assert called == ["make test", "exec make test-all"]


# Locks


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(repository: Path, lock: str) -> None:
    text = (repository / f"generator/locks/{lock}.txt").read_text()
    entries = re.findall(r"^(?!#)\S.*(?:\n    .*)*", text, re.MULTILINE)

    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[^ ]+ (; [^\n]+ )?\\(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+$", entry)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_says_where_packages_come_from(repository: Path, lock: str) -> None:
    assert not re.search(
        r"://|--index|--extra|--find", (repository / f"generator/locks/{lock}.txt").read_text()
    )


@pytest.mark.parametrize(
    ("folder", "group"), [("tests/tools", "devDependencies"), ("tests/bench/eleventy", "dependencies")]
)
def test_what_comes_from_npm_is_locked_in_the_same_way(repository: Path, folder: str, group: str) -> None:
    asked = json.loads((repository / folder / "package.json").read_text())[group]
    locked = json.loads((repository / folder / "package-lock.json").read_text())["packages"]

    assert locked.pop("")[group] == asked
    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert [name for name, about in locked.items() if "integrity" not in about or "resolved" in about] == []


@pytest.mark.parametrize("lock", ["test", "bench"])
def test_tests_and_measurements_run_on_what_the_site_runs_on(repository: Path, lock: str) -> None:
    site, other = pins(repository, "site"), pins(repository, lock)

    assert {name: other.get(name) for name in site} == site


def test_the_locks_satisfy_what_the_project_asks_for(repository: Path, project: dict[str, Any]) -> None:
    groups = project["dependency-groups"]
    asked = {
        "site": project["project"]["dependencies"] + groups["build"] + project["build-system"]["requires"],
        "test": groups["test"],
        "bench": groups["bench"],
        "lock": groups["lock"],
    }

    for lock, requirements in asked.items():
        locked = pins(repository, lock)
        for requirement in map(Requirement, requirements):
            versions = locked.get(requirement.name, set())
            assert versions and all(requirement.specifier.contains(Version(version)) for version in versions)


# Documents


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_in_a_document_exists(
    repository: Path, commands: dict[str, str], document: str
) -> None:
    named = re.findall(
        r"`make ([a-z-]+)|^ *make ([a-z-]+)", (repository / document).read_text(), re.MULTILINE
    )

    assert {first or second for first, second in named} <= set(commands)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_in_a_document_leads_to_a_file(repository: Path, document: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", (repository / document).read_text())
    inside = [target for target in targets if "://" not in target]

    assert [target for target in inside if not (repository / target).exists()] == []


def test_the_profile_that_members_are_shown_is_enough(repository: Path, tmp_path: Path) -> None:
    example = (repository / "CONTRIBUTING.md").read_text().partition("```yaml\n")[2].partition("```")[0]
    shutil.copytree(repository / "content", tmp_path / "content")
    shutil.copytree(repository / "members", tmp_path / "members")
    (tmp_path / "members/your-firm").mkdir()
    (tmp_path / "members/your-firm/member.yml").write_text(example)

    examined = examine(tmp_path, date(2026, 11, 21))

    assert [problem for problem in examined.problems if "your-firm" in problem.path] == []


def test_the_two_commands_are_on_the_readmes_first_screen(repository: Path) -> None:
    first_screen = (repository / "README.md").read_text().splitlines()[:40]

    assert [line.split()[:2] for line in first_screen if line.startswith("make ")] == [
        ["make", "site"],
        ["make", "test"],
    ]


def test_the_readmes_map_names_what_is_there(repository: Path) -> None:
    _, _, map_and_rest = (repository / "README.md").read_text().partition("## Where things are")
    block = map_and_rest.split("```")[1]
    named = [line.split()[0] for line in block.strip().splitlines()[1:] if line[0] != " "]

    assert named
    assert [name for name in named if not (repository / name).exists()] == []


def test_make_lists_its_commands(repository: Path, commands: dict[str, str]) -> None:
    done = subprocess.run(["make"], cwd=repository, capture_output=True, text=True, check=True)

    assert {"site", "serve", "test", "check", "lock", "bench", "clean", "help"} <= set(commands)
    assert all(name in done.stdout and says in done.stdout for name, says in commands.items())


def test_the_changelog_tells_about_this_version(repository: Path, project: dict[str, Any]) -> None:
    headings = re.findall(r"^## \[?([\d.]+)", (repository / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert headings[0] == project["project"]["version"]


def test_code_and_content_each_have_a_licence(repository: Path, project: dict[str, Any]) -> None:
    licence = (repository / "LICENSE").read_text()

    assert project["project"]["license"] == "MIT"
    assert "MIT License" in licence and "CC BY 4.0" in licence


def test_the_types_of_every_script_of_ours_are_checked(repository: Path, tracked: list[str]) -> None:
    # The benchmark's templates for another generator run nowhere but in a measurement.
    others = ("/vendor/", "tests/bench/eleventy/")
    ours = [name for name in tracked if name.endswith(".js") and not any(part in name for part in others)]

    unchecked = [name for name in ours if not (repository / name).read_text().startswith("// @ts-check\n")]

    assert ours
    assert unchecked == []
