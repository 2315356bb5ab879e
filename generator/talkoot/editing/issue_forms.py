"""The questions → GitHub's issue forms, `.github/ISSUE_TEMPLATE/*.yml`, in each language of the site.

Every question is an input or a text area: only these can be filled in by an address, as the form on the site
does; an address that names a dropdown opens an empty issue instead.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from talkoot.editing.questions import PAGE, PICTURES, REMOVE_CONTACT, REMOVE_PAGE, WISH, Question, questions
from talkoot.languages import Words, words
from talkoot.network import Network
from talkoot.problems import Problem
from talkoot.records import RECORD_KINDS
from talkoot.records.fields import Choice, Day, Flag, LinkTo, Picture, Prose
from talkoot.records.mistakes import example
from talkoot.records.record import Field, fields

FOLDER = ".github/ISSUE_TEMPLATE"
MARK = "# Written by talkoot forms --write from the declared fields; changes here are lost."
LABEL = "form"
"""What an issue made with one of these forms is labelled, where the repository has such a label."""

OF_MEMBERS = {"remove": (PAGE, REMOVE_CONTACT, REMOVE_PAGE), "wish": (PAGE, WISH)}
"""Forms that ask some of a member's questions."""

IN_ONE_BOX = ("pasted", "received")
EDIT = "edit"
"""Where the site has its own forms."""


def issue_forms(network: Network, url: str | None) -> dict[str, str]:
    """Path → text of every issue form of the network; `url` is the site's own address."""
    forms: dict[str, str] = {}
    for language in network.languages:
        code = "" if language == network.languages[0] else f".{language}"
        for name, form in _forms(network, url, language):
            forms[f"{FOLDER}/{name}{code}.yml"] = _written(form)
    forms[f"{FOLDER}/config.yml"] = _written(_chooser(network, url))
    return forms


def stale_forms(root: Path, network: Network, url: str | None) -> Iterator[Problem]:
    """The forms below `root` that ask something else than the declarations do; none where there are none."""
    folder = root / FOLDER
    ours = {f"{FOLDER}/{file.name}" for file in folder.glob("*.yml") if _is_ours(file)}
    if not ours:
        return
    forms = issue_forms(network, url)
    for path in sorted({*forms, *ours}):
        file = root / path
        if path not in forms or not file.is_file() or file.read_text(encoding="utf-8") != forms[path]:
            yield Problem("form-stale", path, found=file.name)


def write_forms(root: Path, network: Network, url: str | None) -> list[str]:
    """Write every form below `root`, take away ours that nobody asks for; gives the paths of both."""
    forms = issue_forms(network, url)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    gone = [file for file in (root / FOLDER).glob("*.yml") if _is_ours(file) and _path(file) not in forms]
    for file in gone:
        file.unlink()
    for path, text in forms.items():
        (root / path).write_text(text, encoding="utf-8")
    return sorted([*forms, *map(_path, gone)])


def _path(file: Path) -> str:
    return f"{FOLDER}/{file.name}"


def _is_ours(file: Path) -> bool:
    with file.open(encoding="utf-8", errors="replace") as opened:
        return opened.readline().rstrip("\n") == MARK


def _forms(network: Network, url: str | None, language: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    said = words(language)
    prefix = "" if language == network.languages[0] else f"{language}/"
    for model in RECORD_KINDS:
        if f"form {model.kind} name" not in said.entries["editing"]:
            continue  # a kind of one network alone has no form on GitHub
        asked = questions(model.kind, _others(network), language)
        address = f"{url}{prefix}{EDIT}/{model.kind}/" if url else ""
        yield model.kind, _form(network, said, model.kind, asked, address)
    every = {question.id: question for question in questions("member", _others(network), language)}
    for name, ids in OF_MEMBERS.items():
        yield name, _form(network, said, name, tuple(every[id_] for id_ in ids), "")
    for name in IN_ONE_BOX:
        heading = said.entries["editing"][f"ask {name}"]
        yield name, _form(network, said, name, (Question(name, heading),), "")


def _chooser(network: Network, url: str | None) -> Mapping[str, Any]:
    """What GitHub shows beside the forms: the way to those on the site."""
    links = []
    for language in network.languages if url else ():
        told = words(language).entries["editing"]
        address = f"{url}{'' if language == network.languages[0] else f'{language}/'}{EDIT}/member/"
        links.append({"name": told["form site name"], "url": address, "about": told["form site about"]})
    return {"blank_issues_enabled": True, **({"contact_links": links} if links else {})}


def _written(form: Mapping[str, Any]) -> str:
    told: str = yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=100_000)
    return f"{MARK}\n{told}"


