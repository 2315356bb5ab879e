"""The form and `talkoot check` give the same verdict on every mistake that a form lets anybody make."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from built import FULL, BuiltSite
from mistaken import MISTAKES, RIGHT, TODAY, make

from talkoot.build import SHELVES, examine
from talkoot.outputs.edit_address import FORMS
from talkoot.outputs.editing.facts import facts
from talkoot.outside_form import filled
from talkoot.problems import Problem
from talkoot.records import model_of
from talkoot.records.record import body_field
from talkoot.sources.documents import Document, read_documents
from talkoot.sources.finding import find_sources

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOT_IN_A_FORM = {
    *("unknown-key", "text-expected", "list-expected", "comma-list", "group-expected", "belongs-below"),
    *("key-repeated", "hash-in-value", "not-a-site-language", "translation-into-own-language"),
    *("translation-too-long", "translation-alone", "account-number", "empty"),
}
"""Mistakes of lines, keys and files, and what the form does not ask: it has no way to make them."""

OF_PICTURES = {"no-such-picture", "unused-picture", "not-a-picture", "broken-picture", "picture-too-large"}
"""Found by looking at the files beside a record; the form makes its pictures itself."""

OF_OTHERS = {"longer-than-form", "lineage-circle", "name-of-a-page"}
"""A note on what another organisation's form takes, what other practices say of this one, and a folder's name."""

OF_FILES = {"file", "folder", "found", "example"}
"""Hints for whoever edits a file; in a form the list is there to choose from."""

CHECK = """async ({top, facts, rows}) => {
  const {check} = await import(`${top}/check.js`);
  const {answersOf} = await import(`${top}/record.js`);
  const {holdsHtml} = await import(`${top}/markdown.js`);
  return rows.map(({kind, record, members, practices, pieces, today}) => {
    facts[kind].pieces = pieces;
    facts[kind].choices.member = members.map(({id, name}) => [id, name, []]);
    if (facts[kind].choices.practice) facts[kind].choices.practice = practices.map(id => [id, id, []]);
    const now = {today, holdsHtml, members: new Map(members.map((member) => [member.id, member]))};
    return check(answersOf(record, facts[kind], false), facts[kind], now);
  });
}"""

COUNT = """async ({top, facts, rows}) => {
  const {lengths} = await import(`${top}/outside.js`);
  const {answersOf} = await import(`${top}/record.js`);
  return rows.map(({record, own, language}) => lengths(answersOf(record, facts, false), language, own, facts));
}"""

Found = set[tuple[str, tuple[str | int, ...], tuple[tuple[str, str], ...]]]


@pytest.fixture(scope="module")
def form(browser: "Browser", address: str) -> "Iterator[Page]":
    """The form's page, whose scripts are asked."""
    page = browser.new_page()
    page.goto(f"{address}edit/member/")
    yield page
    page.close()


def as_told(document: Document, documents: list[Document]) -> dict[str, Any]:
    """A record with its translations, as the form reads it."""
    body = body_field(model_of(document.kind) or pytest.fail(document.kind))

    def told(one: Document) -> dict[str, Any]:
        return one.data | ({body.key: one.body.strip()} if body and one.body.strip() else {})

    translations = {
        one.language: told(one)
        for one in documents
        if (one.kind, one.id) == (document.kind, document.id) and one.language
    }
    return {**told(document), "translations": translations}


def records(root: Path) -> tuple[list[Document], tuple[Problem, ...]]:
    """The records of the network at `root` that can be read, and all its problems."""
    read, _ = read_documents(root, find_sources(root, SHELVES).sources)
    return [document for document in read if document.kind in FORMS], examine(root, TODAY).problems


