"""Hand-written pages and the look's settings → their texts, or why they can't be read."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from talkoot.problems import Problem
from talkoot.sources.files import read_text
from talkoot.sources.refused import Refused


def read_texts(root: Path, paths: Iterable[str]) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Path → text of every file that can be read, and the problems of the others."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            texts[path] = read_text(f"{root}/{path}")
        except Refused as refused:
            problems.append(refused.in_file(path))
    return texts, tuple(problems)
