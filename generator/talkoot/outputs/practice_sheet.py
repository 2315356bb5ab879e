"""A practice as others take it over: how far its figures have come, how to cite it, what to copy."""

import json
from dataclasses import dataclass
from decimal import Decimal

from talkoot.kept import Kept
from talkoot.outputs.site import Site
from talkoot.outputs.telling import Telling
from talkoot.records.practice import Practice
from talkoot.records.practice_evidence import Evidence


@dataclass(frozen=True, slots=True)
class Way:
    """The way from a baseline to a target as a bar of 100 units: how far it is filled, where it aims."""

    filled: float
    aim: float


def way(evidence: Evidence) -> Way | None:
    """How far a figure has come; None where no target says where it was to go.

    A figure that had no baseline began at nothing. One beyond its target fills the whole bar.
    """
    if evidence.figure is None or evidence.target is None:
        return None
    begun = evidence.baseline.number if evidence.baseline else Decimal(0)
    distance = evidence.target.number - begun
    if not distance:
        return None
    come = max(Decimal(0), (evidence.figure.number - begun) / distance)
    whole = max(Decimal(1), come)
    return Way(round(float(100 * come / whole), 1), round(float(100 / whole), 1))


def citation(site: Site, it: Telling, language: str) -> str:
    """How to name a practice in a text: whose it is, its name, its day, where it is told, its address."""
    about = site.network.about.told(language).record
    practice = it.record
    dated = f" ({site.words(language).day(practice.published)})" if practice.published else ""
    whose = practice.owner.organisation if practice.owner else about.name
    address = site.absolute(language, it.address) if site.url else ""
    return f"{whose}: {it.name}{dated}. {about.name}.{f' {address}' if address else ''}"


def origin_lines(site: Site, it: Telling, language: str) -> str:
    """What somebody who copies a practice writes into their own, so that both stay linked (YAML)."""
    practice = it.record
    about = site.network.about.told(language).record
    lines = {
        "title": it.name,
        "owner": practice.owner.organisation if practice.owner else about.name,
        "url": site.absolute(language, it.address) if site.url else "",
    }
    # A JSON text is one of YAML too, however it is spelt.
    told = [f"  {key}: {json.dumps(text, ensure_ascii=False)}" for key, text in lines.items() if text]
    return "\n".join(("copied_from:", *told))


def files_address(site: Site, kept: Kept[Practice]) -> str:
    """Where the practice's files are looked at on the web; nothing without a repository."""
    repository = site.network.about.record.repository
    return f"{repository.rstrip('/')}/tree/main/{kept.folder}" if repository else ""
