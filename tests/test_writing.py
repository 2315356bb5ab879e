"""A record's file takes in what has changed, as a careful person would write it, and nothing else moves."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkoot.editing.scalars import literal, scalar, without_blanks
from talkoot.editing.writing import changed_file, changed_keys, new_file
from talkoot.records import RECORD_KINDS
from talkoot.records.member import Member
from talkoot.records.record import Field, Part, body_field, fields
from talkoot.records.translation import translation_of
from talkoot.sources.characters import FORBIDDEN
from talkoot.sources.front_matter import read_front_matter
from talkoot.sources.strict_yaml import read_keys, read_yaml

ROOT = Path(__file__).resolve().parents[1]
RECORDS = sorted(
    (path, model if path.name == model.file else translation_of(model))
    for model in RECORD_KINDS
    for root in (ROOT, ROOT / "tests/sites/full", ROOT / "tests/sites/small")
    for path in (root / model.folder).glob(f"*/{model.kind}*.{model.file.rpartition('.')[2]}")
)


def read(path: str, text: str) -> tuple[dict[str, Any], str]:
    if path.endswith(".md"):
        told = read_front_matter(text)
        return told.keys, told.body
    return read_keys(text), ""


def test_there_are_records_to_try() -> None:
    assert len(RECORDS) > 100


@pytest.mark.parametrize("kind", [model.kind for model in RECORD_KINDS])
def test_what_has_not_changed_stays_byte_for_byte(kind: str) -> None:
    for path, model in RECORDS:
        if path.name.startswith(kind):
            text = path.read_bytes().decode()
            keys, body = read(path.name, text)

            assert changed_file(path.name, text, keys, body, model) == text


def without(value: Any) -> Any:
    """`value` with its first text changed."""
    if isinstance(value, str):
        return f"{value} – new"
    if isinstance(value, list):
        return [*value[:-1], without(value[-1])]
    first = next(iter(value))
    return {**value, first: without(value[first])}


@pytest.mark.parametrize("kind", [model.kind for model in RECORD_KINDS])
def test_a_changed_field_changes_its_own_lines_and_no_others(kind: str) -> None:
    for path, model in RECORDS:
        if not path.name.startswith(kind):
            continue
        text = path.read_bytes().decode()
        keys, body = read(path.name, text)
        for key in keys:
            wanted = {**keys, key: without(keys[key])}

            changed = changed_file(path.name, text, wanted, body, model)

            assert without_blanks(read(path.name, changed)[0]) == without_blanks(wanted)
            others = [line for line in text.split("\n") if line not in changed.split("\n")]
            last = keys[key] if isinstance(keys[key], str) else "x"
            assert len(others) <= max(1, len(last.split("\n"))), (path, key)


MEMBER = """\
# Our own page.
name: "Ab Våg"   # as in the register
# What we do, in short
summary: >
  Two lines that
  are one
sectors: [crafts, tourism]
size:   2  # with the dog
contact:
  # ask for Anna
  name: Anna
  email: anna@example.org   # work

links:   # ours
- title: 'Shop'
  url: https://example.org
# the second one
- url: https://example.com
  title: Other
