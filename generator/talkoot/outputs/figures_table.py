"""Evidence → CSV, one figure a line: which period, as of when, what it means."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from talkoot.evidence import Account
from talkoot.outputs.csv_lines import csv_lines, plain
from talkoot.outputs.site import Site

if TYPE_CHECKING:
    from talkoot.outputs.evidence import Figure

COLUMNS = ("period", "first_day", "last_day", "as_of", "figure", "of", "value", "title", "definition")
"""`of` names what a figure is of, where it is of a part: a theme, a state of what was agreed."""


def figures_table(
    site: Site, rows: Sequence[tuple[str, Account, Sequence["Figure"]]], language: str
) -> bytes:
    """The figures of several periods."""
    lines: list[Sequence[object]] = [COLUMNS]
    for title, told, figures in rows:
        days = (told.period.first, told.period.last, told.as_of)
        for row in _rows(site, told, figures, language):
            lines.append([plain(title), *days, *map(plain, row)])
    return csv_lines(lines)


def _rows(
    site: Site, told: Account, figures: Sequence["Figure"], language: str
) -> Iterator[tuple[str, str, str, str, str]]:
    words, meetings = site.words(language), told.meetings
    for figure in figures:
        titled = words(f"defined {figure.name}")
        yield figure.name, "", str(figure.number), titled, words(f"counted as {figure.name}")
    for theme, n in meetings.themes.items():
        label = site.network.label("themes", theme, language)
        yield "meetings", theme, str(n), label, words("evidence themes lede")
    for state, n in meetings.outcomes.items():
        yield "outcomes", state, str(n), words(f"state {state}"), words("counted as outcomes")