def _others(network: Network) -> tuple[str, ...]:
    return tuple(network.languages)


def _form(
    network: Network, said: Words, name: str, asked: tuple[Question, ...], address: str
) -> Mapping[str, Any]:
    told = said.entries["editing"]
    lede = [told["form lede"]] if name not in IN_ONE_BOX else [told[f"form {name} about"]]
    lede += [told["form on the site"].format(address=address)] if address else []
    return {
        "name": told[f"form {name} name"],
        "description": told[f"form {name} about"],
        "title": told[f"form {name} name"],
        "labels": [LABEL],
        "body": [
            {"type": "markdown", "attributes": {"value": "\n\n".join(lede)}},
            *(_element(network, said, name, question, asked) for question in asked),
        ],
    }


def _element(
    network: Network, said: Words, kind: str, question: Question, asked: tuple[Question, ...]
) -> Mapping[str, Any]:
    kind = "member" if kind in OF_MEMBERS else kind
    declared = question.field
    attributes = {"label": question.heading}
    if help_ := _help(network, said, kind, question, asked):
        attributes["description"] = help_
    if declared is not None and not question.language and (like := _example(declared)):
        attributes["placeholder"] = like
    is_long = question.id in (PICTURES, WISH, *IN_ONE_BOX) or (
        declared is not None and (declared.many or isinstance(declared.kind, Prose | Picture))
    )
    id_ = "answers" if question.id in IN_ONE_BOX else question.id
    return {"type": "textarea" if is_long else "input", "id": id_, "attributes": attributes}


def _help(network: Network, said: Words, kind: str, question: Question, asked: tuple[Question, ...]) -> str:
    told = said.entries["editing"]
    declared = question.field
    if declared is None:
        if question.id == PICTURES:
            return str(told["form pictures help"].format(question=_where_told(asked)))
        key = "yes" if question.id in (REMOVE_CONTACT, REMOVE_PAGE) else question.id
        return str(told[f"form {key} help"])
    parts = [said.field_help(kind, question.path)] if not question.language else []
    choices = _choices(network, said, declared)
    if choices:
        key = "form several choices" if declared.many else "form choices"
        parts.append(told[key].format(choices=", ".join(choices)))
    elif declared.part is not None:
        parts.append(told["form items"])
    elif declared.many:
        parts.append(told["form several"])
    elif isinstance(declared.kind, Flag):
        parts.append(told["form flag"])
    elif isinstance(declared.kind, Day) and question.path[-1] in ("confirmed", "consent"):
        parts.append(told["form today"])
    return " – ".join(filter(None, parts))


def _choices(network: Network, said: Words, declared: Field) -> list[str]:
    """What may be answered, where that is a short list; vocabularies are long, and change more often."""
    if isinstance(declared.kind, Choice):
        return [said.option(declared.kind.options, value) for value in declared.kind.options]
    if isinstance(declared.kind, LinkTo) and declared.kind.target == "group":
        return [group.name for group in network.groups.values()]
    return []


def _example(declared: Field) -> str:
    """The field as somebody might answer it."""
    if declared.part is None:
        return declared.kind.example
    lines = example(declared).split("\n")[1:]
    return "\n".join(line.removeprefix("  ") for line in lines)


def _where_told(asked: tuple[Question, ...]) -> str:
    """The question under which people tell what their pictures show."""
    for question in asked:
        part = question.field.part if question.field else None
        if part and any(isinstance(inner.kind, Picture) for inner in fields(part)):
            return question.heading
    return next((q.heading for q in asked if q.field and isinstance(q.field.kind, Picture)), "")
