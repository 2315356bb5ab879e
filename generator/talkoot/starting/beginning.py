"""Answers → a whole new repository, put in place by one rename or not at all."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlsplit

from talkoot.build import examine
from talkoot.editing.scalars import scalar
from talkoot.languages import words
from talkoot.problems import Problem
from talkoot.sources.names import suggest_id
from talkoot.starting.answers import Answers, InLanguage
from talkoot.starting.checklist import as_markdown, checklist
from talkoot.starting.colours import tokens
from talkoot.starting.making import LIST, digest, made_files, written_list
from talkoot.starting.package import HOME
from talkoot.starting.readme import readme

ORIGIN = ("Revontuli Growth Network", "Revontuli University")
"""Whose practice the template tells, and its owner, where the answers name nobody else."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A repository that was made: its folder, and how many files in it are whose."""

    folder: Path
    own: int
    made: int


def not_possible(to: Path, talkoot: str | None) -> Problem | None:
    """Why no portal can start at `to`, or None."""
    if shutil.which("git") is None:
        return Problem("git-missing", str(to))
    if to.is_symlink() or (to.exists() and (not to.is_dir() or any(to.iterdir()))):
        return Problem("start-not-empty", str(to))
    above = next(folder for folder in to.absolute().parents if folder.exists())
    if not above.is_dir():
        return Problem("start-not-empty", str(above))
    if talkoot is None:
        return Problem("package-unknown", str(to))
    return None


def begin(answers: Answers, to: Path, talkoot: str, today: date) -> Begun:
    """Make the repository of `answers` at `to`, missing or an empty folder; `talkoot` names the package.

    Raises `OSError` where the disk refuses; nothing is left behind then.
    """
    to = to.absolute()
    missing = [folder for folder in (to, *to.parents) if not folder.exists()]
    to.parent.mkdir(parents=True, exist_ok=True)
    standby = Path(mkdtemp(prefix=f".{to.name}.", dir=to.parent))
    try:
        begun = _fill(answers, standby, talkoot, today)
        standby.chmod(0o755)
        _put(standby, to)
    except BaseException:
        shutil.rmtree(standby, ignore_errors=True)
        for folder in missing[1:]:
            folder.rmdir()
        raise
    return Begun(to, *begun)


def _put(standby: Path, to: Path) -> None:
    if not to.exists():
        standby.rename(to)
        return
    # Somebody may stand in the empty folder, so it stays; git's own comes last.
    for entry in sorted(standby.iterdir(), key=lambda entry: (entry.name == ".git", entry.name)):
        entry.rename(to / entry.name)
    standby.rmdir()


def _fill(answers: Answers, root: Path, talkoot: str, today: date) -> tuple[int, int]:
    """Write every file of the repository into `root`, and its first commit."""
    copy_own(answers, root, talkoot)
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


def copy_own(answers: Answers, root: Path, talkoot: str) -> None:
    """Write what is the network's own into `root`: Copier fills the template, once for each language."""
    from copier import Settings, run_copy

    told = _told(answers, talkoot)
    with as_file(files("talkoot.starting") / "template") as template:
        parts: list[tuple[str, str]] = [("own", answers.languages[0])]
        parts += [("translation", language) for language in answers.languages[1:]]
        parts += [(language, language) for language in answers.languages]
        for part, language in parts:
            suffix = "" if language == answers.languages[0] else f".{language}"
            values = {**told, "part": part, "suffix": suffix, "yml": _scalars(answers, language)}
            values |= {
                "host": _host(answers, language),
                "name": _called(answers, language).name or answers.name,
            }
            run_copy(
                str(template),
                root,
                data=values,
                settings=Settings(),
                defaults=True,
                overwrite=True,
                quiet=True,
            )
    # Copier follows no link out of its template, and the lists are the demonstration's own.
    for name in sorted(entry.name for entry in (files("talkoot.starting") / "lists").iterdir()):
        text = (files("talkoot.starting") / "lists" / name).read_text(encoding="utf-8")
        (root / "content/vocabularies" / name).write_text(text, encoding="utf-8", newline="\n")
    language = answers.languages[0]
    steps = checklist(language, answers.repository, address(answers))
    (root / "CHECKLIST.md").write_text(as_markdown(steps, language), encoding="utf-8", newline="\n")
    (root / "README.md").write_text(readme(answers.name, language), encoding="utf-8", newline="\n")


def address(answers: Answers) -> str:
    """Where the portal will be: as answered, or where GitHub's pages put a repository."""
    if answers.address:
        return answers.address.rstrip("/") + "/"
    owner, name = urlsplit(answers.repository).path.strip("/").split("/")[:2]
    name = name.removesuffix(".git")
    top = f"https://{owner.lower()}.github.io/"
    return top if name.lower() == f"{owner.lower()}.github.io" else f"{top}{name}/"


def _told(answers: Answers, talkoot: str) -> dict[str, Any]:
    """What the template is filled with in every language."""
    by_day, at_night = tokens(answers.colour, answers.accent)
    groups = [
        {
            "id": suggest_id(group.name),
            "name": scalar(group.name),
            "place": suggest_id(group.place or group.name),
        }
        for group in answers.groups
    ]
    copied = answers.copied_from
    return {
        "languages": list(answers.languages),
        "country": answers.country,
        "time_zone": answers.time_zone,
        "groups": groups,
        "places": _places(answers),
        "repository": answers.repository.removesuffix(".git"),
        "address": address(answers),
        "email": answers.email,
        "talkoot": talkoot,
        "by_day": by_day,
        "at_night": at_night,
        "copied_name": copied.name if copied else ORIGIN[0],
        "copied_url": (copied.url or "") if copied else HOME,
    }


def _places(answers: Answers) -> Sequence[Mapping[str, str]]:
    """The places of the groups, each once; two groups may meet in one."""
    places: dict[str, dict[str, str]] = {}
    for group in answers.groups:
        name = group.place or group.name
        place = places.setdefault(suggest_id(name), {"id": suggest_id(name), "name": scalar(name)})
        if group.latitude and group.longitude:
            place |= {"latitude": group.latitude, "longitude": group.longitude}
    return [{"latitude": "", "longitude": "", **place} for place in places.values()]


def _scalars(answers: Answers, language: str) -> dict[str, str]:
    """The texts of YAML files in one language, each as its one line."""
    said, called = words(language).entries["starting"], _called(answers, language)
    first = language == answers.languages[0]
    copied = answers.copied_from
    told = {
        "name": called.name or answers.name,
        "short_name": called.short_name or ("" if not first else answers.short_name),
        "summary": called.summary or (answers.summary if first else "") or said["summary"],
        "host_organisation": called.host_organisation or (answers.host_organisation if first else ""),
        "region": answers.region,
        "coordinator": said["coordinator"],
        "description": said["description"].format(name=called.name or answers.name),
        "copied_name": copied.name if copied else ORIGIN[0],
        "copied_owner": copied.name if copied else ORIGIN[1],
        "copied_practice": said["practice"],
    }
    return {key: scalar(text) if text else "" for key, text in told.items()}


def _called(answers: Answers, language: str) -> InLanguage:
    """What the network is called in a language; in the first one, what the answers say themselves."""
    told = answers.translations
    return (getattr(told, language) if told else None) or InLanguage()


def _host(answers: Answers, language: str) -> str:
    return _called(answers, language).host_organisation or answers.host_organisation


def _commit(root: Path, answers: Answers) -> None:
    """The first commit, in the name of whoever runs this, else in that of the network."""

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True)

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
