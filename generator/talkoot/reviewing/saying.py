"""What a review says, in one language: the words of `review.yml`."""

from typing import Any

from talkoot.languages import Words


def say(words: Words, key: str, /, **gaps: Any) -> str:
    """The text `key`, its gaps filled; `n` picks the plural form."""
    told = words.entries["review"][key]
    if isinstance(told, dict):
        told = told.get(words.plural(gaps["n"]), told["other"])
    return str(told).format(
        **{gap: words.number(value) if type(value) is int else value for gap, value in gaps.items()}
    )
