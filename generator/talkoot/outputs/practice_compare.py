"""`/practices/compare/`: two to four practices side by side, at an address that says which."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from talkoot.kept import Kept
from talkoot.languages import Words
from talkoot.outputs.scripts import script
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.outputs.telling import Telling, telling
from talkoot.records.practice import LEVELS
from talkoot.records.values import Money, Qualifier

ADDRESS = "practices/compare/"
MOST = 4
"""Practices that fit beside one another."""

TURNED: dict[Qualifier, Qualifier] = {
    "": "",
    "more than": "less than",
    "at least": "up to",
    "about": "about",
    "up to": "at least",
    "less than": "more than",
}
"""What becomes of a figure's qualifier when something is divided by it."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one enterprise costs in one year, and how exactly that is known."""

    money: Money
    qualifier: Qualifier


def member_and_year(resources: Any) -> Share | None:
    """The total cost, divided by the years it covers and the enterprises it serves; None unless all are told.

    A figure that is “more than 60” makes the share “less than”; two that are inexact make it “about”.
    """
    if not resources or not (resources.total and resources.years and resources.enterprises):
        return None
    divisor = resources.years.number * resources.enterprises.number
    if divisor <= 0:
        return None
    qualifiers = [TURNED[f.qualifier] for f in (resources.years, resources.enterprises) if f.qualifier]
    known: Qualifier = qualifiers[0] if len(set(qualifiers)) == 1 else "about" if qualifiers else ""
    amount = (resources.total.amount / divisor).quantize(Decimal(1), ROUND_HALF_UP)
    return Share(Money(amount, resources.total.currency), known)


def public_share(resources: Any) -> Decimal | None:
    """The public part of the total cost, in whole hundredths; None where it can't be told."""
    if not resources or not (resources.total and resources.public_funding and resources.total.amount):
        return None
    if resources.total.currency != resources.public_funding.currency:
        return None
    share: Decimal = resources.public_funding.amount / resources.total.amount
    return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


class _Column:
    """Tells one practice in the rows of the comparison."""

    def __init__(self, site: Site, kept: Kept[Any], language: str) -> None:
        self.site, self.it = site, telling(kept, language)
        self.record, self.language = self.it.record, language
        self.said: Words = site.words(language)

    def kind(self) -> Iterator[str]:
        yield self.said("real" if self.record.real else "not real")

    def where(self) -> Iterator[str]:
        place, country = self.record.location or "", self.said.country_name(self.record.country)
        yield ", ".join(filter(None, (place, "" if country in place else country)))

    def owner(self) -> Iterator[str]:
        if self.record.owner:
            yield self.record.owner.organisation

    def scale(self) -> Iterator[str]:
        if self.record.level:
            yield self.said.option(LEVELS, self.record.level)
        served = self.record.resources and self.record.resources.enterprises
        if served:
            yield f"{self.said('enterprises served')}: {self.said.figure(served)}"
        for n, evidence in enumerate(self.record.evidence):
            if evidence.figure:
                yield f"{self.record.evidence[n].what}: {self.said.figure(evidence.figure)}"

    def cost(self) -> Iterator[str]:
        needed = self.record.resources
        if needed and needed.total:
            yield self.said.money(needed.total)
            share = public_share(needed)
            if share is not None:
                yield self.said("compare public", share=self.said.percent(share))

    def share(self) -> Iterator[str]:
        share = member_and_year(self.record.resources)
        if share:
            told = self.said.money(share.money)
            yield self.said(f"figure {share.qualifier}", figure=told) if share.qualifier else told
            needed = self.record.resources
            yield self.said(
                "compare divided",
                n=needed.years.number,
                total=self.said.money(needed.total),
                years=self.said.figure(needed.years),
                enterprises=self.said.figure(needed.enterprises),
            )

    def staff(self) -> Iterator[str]:
        needed = self.record.resources
        for name, phase in (("set up", needed.set_up), ("running", needed.running)) if needed else ():
            if phase and phase.post:
                post = self.said("phase post", post=self.said.figure(phase.post))
                yield f"{self.said('phase ' + name)}: {post}"
        if needed and needed.working_time:
            yield needed.working_time

    def time(self) -> Iterator[str]:
        needed = self.record.resources
        for name, phase in (("set up", needed.set_up), ("running", needed.running)) if needed else ():
            if phase and phase.years:
                years = self.said("phase years", n=phase.years.number, years=self.said.figure(phase.years))
                yield f"{self.said('phase ' + name)}: {years}"

    def in_place(self) -> Iterator[str]:
        for element in self.record.elements:
            if element.without == "fails":
                yield element.name

    def around(self) -> Iterator[str]:
        context = self.record.context
        for key in ("intermediary", "enthusiasts", "partners") if context else ():
            if told := getattr(context, key):
                yield f"{self.said('context ' + key)}: {told}"

    def copies(self) -> Iterator[str]:
        adopted = self.site.network.linking("practice", self.it.id, "adoption.practice")
        copied = self.site.network.linking("practice", self.it.id, "practice.copied_from.practice")
        told = [kept.record for kept in adopted if kept.record.status != "draft"]
        became = {record.became for record in told}  # what came of an adoption is no copy more
        told += [kept.record for kept in copied if kept.record.status != "draft" and kept.id not in became]
        planned = [record for record in told if record.status == "planned"]
        done = [record for record in told if record.status != "planned"]
        for word, records in (("compare copies", done), ("adoptions planned", planned)):
            for is_real in (True, False):
                if n := sum(record.real == is_real for record in records):
                    mark = "" if is_real else f" ({self.said('not real')})"
                    yield f"{self.said(word, n=n)}{mark}"


ROWS: Sequence[tuple[str, Callable[[_Column], Iterator[str]]]] = (
    ("compare kind", _Column.kind),
    ("region", _Column.where),
    ("owner", _Column.owner),
    ("compare scale", _Column.scale),
    ("total cost", _Column.cost),
    ("compare share", _Column.share),
    ("compare staff", _Column.staff),
    ("compare time", _Column.time),
    ("compare in place", _Column.in_place),
    ("compare around", _Column.around),
    ("compare taken over", _Column.copies),
)
"""What is compared: its words, and how a practice tells it."""


def column(site: Site, kept: Kept[Any], language: str) -> dict[str, Any]:
    """A practice in the comparison: where its page is, and its lines for each of `ROWS`."""
    told = _Column(site, kept, language)
    cells = [[*tell(told)] for _, tell in ROWS]
    return {
        "id": kept.id,
        "title": told.it.name,
        "address": kept.address,
        "lang": told.it.fallback,
        "cells": cells,
    }


def compare_pages(site: Site) -> Iterator[File]:
    """The page in every language, and beside it what its script compares."""
    for language in site.languages:
        yield _file(site, language)
        yield File(f"{site.prefix(language)}{ADDRESS}practices.json", partial(_columns, site, language))


def _columns(site: Site, language: str) -> bytes:
    every = [column(site, kept, language) for kept in site.network.published_practices]
    return json.dumps(every, ensure_ascii=False, separators=(",", ":")).encode()


def _file(site: Site, language: str) -> File:
    def page() -> Page:
        said, practices = site.words(language), site.network.published_practices
        first: list[Telling] = [telling(kept, language) for kept in practices]
        view = {
            "most": MOST,
            "practices": first,
            "columns": [column(site, kept, language) for kept in practices[:MOST]],
            "rows": [said(name) for name, _ in ROWS],
            "script": script(site, "practices", "compare.js"),
        }
        return Page(
            language, ADDRESS, "practice_compare.html", said("compare title"), view, said("compare lede")
        )

    return page_file(site, language, ADDRESS, page)
