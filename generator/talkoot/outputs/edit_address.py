"""Where a record is changed by a form of the site."""

from typing import Any

from talkoot.kept import Kept

FORMS = ("member", "meeting", "practice", "adoption")
"""Kinds of record that the site has a form for."""


def form_address(kept: Kept[Any]) -> str:
    """The form with this record in it, below the language's prefix; empty for a kind without a form."""
    return f"edit/{kept.record.kind}/#{kept.id}" if kept.record.kind in FORMS else ""
