"""A file of tests/mistakes/ → the small right network with that mistake made in it.

A mistake is told line by line, as it was made:

    # What the author did, in a sentence or two.
    # schema: silent – why an editor's schema can't see it
    in members/jarvikala/member.yml
    - group: inari
    + group: Inari
    new content/pictures/note.txt
    + one line of it
    copy, move or link members/jarvikala to members/järvikala
    remove content/network.yml
    save content/about.md as cp1252
    cut members/hirsi-ja-hopea/workshop.jpg to 600 bytes
    commit

Lines with “-” give way to those with “+” after them; “+” alone adds to the file's end. “commit” puts all into a
git repository of its own. What `talkoot check` says to it stands in the .problems file beside it, in English,
Finnish and Swedish. `python tests/mistaken.py` writes these anew: then read the difference.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from talkoot.build import examine
from talkoot.languages import LANGUAGES, words
from talkoot.problems import Problem, as_text

HERE = Path(__file__).parent
RIGHT = HERE / "sites" / "small"
MISTAKES = sorted((HERE / "mistakes").glob("*.mistake"))
TODAY = date(2026, 11, 21)

STEP = re.compile(r"(in|new|copy|move|link|remove|save|cut|commit)(?: (\S.*?)(?: (?:to|as) (\S.*))?)?")


def make(mistake: Path, root: Path) -> None:
    """Make in the empty folder `root` the small network with `mistake` in it."""
    shutil.copytree(RIGHT, root, dirs_exist_ok=True)
    step: tuple[str, Path] | None = None
    old: list[str] = []
    new: list[str] = []
    for line in [*mistake.read_text(encoding="utf-8").splitlines(), "# end"]:
        if line.startswith("-") or (line.startswith("+") and step):
            if line.startswith("-") and new:
                _write(step, old, new)
                old, new = [], []
            (old if line.startswith("-") else new).append(line[2:])
            continue
        if step and (old or new or step[0] == "new"):
            _write(step, old, new)
        step, old, new = None, [], []
        if line.startswith("#"):
            continue
        told = STEP.fullmatch(line)
        assert told, f"{mistake.name}: {line}"
        verb, path, other = told.groups()
        if verb in ("in", "new"):
            step = verb, root / path
        else:
            _do(verb, root, path, other)


def _write(step: tuple[str, Path] | None, old: Sequence[str], new: Sequence[str]) -> None:
    assert step
    verb, path = step
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "" if verb == "new" else path.read_text(encoding="utf-8")
    put = "".join(f"{line}\n" for line in new)
    if old:
        gone = "".join(f"{line}\n" for line in old)
        assert text.count(gone) == 1, f"{path} holds {text.count(gone)} times:\n{gone}"
        text = text.replace(gone, put)
    else:
        text += put
    path.write_text(text, encoding="utf-8", newline="")


def _do(verb: str, root: Path, path: str | None, other: str | None) -> None:
    if verb == "commit":
        told = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
        for command in (["init", "-q"], ["add", "-A"], [*told, "commit", "-q", "-m", "As it was"]):
            subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True)
        return
    assert path
    there = root / path
    if verb == "remove":
        shutil.rmtree(there) if there.is_dir() else there.unlink()
    elif verb == "cut":
        there.write_bytes(there.read_bytes()[: int((other or "").split()[0])])
    elif verb == "save":
        there.write_bytes(there.read_text(encoding="utf-8").encode(other or ""))
    else:
        target = root / (other or "")
        target.parent.mkdir(parents=True, exist_ok=True)
        if verb == "move":
            there.rename(target)
        elif verb == "link":
            target.symlink_to(there)
        else:
            shutil.copytree(there, target) if there.is_dir() else shutil.copy(there, target)


@cache
def problems_of(mistake: Path) -> tuple[Problem, ...]:
    """What `talkoot check` finds once `mistake` has been made."""
    with tempfile.TemporaryDirectory() as folder:
        make(mistake, Path(folder))
        return examine(Path(folder), TODAY).problems


def told(problems: Sequence[Problem]) -> str:
    """The problems as people read them, in one language after another."""
    parts = []
    for language in LANGUAGES:
        said = words(language)
        parts.append("\n".join([f"[{language}]", *(as_text(problem, said) for problem in problems)]))
    return "\n\n".join(parts) + "\n"


def expected(mistake: Path) -> Path:
    """The file that holds word for word what is said."""
    return mistake.with_suffix(".problems")


if __name__ == "__main__":
    for made in MISTAKES:
        if len(sys.argv) < 2 or made.stem in sys.argv[1:]:
            expected(made).write_text(told(problems_of(made)), encoding="utf-8")
