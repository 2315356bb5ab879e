"""Answers → a whole new repository, put in place by one rename or not at all."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import mkdtemp

from talkoot.build import examine
from talkoot.problems import Problem
from talkoot.records.practice import Practice
from talkoot.starting.answers import Answers
from talkoot.starting.checklist import TEMPLATES
from talkoot.starting.filling import address, beside_the_template, parts, values
from talkoot.starting.list import LIST, digest, written_list
from talkoot.starting.making import made_files
from talkoot.starting.taking import Taken

ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


@dataclass(frozen=True, slots=True)
class Begun:
    """A repository that was made: its folder, and how many files in it are whose."""

    folder: Path
    own: int
    made: int


def not_possible(to: Path, talkoot: str | None) -> Problem | None:
    """Why no portal can start at `to`, or None."""
    try:
        return _hindrance(to, talkoot)
    except OSError as refused:
        return Problem("start-not-written", str(to), found=refused.strerror or str(refused))


def _hindrance(to: Path, talkoot: str | None) -> Problem | None:
    if not to.name.strip() and not to.is_dir():
        return Problem("start-no-name", str(to))
    if shutil.which("git") is None:
        return Problem("git-missing", str(to))
    if to.is_symlink() or (to.exists() and (not to.is_dir() or any(to.iterdir()))):
        return Problem("start-not-empty", str(to))
    above = next(folder for folder in to.absolute().parents if folder.exists())
    if not above.is_dir():
        return Problem("start-not-empty", str(above))
    kept_in = to if to.exists() else above
    for folder in {above, kept_in}:
        if not os.access(folder, os.W_OK | os.X_OK):
            return Problem("start-not-allowed", str(to), found=str(folder))
    if talkoot is None:
        return Problem("package-unknown", str(to))
    return None


def begin(answers: Answers, to: Path, talkoot: str, today: date, taken: Taken | None = None) -> Begun:
    """Make the repository of `answers` at `to`, missing or an empty folder; `talkoot` names the package.

    It begins from the practice that was `taken` from another portal, or from the template's own.

    Raises `OSError` where the disk refuses; nothing is left behind then.
    """
    to = to.absolute()
    missing = [folder for folder in (to, *to.parents) if not folder.exists()]
    standby = None
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        standby = Path(mkdtemp(prefix=f".{to.name}.", dir=to.parent))
        with _away_from_other_repositories(), _stopped_as_by_hand():
            begun = _fill(answers, standby, talkoot, today, taken)
            standby.chmod(0o755)
            _put(standby, to)
    except BaseException:
        if standby:
            shutil.rmtree(standby, ignore_errors=True)
        for folder in missing[1:]:
            if folder.exists():
                folder.rmdir()
        raise
    return Begun(to, *begun)


@contextmanager
def _away_from_other_repositories() -> Iterator[None]:
    """Without what a hook of another repository says of itself: it would lead git there, and Copier too."""
    kept = {key: os.environ.pop(key) for key in ELSEWHERE if key in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)


@contextmanager
def _stopped_as_by_hand() -> Iterator[None]:
    """Whoever ends the program, or closes its window, is no reason to leave something half made."""

    def stop(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _put(standby: Path, to: Path) -> None:
    if not to.exists():
        standby.rename(to)
        return
    # Somebody may stand in the empty folder, so it stays; git's own comes last.
    entries = sorted(standby.iterdir(), key=lambda entry: (entry.name == ".git", entry.name))
    try:
        for entry in entries:
            entry.rename(to / entry.name)
    except BaseException:
        for entry in entries:
            if not entry.exists():
                (to / entry.name).rename(entry)
        raise
    standby.rmdir()


def _fill(answers: Answers, root: Path, talkoot: str, today: date, taken: Taken | None) -> tuple[int, int]:
    """Write every file of the repository into `root`, and its first commit."""
    copy_own(answers, root, talkoot, taken)
    own = sum(path.is_file() for path in root.rglob("*"))
    examined = examine(root, today, published=frozenset())
    network = examined.network
    if network is None or not examined.is_right:
        raise ValueError(f"the template makes what is not right: {examined.problems[:3]}")
    made = made_files(network, address(answers))
    digests = {path: digest(text) for path, text in made.items()}
    for path, text in {**made, LIST: written_list(digests)}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    _commit(root, answers)
    return own, len(made)


def copy_own(answers: Answers, root: Path, talkoot: str, taken: Taken | None = None) -> None:
    """Write what is the network's own into `root`: Copier fills the template, once for each language."""
    from copier import Settings, run_copy

    with as_file(files("talkoot.starting") / "template") as template:
        for part, language in parts(answers):
            run_copy(
                str(template),
                root,
                data={"part": part, **values(answers, language, talkoot)},
                settings=Settings(),
                defaults=True,
                overwrite=True,
                quiet=True,
            )
    beside = beside_the_template(answers, taken.id if taken else TEMPLATES)
    if taken:
        shutil.rmtree(root / Practice.folder / TEMPLATES)
        beside |= taken.files
    for path, text in beside.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")


def _commit(root: Path, answers: Answers) -> None:
    """The first commit, in the name of whoever runs this, else in that of the network."""

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["git", "-C", str(root), *arguments]
        return subprocess.run(command, capture_output=True, text=True)

    steps = [["init", "--quiet", "--initial-branch=main"], ["add", "--all"]]
    for step in steps:
        done = git(*step)
        if done.returncode:
            raise OSError(done.stderr.strip())
    known = git("config", "user.email").returncode == 0 and git("config", "user.name").returncode == 0
    who = [] if known else ["-c", f"user.name={answers.name}", "-c", f"user.email={answers.email}"]
    done = git(*who, "commit", "--quiet", "--no-gpg-sign", "--no-verify", "--message", answers.name)
    if done.returncode:
        raise OSError(done.stderr.strip())
