"""The scripts of the workflows, run here one after another as GitHub would, against a repository on this machine."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from histories import Repository, Step, add, edit, put, repository_of
from mistaken import RIGHT
from test_posting import GH, STANDING
from test_workflows import HERE, told

HIRSI = "members/hirsi-ja-hopea/member.yml"
SUMMARY = "Silver jewellery and winter workshops by the river"


@dataclass
class Runner:
    """A machine with a clone, a forge of paper, and what one job leaves for the next."""

    folder: Path
    origin: Path
    workflow: str
    cache: Path
    """What builds keep, so that the theme is made once for all of them."""
    outputs: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        self.script("gh", GH.replace("asked = sys.argv[1:]", AND_DOWNLOADS))
        self.script("chromium", "#!/bin/sh\nexit 1\n")
        (self.bin / "answers").write_text("{}")
        self.clone("clone")

    def script(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def clone(self, name: str) -> None:
        """A fresh checkout, as every job begins with."""
        self.at = self.folder / name
        subprocess.run(["git", "clone", "-q", str(self.origin), str(self.at)], check=True)
        talkoot = self.at / ".venv/bin/talkoot"
        talkoot.parent.mkdir(parents=True)
        talkoot.write_text(f'#!/bin/sh\nexec {sys.executable} -m talkoot "$@"\n')
        talkoot.chmod(0o755)
        talkoot.with_name("python").symlink_to(sys.executable)
        (self.at / ".cache").symlink_to(self.cache, target_is_directory=True)

    def step(self, job: str, name: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run a step's script; what it writes to its outputs is kept."""
        steps = told(HERE / f"{self.workflow}.yml")["jobs"][job]["steps"]
        script = next(step for step in steps if step["name"] == name)
        assert set(environment) == set(script.get("env", {})) - {"GH_TOKEN"}
        output, event = self.folder / "output", self.folder / "event.json"
        output.write_text("")
        kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
        paths = {
            "PATH": f"{self.bin}:{kept['PATH']}",
            "GITHUB_OUTPUT": str(output),
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_REPOSITORY": "example/portal",
            "GITHUB_RUN_ID": "1",
            "SOURCE_DATE_EPOCH": "1795255200",  # 2026-11-21
        }
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script["run"]]
        ran = subprocess.run(
            shell, cwd=self.at, env={**kept, **paths, **environment}, capture_output=True, text=True
        )
        self.outputs |= dict(line.split("=", 1) for line in output.read_text().splitlines())
        return ran

    @property
    def asked(self) -> list[Any]:
        """What the forge was asked to change."""
        file = self.bin / "calls"
        calls = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
        return [call for call in calls if call[0] != "GET"]


AND_DOWNLOADS = """asked = sys.argv[1:]
if asked[:1] == ["auth"]:
    sys.exit()
if asked[:2] == ["run", "download"]:
    import shutil
    shutil.copytree(here / asked[4], asked[6])
    sys.exit()"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def origin(tmp_path: Path) -> Repository:
    """The network's repository on the forge."""
    made, first = repository_of(RIGHT, tmp_path / "origin")
    made.git("config", "receive.denyCurrentBranch", "ignore")
    own = made.commit([first], add("content/network.yml", "own_changes_merge: yes\n"))
    made.git("update-ref", "refs/heads/main", own)
    return made


def ask(origin: Repository, *steps: Step) -> str:
    """A request with the number 7; gives the commit it ends in."""
    head = origin.commit([origin.git("rev-parse", "main")], *steps)
    origin.git("update-ref", "refs/pull/7/head", head)
    return head


def test_a_request_is_reviewed_without_being_checked_out(
    origin: Repository, cache: Path, tmp_path: Path
) -> None:
    head = ask(
        origin, edit(HIRSI, (SUMMARY, "Silver")), put("members/hirsi-ja-hopea/.gitattributes", "* filter=x\n")
    )
    runner = Runner(tmp_path, origin.root, "review", cache)

    runner.step("review", "Fetch the request", NUMBER="7", COMMIT=head).check_returncode()
    ran = runner.step("review", "Review it", AUTHOR="1234567", SENDER="1234567")
    runner.step("review", "Tell it on the run's page too").check_returncode()

    assert ran.returncode == 1, ran.stderr
    assert SUMMARY in (runner.at / HIRSI).read_text()
    assert "is a hidden file" in (tmp_path / "summary").read_text()


def test_a_request_that_has_moved_on_is_not_reviewed(origin: Repository, cache: Path, tmp_path: Path) -> None:
    ask(origin, edit(HIRSI, (SUMMARY, "Silver")))
    runner = Runner(tmp_path, origin.root, "review", cache)

    assert runner.step("review", "Fetch the request", NUMBER="7", COMMIT="0" * 40).returncode == 1


