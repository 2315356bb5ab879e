"""How completely a practice is told and how well its claims are borne out, for owner and reviewer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from talkoot.kept import Kept
from talkoot.languages import Words
from talkoot.outputs.scripts import script
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import Telling, telling
from talkoot.outside_form import filled
from talkoot.records.limits import FORMS

SECTIONS = (
    "summary",
    "description",
    "problem_addressed",
    "objectives_reached",
    "stakeholders",
    "resources",
    "evidence",
    "elements",
    "context",
    "challenges",
    "transfer",
    "opinions",
    "owner",
    "level",
    "location",
    "start",
    "further_information",
)
"""What a practice can tell, in the order of its page."""

PARTS = ("problem_addressed", "objectives_reached", "stakeholders")
"""What the description tells as a whole, where it is not split."""

NUMBER = re.compile(r"(?<![\w.,])\d[\d .,]*(?:\s?(?:%|€|EUR))?")


@dataclass(frozen=True, slots=True)
class Section:
    """A section as it is told: how many figures stand in it, and what would make it stronger."""

    key: str
    told: bool
    figures: int
    advice: Sequence[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure or finding with what stands behind it."""

    text: str
    is_figure: bool
    dated: bool
    sourced: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The sections of a practice and its claims."""

    sections: Sequence[Section]
    claims: Sequence[Claim]

    @property
    def told(self) -> int:
        return sum(section.told for section in self.sections)

    @property
    def figures(self) -> Sequence[Claim]:
        return [claim for claim in self.claims if claim.is_figure]

    @property
    def borne_out(self) -> int:
        """How many claims have both a date and a source."""
        return sum(claim.dated and claim.sourced for claim in self.claims)


def review(it: Telling, said: Words) -> Review:
    """What a practice tells and what it could; every word of advice is in the language of `said`."""
    practice = it.record
    claims = [
        Claim(
            f"{evidence.what}: {said.figure(evidence.figure)}"
            if evidence.figure
            else _first_words(evidence.what or evidence.text or ""),
            evidence.figure is not None,
            evidence.date is not None,
            bool(evidence.source),
        )
        for evidence in practice.evidence
    ]
    sections = [
        Section(key, bool(getattr(practice, key)), _figures(practice, key), [*_advice(practice, key, said)])
        for key in SECTIONS
        if not _told_elsewhere(practice, key)
    ]
    return Review(sections, claims)


def _told_elsewhere(practice: Any, key: str) -> bool:
    """Whether a practice tells this as part of its whole description, or the other way round."""
    if key == "description":
        return not practice.description and any(getattr(practice, part) for part in PARTS)
    return key in PARTS and not getattr(practice, key) and bool(practice.description)


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:89].rsplit(' ', 1)[0]} …"


def _figures(practice: Any, key: str) -> int:
    value = getattr(practice, key)
    if key == "evidence":
        return sum(evidence.figure is not None for evidence in value)
    if key == "resources" and value:
        phases = [phase for phase in (value.set_up, value.running) if phase]
        single = (value.total, value.public_funding, value.years, value.enterprises)
        within = [part for phase in phases for part in (phase.years, phase.post, phase.cost)]
        return len(value.sums) + sum(part is not None for part in (*single, *within))
    if key == "context" and value:
        return sum(part is not None for part in (value.population, value.enterprises))
    return len(NUMBER.findall(value)) if isinstance(value, str) else 0


def _advice(practice: Any, key: str, said: Words) -> Iterator[str]:
    value = getattr(practice, key)
    if not value:
        if told := said.guidance("practice", (key,)):
            yield told["good"]
        return
    if key == "resources":
        if not value.total and not value.sums:
            yield said("advise sums")
        elif not (value.years and value.enterprises):
            yield said("advise a member and year")
        if not (value.running and value.running.post):
            yield said("advise post")
    if key == "evidence":
        if not any(evidence.figure for evidence in value):
            yield said("advise figure")
        if any(evidence.figure and not (evidence.baseline or evidence.target) for evidence in value):
            yield said("advise baseline")
        if any(not evidence.source for evidence in value):
            yield said("advise source")
        if any(not evidence.date for evidence in value):
            yield said("advise date")
    if key == "elements" and any(element.without is None for element in value):
        yield said("advise without")
    if key == "opinions" and any(not (o.role and o.date and o.ties) for o in value):
        yield said("advise opinion")


def form_pages(site: Site) -> Iterator[File]:
    """`/practices/<id>/form/`: how complete each practice is, and the outside form ready to be copied."""
    for kept in site.network.practices.values():
        if kept.record.status != "draft":
            for language in site.languages:
                yield _file(site, kept, language)


def _file(site: Site, kept: Kept[Any], language: str) -> File:
    address = f"{kept.address}form/"

    def page() -> Page:
        said, it = site.words(language), telling(kept, language)
        title = said("form of", practice=it.name)
        view = {
            "it": it,
            "title": title,
            "review": review(it, said),
            "guidance": said.entries["guidance"],
            "forms": [
                (key, form.name, filled(site.network, kept, language, key)) for key, form in FORMS.items()
            ],
            "files": language in kept.languages,
            "script": script(site, "practices", "copying.js"),
        }
        return Page(language, address, "practice_form.html", title, view, "", kept.languages, indexed=False)

    return page_file(site, language, address, page, None)
