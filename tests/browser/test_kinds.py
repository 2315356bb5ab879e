"""No kind of page is forgotten by the tests that go through every kind."""

import re
from pathlib import Path

from built import BuiltSite

import talkoot

from .kinds import DEMONSTRATION, EVERY, LIMITS, NAMED, STATES, shape, shapes

TEMPLATES = Path(talkoot.__file__).parent / "templates"

TAKEN_IN = re.compile(r'{%-? *(?:import|include|extends|from) "([^"]+)"')

NOT_PAGES = {"card.html", "slim.html", "sheet.html", "review.html", "admin.html"}
"""A card stands on pages of others, a slim page is for Pagefind alone, a sheet becomes a PDF, a review is a preview
of a request, and the editors' desk is a program of others, with a policy of its own."""

DESK = ("admin", 1)


def test_every_template_that_makes_a_page_has_its_kind() -> None:
    files = {file.name: file.read_text(encoding="utf-8") for file in TEMPLATES.glob("*.html")}
    pieces = {name for text in files.values() for name in TAKEN_IN.findall(text)}

    missing = files.keys() - pieces - NOT_PAGES - {kind.template for kind in EVERY}

    assert not missing, f"Give each of {sorted(missing)} a line in KINDS of tests/browser/kinds.py."


def test_every_shape_of_address_has_its_kind(demonstration: BuiltSite, full: BuiltSite) -> None:
    known = {shape(kind.address) for kind in EVERY} | {DESK}

    missing = {
        address
        for site in (demonstration, full)
        for form, address in shapes(site).items()
        if form not in known
    }

    assert not missing, f"Give the likes of {sorted(missing)} a line in KINDS of tests/browser/kinds.py."


def test_every_kind_has_its_page_in_every_language(demonstration: BuiltSite, full: BuiltSite) -> None:
    sites = {DEMONSTRATION: demonstration, LIMITS: full}

    for kind in EVERY:
        for language in ("en", "fi", "sv"):
            path = kind.at(language)
            assert (path if path.endswith(".html") else f"{path}index.html") in sites[kind.site].pages
    assert len(NAMED) == len(EVERY)
    assert {state.kind for state in STATES} <= NAMED.keys()
