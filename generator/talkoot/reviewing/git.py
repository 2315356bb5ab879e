"""Git's own objects, asked for directly: nothing is checked out, and no setting of a repository is obeyed."""

import os
import subprocess
from pathlib import Path

ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",  # an object is what its name says
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
SETTINGS = (
    *("-c", "core.quotePath=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", f"core.attributesFile={os.devnull}"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "diff.external="),
)


class GitRefused(Exception):
    """Git did not do what it was asked; says what and why."""


def git(
    root: Path, *command: str, given: bytes = b"", index: Path | None = None, fine: tuple[int, ...] = (0,)
) -> bytes:
    """What git answers to `command` in the repository at `root`; `given` is what it reads.

    `index` is a file to gather paths in, in place of the repository's own. Raises `GitRefused` where git ends
    with a number that is not `fine`.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    ran = subprocess.run(
        ["git", "-C", str(root), *SETTINGS, *command],
        input=given,
        capture_output=True,
        check=False,
        env=kept | ENVIRONMENT | ({"GIT_INDEX_FILE": str(index)} if index else {}),
    )
    if ran.returncode not in fine:
        said = ran.stderr.decode(errors="replace").strip() or f"it ended with {ran.returncode}"
        raise GitRefused(f"git {command[0]}: {said}")
    return ran.stdout


def commit_of(root: Path, name: str) -> str:
    """The full id of the commit that `name` stands for: a branch, a tag, an id. Raises `GitRefused`."""
    # Whoever names a commit must not be able to give git an option.
    return _line(git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"))


def common_ancestor(root: Path, base: str, head: str) -> str:
    """The commit at which two histories part; an empty text where they have nothing in common."""
    return _line(git(root, "merge-base", base, head, fine=(0, 1)))


def tree_of(root: Path, commit: str) -> str:
    """The id of the tree that `commit` holds."""
    return _line(git(root, "rev-parse", "--verify", f"{commit}^{{tree}}"))


def merged_tree(root: Path, base: str, head: str) -> str:
    """The tree that merging `head` into `base` gives; an empty text where a person has to choose."""
    told = git(root, "merge-tree", "--write-tree", "--no-messages", "-z", base, head, fine=(0, 1))
    # With conflicts, the files that are in dispute follow the tree.
    tree, _, disputed = told.decode().partition("\0")
    return "" if disputed else tree.strip()


def _line(told: bytes) -> str:
    return told.decode().strip()
