"""A proposal → what is told of it: an answer to whoever sent it, and the text of its pull request.

Both are Markdown. Whatever somebody wrote stands in fences there, where it is neither markup nor a mention.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talkoot.editing.proposal import Proposal
from talkoot.editing.questions import PAGE, questions
from talkoot.languages import LANGUAGES, Words, words
from talkoot.problems import Problem, as_text, sentences, shorten

LONGEST_REPLY = 60_000
"""Characters; GitHub takes 65,536 in a comment."""

MOST_TOLD = 40
"""Problems that one reply tells of; the rest come when these are mended."""


@dataclass(frozen=True, slots=True)
class Author:
    """The account that a text came from: its number and its name."""

    account: str = ""
    name: str = ""

    @property
    def told(self) -> str:
        """Its name, with a link to it; “?” where it has none that an account can have."""
        # GitHub: letters, digits and single hyphens, at most 39; an app's ends with “[bot]”.
        if re.fullmatch(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:\[bot\])?", self.name):
            return (
                f"[{self.name.replace('[', chr(92) + '[')}](https://github.com/{self.name.partition('[')[0]})"
            )
        return self.account if self.account.isdigit() else "?"


def reply(proposal: Proposal) -> str:
    """What its author is told, in the language of the form."""
    said = words(proposal.language)
    told = said.entries["editing"]
    if proposal.is_ours:
        return f"{told['reply ours']}\n"
    if not proposal.is_right:
        return _cut("\n\n".join([told["reply wrong"], *_problems(proposal, said)]))
    if not proposal.files:
        return f"{told['reply wish']}\n"
    warned = [*_problems(proposal, said)]
    more = [f"## {told['worth a look']}", *warned] if warned else []
    return _cut("\n\n".join([told["reply right"], *more]))


def title(proposal: Proposal, language: str) -> str:
    """One line for a pull request, without anything that GitHub would make a link or a mention of."""
    told = words(language).entries["editing"]
    name = re.sub(r"[@#<>`\[\]]", " ", proposal.name) if proposal.name else told["untitled"]
    how = "removed" if proposal.removes else "new" if proposal.is_new else "changed"
    return str(told[f"proposal {how}"].format(name=" ".join(name.split()) or proposal.id))


def body(proposal: Proposal, author: Author, number: str, language: str) -> str:
    """What the coordinator reads above the change, in the network's first language."""
    said = words(language)
    told = said.entries["editing"]
    by = told["sent by mail" if proposal.received else "sent by"].format(author=author.told)
    parts = [f"{by} {told['closes'].format(number=number)}" if number else by]
    if proposal.stays:
        parts.append(told["stays because"])
    if proposal.adds_editor:
        parts.append(told["new editor"])
    if proposal.changed:
        titles = dict.fromkeys(_heading(proposal.kind, path, said) for path in proposal.changed)
        parts.append(f"{told['changed fields']}: {', '.join(titles)}.")
    for key, lines in (("wishes", proposal.wishes), ("before the answers", proposal.note.split("\n"))):
        if any(lines):
            parts.append(f"{told[key]}:\n\n{fenced(chr(10).join(lines))}")
    if proposal.to_settle:
        parts += [f"## {told['to settle']}", *(fenced(as_text(p, said)) for p in proposal.to_settle)]
    warnings = [*_problems(proposal, said)]
    if warnings:
        parts += [f"## {told['worth a look']}", *warnings]
    return _cut("\n\n".join(parts))


def fenced(text: str) -> str:
    """`text` as it stands, in a fence longer than any within it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def _problems(proposal: Proposal, said: Words) -> Iterator[str]:
    """Each problem below the question that it stands at, what to do in a fence that can be copied."""
    graver = [p for p in proposal.problems if p.severity == "problem"]
    for problem in (graver or proposal.problems)[:MOST_TOLD]:
        found, do = sentences(problem, said)
        where = place(proposal, problem, said)
        lines = f"{said('problem found')}: {found}\n{said('problem do')}: {do}"
        yield f"**{where}**\n\n{fenced(lines)}" if where else fenced(lines)


def place(proposal: Proposal, problem: Problem, said: Words) -> str:
    """The question that a problem stands at, as the form says it; a file's path for one of another file."""
    if not problem.field:
        is_own = problem.path in proposal.files or problem.path.endswith(("answers", f"/{proposal.id}"))
        if problem.code == "page-unknown" or problem.code == "page-exists":
            return questions(proposal.kind, (*LANGUAGES,), said.language)[0].heading
        return "" if is_own or not problem.path.endswith((".yml", ".md")) else f"`{problem.path}`"
    return _heading(proposal.kind, problem.field, said)


def _heading(kind: str, path: Sequence[str | int], said: Words) -> str:
    """The question's heading; for a field of a list's item its number and title after it."""
    keys = tuple(key for key in path if isinstance(key, str))
    if not kind:
        return ""
    asked = {q.path: q.heading for q in questions(kind, (), said.language) if q.path and q.id != PAGE}
    for n in range(len(keys), 0, -1):
        if keys[:n] in asked:
            inner = said.field_title(kind, keys) if n < len(keys) else ""
            at = next((key for key in path[n:] if isinstance(key, int)), None)
            number = f" – {at + 1}." if at is not None else ""
            return f"{asked[keys[:n]]}{number}{' ' + inner if inner else ''}"
    return said.field_title(kind, keys) or shorten(".".join(keys))


def _cut(text: str) -> str:
    return f"{text}\n" if len(text) <= LONGEST_REPLY else f"{text[:LONGEST_REPLY]}\n```\n…\n"
