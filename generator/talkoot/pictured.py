"""Pictures beside the records → what they really are: each one named by a line, each looked at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from talkoot.problems import Problem, shorten
from talkoot.records.fields import Picture
from talkoot.records.record import Path as FieldPath
from talkoot.shelves import Checked, Shelves
from talkoot.sources.album import look_at_all
from talkoot.sources.names import near
from talkoot.sources.pictures import Seen


def look_through(
    root: Path,
    pictures: Mapping[str, Sequence[str]],
    shelves: Shelves,
    cache: Path | None = None,
    jobs: int = 1,
) -> tuple[Mapping[str, Seen], tuple[Problem, ...]]:
    """Path → picture for all that can be shown, and what is wrong with the others and with their names.

    `pictures` holds the names of the picture files below `root` by the path of their folder. In the folder
    `cache` it is kept what was seen in them, for the next build.
    """
    seen: dict[str, Seen] = {}
    problems: list[Problem] = []
    named: dict[str, list[Problem]] = {}  # path of a picture → a problem for each line that names it, if any
    records = {checked.document.path.rpartition("/")[0] for checked in shelves.every}

    for checked in shelves.every:
        folder = checked.document.path.rpartition("/")[0]
        for field, name in _names(checked):
            line, column = checked.document.locate(field)
            at = Problem("no-such-picture", checked.document.path, line, column, field, shorten(name))
            if name in pictures.get(folder, ()):
                named.setdefault(f"{folder}/{name}", []).append(at)
            elif not (root / folder / name).exists():  # else finding has told what is wrong with it
                meant = near(name, pictures.get(folder, ()))
                problems.append(replace(at, hints=(("near", meant),) if meant else ()))
                named.setdefault(f"{folder}/{meant}", [])

    paths = [f"{folder}/{name}" for folder, names in pictures.items() for name in names]
    looks = look_at_all(root, paths, cache, jobs)
    for folder, names in pictures.items():
        for name in names:
            path = f"{folder}/{name}"
            look = looks[path]
            if isinstance(look, Seen):
                seen[path] = look
            else:
                # The author looks at the line that names it.
                at_lines = [replace(at, code=look.code, hints=look.hints) for at in named.get(path, ())]
                problems.extend(at_lines or [look])
            if folder in records and path not in named and isinstance(look, Seen):
                problems.append(Problem("unused-picture", path, found=name, severity="warning"))
    return seen, tuple(problems)


def _names(checked: Checked) -> Iterator[tuple[FieldPath, str]]:
    """Every picture that a record names; one whose name can't be right has its own problem."""
    for field, kind, name in checked.told(Picture):
        if isinstance(kind, Picture) and kind.is_right(name):
            yield field, name
