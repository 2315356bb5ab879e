"""The repository keeps its own habits: what lies where, what is pinned, what the documents promise."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
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


def test_the_tools_from_npm_are_locked_in_the_same_way(repository: Path) -> None:
    tools = json.loads((repository / "tests/tools/package.json").read_text())["devDependencies"]
    locked = json.loads((repository / "tests/tools/package-lock.json").read_text())["packages"]

    assert locked.pop("")["devDependencies"] == tools
    assert {name: locked[f"node_modules/{name}"]["version"] for name in tools} == tools
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


# Workflows


@pytest.fixture(scope="module")
def workflows(repository: Path) -> dict[str, Any]:
    # BaseLoader leaves the key `on` a word; YAML 1.1 would make it true.
    files = (repository / ".github/workflows").glob("*.yml")
    return {file.stem: yaml.load(file.read_text(), yaml.BaseLoader) for file in files}


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_the_workflows_are_what_github_understands(repository: Path) -> None:
    files = sorted((repository / ".github/workflows").glob("*.yml"))
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        *map(str, files),
    ]
    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def test_actions_are_pinned_by_commit_and_say_their_version(repository: Path) -> None:
    for file in (repository / ".github/workflows").glob("*.yml"):
        for line in file.read_text().splitlines():
            if "uses:" in line:
                assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_no_workflow_has_rights_but_those_a_publishing_job_names(workflows: dict[str, Any]) -> None:
    rights = {
        (name, job): granted["permissions"]
        for name, workflow in workflows.items()
        for job, granted in workflow["jobs"].items()
        if "permissions" in granted
    }

    assert all(workflow["permissions"] == {} for workflow in workflows.values())
    assert rights == {
        ("publish", "build"): {"contents": "read", "pages": "read"},
        ("publish", "deploy"): {"pages": "write", "id-token": "write"},
    }


def test_a_strangers_request_meets_no_secret_and_no_rights(
    repository: Path, workflows: dict[str, Any]
) -> None:
    for file in (repository / ".github/workflows").glob("*.yml"):
        assert not re.search(r"secrets\.|github\.token|pull_request_target|workflow_run", file.read_text())
    for workflow in workflows.values():
        for step in steps(workflow):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_the_code_that_checks_a_request_comes_from_main(workflows: dict[str, Any]) -> None:
    code, records, install, check = steps(workflows["check"])

    assert workflows["check"]["on"] == {"pull_request": ""}
    assert code["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert (code["with"]["path"], records["with"]["path"]) == ("base", "request")
    assert install["run"] == "make -C base install"
    assert check["run"] == "base/.venv/bin/talkoot check --root request --format github"


def test_nothing_from_outside_becomes_part_of_a_script(workflows: dict[str, Any]) -> None:
    assert not [
        step for workflow in workflows.values() for step in steps(workflow) if "${{" in step.get("run", "")
    ]


def test_every_job_ends_by_itself(workflows: dict[str, Any]) -> None:
    for workflow in workflows.values():
        for job in workflow["jobs"].values():
            assert int(job["timeout-minutes"]) <= 30


def test_the_portal_is_published_at_every_change_and_every_night_from_nobodys_cache(
    repository: Path, workflows: dict[str, Any]
) -> None:
    assert set(workflows["publish"]["on"]) == {"push", "schedule", "workflow_dispatch"}
    assert "cache" not in (repository / ".github/workflows/publish.yml").read_text()


# Documents


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_in_a_document_exists(
    repository: Path, commands: dict[str, str], document: str
) -> None:
    named = re.findall(r"`make ([a-z-]+)|^ *make ([a-z-]+)", (repository / document).read_text(), re.MULTILINE)

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
    ours = [name for name in tracked if name.endswith(".js") and "/vendor/" not in name]

    unchecked = [name for name in ours if not (repository / name).read_text().startswith("// @ts-check\n")]

    assert ours
    assert unchecked == []
