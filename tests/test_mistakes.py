"""Mistakes that people make, each with its messages word for word; dropping a file into mistakes/ makes a test."""

from pathlib import Path

import pytest
from mistaken import MISTAKES, RIGHT, TODAY, expected, problems_of, told

from talkoot.build import examine


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
