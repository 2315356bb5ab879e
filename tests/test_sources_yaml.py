"""Strict YAML: what is read, what is refused, and where every key stands."""

import json
import re
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from talkoot.sources.strict_yaml import DEEPEST, Refused, find_lines, read_keys, read_yaml

SUITE = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "yaml-test-suite"


def refusal(text: str) -> Refused:
    with pytest.raises(Refused) as refused:
        read_yaml(text)
    with pytest.raises(Refused) as again:
        find_lines(text)
    assert again.value.args == refused.value.args
    return refused.value


@pytest.mark.parametrize(
    "value",
    [
        "NO",
        "yes",
        "0401234567",
        "12:30",
        "1.10",
        "2024-05",
        "null",
        "~",
        "1e3",
        "0x1F",
        ".inf",
        "=",
        "7" * 5000,
    ],
)
def test_every_value_stays_the_text_its_author_wrote(value: str) -> None:
    assert read_yaml(f"key: {value}\nlist:\n  - {value}\n") == {"key": value, "list": [value]}


def test_a_key_without_a_value_holds_empty_text() -> None:
    assert read_yaml("name:\nsummary: ''\nlist:\n  -\n") == {"name": "", "summary": "", "list": [""]}


def test_text_of_several_lines_keeps_its_lines_and_its_signs() -> None:
    about = "We sell: #1 *honey* & more.\n\n- @home\n\tname: 'x\n"

    read = read_yaml("about: |\n" + indent(about, "  ") + "last: >-\n  one\n  line\n")

    assert read == {"about": about, "last": "one line"}


def test_every_line_break_counts_as_one_line() -> None:
    places = [find_lines(f"a: 1{end}b:{end}  - 2{end}  - c: 3{end}") for end in ("\n", "\r\n", "\r")]

    assert places[0] == places[1] == places[2]
    assert places[0] == {
        ("a",): (1, 1),
        ("b",): (2, 1),
        ("b", 0): (3, 5),
        ("b", 1): (4, 5),
        ("b", 1, "c"): (4, 5),
    }


def test_a_list_is_found_at_its_key_not_below_it() -> None:
    places = find_lines("name: x\nsectors:\n\n  - food\n")

    assert places[("sectors",)] == (2, 1)
    assert places[("sectors", 0)] == (4, 5)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &anchor 1\n", "sign-at-start", 1, 4),
        ("a: 1\nb: *a\n", "sign-at-start", 2, 4),
        ("a: !!int 5\n", "sign-at-start", 1, 4),
        ("a: ! plain\n", "sign-at-start", 1, 4),
        ("a: ! 'quoted'\n", "sign-at-start", 1, 4),
        ("a: !own {b: c}\n", "sign-at-start", 1, 4),
        ("a: ! [b]\n", "sign-at-start", 1, 4),
        ("a: &x\n  b: c\n", "sign-at-start", 1, 4),
        ("!!map {a: b}\n", "sign-at-start", 1, 1),
        ("a:\n  <<: b\n", "key-merge", 2, 3),
        ("a: 1\nb: 2\na: 3\n", "key-repeated", 3, 1),
        ('a: 1\n"a": 3\n', "key-repeated", 2, 1),
        ("a:\n  - b: 1\n    b: 2\n", "key-repeated", 3, 5),
        ("? [a]\n: b\n", "key-not-text", 1, 3),
        ("{a: b}: c\n", "key-not-text", 1, 1),
        ("name: {{ name }}\n", "key-not-text", 1, 8),
        ('"": a\n', "key-empty", 1, 1),
        ("a: 1\n---\nb: 2\n", "second-document", 2, 1),
        ("---\n---\n", "second-document", 2, 1),
        ("%YAML 1.1\n---\na: 1\n", "directive-line", 1, 1),
        ("%TAG ! tag:example.org,2026:\n---\na: 1\n", "directive-line", 1, 1),
        ("", "file-empty", 1, 1),
        ("# a note\n", "file-empty", 1, 1),
        ("name: Kahvila #1\n", "hash-in-value", 1, 7),
        ("name: #1 in honey\n", "hash-in-value", 1, 6),
        ("a: " + "x" * 70_000, "file-too-big", 1, 1),
        ("a: " + "ä" * 40_000, "file-too-big", 1, 1),
    ],
)
def test_what_is_more_than_keys_and_text_is_refused(text: str, code: str, line: int, column: int) -> None:
    refused = refusal(text)

    assert (refused.code, refused.line, refused.column) == (code, line, column)