joined: 2024-01-01
# The end.
"""


def member(**changes: Any) -> str:
    return changed_keys(MEMBER, {**read_keys(MEMBER), **changes}, Member)


def lines_changed(text: str) -> tuple[list[str], list[str]]:
    was, now = MEMBER.split("\n"), text.split("\n")
    return [line for line in was if line not in now], [line for line in now if line not in was]


@pytest.mark.parametrize(
    ("changes", "gone", "come"),
    [
        ({"size": "3"}, ["size:   2  # with the dog"], ["size:   3  # with the dog"]),
        ({"name": "Ab: Våg"}, ['name: "Ab Våg"   # as in the register'], ['name: "Ab: Våg"   # as in the register']),
        ({"size": ""}, ["size:   2  # with the dog"], []),
        ({"founded": "2014"}, [], ["founded: 2014"]),
        ({"address": "Esimerkkitie #1"}, [], ['address: "Esimerkkitie #1"']),
        ({"sectors": ["crafts"]}, ["sectors: [crafts, tourism]"], ["sectors:", "  - crafts"]),
        ({"summary": "One"}, ["summary: >", "  Two lines that", "  are one"], ["summary: One"]),
        (
            {"contact": {"name": "Anna", "email": "anna@example.org", "phone": "0401234567"}},
            [],
            ["  phone: 0401234567"],
        ),
        ({"contact": {"name": "Eva", "email": "anna@example.org"}}, ["  name: Anna"], ["  name: Eva"]),
        (
            {"links": [{"title": "Shop", "url": "https://example.org"}]},
            ["- url: https://example.com", "  title: Other"],
            [],
        ),
        (
            {"links": [*read_keys(MEMBER)["links"], {"title": "Third", "url": "https://example.net"}]},
            [],
            ["- title: Third", "  url: https://example.net"],
        ),
        ({"about": "One.\n\n---\n\n# Two"}, [], ["about: |", "  One.", "  ---", "  # Two"]),
    ],
)  # fmt: skip
def test_comments_quotes_and_blanks_stay_as_their_author_left_them(
    changes: dict[str, Any], gone: list[str], come: list[str]
) -> None:
    changed = member(**changes)

    assert lines_changed(changed) == (gone, come)


def test_a_new_key_stands_where_the_declaration_has_it() -> None:
    assert "size:   2  # with the dog\nlanguages:\n  - fi\ncontact:" in member(languages=["fi"])


def test_a_file_with_the_line_ends_of_windows_keeps_them() -> None:
    text = MEMBER.replace("\n", "\r\n")

    changed = changed_keys(text, {**read_keys(text), "size": "3", "founded": "2014"}, Member)

    assert changed.count("\r\n") == changed.count("\n") == text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Silver and wood", "Silver and wood"),
        ("Silver: made here", '"Silver: made here"'),
        ("NO", "NO"),
        ("12:30", "12:30"),
        ("null", '"null"'),
        ("*bold*", '"*bold*"'),
        ("- a list?", '"- a list?"'),
        ('She said "yes"', 'She said "yes"'),
        ('"yes", she said', "'\"yes\", she said'"),
        ("It's #1", '"It\'s #1"'),
        ("${{ secrets.TOKEN }}", "${{ secrets.TOKEN }}"),
        ("{a: b}", '"{a: b}"'),
        ("a\tb", "a\tb"),
        ("`rm -rf /`; $(id)", '"`rm -rf /`; $(id)"'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text) == written


ALLOWED = st.characters(codec="utf-8").filter(lambda sign: not FORBIDDEN.search(sign) and sign != "\r")
NASTY = st.sampled_from(
    [*"-#:\"'|>{}[]&*!%@`\\\n\t ,?~", "---", "...", ": ", " #", "\n\n", "\n- ", "\n  ", "yes", "é"]
)
TEXT = st.lists(st.one_of(ALLOWED, NASTY), max_size=12).map(lambda parts: "".join(parts).strip())
LINE = TEXT.map(lambda text: " ".join(text.split()))


@given(LINE)
@settings(max_examples=150, deadline=None)
def test_any_line_is_read_as_it_was_written(text: str) -> None:
    assert read_yaml(f"k: {scalar(text)}\n") == {"k": text}


@given(TEXT)
@settings(max_examples=150, deadline=None)
def test_any_paragraphs_are_read_as_they_were_written(text: str) -> None:
    lines = literal(text, 2)

    told = "\n".join(["k: |", *lines, ""]) if lines else f"k: {scalar(text)}"
    assert read_yaml(told)["k"].strip() == text


def values(declared: Field) -> st.SearchStrategy[Any]:
    one = part_of(declared.part) if declared.part else TEXT
    return st.lists(one, max_size=3) if declared.many else one


def part_of(model: type[Part]) -> st.SearchStrategy[dict[str, Any]]:
    body = body_field(model)
    return st.fixed_dictionaries({}, optional={f.key: values(f) for f in fields(model) if f is not body})


def told(model: type[Part], value: dict[str, Any]) -> dict[str, Any]:
    """`value` without what tells nothing; a file tells something."""
    tidy: dict[str, Any] = without_blanks({**json.loads(json.dumps(value)), "name": value.get("name") or "x"})
    return {k: v for k, v in tidy.items() if v and not (isinstance(v, list) and not any(v))}


@given(part_of(Member), part_of(Member))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_any_record_can_become_any_other(was: dict[str, Any], now: dict[str, Any]) -> None:
    first = new_file("member.yml", told(Member, was), "", Member, "https://example.org/schema.json")

    changed = changed_keys(first, told(Member, now), Member)

    assert without_blanks(read_keys(changed)) == without_blanks(told(Member, now))
    assert changed.startswith("# yaml-language-server: $schema=https://example.org/schema.json\n")


@given(part_of(Member))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_the_comments_of_a_file_survive_any_change(now: dict[str, Any]) -> None:
    changed = changed_keys(MEMBER, told(Member, now), Member)

    assert without_blanks(read_keys(changed)) == without_blanks(told(Member, now))
    assert changed.startswith("# Our own page.\n") and "# The end." in changed
