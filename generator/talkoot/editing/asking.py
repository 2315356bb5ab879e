"""A few questions in the terminal → a new record's draft, checked like every other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from talkoot.build import Examined
from talkoot.editing.answers import Answers
from talkoot.editing.beginning import begin
from talkoot.editing.drafts import Draft, take_in
from talkoot.editing.overlay import Files, problems_with
from talkoot.editing.questions import PAGE, Question, questions
from talkoot.editing.turns import suggested
from talkoot.editing.understanding import Understanding
from talkoot.languages import LANGUAGES
from talkoot.network import Network
from talkoot.problems import Problem
from talkoot.records import RECORD_KINDS

ASKED: Mapping[str, tuple[str, ...]] = {
    "member": ("name", "summary", "sectors", "group", "place", "founded", "size", "offers", "needs"),
    "meeting": ("group", "title", "start", "end", "mode", "host", "themes", "seats", "spoken"),
    "practice": ("title", "summary", "country", "level", "topics", "problem_addressed", "status"),
    "adoption": (
        "practice",
        "title",
        "summary",
        "adopter-organisation",
        "country",
        "location",
        "start",
        "status",
    ),
}
"""What is asked at once, by kind; all the rest can be added in the file, or in the form on the site."""

OWN_STATUS = ("practice", "adoption")
"""Kinds that are a draft until somebody says otherwise."""

TOGETHER: Mapping[str, tuple[str, ...]] = {
    "where-is-it": ("mode", "host", "place"),
    "end-before-start": ("start", "end"),
}
"""What is asked again when a problem lies between several answers."""

Ask = Callable[[Question, str, bool], str]
"""Asks one question, with a suggestion, and whether it must be answered; gives the answer."""

Tell = Callable[[Problem], None]


def ask_for(
    kind: str,
    root: Path,
    examined: Examined,
    network: Network,
    today: date,
    language: str,
    ask: Ask,
    tell: Tell,
    schemas: str,
) -> Files | None:
    """The files of a new record of `kind`, asked for until they are right; None where that can't be."""
    model = next(model for model in RECORD_KINDS if model.kind == kind)
    by_id = {question.id: question for question in questions(kind, (*LANGUAGES,), language)}
    keys = dict.fromkeys((*ASKED[kind], *(k for k, f in model.model_fields.items() if f.is_required())))
    hints: dict[str, str] = {"status": "draft"} if kind in OWN_STATUS else {}
    given: dict[str, str] = {}
    understanding = Understanding(network, today)
    open_ = [
        key for key in keys if key in by_id and not (key in ("joined", "status") and kind not in OWN_STATUS)
    ]
    while True:
        for key in open_:
            question = by_id[key]
            needed = bool(question.field and question.field.required)
            given[key] = ask(question, given.get(key) or hints.get(key, ""), needed)
            if key == "group" and kind == "meeting":
                assert question.field is not None
                hints |= suggested(network, understanding.field(question.field, given[key]))
        draft = Draft(model, "", language)
        if language != network.languages[0]:
            draft.own["written_in"] = language
        told = Answers(kind, language, {k: v for k, v in given.items() if v}, dict.fromkeys(given, 1))
        problems = take_in(draft, told, understanding, "")
        begin(draft, network, today)
        if (root / draft.folder).exists():
            question_of = (("question", by_id[PAGE].heading),)
            problems.append(Problem("page-exists", draft.folder, found=draft.id, hints=question_of))
        files = draft.written(schemas)
        problems += [p for p in problems_with(root, files, examined, today) if p.severity == "problem"]
        if not problems:
            return files
        for problem in problems:
            tell(replace(problem, path=problem.path or draft.folder))
        again = {str(problem.field[0]) for problem in problems if problem.field}
        again |= {key for problem in problems for key in TOGETHER.get(problem.code, ())}
        if any(problem.code == "page-exists" for problem in problems):
            again |= {model.title_field} if kind != "meeting" else {"start", "host"}
        open_ = [key for key in by_id if key in again]
        if not open_:
            return None
