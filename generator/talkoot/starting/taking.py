"""A practice that another portal tells → the draft a new portal begins from, in the languages of both.

What others can repeat comes along; what its owner counted, spent and learnt stays theirs, and is led to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from talkoot.editing.writing import new_file
from talkoot.kept import Kept
from talkoot.languages import words
from talkoot.network import Network
from talkoot.problems import Problem
from talkoot.records.practice import Practice
from talkoot.records.record import Part
from talkoot.starting.answers import Answers

TEXTS = ("title", "summary", "description", "problem_addressed", "objectives_reached", "stakeholders")
PIECES = ("id", "name", "purpose", "cost", "without")
"""What of a practice and of its elements comes along."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A practice to begin from: its folder's name, and its files' texts by their path in the new portal."""

    id: str
    files: Mapping[str, str]


def take(folder: Path, answers: Answers, today: date) -> Taken | Problem:
    """The practice at `folder`, in a copy of the repository of the portal that tells it, as a draft."""
    from talkoot.build import examine
    from talkoot.frames.look import site_url
    from talkoot.framing import look_apart

    whole = folder.resolve()
    root = whole.parents[len(Path(Practice.folder).parts)] if len(whole.parents) > 2 else whole
    examined = examine(root, today, published=frozenset())
    network = examined.network
    kept = network.practices.get(whole.name) if network and root / Practice.folder == whole.parent else None
    if network is None or kept is None:
        return Problem("no-such-practice", str(folder), found=folder.name)
    url = site_url(look_apart(examined.texts)[1])
    return Taken(kept.id, dict(_files(kept, answers, network, f"{url}{kept.address}" if url else "")))


def _files(kept: Kept[Practice], answers: Answers, network: Network, url: str) -> Iterator[tuple[str, str]]:
    first = answers.languages[0]
    base = first if first in kept.languages else kept.language
    for language in dict.fromkeys((base, *answers.languages)):
        if language not in kept.languages:
            continue
        code = "" if language == base else f".{language}"
        path = f"{kept.folder}/practice{code}.md"
        own = kept.translations.get(language)
        told: Part = kept.told(language).record if not code or own is None else own.part
        wanted = _texts(told, "" if code else answers.country)
        if not code:
            wanted |= _facts(kept, answers, network, url, base)
        wanted |= {"owner": wanted.get("owner", {}) | {"contact": _said(language)["coordinator"]}}
        text = new_file(path, wanted, wanted.pop("description", ""), Practice)
        yield path, text if code else text.replace("---\n", f"---\n{_begun(first)}", 1)


def _texts(told: Part, country: str) -> dict[str, Any]:
    """What a practice or a translation of it tells; of its elements the names only where it is one."""
    elements = [
        {key: text for key in PIECES if (text := getattr(element, key, None))}
        for element in told.elements  # type: ignore[attr-defined]
    ]
    if not country:
        elements = [{k: v for k, v in one.items() if k not in ("id", "without")} for one in elements]
    resources = getattr(told, "resources", None)
    return {
        **{key: getattr(told, key, None) or "" for key in TEXTS},
        "resources": {"text": resources.text or ""} if resources else {},
        "elements": elements,
    }


def _facts(
    kept: Kept[Practice], answers: Answers, network: Network, url: str, language: str
) -> dict[str, Any]:
    practice = kept.record
    whose = practice.owner.organisation if practice.owner else network.about.record.name
    return {
        "real": "no",
        "country": answers.country,
        "level": practice.level or "",
        "topics": [topic for topic in practice.topics if topic in _topics()],
        "owner": {"organisation": answers.host_organisation, "country": answers.country},
        "status": "draft",
        "written_in": "" if language == answers.languages[0] else language,
        "copied_from": {"title": kept.told(language).record.title, "owner": whose, "url": url},
    }


def _topics() -> frozenset[str]:
    """The topics that every new portal has a list of."""
    from importlib.resources import files

    from talkoot.sources.strict_yaml import read_keys

    listed = files("talkoot.starting") / "lists/topics.yml"
    return frozenset(read_keys(listed.read_text(encoding="utf-8")))


def _begun(language: str) -> str:
    """What stands above the draft, for whoever opens it."""
    return "".join(f"# {line}\n" for line in str(_said(language)["practice begun"]).splitlines())


def _said(language: str) -> Mapping[str, Any]:
    said: Mapping[str, Any] = words(language).entries["starting"]
    return said
