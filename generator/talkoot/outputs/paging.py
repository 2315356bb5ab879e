"""Long lists, some records to a page."""

from collections.abc import Sequence

A_PAGE = 60
"""Records on one page of a list; two, three, four or five beside each other leave no gap."""


def page_numbers(records: Sequence[object]) -> range:
    """The numbers of the pages of a list, from 1; an empty one has a page that says so."""
    return range(1, max(1, -(-len(records) // A_PAGE)) + 1)
