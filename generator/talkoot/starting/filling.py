"""Answers → what the template of a portal is filled with, and the texts that stand beside it."""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from talkoot.editing.scalars import scalar
from talkoot.languages import words
from talkoot.sources.names import suggest_id
from talkoot.starting.answers import Answers, InLanguage
from talkoot.starting.checklist import TEMPLATES, as_markdown, checklist
from talkoot.starting.colours import tokens
from talkoot.starting.package import HOME
from talkoot.starting.readme import readme

ORIGIN = ("Revontuli Growth Network", "Revontuli University")
"""Whose practice the template tells, and its owner, where the answers name nobody else."""


def address(answers: Answers) -> str:
    """Where the portal will be: as answered, or where GitHub's pages put a repository."""
    if answers.address:
        return answers.address.rstrip("/") + "/"
    owner, name = urlsplit(answers.repository).path.strip("/").split("/")[:2]
    name = name.removesuffix(".git")
    top = f"https://{owner.lower()}.github.io/"
    return top if name.lower() == f"{owner.lower()}.github.io" else f"{top}{name}/"


def parts(answers: Answers) -> list[tuple[str, str]]:
    """The folders of the template a portal takes, each with the language it is filled in."""
    first, *others = answers.languages
    return [
        ("own", first),
        *(("translation", language) for language in others),
        *((language, language) for language in answers.languages),
    ]


def values(answers: Answers, language: str, talkoot: str) -> dict[str, Any]:
    """What the template is filled with in one language; `suffix` stands in the names of its translations."""
    return {
        **_told(answers, talkoot),
        "suffix": "" if language == answers.languages[0] else f".{language}",
        "yml": _scalars(answers, language),
        "host": _in_markdown(_called(answers, language).host_organisation or answers.host_organisation),
    }


def beside_the_template(answers: Answers, practice: str = TEMPLATES) -> dict[str, str]:
    """Path → text of the network's own files that no template holds: lists of words, readme, checklist."""
    language = answers.languages[0]
    steps = checklist(language, answers.repository, address(answers), practice)
    # Copier follows no link out of its template, and the lists are the demonstration's own.
    lists = {entry.name: entry for entry in (files("talkoot.starting") / "lists").iterdir()}
    told = {f"content/vocabularies/{name}": lists[name].read_text(encoding="utf-8") for name in sorted(lists)}
    return {
        **told,
        "CHECKLIST.md": as_markdown(steps, language),
        "README.md": readme(answers.name, language),
    }


def _told(answers: Answers, talkoot: str) -> dict[str, Any]:
    """What the template is filled with in every language."""
    by_day, at_night = tokens(answers.colour, answers.accent)
    groups = [
        {
            "id": suggest_id(group.name),
            "name": scalar(group.name),
            "place": suggest_id(group.place or group.name),
        }
        for group in answers.groups
    ]
    copied = answers.copied_from
    return {
        "languages": list(answers.languages),
        "country": answers.country,
        "time_zone": answers.time_zone,
        "groups": groups,
        "places": _places(answers),
        "repository": answers.repository.removesuffix(".git"),
        "address": address(answers),
        "email": answers.email,
        "talkoot": talkoot,
        "by_day": by_day,
        "at_night": at_night,
        "initial": (answers.short_name or answers.name)[:1].upper(),
        "copied_name": _in_markdown(copied.name if copied else ORIGIN[0]),
        "copied_url": (copied.url or "") if copied else HOME,
    }


def _in_markdown(text: str) -> str:
    """A name as it stands within Markdown: nothing in it is a mark, a tag or a part of the page."""
    return re.sub(r"([\\`*_{}\[\]#|])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def _places(answers: Answers) -> Sequence[Mapping[str, str]]:
    """The places of the groups, each once; two groups may meet in one."""
    places: dict[str, dict[str, str]] = {}
    for group in answers.groups:
        name = group.place or group.name
        place = places.setdefault(suggest_id(name), {"id": suggest_id(name), "name": scalar(name)})
        if group.latitude and group.longitude:
            place |= {"latitude": group.latitude, "longitude": group.longitude}
    return [{"latitude": "", "longitude": "", **place} for place in places.values()]


def _scalars(answers: Answers, language: str) -> dict[str, str]:
    """The texts of YAML files in one language, each as its one line."""
    said, called = words(language).entries["starting"], _called(answers, language)
    first = language == answers.languages[0]
    copied = answers.copied_from
    told = {
        "name": called.name or answers.name,
        "short_name": called.short_name or ("" if not first else answers.short_name),
        "summary": called.summary or (answers.summary if first else "") or said["summary"],
        "host_organisation": called.host_organisation or (answers.host_organisation if first else ""),
        "region": answers.region,
        "coordinator": said["coordinator"],
        "description": said["description"].format(name=called.name or answers.name),
        "copied_name": copied.name if copied else ORIGIN[0],
        "copied_owner": copied.name if copied and copied.name != ORIGIN[0] else ORIGIN[1],
        "copied_practice": said["practice"],
    }
    return {key: scalar(text) if text else "" for key, text in told.items()}


def _called(answers: Answers, language: str) -> InLanguage:
    """What the network is called in a language; in the first one, what the answers say themselves."""
    told = answers.translations
    return (getattr(told, language) if told else None) or InLanguage()
