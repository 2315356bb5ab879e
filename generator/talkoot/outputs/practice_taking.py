"""What a practice's page gives to take along: its elements, who copied it, files, a code to its address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from markupsafe import Markup

from talkoot.cached import key_of, way_of
from talkoot.kept import Kept
from talkoot.outputs.practice_lineage import lines, picture
from talkoot.outputs.practice_sheet import way
from talkoot.outputs.practice_starting import is_carried
from talkoot.outputs.site import File, Site
from talkoot.outputs.telling import Telling, telling
from talkoot.records.adoption import DONE, TAKEN_OVER


def taking_view(site: Site, kept: Kept[Any], language: str) -> dict[str, Any]:
    """What a practice's page shows beside its own text: adoptions, lineage, files and the code."""
    said, network = site.words(language), site.network
    rows = network.lineage.rows_of(("practice", kept.id))
    told = lines(site, rows, language, ("practice", kept.id))
    shown = [a for a in network.linking("practice", kept.id, "adoption.practice") if is_told(a)]
    return {
        "adoptions": [telling(adoption, language) for adoption in shown if is_taken_over(adoption)],
        "planned": [telling(adoption, language) for adoption in shown if not is_taken_over(adoption)],
        "lineage": told,
        "lineage_picture": picture(rows, told, said("lineage picture")) if rows else "",
        "scanned": bool(site.url),
        "printed": prints(),
        "own": site.prefix(_spoken_in(site, kept)),
        "here": site.prefix(language if language in kept.languages else _spoken_in(site, kept)),
        "comparable": len(network.published_practices) > 1,
        "element_uses": element_uses(shown),
        "started": is_carried(site, kept),
    }


def is_told(adoption: Kept[Any]) -> bool:
    """Whether an adoption has a page."""
    return bool(adoption.record.status != "draft")


def is_taken_over(adoption: Kept[Any]) -> bool:
    """Whether it is more than a plan."""
    return adoption.record.status in TAKEN_OVER


def element_uses(adoptions: Sequence[Kept[Any]]) -> dict[str, dict[str, int]]:
    """Element → how many adoptions kept, changed or left it out, plans left aside; of one alone its own page
    tells."""
    uses: dict[str, dict[str, int]] = {}
    for adoption in filter(is_taken_over, adoptions):
        for choosing in adoption.record.elements:
            counts = uses.setdefault(choosing.element, dict.fromkeys(DONE, 0))
            counts[choosing.done] += 1
    return {element: counts for element, counts in uses.items() if sum(counts.values()) > 1}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of an element in an adoption; `name` is the practice's, or what is written."""

    name: Markup
    done: str
    why: Markup


def adoption_view(site: Site, kept: Kept[Any], language: str) -> dict[str, Any]:
    """What the network knows of an adoption beside what its record says."""
    it, network = telling(kept, language), site.network
    practice = _shown(network.practices.get(kept.record.practice), language)
    became = _shown(network.practices.get(kept.record.became or ""), language)
    names: dict[str, Markup] = {}
    if practice:
        elements = practice.record.elements
        names = {element.id: practice.text("elements", n, "name") for n, element in enumerate(elements)}
    chosen = [
        Chosen(
            names.get(choosing.element, Markup.escape(choosing.element)),
            choosing.done,
            it.text("elements", n, "why"),
        )
        for n, choosing in enumerate(it.record.elements)
    ]
    rows = network.lineage.rows_of(("adoption", kept.id))
    told = lines(site, rows, language, ("adoption", kept.id))
    said = site.words(language)
    return {
        "ways": [way(evidence) for evidence in it.record.evidence],
        "practice": practice,
        "became": became,
        "chosen": {done: [one for one in chosen if one.done == done] for done in DONE},
        "lineage": told,
        "lineage_picture": picture(rows, told, said("lineage picture")) if rows else "",
    }


def _shown(kept: Kept[Any] | None, language: str) -> Telling | None:
    return telling(kept, language) if kept and kept.record.status != "draft" else None


def qr_codes(site: Site) -> Iterator[File]:
    """`/practices/<id>/qr.svg` in each language that the practice is written in: the way back from paper."""
    if site.url:
        for kept in site.network.practices.values():
            if kept.record.status != "draft":
                for language in site.languages:
                    if language in (_spoken_in(site, kept), *kept.translations):
                        address = site.absolute(language, kept.address)
                        path = f"{site.prefix(language)}{kept.address}qr.svg"
                        key = partial(_code_key, address)
                        yield File(path, partial(qr_code, address), stage="paper", key=key)


def _code_key(address: str) -> bytes:
    return key_of("qr.svg", address, way_of((Path(__file__),), "segno"))


def _spoken_in(site: Site, kept: Kept[Any]) -> str:
    """The language in which a practice is told where it is not translated: its own, where the site has it."""
    return kept.language if kept.language in site.languages else site.languages[0]


def qr_code(address: str) -> bytes:
    """An address as a QR code (ISO/IEC 18004) in SVG, dark on white in either palette: cameras want that."""
    import segno

    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, dark="#17222b", light="#ffffff", omitsize=True, nl=False
    )
    return out.getvalue()


PANGO = ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll")
"""The library that WeasyPrint sets text with, as it is called on Linux, macOS and Windows."""


@cache
def prints() -> bool:
    """Whether this machine can make PDF: WeasyPrint needs Pango, which not every machine has."""
    from ctypes import CDLL
    from importlib.util import find_spec

    if find_spec("weasyprint") is None:
        return False
    for name in PANGO:
        try:
            CDLL(name)
        except OSError:
            continue
        return True
    return False
