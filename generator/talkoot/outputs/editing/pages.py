"""The form's pages, one a kind and language; which record they hold stands in their address."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from talkoot.editing.questions import questions
from talkoot.outputs.data.page import FOLDER as DATA
from talkoot.outputs.data.page import SCHEMAS, TRANSLATION
from talkoot.outputs.edit_address import FORMS
from talkoot.outputs.editing.controls import sections
from talkoot.outputs.editing.facts import facts
from talkoot.outputs.site import File, Page, Site, page_file
from talkoot.records.values import QUALIFIERS

SCRIPT = "form.js"
QUESTIONS = "questions.txt"
"""The form as a text, beside its page."""

LONGEST_LETTER = 1800
"""Characters of an address that every mail program takes."""


def edit_pages(site: Site) -> Iterator[File]:
    """The form for every kind in every language."""
    for kind in FORMS:
        if kind in site.network.kinds:
            for language in site.languages:
                address = f"edit/{kind}/"
                yield page_file(site, language, address, partial(_page, site, kind, language), None)
                blank = partial(_blank, site, kind, language)
                yield File(f"{site.prefix(language)}{address}{QUESTIONS}", blank)


def _page(site: Site, kind: str, language: str) -> Page:
    said = site.words(language).entries["form"]
    return Page(
        language,
        f"edit/{kind}/",
        "edit.html",
        said[f"title {kind}"],
        view(site, kind, language),
        said[f"lede {kind}"],
        indexed=False,
        within=site.network.section(kind),
    )


def view(site: Site, kind: str, language: str) -> dict[str, Any]:
    """What the page shows, and what its scripts need to know."""
    network, words = site.network, site.words(language)
    about, section = network.about.record, network.section(kind)
    blank = blank_answers(network.languages, kind, language)
    email = (about.contact.email or "") if about.contact else ""
    form = words.entries["form"]
    empty = f"mailto:{email}?subject={quote(form[f'title {kind}'])}"
    filled = f"{empty}&body={quote(blank)}"
    return {
        "kind": kind,
        "form": form,
        "sections": sections(kind, network.languages, words),
        "contact_email": email,
        "repository": about.repository or "",
        "blank": blank,
        "letter": (filled if len(filled) <= LONGEST_LETTER else empty) if email else "",
        "questions": QUESTIONS,
        "script": f"{edit_folder(site)}/{SCRIPT}",
        "told": facts(network, kind, language)
        | {
            "data": f"{DATA}/{section}.json",
            "schema": f"{site.url}{SCHEMAS}/{kind}.json" if site.url else "",
            "schema_translated": f"{site.url}{SCHEMAS}/{kind}{TRANSLATION}.json" if site.url else "",
            "members": f"{DATA}/{network.section('member')}.json" if "member" in network.kinds else "",
            "page": _said_of_answers(words.entries["interface"]),
        },
    }


def _said_of_answers(interface: Mapping[str, Any]) -> dict[str, Any]:
    """What a page says around a number or a name, for the preview."""
    around = {"credit": "picture by", "people": "people", "seats": "seats for", "places": "seats count"}
    return {
        **{name: interface[key] for name, key in around.items()},
        "figures": {qualifier: interface[f"figure {qualifier}"] for qualifier in QUALIFIERS},
    }


def _blank(site: Site, kind: str, language: str) -> bytes:
    return blank_answers(site.network.languages, kind, language).encode()


def edit_folder(site: Site) -> str:
    """Where the form's scripts are."""
    return next(path.rpartition("/")[0] for path in site.frames.assets if path.endswith(f"/{SCRIPT}"))


def blank_answers(languages: tuple[str, ...], kind: str, language: str) -> str:
    """The form as a text to fill in, for a browser that runs no script; it is received like any other."""
    asked = (question for question in questions(kind, languages, language) if not question.language)
    return "".join(f"### {question.heading}\n\n\n\n" for question in asked).rstrip() + "\n"