def rows_of(mistake: Path, right: list[Document]) -> Iterator[tuple[str, dict[str, Any], list[Problem]]]:
    """Each record that `mistake` changes in the small network: its file, what the form holds, what is found."""
    with tempfile.TemporaryDirectory() as folder:
        make(mistake, Path(folder))
        documents, problems = records(Path(folder))
    members = [
        {"id": one.id, "name": str(one.data.get("name", "")), "left_on": str(one.data.get("left_on", ""))}
        for one in documents
        if one.kind == "member" and not one.language
    ]
    changed = {(one.kind, one.id) for one in documents if one not in right}
    for document in documents:
        if (document.kind, document.id) in changed and not document.language:
            record = as_told(document, documents)
            practices = [one.id for one in documents if one.kind == "practice" and not one.language]
            row = {"kind": document.kind, "record": record, "members": members, "practices": practices}
            row["pieces"] = {one.id: pieces(one) for one in documents if one.kind == "practice"}
            found = [p for p in problems if p.path == document.path]
            yield document.path, row | {"today": str(TODAY)}, found


def pieces(practice: Document) -> dict[str, Any]:
    """What an adoption may name of a practice, as the form is told it."""
    told = practice.data
    return {
        "elements": [[one["id"], one["id"], []] for one in listed(told, "elements") if "id" in one],
        "versions": [one["date"] for one in listed(told, "versions") if "date" in one],
        "published": told.get("published", ""),
    }


def listed(told: dict[str, Any], key: str) -> list[dict[str, Any]]:
    items = told.get(key)
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []


def of_python(problems: list[Problem]) -> Found:
    return {
        (p.code, p.field, tuple(sorted((k, v) for k, v in p.hints if k not in OF_FILES)))
        for p in problems
        if p.code not in OF_PICTURES | OF_OTHERS
    }


def of_form(problems: list[dict[str, Any]]) -> Found:
    return {
        (
            p["code"],
            tuple(p["field"]),
            tuple(sorted((k, v) for k, v in p["hints"].items() if k not in OF_FILES)),
        )
        for p in problems
    }


def test_the_form_and_the_check_find_the_same(form: "Page", demonstration: BuiltSite) -> None:
    (top,) = {path.rpartition("/")[0] for path in demonstration.files if path.endswith("/check.js")}
    network = examine(RIGHT, TODAY).network
    assert network
    right, _ = records(RIGHT)
    told = [
        (mistake.stem, path, row, found)
        for mistake in MISTAKES
        for path, row, found in rows_of(mistake, right)
        if not {p.code for p in found} & NOT_IN_A_FORM
    ]

    seen = form.evaluate(
        CHECK,
        {
            "top": f"../../{top}",
            "facts": {kind: facts(network, kind, "en") for kind in FORMS},
            "rows": [row for _, _, row, _ in told],
        },
    )

    unlike = {
        f"{name}: {path}": {"check": by_check, "form": by_form}
        for (name, path, _, found), problems in zip(told, seen, strict=True)
        if (by_check := of_python(found)) != (by_form := of_form(problems))
    }
    assert unlike == {}
    codes = {problem["code"] for problems in seen for problem in problems}
    assert len(codes) > 25


@pytest.mark.parametrize("root", [FULL, Path(__file__).parents[2]], ids=["full", "demonstration"])
def test_the_form_counts_what_an_outside_form_takes_as_the_filled_form_does(
    form: "Page", demonstration: BuiltSite, root: Path
) -> None:
    (top,) = {path.rpartition("/")[0] for path in demonstration.files if path.endswith("/outside.js")}
    network = examine(root, TODAY).network
    assert network
    read, _ = records(root)
    told = [
        (kept, language, as_told(document, read))
        for document in read
        if document.kind == "practice" and not document.language
        for kept in [network.practices[document.id]]
        for language in kept.languages
    ]

    counted = form.evaluate(
        COUNT,
        {
            "top": f"../../{top}",
            "facts": facts(network, "practice", "en"),
            "rows": [
                {"record": record, "own": kept.language, "language": language}
                for kept, language, record in told
            ],
        },
    )

    asked = facts(network, "practice", "en")["outside"]
    limited = [tuple(text["key"] for text in one["texts"]) for one in asked]
    assert len(limited) > 4
    for (kept, language, _), lengths in zip(told, counted, strict=True):
        fields = {field.keys: field.length for field in filled(network, kept, language, "interreg-europe")}
        assert dict(zip(limited, lengths, strict=True)) == {keys: fields[keys] for keys in limited}, (
            kept.id,
            language,
        )
