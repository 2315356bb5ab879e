"""A record as it stands in its folder → as answers would have it: its texts in each language."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from talkoot.editing.answers import Answers
from talkoot.editing.questions import Question, questions
from talkoot.editing.scalars import is_given, without_blanks
from talkoot.editing.understanding import Understanding
from talkoot.editing.writing import changed_file, new_file
from talkoot.languages import LANGUAGES
from talkoot.outputs.data.page import TRANSLATION
from talkoot.problems import Problem
from talkoot.records.fields import Picture, Prose, Web
from talkoot.records.record import Part, Record, body_field, fields
from talkoot.records.translation import is_translated, translation_of
from talkoot.sources.documents import Document, read_document
from talkoot.sources.files import read_text
from talkoot.sources.finding import Source
from talkoot.sources.names import PICTURE, texts_like
from talkoot.sources.refused import Refused

Keys = dict[str, Any]


@dataclass
class Draft:
    """One record being changed. Its texts are by language, the record's own under an empty one."""

    model: type[Record]
    id: str
    own_language: str
    keys: dict[str, Keys] = field(default_factory=lambda: {"": {}})
    bodies: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """What the files hold now."""
    pictures: tuple[str, ...] = ()
    """Names of the picture files that lie there now."""

    @property
    def folder(self) -> str:
        return f"{self.model.folder}/{self.id}"

    @property
    def is_new(self) -> bool:
        return "" not in self.texts

    @property
    def own(self) -> Keys:
        return self.keys[""]

    @property
    def title(self) -> str:
        told = self.own.get(self.model.title_field)
        return told if isinstance(told, str) else ""

    def path(self, language: str) -> str:
        stem, _, ending = self.model.file.rpartition(".")
        return f"{self.folder}/{stem}.{language}.{ending}" if language else f"{self.folder}/{self.model.file}"

    def written(self, schemas: str) -> dict[str, bytes | None]:
        """The record's texts that are other than they were; `schemas` is where the published ones are."""
        files: dict[str, bytes | None] = {}
        body = body_field(self.model)
        for language, told in self.keys.items():
            path, below = self.path(language), self.bodies.get(language, "")
            wanted = {key: value for key, value in told.items() if is_given(value)}
            model = translation_of(self.model) if language else self.model
            if language and body and below.strip() and not wanted:
                # The keys above a text can't be empty; a title is what every page has.
                wanted[self.model.title_field] = self.title
            if not wanted and language:
                if language in self.texts:
                    files[path] = None
                continue
            if language in self.texts:
                text = changed_file(path, self.texts[language], wanted, below, model)
            else:
                name = f"{self.model.kind}{TRANSLATION}" if language else self.model.kind
                text = new_file(path, wanted, below, model, f"{schemas}{name}.json" if schemas else "")
            if text != self.texts.get(language):
                files[path] = text.encode()
        return files

    def named_pictures(self) -> tuple[str, ...]:
        """The names of all pictures that the record shows."""
        return tuple(_pictures(self.model, self.own))

    def rename_picture(self, old: str, new: str) -> None:
        """Show the picture `new` wherever the record shows `old`."""
        self.keys[""] = _renamed(self.model, self.own, old, new)


def read_draft(root: Path, model: type[Record], id: str, default: str) -> Draft | tuple[Problem, ...]:  # noqa: A002
    """The record `id` as it stands below `root`, or why it can't be read."""
    draft = Draft(model, id, default)
    folder = root / draft.folder
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_file() and not entry.is_symlink())
    pattern = texts_like(model.file)
    for name in names:
        if not (match := pattern.fullmatch(name)):
            continue
        language = match["language"] or ""
        path = f"{draft.folder}/{name}"
        read = read_document(root, Source(path, model.kind, id, language))
        if not isinstance(read, Document):
            return read
        draft.keys[language] = deepcopy(read.data)
        draft.bodies[language] = read.body
        try:
            draft.texts[language] = read_text(str(root / path))
        except Refused as refused:
            return (refused.in_file(path),)
    draft.pictures = tuple(name for name in names if PICTURE.fullmatch(name))
    written_in = draft.own.get("written_in")
    draft.own_language = written_in if isinstance(written_in, str) and written_in else default
    return draft


