"""Every language says everything, nothing twice, and nothing that nobody asks for."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import talkoot
from talkoot.languages import DEFAULT, LANGUAGES, words
from talkoot.records import RECORD_KINDS, model_of
from talkoot.records.fields import Choice
from talkoot.records.fields.links import STANDARDS
from talkoot.records.record import Field, fields

SOURCE = Path(talkoot.__file__).parent
OTHERS = [code for code in LANGUAGES if code != DEFAULT]
KINDS = (*(model.kind for model in RECORD_KINDS), "network", "vocabulary", "addresses", "start")
OF_ONE_LANGUAGE = {"fields", "options"}
"""Words whose English stands in the declarations."""

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TELLERS = {
    *("Problem", "Refused", "refuse", "Finding", "_refuse_day", "_problem", "_refuse"),
    *("problem", "unknown", "refused"),
}
"""What the source calls to tell of a problem; its code is one of the texts it is called with."""


def declared() -> Iterator[tuple[str, Field]]:
    """Dotted key and declaration of every field."""

    def within(model: Any, above: str) -> Iterator[tuple[str, Field]]:
        for field in fields(model):
            key = f"{above}.{field.key}"
            yield key, field
            if field.part:
                yield from within(field.part, key)

    for kind in KINDS:
        yield from within(model_of(kind), kind)


def gaps(text: Any) -> frozenset[str]:
    """The {gaps} of a text, or of all its plural forms."""
    texts = text.values() if isinstance(text, Mapping) else [text]
    return frozenset(gap for one in texts for gap in re.findall(r"\{(\w+)\}", one))


def said(language: str, file: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = words(language).entries[file]
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_files_of_the_first(language: str) -> None:
    assert set(words(language).entries) - OF_ONE_LANGUAGE == set(words(DEFAULT).entries)


@pytest.mark.parametrize("file", sorted(words(DEFAULT).entries))
@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_what_the_first_says(language: str, file: str) -> None:
    first, other = said(DEFAULT, file), said(language, file)

    assert {"missing": first.keys() - other.keys(), "superfluous": other.keys() - first.keys()} == {
        "missing": set(),
        "superfluous": set(),
    }


@pytest.mark.parametrize("file", sorted(words(DEFAULT).entries))
@pytest.mark.parametrize("language", OTHERS)
def test_the_same_gaps_are_filled_in_every_language(language: str, file: str) -> None:
    first, other = said(DEFAULT, file), said(language, file)

    unlike = {key for key in first.keys() & other.keys() if gaps(first[key]) != gaps(other[key])}

    assert not unlike


@pytest.mark.parametrize("language", OTHERS)
def test_the_sentences_of_a_problem_have_the_same_gaps_one_by_one(language: str) -> None:
    first, other = said(DEFAULT, "problems"), said(language, "problems")

    unlike = {
        f"{code}.{part}"
        for code in first.keys() & other.keys()
        for part in {*first[code], *other[code]}
        if gaps(first[code].get(part, "")) != gaps(other[code].get(part, ""))
        or (part in first[code]) != (part in other[code])
    }

    assert not unlike


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_says_what_was_found_and_what_to_do(language: str) -> None:
    unlike = {
        code
        for code, entry in said(language, "problems").items()
        if not {"found", "do"} <= set(entry) <= {"found", "do", "near"}
    }

    assert not unlike


@pytest.mark.parametrize("language", OTHERS)
def test_every_field_has_a_title_and_a_help_where_the_declaration_has_one(language: str) -> None:
    wanted = {key: {"title", "help"} if field.kind.help else {"title"} for key, field in declared()}
    given = {key: set(entry) for key, entry in said(language, "fields").items()}

    assert {key for key in wanted if given.get(key) != wanted[key]} == set(), "missing"
    assert given.keys() - wanted.keys() == set(), "superfluous"


@pytest.mark.parametrize("language", OTHERS)
def test_every_fixed_choice_has_a_label(language: str) -> None:
    labels = {
        label
        for _, field in declared()
        if isinstance(field.kind, Choice)
        for label in field.kind.options.values()
    }
    own_names = set(LANGUAGES.values())  # A language is called by its own name in every language.

    assert labels - own_names == said(language, "options").keys()


def test_every_language_says_it_in_its_own_words() -> None:
    """A sentence left in English is a translation forgotten."""
    same = {
        f"{language} {code}.{part}"
        for language in OTHERS
        for code, entry in said(language, "problems").items()
        for part, text in entry.items()
        if text == said(DEFAULT, "problems")[code].get(part) and re.search(r"[a-z]{3} [a-z]{3}", text)
    }

    assert not same


@cache
def source() -> tuple[ast.Module, ...]:
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py")))


def told() -> set[str]:
    """Every code that the source tells a problem with."""
    codes = set()
    for node in (node for module in source() for node in ast.walk(module)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            codes |= {
                word.value
                for argument in (node.args[:4] if name in TELLERS else [])
                for word in ast.walk(argument)
                if isinstance(word, ast.Constant) and isinstance(word.value, str) and "-" in word.value
            }
            codes |= {
                word.value
                for keyword in node.keywords
                if keyword.arg == "code"
                for word in ast.walk(keyword.value)
                if isinstance(word, ast.Constant)
            }
    return {code for code in codes if CODE.fullmatch(code)}


def test_every_problem_that_is_told_has_its_sentences() -> None:
    assert told() - said(DEFAULT, "problems").keys() == set()


def test_every_sentence_is_of_a_problem_that_can_be_told() -> None:
    texts = {
        node.value
        for module in source()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    standards = {f"{standard}-code" for standard in STANDARDS}

    assert said(DEFAULT, "problems").keys() - texts - standards == set()
