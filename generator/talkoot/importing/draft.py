"""A practice that was read elsewhere → the file of a draft, checked as every record is."""

from dataclasses import dataclass
from pathlib import Path

from talkoot.editing.writing import new_file
from talkoot.importing.practice import Sorted
from talkoot.problems import Problem
from talkoot.records.practice import Practice
from talkoot.sources.names import suggest_id


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be written: its path below the repository, and its text."""

    path: str
    text: str


def draft_of(made: Sorted, id_: str, language: str, default: str) -> Draft:
    """The draft of a practice. What found no place stands in it as comments, so that it is not lost.

    `default` is the network's first language; the record names its own where it is another.
    """
    wanted = {**made.fields, "real": "yes", "status": "draft"}
    if language and language != default:
        wanted["written_in"] = language
    path = f"{Practice.folder}/{id_}/{Practice.file}"
    text = new_file(path, wanted, made.body, Practice)
    if made.unplaced:
        comments = [f"# {line}" for unplaced in made.unplaced for line in unplaced.splitlines()]
        opening, rest = text[:4], text[4:]
        text = "\n".join(
            (opening + "# Found no place when this was read in; move it where it belongs:", *comments, rest)
        )
    return Draft(path, text)


def id_of(made: Sorted, chosen: str) -> str:
    """The folder's name: the chosen one, or one made of the title."""
    return chosen or "-".join(suggest_id(str(made.fields["title"])).split("-")[:6]) or "practice"


def problem_of(path: Path, code: str, **hints: str) -> Problem:
    """A problem of the file that was to be read in."""
    return Problem(code, str(path), hints=tuple(hints.items()))