def test_a_repeated_key_names_the_line_of_the_first() -> None:
    assert refusal("a:\n  b: 1\n  c: 2\n  b: 3\n").hints == (("key", "b"), ("first", "2"))


def test_notes_may_follow_a_text_when_a_space_shows_them_to_be_notes() -> None:
    text = "# all of it\na: one # two\nb: 'three' #four\nc: five#six\nd: |  # seven\n  #eight\n#e: nine\n"

    assert read_yaml(text) == {"a": "one", "b": "three", "c": "five#six", "d": "#eight\n"}


@pytest.mark.parametrize(
    "sign",
    "\x00\x07\x0b\x1b\x7f\x85\x9f\u2028\u2029\u202a\u202e\u2066\u2069\ue000\uf8ff\ufeff\uffff"
    "\ud800\udfff\U000f0000\U0010fffd",
)
@pytest.mark.parametrize("text", ["a: 1\nb: x{}\n", "a: 1\n{}: x\n", 'a: 1\nb: "{}"\n', "a: 1\n# {}\n"])
def test_characters_that_cannot_be_seen_are_refused_and_named(sign: str, text: str) -> None:
    refused = refusal(text.format(sign))

    assert (refused.code, refused.line) == ("character-not-allowed", 2)
    assert refused.found == f"U+{ord(sign):04X}"


@pytest.mark.parametrize(
    ("escape", "found"),
    [
        (r"\uE000", "U+E000"),
        (r"\U0010FFFD", "U+10FFFD"),
        (r"\u202E", "U+202E"),
        (r"\L", "U+2028"),
        (r"\N", "U+0085"),
        (r"\x1b", "U+001B"),
        (r"\0", "U+0000"),
    ],
)
def test_an_escape_cannot_smuggle_in_what_may_not_be_written(escape: str, found: str) -> None:
    for text in (f'a: "x{escape}"\n', f'"{escape}": x\n', f'- - "{escape}"\n'):
        refused = refusal(text)

        assert (refused.code, refused.found) == ("character-not-allowed", found)


def test_letters_of_every_language_and_emoji_are_welcome() -> None:
    text = "Sääskilahti – Åland, Ääni №5 “x” Ольга 漢字 שלום 👩‍🌾 ½ €"

    assert read_yaml(f"a: {text}\n") == {"a": text}


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_nesting_is_allowed_to_sixteen_and_refused_beyond(opening: str, closing: str) -> None:
    most, more = (opening * levels + "x" + closing * levels for levels in (DEEPEST, DEEPEST + 1))

    read_yaml(most)

    assert refusal(more).code == "nested-too-deep"


def test_lines_may_be_indented_sixteen_times_and_no_more() -> None:
    refused = refusal("".join(" " * level + "a:\n" for level in range(300)))

    assert (refused.code, refused.line) == ("nested-too-deep", DEEPEST + 1)


