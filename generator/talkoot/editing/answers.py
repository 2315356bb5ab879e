"""A text with answers → each question's own, whatever their authors have written into them.

The text is what GitHub makes of an issue form: a line `### Heading`, a blank line, the answer. Authors write
such lines into their answers too, so a heading counts where it is one of the form's and stands in its order.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from talkoot.editing.questions import PAGE, Question, page_heading, questions
from talkoot.languages import LANGUAGES, words
from talkoot.problems import Problem, shorten
from talkoot.records import RECORD_KINDS
from talkoot.records.fields import Prose
from talkoot.sources.characters import FORBIDDEN, place
from talkoot.sources.names import near

TEXT = "answers"
"""What a text with answers is called in its own problems."""

LONGEST_TEXT = 400_000
"""Characters of a text with answers; GitHub takes 65,536 in an issue, a letter may be longer."""

NOT_ANSWERED = "_No response_"
"""What GitHub writes for an empty answer, in every language."""

NOTHING = frozenset("-–—")
"""Answers that empty a field."""

HEADING = re.compile(r"^###[ \t]+(?P<text>\S.*?)[ \t#]*$", re.MULTILINE)
ESCAPED = re.compile(r"^\\(\\*###[ \t])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one form.

    `given` holds those that say anything, by the question's id; an empty text empties a field. `lines` tell
    where each begins. `note` is what stood before the first heading; `received` whether the coordinator has
    passed the text on.
    """

    kind: str
    language: str
    given: Mapping[str, str]
    lines: Mapping[str, int]
    note: str = ""
    received: bool = False
    problems: tuple[Problem, ...] = field(default=())

    @property
    def page(self) -> str:
        """The id of the record they are about; empty for a new one."""
        told = self.given.get(PAGE, "").strip().rstrip("/").rpartition("/")[2]
        return told.strip("`*<> ")


def read_answers(text: str, path: str = TEXT) -> Answers | Problem:
    """The answers that `text` holds, or why it can't be said which they are; `path` is for the problems."""
    text = _plain(text)
    if len(text) > LONGEST_TEXT:
        hints = (("max", f"{LONGEST_TEXT:,}".replace(",", " ")),)
        return Problem("answers-too-long", path, hints=hints)
    if bad := FORBIDDEN.search(text):
        return Problem("character-not-allowed", path, *place(text, bad.start()), found=f"U+{ord(bad[0]):04X}")
    text, received = _unpacked(text)
    form = _form(text, path)
    if isinstance(form, Problem):
        return form
    kind, language = form
    asked = {_folded(one.heading): one for one in questions(kind, (*LANGUAGES,), language)}
    headings = [(match, asked[_folded(match["text"])]) for match in _headings(text, asked)]
    chosen = _in_order(headings, [*asked.values()], path, text)
    if isinstance(chosen, Problem):
        return chosen
    given: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    stops = [match.start() for match, _ in chosen[1:]] + [len(text)]
    for (match, question), stop in zip(chosen, stops, strict=True):
        answer = text[match.end() : stop]
        lines[question.id] = text.count("\n", 0, match.start()) + 1
        problems.extend(_stray(answer, question, asked, path, lines[question.id]))
        told = ESCAPED.sub(r"\1", answer.strip("\n")).strip()
        if told and told != NOT_ANSWERED:
            given[question.id] = "" if told in NOTHING else told
    before = text[: chosen[0][0].start()].strip() if chosen else ""
    return Answers(kind, language, given, lines, before, received, tuple(problems))


def _plain(text: str) -> str:
    """`text` with our line ends, and without the marks by which letters quote one another."""
    text = re.sub(r"\r\n?", "\n", text).removeprefix("\ufeff")
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and all(line.startswith(">") for line in lines):
        text = re.sub(r"^> ?", "", text, flags=re.MULTILINE)
    return text


def _unpacked(text: str) -> tuple[str, bool]:
    """What stands in the one box of “pasted” and “received by e-mail”, and whether it is the latter."""
    first = HEADING.search(text)
    if first is None or text[: first.start()].strip():
        return text, False
    for language in LANGUAGES:
        told = words(language).entries["editing"]
        for id_ in ("pasted", "received"):
            if _folded(first["text"]) == _folded(told[f"ask {id_}"]):
                return text[first.end() :].strip("\n"), id_ == "received"
    return text, False


def _form(text: str, path: str) -> tuple[str, str] | Problem:
    """Kind and language of the form whose answers `text` holds."""
    forms = {
        _folded(page_heading(model.kind, language)): (model.kind, language)
        for language in LANGUAGES
        for model in RECORD_KINDS
    }
    found = [forms[_folded(match["text"])] for match in _headings(text, forms)]
    if len(found) > 1:
        return Problem("forms-mixed", path)
    if found:
        return found[0]
    # The question for the page is gone: the form is the one that most other headings are of.
    counts = Counter({form: len([*_headings(text, _named(*form))]) for form in forms.values()})
    (best, most), (_, second) = counts.most_common(2)
    return best if most > second else Problem("form-unknown", path)


def _named(kind: str, language: str) -> set[str]:
    return {_folded(question.heading) for question in questions(kind, (*LANGUAGES,), language)}


def _headings(text: str, known: Mapping[str, object] | set[str]) -> Iterator[re.Match[str]]:
    return (match for match in HEADING.finditer(text) if _folded(match["text"]) in known)


Found = Sequence[tuple[re.Match[str], Question]]


def _in_order(found: Found, asked: Sequence[Question], path: str, text: str) -> Found | Problem:
    """The headings of the form among those `found`; a problem where that can be understood in two ways."""
    times = Counter(question.id for _, question in found)
    twice = [(match, question) for match, question in found if times[question.id] > 1]
    if not twice:
        return found
    position = {question.id: n for n, question in enumerate(asked)}
    # For each question: the longest row of headings that ends with it, and how many such rows there are.
    longest: dict[int, tuple[int, int, tuple[int, ...]]] = {-1: (0, 1, ())}
    for n, (_, question) in enumerate(found):
        here = position[question.id]
        best = max(row[0] for at, row in longest.items() if at < here)
        rows = [row for at, row in longest.items() if at < here and row[0] == best]
        ways = sum(row[1] for row in rows)
        length, known, _ = longest.get(here, (0, 0, ()))
        if best + 1 > length:
            longest[here] = (best + 1, ways, (*rows[0][2], n))
        elif best + 1 == length:
            longest[here] = (length, known + ways, longest[here][2])
    most = max(row[0] for row in longest.values())
    rows = [row for row in longest.values() if row[0] == most]
    if most == len(times) and sum(row[1] for row in rows) == 1:
        return [found[n] for n in rows[0][2]]
    if all(times[question.id] > 1 for _, question in found):
        return Problem("forms-mixed", path)
    match, question = twice[-1]
    hints = (("heading", question.heading),)
    line, column = place(text, match.start())
    return Problem("heading-twice", path, line, column, question.path, hints=hints)


def _stray(
    answer: str, question: Question, asked: Mapping[str, Question], path: str, above: int
) -> Iterator[Problem]:
    """Headings of no question in an answer that is no text of paragraphs: something has lost its place."""
    if question.field is not None and isinstance(question.field.kind, Prose) and not question.field.many:
        return
    for match in HEADING.finditer(answer):
        meant = near(match["text"], (one.heading for one in asked.values()))
        hints = (("near", meant),) if meant else ()
        line = above + answer.count("\n", 0, match.start())
        yield Problem("heading-unknown", path, line, 1, question.path, shorten(match["text"]), hints)


def _folded(heading: str) -> str:
    return " ".join(heading.split()).casefold()