def take_in(draft: Draft, answers: Answers, understanding: Understanding, path: str) -> list[Problem]:
    """Put the answers into the draft; gives what could not be understood at all."""
    problems: list[Problem] = []
    asked = [
        question
        for question in questions(answers.kind, (*LANGUAGES,), answers.language)
        if question.field is not None and question.id in answers.given
    ]
    for question in asked:
        language = "" if question.language == draft.own_language else question.language
        if question.language and not language and "-".join(question.path) in answers.given:
            continue  # the same text was asked for twice
        try:
            _answer(draft, question, language, answers.given[question.id], understanding)
        except Refused as refused:
            above = answers.lines[question.id] + 1
            problem = refused.in_file(path, above)
            found = problem.found or answers.given[question.id].split("\n")[0][:60]
            problems.append(
                Problem(problem.code, path, problem.line, problem.column, question.path, found, problem.hints)
            )
    return problems


def _answer(draft: Draft, question: Question, language: str, text: str, understanding: Understanding) -> None:
    declared = question.field
    assert declared is not None
    if isinstance(declared.kind, Prose) and declared.kind.body:
        draft.bodies[language] = text
        draft.keys.setdefault(language, {})
        return
    if not text:
        _put(draft, question.path, language, None)
        if not language:
            for other in draft.keys:
                _put(draft, question.path, other, None)
    elif declared.part is not None:
        items, translations = understanding.items(draft.model.kind, declared, question.path, text)
        if is_translated(declared):
            _translate(draft, question.path, declared.part, items, translations)
        _put(draft, question.path, "", items)
    else:
        value = understanding.field(declared, text)
        if value:  # a box left without its tick answers nothing
            _put(draft, question.path, language, value)


def _put(draft: Draft, path: Sequence[str], language: str, value: Any) -> None:
    within = draft.keys.setdefault(language, {})
    for key in path[:-1]:
        inner = within.get(key)
        if not isinstance(inner, dict):
            if value is None:
                return
            inner = within[key] = {}
        within = inner
    if value is None:
        within.pop(path[-1], None)
    else:
        within[path[-1]] = value


def _translate(
    draft: Draft, path: Sequence[str], part: type[Part], items: Sequence[Any], told: Mapping[str, list[Any]]
) -> None:
    """Give each item of a list its translation: the one told now, else the one that it had."""
    before = _at(draft.own, path)
    before = before if isinstance(before, list) else []
    for language in {*draft.keys, *told} - {"", draft.own_language}:
        had = _at(draft.keys.get(language, {}), path)
        had = had if isinstance(had, list) else []
        now = told.get(language, [{} for _ in items])
        rows: list[Any] = []
        for item, given in zip(items, now, strict=True):
            kept = _same(item, before, part)
            rest = had[kept] if kept is not None and kept < len(had) and isinstance(had[kept], dict) else {}
            rows.append(without_blanks({**rest, **given}) or "")
        while rows and not rows[-1]:
            rows.pop()
        _put(draft, path, language, rows or None)


def _same(item: Any, before: Sequence[Any], part: type[Part]) -> int | None:
    """Which of the items that stood there `item` is: the same one, or the one of the same address or file."""
    told = without_blanks(item)
    plain = [without_blanks(one) for one in before]
    if told in plain:
        return plain.index(told)
    for key in (f.key for f in fields(part) if isinstance(f.kind, Web | Picture)):
        for n, one in enumerate(plain):
            if isinstance(one, dict) and one.get(key) and one.get(key) == told.get(key):
                return n
    return None


def _at(keys: Any, path: Sequence[str]) -> Any:
    for key in path:
        keys = keys.get(key) if isinstance(keys, dict) else None
    return keys


def _pictures(model: type[Part], told: Any) -> Iterator[str]:
    for declared in fields(model):
        value = told.get(declared.key) if isinstance(told, dict) else None
        for one in value if isinstance(value, list) else [value]:
            if declared.part is not None:
                yield from _pictures(declared.part, one)
            elif isinstance(declared.kind, Picture) and isinstance(one, str) and one:
                yield one


def _renamed(model: type[Part], told: Any, old: str, new: str) -> Any:
    if not isinstance(told, dict):
        return told
    changed = dict(told)
    for declared in fields(model):
        value = told.get(declared.key)
        if declared.part is not None and isinstance(value, list):
            changed[declared.key] = [_renamed(declared.part, one, old, new) for one in value]
        elif declared.part is not None:
            changed[declared.key] = _renamed(declared.part, value, old, new)
        elif isinstance(declared.kind, Picture) and value == old:
            changed[declared.key] = new
    return {key: value for key, value in changed.items() if key in told}