@pytest.mark.parametrize(
    ("opening", "code"),
    [
        ("[", "nested-too-deep"),
        ("{a: ", "nested-too-deep"),
        ("- ", "nested-too-deep"),
        ("{", "key-not-text"),
        ("? ", "key-not-text"),
    ],
)
def test_a_hundred_thousand_levels_are_refused_before_they_are_built(
    opening: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("talkoot.sources.strict_yaml.LONGEST_FILE", 10**7)

    assert refusal(opening * 100_000).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- a\n- b\n", "list-instead-of-keys"),
        ("Hirsi ja Hopea\n", "text-instead-of-keys"),
        ("name:Hirsi\n", "colon-without-space"),
        ("# a note\n---\n", "file-empty"),
        ("''\n", "file-empty"),
    ],
)
def test_a_record_must_be_keys(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_keys(text)

    assert refused.value.code == code


# What people write by hand and by programme: every value a text, a list or a group of keys.
TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=12) | st.sampled_from(
    ["- x", "a: b", "#1", "*b*", "'", '"', "|", "null", "@", "[", "\n", "a\nb", " x ", "<", "---", "? ", "\t"]
)
VALUES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXTS.filter(lambda key: key not in ("", "<<")), inner, max_size=4)
    ),
    max_leaves=12,
)


def places_in(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    items = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
    return {(*path, key) for key in items}.union(*(places_in(items[key], (*path, key)) for key in items))


@settings(deadline=None, max_examples=150)
@given(VALUES, st.sampled_from([None, True, False]), st.sampled_from([4, 30, 1000]))
def test_what_a_programme_writes_is_read_back_and_every_part_has_its_place(
    value: Any, flow: bool | None, width: int
) -> None:
    text = yaml.dump(value, Dumper=_Plain, allow_unicode=True, default_flow_style=flow, width=width)

    assert read_yaml(text) == value
    assert set(find_lines(text)) == places_in(value)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from([*":-?[]{}#&*!|>'\"%@`,\\ \t\n~<.=", "a", "ä", "\n  ", ": ", "- ", "---\n"])))
def test_any_text_is_read_or_refused_and_both_ways_agree(parts: list[str]) -> None:
    text = "".join(parts)
    try:
        value = read_yaml(text)
    except Refused as refused:
        lines = re.split(r"\r\n|\r|\n", text)
        assert 1 <= refused.line <= len(lines) and refused.column >= 1
        assert refusal(text).args == refused.args
    else:
        assert set(find_lines(text)) == places_in(value)


def suite_cases() -> list[Any]:
    files = sorted(SUITE.glob("*.yaml"))
    absent = pytest.param("", marks=pytest.mark.skip("the YAML test suite is not beside the repository"))
    return [pytest.param(file.read_text("utf-8"), id=file.stem) for file in files] or [absent]


def decoded(shown: str) -> str:
    """A snippet of the suite without the marks that make its white space visible."""
    for mark, meant in (("␣", " "), ("⇔", "\ufeff"), ("←", "\r"), ("↵", "")):
        shown = shown.replace(mark, meant)
    return re.sub("—*»", "\t", shown).removesuffix("∎\n")


@pytest.mark.parametrize("file", suite_cases())
def test_the_yaml_test_suite_gives_texts_or_refusals(file: str) -> None:
    read_yaml(file)
    for case in yaml.load(file, Loader=yaml.CSafeLoader):
        if "yaml" not in case:
            continue
        try:
            value = read_yaml(decoded(case["yaml"]))
        except Refused:
            continue
        if case.get("json") and not case.get("fail") and decoded(case["yaml"]) not in LIBYAML_DIFFERS:
            assert same(value, json.loads(case["json"]))


LIBYAML_DIFFERS = ("{ ?foo: bar,\nbar: 42\n}\n", "[?x]\n", "foo: |\n  x\n   ")
"""A question mark within brackets and a blank last line are read otherwise than YAML 1.2 says."""


def same(ours: Any, theirs: Any) -> bool:
    """Whether the suite's typed value is what our text says."""
    if isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(same(ours[key], theirs[key]) for key in theirs)
    if isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if theirs is None:
        return ours in ("", "null", "~")
    if isinstance(theirs, bool):
        return bool(ours.lower() == str(theirs).lower())
    if isinstance(theirs, int | float):
        return bool((int(ours, 0) if ours[:2] in ("0x", "0o") else float(ours)) == theirs)
    return bool(ours == theirs)
