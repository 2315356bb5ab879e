"""Pictures that came with answers → the files that the record shows, made anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from talkoot.editing.answers import TEXT, Answers
from talkoot.editing.drafts import Draft
from talkoot.editing.pictures import attachments, called, picture_name, remade, without_attachments
from talkoot.editing.questions import PICTURES, Question, questions
from talkoot.languages import LANGUAGES
from talkoot.problems import Problem, shorten
from talkoot.records.fields import Picture
from talkoot.records.record import fields


def without_dropped(answers: Answers) -> tuple[Answers, tuple[str, ...]]:
    """The answers without what GitHub writes for dropped pictures, and the names of those."""
    given, dropped = {**answers.given}, []
    for question in questions(answers.kind, (*LANGUAGES,), answers.language):
        if question.id not in given or not _takes_pictures(question):
            continue
        found = attachments(given[question.id])
        if not found:
            continue
        dropped += [one.name for one in found]
        rest = without_attachments(given.pop(question.id))
        if not rest and question.field is not None and question.field.part is None:
            rest = picture_name(found[0].name)
        if rest:
            given[question.id] = rest
    return replace(answers, given=given), tuple(dropped)


def show(
    draft: Draft, sent: Mapping[str, bytes], dropped: Sequence[str], answers: Answers
) -> tuple[dict[str, bytes | None], list[Problem]]:
    """The pictures that came and are shown, made anew, and those that lie there and are shown no longer.

    `sent` are the files that came, `dropped` the names of all that were meant to.
    """
    files: dict[str, bytes | None] = {}
    problems: list[Problem] = []
    waiting = {**sent}
    missing = [name for name in draft.named_pictures() if name not in draft.pictures]
    for name in draft.named_pictures():
        file = called(name, waiting)
        if not file and name in missing and len(missing) == len(waiting) == 1:
            file = next(iter(waiting))  # one picture, one place for it
        if not file:
            continue
        made = remade(name, waiting.pop(file))
        if isinstance(made, Problem):
            problems.append(replace(made, path=TEXT, found=shorten(file)))
            continue
        new, content = made
        draft.rename_picture(name, new)
        files[f"{draft.folder}/{new}"] = content
    hints = (("question", _where_told(answers)),)
    problems += [Problem("picture-not-told", TEXT, found=shorten(name), hints=hints) for name in waiting]
    problems += [
        Problem("picture-away", TEXT, found=shorten(name)) for name in dropped if not called(name, sent)
    ]
    shown = {name.casefold() for name in draft.named_pictures()}
    gone = [f"{draft.folder}/{name}" for name in draft.pictures if name.casefold() not in shown]
    return dict.fromkeys(gone) | files, problems


def _where_told(answers: Answers) -> str:
    """The question under which people tell what their pictures show."""
    asked = questions(answers.kind, (*LANGUAGES,), answers.language)
    return next((q.heading for q in asked if q.field and q.field.part and _takes_pictures(q)), "")


def _takes_pictures(question: Question) -> bool:
    """Whether people drop pictures onto this answer."""
    if question.field is None:
        return question.id == PICTURES
    held = fields(question.field.part) if question.field.part else (question.field,)
    return any(isinstance(inner.kind, Picture) for inner in held)
