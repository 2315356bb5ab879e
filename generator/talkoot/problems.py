"""What an author should mend: where it is, what was found and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from talkoot.languages import Words

Severity = Literal["problem", "warning"]

LONGEST_QUOTE = 60
"""Characters of the author's own text that a problem repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a source file.

    `field` holds the keys as written, list items by index: `("links", 1, "url")`. `hints` fill the
    sentences that stand under `code` in each language's `problems.yml`. A warning never stops a build.
    """

    code: str
    path: str
    line: int = 1
    column: int = 1
    field: tuple[str | int, ...] = ()
    found: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    severity: Severity = "problem"


def shorten(text: str) -> str:
    """The author's text on one line of at most `LONGEST_QUOTE` characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems as an author goes through them: by file, line and column, then as the form goes; each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.path, p.line, p.column)))


def sentences(problem: Problem, words: Words) -> tuple[str, str]:
    """What was found and what to do, in one language. `near` is said instead of `do` where we know it."""
    entry = words.entries["problems"][problem.code]
    gaps = {"found": problem.found, **dict(problem.hints)}
    do = entry["near"] if "near" in gaps and "near" in entry else entry["do"]
    return entry["found"].format(**gaps), do.format(**gaps)


def field_title(problem: Problem, words: Words) -> str:
    """The field as the form names it, with its key beside it: `“Sectors” (sectors)`."""
    keys = [key for key in problem.field if isinstance(key, str)]
    if not keys:
        return ""
    file = PurePosixPath(problem.path)
    if file.parent.name == "vocabularies":  # its first key is the entry's own name
        title = words.field_title("vocabulary", tuple(keys[1:]))
    else:
        title = words.field_title(file.name.partition(".")[0], tuple(keys))
    key = ".".join(keys)
    return words("problem field", title=title, key=key) if title else words("problem key", key=key)


def as_text(problem: Problem, words: Words) -> str:
    """A problem for a terminal or a letter."""
    found, do = sentences(problem, words)
    has_lines = problem.path.endswith((".yml", ".md"))
    where = words("problem where", path=problem.path, line=str(problem.line)) if has_lines else problem.path
    title = field_title(problem, words)
    warning = f" — {words('problem warning')}" if problem.severity == "warning" else ""
    labels = (words("problem found"), words("problem do"))
    width = max(map(len, labels)) + 1
    lines = [f"{where}{', ' + title if title else ''}{warning}"]
    for label, text in zip(labels, (found, do), strict=True):
        first, *rest = text.split("\n")
        lines.append(f"    {label + ':':<{width}} {first}".rstrip())
        lines.extend(f"    {'':<{width}} {line}".rstrip() for line in rest)
    return "\n".join(lines)


def as_annotation(problem: Problem, words: Words) -> str:
    """A problem as a GitHub workflow command, so that it stands at its line in the pull request.

    The form and its escapes are those of “Workflow commands for GitHub Actions”.
    """
    found, do = sentences(problem, words)
    level = "error" if problem.severity == "problem" else "warning"
    title = field_title(problem, words) or words("problem found")
    properties = {"file": problem.path, "line": str(problem.line), "col": str(problem.column), "title": title}
    written = ",".join(f"{key}={_escape(value, ':,')}" for key, value in properties.items())
    message = f"{words('problem found')}: {found}\n{words('problem do')}: {do}"
    return f"::{level} {written}::{_escape(message)}"


def _escape(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_json(problem: Problem, words: Words) -> dict[str, str | int]:
    """A problem for other programs."""
    found, do = sentences(problem, words)
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "field": ".".join(map(str, problem.field)),
        "found": problem.found,
        "message": found,
        "fix": do,
    }