@pytest.mark.parametrize(("sender", "merges"), [("1234567", "True"), ("666", "False")])
def test_an_answer_is_judged_anew_and_merges_only_what_is_the_authors(
    sender: str, merges: str, origin: Repository, cache: Path, tmp_path: Path
) -> None:
    head = ask(origin, edit(HIRSI, (SUMMARY, "Silver")))
    runner = Runner(tmp_path, origin.root, "answer", cache)
    runner.step("judge", "Fetch the request", NUMBER="7", COMMIT=head).check_returncode()
    judged = runner.step("judge", "Review it", AUTHOR="1234567", SENDER=sender, RUN="https://example.org/run")
    judged.check_returncode()
    (runner.at / "answer").rename(runner.bin / "answer")
    (runner.bin / "answers").write_text(
        json.dumps(
            {
                "GET repos/example/portal/pulls/7": STANDING | {"head": {"sha": head}},
                "GET repos/example/portal/issues": [],
                "GET repos/example/portal": {"default_branch": "main"},
            }
        )
    )
    runner.clone("second")
    runner.step("post", "Take over what was judged").check_returncode()
    runner.step("post", "Comment and label", NUMBER="7", COMMIT=head).check_returncode()

    assert runner.outputs == {"merges": merges}
    comment, label, *_ = runner.asked
    assert "](https://example.org/run)" in comment[2]["body"]
    assert label[2] == {"labels": ["own page" if merges == "True" else "needs the coordinator"]}
    runner.step("merge", "Take the request in", NUMBER="7", COMMIT=head).check_returncode()
    assert (
        ["PUT", "repos/example/portal/pulls/7/merge", {"sha": head, "merge_method": "squash"}] in runner.asked
    ) == (merges == "True")


ISSUE = """### Member page

hirsi-ja-hopea

### In one sentence

Silver $(touch /tmp/ran) `id` ${{{{ github.token }}}} and sledges

### About

{about}
"""


def event(runner: Runner, about: str = "_No response_", sender: int = 1234567) -> None:
    who = {"id": sender, "login": "somebody"}
    issue = {
        "number": 9,
        "title": "; id",
        "body": ISSUE.format(about=about),
        "user": {"id": 1234567, "login": "owner"},
    }
    (runner.folder / "event.json").write_text(json.dumps({"action": "opened", "issue": issue, "sender": who}))


@pytest.mark.parametrize(("sender", "merges"), [(1234567, "True"), (666, "False")])
def test_an_issue_becomes_the_request_that_was_reviewed(
    sender: int, merges: str, origin: Repository, cache: Path, tmp_path: Path
) -> None:
    runner = Runner(tmp_path, origin.root, "propose", cache)
    event(runner, sender=sender)
    runner.step("read", "Read the answers").check_returncode()
    runner.step(
        "read",
        "Review what they would change",
        AUTHOR="1234567",
        SENDER=str(sender),
        RUN="https://example.org/run",
    ).check_returncode()
    (runner.at / "handed").rename(runner.bin / "handed")
    assert runner.outputs == {"right": "true", "merges": merges}

    runner.clone("second")
    runner.step("write", "Take over what was read").check_returncode()
    runner.step("write", "Answer the issue", NUMBER="9").check_returncode()
    runner.step("write", "Write the files").check_returncode()
    (runner.bin / "answers").write_text(
        json.dumps(
            {
                "GET repos/example/portal/pulls": [],
                "POST": {"number": 7},
                "GET repos/example/portal": {"default_branch": "main"},
            }
        )
    )
    runner.step(
        "write", "Open the request", REPOSITORY=str(origin.root), BRANCH=runner.outputs["branch"]
    ).check_returncode()

    branch = origin.git("show", f"talkoot/issue-9:{HIRSI}")
    assert "summary: Silver $(touch /tmp/ran) `id` ${{ github.token }} and sledges" in branch
    assert not Path("/tmp/ran").exists()
    assert origin.git("rev-parse", "talkoot/issue-9") == runner.outputs["commit"]
    assert runner.outputs["number"] == "7"


def test_an_issue_with_mistakes_is_answered_and_nothing_else(
    origin: Repository, cache: Path, tmp_path: Path
) -> None:
    runner = Runner(tmp_path, origin.root, "propose", cache)
    event(runner, about="x" * 4000)

    runner.step("read", "Read the answers").check_returncode()
    (runner.at / "handed").rename(runner.bin / "handed")
    runner.clone("second")
    runner.step("write", "Take over what was read").check_returncode()
    runner.step("write", "Answer the issue", NUMBER="9").check_returncode()

    assert runner.outputs == {}
    assert [(method, path) for method, path, _ in runner.asked] == [
        ("POST", "repos/example/portal/issues/9/comments")
    ]


def test_files_that_were_not_reviewed_are_not_written(
    origin: Repository, cache: Path, tmp_path: Path
) -> None:
    runner = Runner(tmp_path, origin.root, "propose", cache)
    event(runner)
    runner.step("read", "Read the answers").check_returncode()
    runner.step(
        "read",
        "Review what they would change",
        AUTHOR="1234567",
        SENDER="1234567",
        RUN="https://example.org/run",
    ).check_returncode()
    handed = runner.at / "handed/proposal/files" / HIRSI
    handed.write_text(handed.read_text().replace("1234567", "666"))
    (runner.at / "handed").rename(runner.bin / "handed")

    runner.clone("second")
    runner.step("write", "Take over what was read").check_returncode()
    written = runner.step("write", "Write the files")

    assert written.returncode == 1
    assert "commit" not in runner.outputs
