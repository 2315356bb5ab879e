"""A few questions in the terminal → the answers a portal starts from, each asked again until it is right."""

import json
from typing import Any

import click

from talkoot.languages import Words, words
from talkoot.problems import Problem, as_text
from talkoot.records.record import Field, fields
from talkoot.sources.documents import Document
from talkoot.sources.strict_yaml import read_yaml
from talkoot.starting.answers import KIND, Answers, check_answers
from talkoot.starting.filling import ORIGIN
from talkoot.starting.package import HOME

LATER = ("talkoot", "translations", "copied_from")
"""What is not asked with the others: two only in a file of answers, and the last one at the end."""

SUGGESTED = {"country": "FI", "time_zone": "Europe/Helsinki"}
TOGETHER = {"en": "en", "fi": "fi, sv", "sv": "sv, fi"}
"""The languages of a site that are suggested to whoever is asked in one."""


def ask_for_answers(language: str) -> Answers:
    """Ask in `language` until the answers are right."""
    said = words(language)
    given: dict[str, Any] = {}
    for declared in fields(Answers):
        if declared.key not in LATER:
            _ask(declared, given, said)
            if declared.key == "name":
                _ask_names(given, said)
    _ask_origin(given, said)
    answers, problems = check_answers(_document(given))
    while answers is None:
        # What only all of them together show, such as an address that only GitHub's repositories have.
        again = {str(problem.field[0]) for problem in problems if problem.field}
        for declared in fields(Answers):
            if declared.key in again:
                _tell(problems, declared, said)
                _ask(declared, given, said)
        answers, problems = check_answers(_document(given))
    return answers


def _ask(declared: Field, given: dict[str, Any], said: Words) -> None:
    help_ = said.field_help(KIND, (declared.key,))
    title = said.field_title(KIND, (declared.key,))
    suggested = {**SUGGESTED, "languages": TOGETHER[said.language]}
    default = suggested.get(declared.key) or (_default(declared) if not declared.required else None)
    while True:
        answer = click.prompt(
            f"{title} – {help_}" if help_ else title,
            default=default or "",
            show_default=bool(default),
            value_proc=_unquoted,
        )
        value = _value(declared, answer)
        if not value and declared.required:
            click.echo(f"    {said.entries['starting']['asked empty']}")
            continue
        _, problems = check_answers(_document({**given, declared.key: value} if answer else given))
        if not _tell(problems, declared, said):
            if answer:
                given[declared.key] = value
            return


def _ask_names(given: dict[str, Any], said: Words) -> None:
    """The network's name in its other languages; the same one where nothing else is said."""
    title = said.field_title(KIND, ("name",))
    for language in given["languages"][1:]:
        asked = said.entries["starting"]["ask name in"].format(
            title=title, language=said.language_name(language)
        )
        answer = click.prompt(asked, default=given["name"], value_proc=str.strip)
        if answer and answer != given["name"]:
            given.setdefault("translations", {})[language] = {"name": answer[:80]}


def _ask_origin(given: dict[str, Any], said: Words) -> None:
    """Whose practice it is: the one whose portal led here, or the demonstration's."""
    declared = next(field for field in fields(Answers) if field.key == "copied_from")
    while True:
        origin = {}
        for key, suggested in (("name", ORIGIN[0]), ("url", HOME)):
            title, help_ = (of(KIND, ("copied_from", key)) for of in (said.field_title, said.field_help))
            origin[key] = click.prompt(f"{title} – {help_}", default=suggested, value_proc=str.strip)
        _, problems = check_answers(_document({**given, "copied_from": origin}))
        if not _tell(problems, declared, said):
            given["copied_from"] = origin
            return


def _unquoted(answer: str) -> str:
    """An answer as it is meant: in a file some stand in quotes."""
    answer = answer.strip()
    quoted = len(answer) > 1 and answer[0] == answer[-1] and answer[0] in "\"'"
    return answer[1:-1].strip() if quoted else answer


def _default(declared: Field) -> str:
    value = Answers.model_fields[declared.key].default
    return value if isinstance(value, str) else ""


def _value(declared: Field, answer: str) -> Any:
    if not declared.many:
        return answer
    items = [item.strip() for item in answer.split(",") if item.strip()]
    return [{"name": item} for item in items] if declared.part else items


def _document(given: dict[str, Any]) -> Document:
    """The answers so far, as a file of them would hold them: JSON is YAML too."""
    text = json.dumps(given, ensure_ascii=False)
    return Document(Answers.file, KIND, KIND, "", read_yaml(text), "", 0, text)


def _tell(problems: tuple[Problem, ...], declared: Field, said: Words) -> bool:
    """Show what is wrong with this answer, and say whether anything is; others may be still to come."""
    mine = [p for p in problems if p.field[:1] == (declared.key,) and p.code != "missing"]
    for problem in mine:
        # Its first line says where in a file it stands, and there is no file yet.
        click.echo(as_text(problem, said).partition("\n")[2])
    return bool(mine)
