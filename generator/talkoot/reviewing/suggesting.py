"""A problem whose right line is known → that line, tried before it is shown to anybody."""

from dataclasses import replace

from talkoot.problems import Problem
from talkoot.records import RECORD_KINDS
from talkoot.shelves import shelve
from talkoot.sources.documents import Document
from talkoot.sources.files import LONGEST_FILE
from talkoot.sources.front_matter import read_front_matter
from talkoot.sources.refused import Refused
from talkoot.sources.strict_yaml import read_keys


def suggested_line(problem: Problem, document: Document, text: str) -> str:
    """The line to put in the place of the problem's, or an empty text where none is certain.

    It is certain when the problem says what was meant, the line says the wrong thing once, and the file with
    the new line can be read and has one problem fewer.
    """
    hints = dict(problem.hints)
    wrong, right = hints.get("key") or problem.found, hints.get("near", "")
    lines = text.splitlines()
    if not right or not wrong or not 0 < problem.line <= len(lines):
        return ""
    line = lines[problem.line - 1]
    if line.count(wrong) != 1 or "\n" in right or line.rstrip() != line:
        return ""
    lines[problem.line - 1] = line.replace(wrong, right)
    mended = _read(document, "\n".join(lines) + "\n")
    if mended is None or len(_problems(mended)) > len(_problems(document)) - (problem.code in _own(document)):
        return ""
    return lines[problem.line - 1]


def _own(document: Document) -> set[str]:
    return {problem.code for problem in _problems(document)}


def _problems(document: Document) -> tuple[Problem, ...]:
    """What one file by itself shows to be wrong."""
    return shelve([document], RECORD_KINDS)[1]


def _read(document: Document, text: str) -> Document | None:
    if len(text.encode()) > LONGEST_FILE:
        return None
    try:
        if document.path.endswith(".md"):
            keys, body, body_line, text = read_front_matter(text)
        else:
            keys, body, body_line = read_keys(text), "", 0
    except Refused:
        return None
    return replace(document, data=keys, body=body, body_line=body_line, text=text)
