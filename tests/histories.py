"""Steps → a history of git: what somebody asks a network to take in, told in a few lines and made without a checkout."""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from built import copy_of

FILE, PROGRAM, LINK, SUBMODULE = "100644", "100755", "120000", "160000"

Tree = dict[str, tuple[str, str]]
"""Path → mode and blob."""
Step = Callable[["Repository", Tree], None]


@dataclass(frozen=True)
class Repository:
    """A git repository without a working tree."""

    root: Path

    def git(self, *command: str, given: bytes = b"", **environment: str) -> str:
        told = subprocess.run(
            ["git", "-C", str(self.root), *command],
            input=given,
            capture_output=True,
            check=True,
            env=os.environ | environment,
        )
        return told.stdout.decode().strip()

    def blob(self, content: bytes) -> str:
        return self.git("hash-object", "-w", "--stdin", given=content)

    def content(self, blob: str) -> bytes:
        told = subprocess.run(
            ["git", "-C", str(self.root), "cat-file", "blob", blob], capture_output=True, check=True
        )
        return told.stdout

    def tree(self, files: Mapping[str, tuple[str, str]]) -> str:
        """The tree that holds `files`, whatever they are called: git's own checks of names are not asked."""
        rows: dict[str, tuple[str, str]] = {}
        below: dict[str, dict[str, tuple[str, str]]] = {}
        for path, entry in files.items():
            first, slash, rest = path.partition("/")
            if slash:
                below.setdefault(first, {})[rest] = entry
            else:
                rows[first] = entry
        rows |= {name: ("40000", self.tree(inner)) for name, inner in below.items()}
        order = sorted(
            rows.items(),
            key=lambda row: (
                row[0].encode("utf-8", "surrogateescape") + (b"/" if row[1][0] == "40000" else b"")
            ),
        )
        raw = b"".join(
            f"{mode} {name}\0".encode("utf-8", "surrogateescape") + bytes.fromhex(id_)
            for name, (mode, id_) in order
        )
        return self.git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", given=raw)

    def files(self, commit: str) -> Tree:
        found: Tree = {}
        for line in self.git("ls-tree", "-r", "-z", commit).split("\0")[:-1]:
            about, _, path = line.partition("\t")
            mode, _, blob = about.split(" ")
            found[path] = mode, blob
        return found

    def commit(self, parents: list[str], *steps: Step) -> str:
        """A commit on `parents` with `steps` taken from the first one's files."""
        files = self.files(parents[0]) if parents else {}
        for step in steps:
            step(self, files)
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in WHO.items()}
        asked = [part for parent in parents for part in ("-p", parent)]
        return self.git("commit-tree", self.tree(files), *asked, "-m", "A change", **who)


WHO = {"NAME": "Somebody", "EMAIL": "somebody@example.org", "DATE": "2026-11-20T12:00:00Z"}
"""Anybody can write any name into a commit: nothing may follow from it."""


def repository_of(site: Path, folder: Path) -> tuple[Repository, str]:
    """A repository whose first commit holds the network at `site`, and that commit."""
    copy_of(site, folder)
    repository = Repository(folder)
    repository.git("init", "-q", "-b", "main")
    repository.git("add", "-A")
    repository.git(
        "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "As it was"
    )
    return repository, repository.git("rev-parse", "HEAD")


# Steps


def put(path: str, content: str | bytes = "", mode: str = FILE) -> Step:
    """A file, new or in place of another."""

    def step(repository: Repository, files: Tree) -> None:
        files[path] = mode, repository.blob(content.encode() if isinstance(content, str) else content)

    return step


def edit(path: str, *pairs: tuple[str, str]) -> Step:
    """Other words in a file, each of which stood there once."""

    def step(repository: Repository, files: Tree) -> None:
        mode, blob = files[path]
        text = repository.content(blob).decode()
        for old, new in pairs:
            assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
            text = text.replace(old, new)
        files[path] = mode, repository.blob(text.encode())

    return step


def add(path: str, lines: str) -> Step:
    """More lines at the end of a file."""

    def step(repository: Repository, files: Tree) -> None:
        mode, blob = files[path]
        files[path] = mode, repository.blob(repository.content(blob) + lines.encode())

    return step


def remove(*paths: str) -> Step:
    """Files, or whole folders, gone."""

    def step(repository: Repository, files: Tree) -> None:
        for gone in [
            path for path in files if path in paths or path.startswith(tuple(f"{p}/" for p in paths))
        ]:
            del files[gone]

    return step


def move(old: str, new: str) -> Step:
    """A file or a whole folder under another name."""

    def step(repository: Repository, files: Tree) -> None:
        for path in [path for path in files if path == old or path.startswith(f"{old}/")]:
            files[new + path.removeprefix(old)] = files.pop(path)

    return step


def link(path: str, to: str) -> Step:
    """A symbolic link."""
    return put(path, to, LINK)


def mode(path: str, mode: str) -> Step:
    """The same file with another mode."""

    def step(repository: Repository, files: Tree) -> None:
        files[path] = mode, files[path][1]

    return step


def submodule(path: str) -> Step:
    """Another repository's commit."""

    def step(repository: Repository, files: Tree) -> None:
        files[path] = SUBMODULE, "1" * 40

    return step
