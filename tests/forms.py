"""A form as GitHub's issues, letters and the site hand it over: headings with answers below."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from talkoot.editing.drafts import Draft, read_draft
from talkoot.editing.questions import PAGE, Question, questions
from talkoot.languages import LANGUAGES
from talkoot.records import RECORD_KINDS
from talkoot.records.record import body_field

LANGUAGES_OF_SITE = (*LANGUAGES,)


def asked(kind: str, language: str = "en") -> Mapping[str, Question]:
    """The questions of a form by their ids."""
    return {question.id: question for question in questions(kind, LANGUAGES_OF_SITE, language)}


def form(kind: str = "member", language: str = "en", *, whole: bool = False, **answers: str) -> str:
    """A form with these answers, by the question's id with `_` for `-`; `whole` as GitHub sends all of it."""
    told = {id_.replace("-", "_"): (id_, question) for id_, question in asked(kind, language).items()}
    assert answers.keys() <= told.keys(), answers.keys() - told.keys()
    parts = [
        f"### {question.heading}\n\n{answers.get(key, '') or '_No response_'}"
        for key, (id_, question) in told.items()
        if whole or key in answers or id_ == PAGE
    ]
    return "\n\n".join(parts)


def escaped(text: str) -> str:
    """Lines that look like headings as the form on the site writes them."""
    return re.sub(r"^(\\*###[ \t])", r"\\\1", text, flags=re.MULTILINE)


def present(root: Path, kind: str, id_: str, language: str) -> str:
    """The whole form of a record, filled in with what it says."""
    model = next(model for model in RECORD_KINDS if model.kind == kind)
    draft = read_draft(root, model, id_, "en")
    assert isinstance(draft, Draft), draft
    body = body_field(model)
    parts = []
    for question in questions(kind, LANGUAGES_OF_SITE, language):
        text = id_ if question.id == PAGE else ""
        if question.field is not None:
            if body and question.path == (body.key,):
                value: Any = draft.bodies.get(question.language, "")
            else:
                value = _at(draft.keys.get(question.language, {}), question.path)
            if question.field.part is not None:
                value = _items(draft, question, value)
            text = "\n".join(value) if isinstance(value, list) else value or ""
        parts.append(f"### {question.heading}\n\n{escaped(text.strip()) or '_No response_'}")
    return "\n\n".join(parts)


def _items(draft: Draft, question: Question, value: Any) -> str:
    lines = []
    for n, item in enumerate(value or []):
        rows = [(key, inner) for key, inner in item.items()]
        for language in [language for language in draft.keys if language]:
            there = _at(draft.keys[language], question.path) or []
            told = there[n] if n < len(there) and isinstance(there[n], dict) else {}
            rows += [(f"{key}.{language}", inner) for key, inner in told.items()]
        for m, (key, inner) in enumerate(rows):
            lines.append(f"{'- ' if m == 0 else '  '}{key}: {json.dumps(inner, ensure_ascii=False)}")
    return "\n".join(lines)


def _at(keys: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        keys = keys.get(key) if isinstance(keys, dict) else None
    return keys
