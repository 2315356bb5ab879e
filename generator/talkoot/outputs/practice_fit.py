"""`/practices/<id>/fit/`: does it fit us? The giver's answers beside the receiver's, and what comes of both.

The steps are those of transfer between cities (URBACT): Understand, Adapt, Re-use.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from talkoot.kept import Kept
from talkoot.languages import Words
from talkoot.outputs.scripts import script
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import Telling, telling
from talkoot.records.fields import codes

SAID = (
    "fit briefing",
    "fit briefing lede",
    "fit plan",
    "fit who",
    "fit where",
    "fit country",
    "fit contact",
    "fit us",
    "fit them",
    "fit not answered",
    "fit not decided",
    "fit understand",
    "fit adapt",
    "fit reuse",
    "fit needs who",
    "fit needs country",
    "compare not told",
    "fit measure",
    "fit ask",
    "fit saved",
    "fit not saved",
    "fit cleared",
    "fit from",
    "fit version",
    "done kept",
    "done changed",
    "done dropped",
)
"""Texts that the script puts into the briefing and the plan."""


@dataclass(frozen=True, slots=True)
class Question:
    """What both sides answer: a short name, its words, and the giver's answer from the record."""

    key: str
    title: str
    help: str
    given: Markup


def questions(it: Telling, said: Words) -> Sequence[Question]:
    """What a region asks itself before it copies, with what the practice says of itself."""
    context, needed = it.record.context, it.record.resources
    given: dict[str, list[Markup]] = {}
    if context:
        for key in ("population", "enterprises"):
            if figure := getattr(context, key):
                given[key] = [Markup.escape(said.figure(figure))]
        for key in ("intermediary", "enthusiasts", "partners"):
            if getattr(context, key):
                given[key] = [it.text("context", key)]
    if needed:
        given["time"] = [
            Markup.escape(f"{said('phase ' + name)}: {said('phase post', post=said.figure(phase.post))}")
            for name, phase in (("set up", needed.set_up), ("running", needed.running))
            if phase and phase.post
        ]
        if needed.working_time:
            given["time"].append(it.text("resources", "working_time"))
        given["money"] = [
            Markup.escape(f"{said(word)}: {said.money(sum_)}")
            for word, sum_ in (("total cost", needed.total), ("public funding", needed.public_funding))
            if sum_
        ]
        if needed.period:
            given["money"].append(it.text("resources", "period"))
    return [
        Question(key, said(f"fit {key}"), said(f"fit {key} help"), Markup("<br>").join(given.get(key, [])))
        for key in ("population", "enterprises", "intermediary", "time", "money", "enthusiasts", "partners")
    ]


def fit_pages(site: Site) -> Iterator[File]:
    """The check of every practice that is shown."""
    for kept in site.network.practices.values():
        if kept.record.status != "draft":
            for language in site.languages:
                yield _file(site, kept, language)


def _file(site: Site, kept: Kept[Any], language: str) -> File:
    address = f"{kept.address}fit/"

    def page() -> Page:
        said, it = site.words(language), telling(kept, language)
        practice = it.record
        asked = questions(it, said)
        told = {
            "practice": kept.id,
            "title": it.name,
            "owner": practice.owner.organisation if practice.owner else "",
            "address": site.absolute(language, kept.address) if site.url else "",
            "version": _version(practice),
            "language": language,
            "questions": [{"key": q.key, "title": q.title, "given": _text(q.given)} for q in asked],
            "countries": sorted(codes("country")),
            "elements": [
                {"id": element.id, "name": _text(it.text("elements", n, "name"))}
                for n, element in enumerate(practice.elements)
            ],
            "words": {key: said(key) for key in SAID},
        }
        view = {
            "it": it,
            "questions": asked,
            "told": told,
            "script": script(site, "practices", "fit.js"),
            "steps": range(1, 4),
        }
        title = said("fit of", practice=it.name)
        return Page(language, address, "practice_fit.html", title, view, said("fit lede"), kept.languages)

    return page_file(site, language, address, page, kept.languages if language in kept.languages else None)


def _version(practice: Any) -> str:
    """The date of the version that would be copied today."""
    if practice.versions:
        return str(max(practice.versions, key=lambda version: version.date.last_day).date.text)
    return str(practice.published or "")


def _text(html: Markup) -> str:
    return "\n".join(Markup(line).striptags() for line in html.split("<br>"))
