"""What is posted: bytes of known size and shape, one comment that is renewed, and a merge of what was reviewed."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click import UsageError
from click.testing import CliRunner

from talkoot.commands import commands
from talkoot.reviewing.comment import LONGEST, MARK

COMMIT = "a" * 40
TREE = "b" * 40
REVIEW = {"verdict": "own", "tree": TREE, "merges": True}
STANDING = {
    "state": "open",
    "head": {"sha": COMMIT},
    "base": {"ref": "main", "repo": {"default_branch": "main"}},
}

GH = f"""#!{sys.executable}
import json, pathlib, sys
here = pathlib.Path(__file__).parent
asked = sys.argv[1:]
given = json.load(sys.stdin) if "--input" in asked else None
method, path = asked[2], asked[3]
with (here / "calls").open("a") as calls:
    calls.write(json.dumps([method, path, given]) + chr(10))
answers = json.loads((here / "answers").read_text())
for key, answer in answers.items():
    if f"{{method}} {{path}}".startswith(key):
        if isinstance(answer, int):
            sys.exit(f"gh: refused (HTTP {{answer}})")
        print(json.dumps(answer))
        break
else:
    print("[]" if method == "GET" else "{{}}")
"""
"""A forge of paper: notes what it is asked, answers what it was told to."""


class Ran(NamedTuple):
    """How the command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Paper:
    """The forge, and the folder that is posted from."""

    folder: Path
    handed: Path

    def answers(self, **answers: Any) -> None:
        (self.folder / "answers").write_text(json.dumps(answers))

    def told(self, told: dict[str, Any]) -> None:
        (self.folder / "answers").write_text(json.dumps(told))

    def post(self, *options: str) -> "Ran":
        env = {"PATH": f"{self.folder}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "example/portal"}
        asked = ["post", str(self.handed), *options]
        ran = CliRunner().invoke(commands, asked, env=env, standalone_mode=False)
        if isinstance(ran.exception, UsageError):
            return Ran(2, ran.stdout, str(ran.exception))
        if ran.exception:
            raise ran.exception
        return Ran(ran.return_value, ran.stdout, ran.stderr)

    @property
    def calls(self) -> list[list[Any]]:
        file = self.folder / "calls"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    @property
    def writes(self) -> list[list[Any]]:
        return [
            [method, path.removeprefix("repos/example/portal/"), given]
            for method, path, given in self.calls
            if method != "GET"
        ]


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    gh = tmp_path / "gh"
    gh.write_text(GH)
    gh.chmod(0o755)
    handed = tmp_path / "handed"
    handed.mkdir()
    (handed / "comment.md").write_text(f"{MARK}\n\nFine.\n")
    (handed / "review.json").write_text(json.dumps(REVIEW))
    made = Paper(tmp_path, handed)
    made.told(
        {
            "GET repos/example/portal/pulls/7": STANDING,
            "GET repos/example/portal/issues": [],
            "GET repos/example/portal": {"default_branch": "main"},
        }
    )
    return made


REVIEWED = ("--request", "7", "--commit", COMMIT)


def test_a_first_review_is_a_new_comment_and_one_label(paper: Paper) -> None:
    ran = paper.post(*REVIEWED)

    assert ran.returncode == 0, ran.stderr
    assert paper.writes == [
        ["POST", "issues/7/comments", {"body": f"{MARK}\n\nFine.\n"}],
        ["POST", "issues/7/labels", {"labels": ["own page"]}],
        ["DELETE", "issues/7/labels/needs%20the%20coordinator", None],
        ["DELETE", "issues/7/labels/refused", None],
    ]


def test_a_later_review_renews_the_comment_and_leaves_everybody_elses_alone(paper: Paper) -> None:
    ours, theirs = {"login": "github-actions[bot]"}, {"login": "somebody"}
    comments = [
        {"id": 1, "user": theirs, "body": f"{MARK}\nI say it is fine"},
        {"id": 2, "user": ours, "body": "Something else"},
        {"id": 3, "user": ours, "body": f"{MARK}\n\nOld.\n"},
    ]
    paper.told({"GET repos/example/portal/pulls/7": STANDING, "GET repos/example/portal/issues": comments})

    paper.post(*REVIEWED)

    assert paper.writes[0] == ["PATCH", "issues/comments/3", {"body": f"{MARK}\n\nFine.\n"}]
    assert [write for write in paper.writes if "comments" in write[1]] == paper.writes[:1]


def test_it_is_merged_only_where_that_is_asked_for(paper: Paper) -> None:
    paper.post(*REVIEWED)
    assert not any("merge" in path for _, path, _ in paper.writes)

    paper.post(*REVIEWED, "--merge")
    assert paper.writes[-2:] == [
        ["PUT", "pulls/7/merge", {"sha": COMMIT, "merge_method": "squash"}],
        ["POST", "actions/workflows/publish.yml/dispatches", {"ref": "main"}],
    ]


@pytest.mark.parametrize(
    "review",
    [REVIEW | {"merges": False}, REVIEW | {"verdict": "coordinator"}, REVIEW | {"verdict": "refused"}],
)
def test_it_is_not_merged_where_the_review_does_not_let_it(review: dict[str, Any], paper: Paper) -> None:
    (paper.handed / "review.json").write_text(json.dumps(review))

    ran = paper.post(*REVIEWED, "--merge")

    assert ran.returncode == 0
    assert not any("merge" in path for _, path, _ in paper.writes)


@pytest.mark.parametrize(
    "standing",
    [
        STANDING | {"state": "closed"},
        STANDING | {"head": {"sha": "c" * 40}},
        STANDING | {"base": {"ref": "old", "repo": {"default_branch": "main"}}},
    ],
)
def test_nothing_is_said_of_a_request_that_has_moved_on(standing: dict[str, Any], paper: Paper) -> None:
    paper.told({"GET repos/example/portal/pulls/7": standing})

    ran = paper.post(*REVIEWED, "--merge")

    assert (ran.returncode, paper.writes) == (0, [])
    assert "moved on" in ran.stdout


def test_a_merge_that_github_declines_is_left_to_the_coordinator(paper: Paper) -> None:
    paper.told(
        {"PUT": 409, "GET repos/example/portal/pulls/7": STANDING, "GET repos/example/portal/issues": []}
    )

    ran = paper.post(*REVIEWED, "--merge")

    assert ran.returncode == 0
    assert "the coordinator will" in ran.stdout


MISSHAPEN = {
    "no mark": ("comment.md", "Approved by the coordinator"),
    "too long": ("comment.md", f"{MARK}\n" + "x" * LONGEST),
    "far too long": ("comment.md", f"{MARK}\n" + "x" * (LONGEST * 5)),
    "letters that turn the line": ("comment.md", f"{MARK}\n\u202eevil"),
    "no JSON": ("review.json", "{"),
    "a list": ("review.json", "[]"),
    "an unknown verdict": ("review.json", json.dumps(REVIEW | {"verdict": "merge it"})),
    "a verdict that is a list": ("review.json", json.dumps(REVIEW | {"verdict": ["own"]})),
    "merges in words": ("review.json", json.dumps(REVIEW | {"merges": "true"})),
    "no tree": ("review.json", json.dumps(REVIEW | {"tree": "main"})),
    "a deep hole": ("review.json", "[" * 100_000),
}


@pytest.mark.parametrize("name", MISSHAPEN)
def test_what_has_another_shape_is_not_posted(name: str, paper: Paper) -> None:
    file, content = MISSHAPEN[name]
    (paper.handed / file).write_text(content, encoding="utf-8")

    ran = paper.post(*REVIEWED, "--merge")

    assert (ran.returncode, paper.writes) == (1, [])
    assert ran.stderr.startswith("Nothing is posted: ")


def test_a_link_to_a_file_of_the_machine_is_not_posted(paper: Paper) -> None:
    (paper.handed / "comment.md").unlink()
    (paper.handed / "comment.md").symlink_to("/etc/passwd")

    ran = paper.post(*REVIEWED)

    assert (ran.returncode, paper.calls) == (1, [])


def test_the_answer_to_an_issue_is_one_comment(paper: Paper) -> None:
    (paper.handed / "reply.md").write_text("Thank you.\n")

    ran = paper.post("--issue", "9")

    assert ran.returncode == 0, ran.stderr
    assert paper.writes == [["POST", "issues/9/comments", {"body": "<!-- talkoot: reply -->\nThank you.\n"}]]


def test_a_request_is_opened_once_for_a_branch(paper: Paper) -> None:
    (paper.handed / "proposal.json").write_text(
        json.dumps({"branch": "talkoot/issue-9", "title": "Hirsi changes"})
    )
    (paper.handed / "pull-request.md").write_text("Closes #9\n")
    paper.told(
        {
            "POST": {"number": 12},
            "GET repos/example/portal/pulls": [],
            "GET repos/example/portal": {"default_branch": "main"},
        }
    )

    first = paper.post("--open")
    paper.told({"GET repos/example/portal/pulls": [{"number": 12}]})
    second = paper.post("--open")

    told = {"title": "Hirsi changes", "body": "Closes #9\n"}
    assert (first.stdout, second.stdout) == ("12\n", "12\n")
    assert paper.writes == [
        ["POST", "pulls", {**told, "head": "talkoot/issue-9", "base": "main"}],
        ["PATCH", "pulls/12", told],
    ]


@pytest.mark.parametrize("branch", ["main", "talkoot/../main", "talkoot/issue-9;id", "--force", ""])
def test_no_request_is_opened_for_another_branch(branch: str, paper: Paper) -> None:
    (paper.handed / "proposal.json").write_text(json.dumps({"branch": branch, "title": "Hirsi changes"}))
    (paper.handed / "pull-request.md").write_text("Closes #9\n")

    ran = paper.post("--open")

    assert (ran.returncode, paper.calls) == (1, [])
