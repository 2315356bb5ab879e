"""What another job has written down → a comment, labels, a merge: bytes of known size and shape alone."""

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from talkoot.reviewing.comment import LONGEST, MARK
from talkoot.reviewing.forge import Forge, NotAnswered
from talkoot.sources.characters import FORBIDDEN

REPLY_MARK = "<!-- talkoot: reply -->"
"""By this the answer to an issue is found again."""

LABELS = {"own": "own page", "coordinator": "needs the coordinator", "refused": "refused"}
"""What a request is marked with, by its verdict."""

US = "github-actions[bot]"
PUBLISHING = "actions/workflows/publish.yml/dispatches"
LONGEST_RECORD = 2_000_000
COMMIT = re.compile(r"[0-9a-f]{40}")


class Misshapen(Exception):
    """Something handed over is not what the job before writes; says what."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A comment that may be posted, and the verdict that comes with it."""

    comment: str
    verdict: str
    tree: str
    merges: bool


def read_answer(folder: Path) -> Answer:
    """What `talkoot review --to FOLDER` has written. Raises `Misshapen` for anything else."""
    comment = _text(folder / "comment.md", LONGEST * 4)
    if not comment.startswith(f"{MARK}\n") or len(comment) > LONGEST:
        raise Misshapen("comment.md is no comment of a review")
    told = _record(folder / "review.json")
    verdict, tree, merges = told.get("verdict"), told.get("tree"), told.get("merges")
    if (
        not isinstance(verdict, str)
        or verdict not in LABELS
        or not isinstance(merges, bool)
        or not COMMIT.fullmatch(str(tree))
    ):
        raise Misshapen("review.json is no review")
    return Answer(comment, verdict, str(tree), merges and verdict == "own")


def read_reply(folder: Path) -> str:
    """What `talkoot propose --to FOLDER` answers to an issue. Raises `Misshapen`."""
    reply = _text(folder / "reply.md", LONGEST * 4)
    if not reply.strip() or len(reply) > LONGEST:
        raise Misshapen("reply.md is no answer")
    return f"{REPLY_MARK}\n{reply}"


def renew_comment(forge: Forge, number: int, text: str) -> None:
    """Put `text` into the comment of ours that begins with the same mark, or into a new one."""
    mark = text.partition("\n")[0]
    for comment in forge.each(f"issues/{number}/comments"):
        if comment["user"]["login"] == US and str(comment["body"]).startswith(mark):
            if comment["body"] != text:
                forge.call("PATCH", f"issues/comments/{comment['id']}", {"body": text})
            return
    forge.call("POST", f"issues/{number}/comments", {"body": text})


def renew_label(forge: Forge, number: int, verdict: str) -> None:
    """Mark a request with its verdict, and with no other."""
    forge.call("POST", f"issues/{number}/labels", {"labels": [LABELS[verdict]]})
    for other in LABELS.values():
        if other != LABELS[verdict]:
            _unless_missing(forge, "DELETE", f"issues/{number}/labels/{quote(other)}")


def stands_at(forge: Forge, number: int, commit: str) -> bool:
    """Whether a request is open, goes where the site is made from, and still ends in `commit`."""
    request = forge.call("GET", f"pulls/{number}")
    base = request["base"]
    return bool(
        request["state"] == "open"
        and request["head"]["sha"] == commit
        and base["ref"] == base["repo"]["default_branch"]
    )


def merge(forge: Forge, number: int, commit: str) -> bool:
    """Take a request in, if it still ends in `commit`, and publish the site; False where GitHub declines."""
    try:
        forge.call("PUT", f"pulls/{number}/merge", {"sha": commit, "merge_method": "squash"})
    except NotAnswered as refused:
        if refused.status in (405, 409, 422):  # not allowed here, not mergeable, or it has moved on
            return False
        raise
    # What is done with a workflow's own token starts no workflow; this one is asked for.
    branch = forge.call("GET", "")["default_branch"]
    forge.call("POST", PUBLISHING, {"ref": branch})
    return True


def open_request(forge: Forge, branch: str, title: str, body: str) -> int:
    """The number of the open request for `branch`, renewed or new."""
    owner = forge.repository.partition("/")[0]
    standing = forge.call("GET", f"pulls?state=open&head={quote(f'{owner}:{branch}', safe='')}")
    told = {"title": title, "body": body}
    if standing:
        number = int(standing[0]["number"])
        forge.call("PATCH", f"pulls/{number}", told)
        return number
    base = forge.call("GET", "")["default_branch"]
    return int(forge.call("POST", "pulls", {**told, "head": branch, "base": base})["number"])


def read_request(folder: Path) -> tuple[str, str, str]:
    """Branch, title and text of the request that a proposal asks for. Raises `Misshapen`."""
    from talkoot.editing.handing import BRANCH

    told = _record(folder / "proposal.json")
    branch, title = told.get("branch"), told.get("title")
    if not isinstance(branch, str) or not BRANCH.fullmatch(branch):
        raise Misshapen("the branch is none of ours")
    if not isinstance(title, str) or not title.isprintable() or not 0 < len(title) <= 200:
        raise Misshapen("the title is not one line")
    body = _text(folder / "pull-request.md", LONGEST * 4)
    if len(body) > LONGEST:
        raise Misshapen("pull-request.md is too long")
    return branch, title, body


def _unless_missing(forge: Forge, method: str, path: str) -> None:
    try:
        forge.call(method, path)
    except NotAnswered as refused:
        if refused.status != 404:
            raise


def _record(file: Path) -> Mapping[str, Any]:
    try:
        told = json.loads(_text(file, LONGEST_RECORD))
    except (ValueError, RecursionError):
        raise Misshapen(f"{file.name} is no JSON") from None
    if not isinstance(told, dict):
        raise Misshapen(f"{file.name} holds something else")
    return told


def _text(file: Path, most: int) -> str:
    """The text of a regular file of at most `most` bytes, without letters that can't be seen."""
    try:
        about = os.lstat(file)
        if not stat.S_ISREG(about.st_mode) or about.st_size > most:
            raise Misshapen(f"{file.name} is no file of a sane size")
        text = file.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        raise Misshapen(f"{file.name} can't be read") from None
    if FORBIDDEN.search(text):
        raise Misshapen(f"{file.name} holds letters that can't be seen")
    return text
