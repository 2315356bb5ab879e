"""The headings of a sheet → the fields that its columns are about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from talkoot.importing.sheets import Row
from talkoot.languages import LANGUAGES, words
from talkoot.records.member import Member
from talkoot.records.record import Field, Part, fields
from talkoot.sources.names import suggest_id

HIGHEST = 25
"""Rows in which the headings are looked for."""

SHORTEST = 6
LIKENESS = 0.88
"""A heading of so many letters may be misspelt, and must be as like as this to what it is taken for."""

LINK = ("links", "url")
"""A column of addresses; each becomes a link of its own."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its heading, and the keys of the field that it is about; none where that is not clear."""

    index: int
    heading: str
    path: tuple[str, ...] = ()
    field: Field | None = None
    language: str = ""
    """The language of the heading, by which the sheet's own is guessed."""

    @property
    def letter(self) -> str:
        """What the programme calls the column: A … Z, AA …"""
        letters, n = "", self.index + 1
        while n:
            n, rest = divmod(n - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return letters


def find_columns(rows: Sequence[Row]) -> tuple[tuple[Column, ...], int]:
    """The columns of a sheet, and the number of its row of headings: the one that names most fields.

    Titles above the headings count for nothing, a second row of headings as the group of those below it.
    """
    best: tuple[tuple[Column, ...], int] = ((), 0)
    for n, row in enumerate(rows[:HIGHEST]):
        above = rows[n - 1] if n and rows[n - 1].number == row.number - 1 else None
        columns = _columns(row, above)
        if sum(bool(column.path) for column in columns) > sum(bool(column.path) for column in best[0]):
            best = columns, row.number
    return best


def _columns(row: Row, above: Row | None) -> tuple[Column, ...]:
    columns: list[Column] = []
    taken: set[tuple[str, ...]] = set()
    for index, told in enumerate(row.cells):
        group = above.cells[index] if above and index < len(above.cells) else ""
        heading = f"{group}: {told}" if group and told and group != told else told or group
        if not heading:
            continue
        found = _meant(heading, told)
        if found is None:
            columns.append(Column(index, heading))
            continue
        path, language = found
        declared = _named()[path]
        if path in taken and not (declared.many or path == LINK):
            columns.append(Column(index, heading))  # the first one is it
            continue
        taken.add(path)
        columns.append(Column(index, heading, path, declared, language))
    return tuple(columns)


def _meant(*headings: str) -> tuple[tuple[str, ...], str] | None:
    """The keys of the field that the first of `headings` names, and the language; nearly so if none does."""
    called = _called()
    plain = [one for one in map(_plain, headings) if one]
    for one in plain:
        if one in called:
            return called[one]
    for one in reversed(plain):
        if len(one) >= SHORTEST and (close := get_close_matches(one, called, 1, LIKENESS)):
            return called[close[0]]
    return None


@cache
def _named() -> Mapping[tuple[str, ...], Field]:
    """Every field of a member that a column can be about, by its keys."""

    def within(model: type[Part], above: tuple[str, ...]) -> dict[tuple[str, ...], Field]:
        found: dict[tuple[str, ...], Field] = {}
        for declared in fields(model):
            path = (*above, declared.key)
            if declared.part is None:
                found[path] = declared
            elif not declared.many or path == LINK[:1]:
                found |= within(declared.part, path)
        return found

    left_out = {("editors",), ("photos",), ("logo",), ("links", "title")}
    return {path: declared for path, declared in within(Member, ()).items() if path not in left_out}


@cache
def _called() -> Mapping[str, tuple[tuple[str, ...], str]]:
    """Everything a column may be called, plain → the field's keys and the language."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    told = [(language, path) for language in LANGUAGES for path in _named()]
    for language, path in told:
        said = words(language)
        titles = [said.field_title(Member.kind, path[: n + 1]) for n in range(len(path))]
        for name in (titles[-1], ": ".join(titles)) if len(path) > 1 else titles:
            found.setdefault(_plain(name), (path, language))
    for language, path in told:
        others = words(language).entries["columns"].get(".".join(path), "")
        for name in str(others).split(";"):
            found.setdefault(_plain(name), (path, language))
    return {name: meant for name, meant in found.items() if name}


def _plain(heading: str) -> str:
    """A heading without its case, accents, marks, numbering and what stands in brackets."""
    return re.sub(r"-\d+$", "", suggest_id(re.sub(r"\([^)]*\)|\*", " ", heading)))
