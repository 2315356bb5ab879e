"""Terms of a vocabulary → the chips that lead to their pages; each is drawn once for pages of one depth."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from talkoot.outputs.site import Site

Chips = dict[tuple[str, str, str, str], str]
"""Language, way up, section and term → its chip."""


def chips(site: "Site", language: str, up: str, section: str, ids: Iterable[str]) -> Markup:
    """A list of chips: those of the section's vocabulary lead to their pages, a member's own words nowhere;
    topics lead to the practices about them.

    `up` leads from the page to the top of its language.
    """
    drawn = site.chips
    items = []
    for id_ in ids:
        key = (language, up, section, id_)
        if key not in drawn:
            drawn[key] = _chip(site, *key)
        items.append(drawn[key])
    return Markup(f'<ul class="chips">\n{"".join(items)}</ul>')


def _chip(site: "Site", language: str, up: str, section: str, id_: str) -> str:
    from talkoot.outputs.terms import SECTIONS

    vocabulary = SECTIONS[section].vocabulary if section in SECTIONS else section
    label = escape(site.network.label(vocabulary, id_, language))
    if id_ not in site.network.vocabularies.get(vocabulary, ()):
        return f'  <li><span class="chip" dir="auto">{label}</span></li>\n'
    if section == "topics":
        return f'  <li><a class="chip" href="{up}practices/?topic={id_}">{label}</a></li>\n'
    # With a script a chip leads on to the directory, narrowed down by it.
    narrowed = f' data-narrowed="{up}members/?{SECTIONS[section].facet}={id_}"' if section in SECTIONS else ""
    return f'  <li><a class="chip" href="{up}{section}/{id_}/"{narrowed}>{label}</a></li>\n'
