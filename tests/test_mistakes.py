"""Mistakes that people make, each with its messages word for word; dropping a file into mistakes/ makes a test."""

from pathlib import Path

import pytest
from mistaken import MISTAKES, RIGHT, TODAY, expected, problems_of, told

from talkoot.build import examine
from talkoot.languages import words

OF_NO_AUTHOR = (
    *("site-", "search-", "file-vanished", "file-unreadable", "folder-unreadable", "file-special"),
    *("import-", "nested-too-deep", "file-too-big", "picture-too-large"),
)
"""Codes of what only a machine or an attack brings about; their own tests tell them."""

TOLD_ELSEWHERE = {
    *(
        "folder-missing",
        "folder-for-file",
        "file-for-folder",
        "text-beside-bar",
        "indent-uneven",
        "key-empty",
    ),
    *("key-merge", "key-not-text", "directive-line", "line-unclear", "page-name-taken", "page-code"),
    *("live-part-not-alone",),
    *(
        "answers-too-long",
        "forms-mixed",
        "form-unknown",
        "heading-twice",
        "heading-unknown",
        "items-expected",
    ),
    *("page-unknown", "page-exists", "record-unreadable", "nothing-answered", "picture-not-told"),
    *("picture-away", "parcel-broken", "parcel-too-large", "parcel-name", "parcel-without-answers"),
    "form-stale",
    *(
        "git-missing",
        "start-not-empty",
        "start-no-name",
        "start-not-allowed",
        "start-not-written",
        "no-such-practice",
        "package-unknown",
        "package-address",
        "not-started",
        "not-made",
    ),
    *("made-behind", "forms-made", "colour", "colour-too-light", "name-without-letters"),
}
"""Rare slips, told word for word beside the module that finds them."""


def test_the_network_that_mistakes_are_laid_over_is_right() -> None:
    assert examine(RIGHT, TODAY).problems == ()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_told_word_for_word(mistake: Path) -> None:
    messages = told(problems_of(mistake))

    assert messages == expected(mistake).read_text(encoding="utf-8")


def test_every_expectation_belongs_to_a_mistake() -> None:
    folder = MISTAKES[0].parent
    belonging = {path.name for path in (*MISTAKES, *map(expected, MISTAKES))}

    assert {path.name for path in folder.iterdir()} == belonging


def test_every_problem_that_authors_bring_about_is_shown_by_a_mistake() -> None:
    shown = {problem.code for mistake in MISTAKES for problem in problems_of(mistake)}
    codes = {code for code in words("en").entries["problems"] if not code.startswith(OF_NO_AUTHOR)}

    assert codes - shown == TOLD_ELSEWHERE
