"""An outside form, filled with what a practice says and counted; what is too long to be handed in is told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from talkoot.kept import Kept
from talkoot.languages import Words, words
from talkoot.network import Network
from talkoot.problems import Problem
from talkoot.records.limits import FORMS, FormField
from talkoot.records.mistakes import place
from talkoot.records.practice import LEVELS, Practice
from talkoot.shelves import Checked, Shelves

FILLED_WITH = (
    *("total cost", "public funding", "period of costs", "working time"),
    *("baseline", "target", "date of figure", "date of source"),
)
"""Words that stand in a filled form beside the practice's own."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A field of an outside form with what the practice says there, as plain text that can be pasted."""

    name: str
    keys: tuple[str, ...]
    text: str
    max: int | None

    @property
    def length(self) -> int:
        """Its characters, line breaks among them."""
        return len(self.text)

    @property
    def over(self) -> int:
        """How many characters too many it has."""
        return max(0, self.length - self.max) if self.max else 0

    def counted(self, said: Words) -> str:
        """How long it is and what is too much, in brackets; nothing where the form sets no limit."""
        if not self.max:
            return ""
        over = f" – {said('form over', n=self.over)}" if self.over else ""
        return f" [{said('form count', n=self.length, max=self.max)}{over}]"


def filled(network: Network, kept: Kept[Practice], language: str, form: str) -> Sequence[Filled]:
    """Every field of an outside form for a page in `language`, in its order; one the practice says nothing of
    is empty."""
    teller = _Teller(network, kept, filled_in(network, kept, language))
    return [teller.filled(field) for field in FORMS[form].fields]


def filled_in(network: Network, kept: Kept[Practice], language: str) -> str:
    """The language in which a form is filled for a page in `language`: one that the practice is written in,
    where the site speaks it."""
    if language in kept.languages:
        return language
    return kept.language if kept.language in network.languages else network.languages[0]


class _Teller:
    """Tells a practice's fields as text."""

    def __init__(self, network: Network, kept: Kept[Practice], language: str) -> None:
        self.network, self.language = network, language
        self.record: Any = kept.told(language).record
        self.said: Words = words(language)

    def filled(self, field: FormField) -> Filled:
        keys = tuple(path[0] for path in field.filled_from)
        return Filled(field.name, keys, self.field(field), field.max)

    def field(self, field: FormField) -> str:
        texts = [self.told(path) for path in field.filled_from]
        between = "\n\n" if field.max else "–" if field.name == "Timescale" else ", "
        if field.name == "Timescale" and texts[0] and not texts[1]:
            return f"{texts[0]}– ({self.said('goes on')})"
        return between.join(filter(None, texts))

    def told(self, path: tuple[str, ...]) -> str:
        value: Any = self.record
        for key in path:
            value = getattr(value, key) if value is not None else None
        if not value:
            return ""
        match path:
            case ("level",):
                return self.said.option(LEVELS, value)
            case ("country",):
                named = self.said.country_name(value)
                return "" if named in (self.record.location or "") else named
            case ("topics",):
                return ", ".join(self.network.label("topics", id_, self.language) for id_ in value)
            case ("start",) | ("end",):
                return self.said.when(value)
            case ("resources",):
                return self.resources(value)
            case ("evidence",):
                return "\n\n".join(filter(None, map(self.evidence, value)))
            case ("further_information",):
                return "\n".join(f"{link.title}: {link.url}" for link in value)
            case _:
                return plain(str(value))

    def resources(self, needed: Any) -> str:
        said = self.said
        sums = [f"{sum_.what}: {said.money(sum_.amount)}" for sum_ in needed.sums]
        if needed.total:
            sums.append(f"{said('total cost')}: {said.money(needed.total)}")
        if needed.public_funding:
            sums.append(f"{said('public funding')}: {said.money(needed.public_funding)}")
        if needed.period:
            sums.append(f"{said('period of costs')}: {needed.period}")
        if needed.working_time:
            sums.append(f"{said('working time')}: {needed.working_time}")
        return "\n".join(filter(None, (plain(needed.text or ""), *sums)))

    def evidence(self, evidence: Any) -> str:
        said = self.said
        figure = evidence.what or ""
        if evidence.figure:
            figure += f": {said.figure(evidence.figure)}"
        ends = [
            f"{said(key)} {said.figure(value)}"
            for key, value in (("baseline", evidence.baseline), ("target", evidence.target))
            if value
        ]
        whose = said(f"date of {evidence.date_is or 'source'}")
        dated = evidence.date and f"{whose} {said.when(evidence.date)}"
        note = "; ".join(filter(None, (*ends, evidence.source, dated))) if figure else ""
        line = f"{figure} ({note})" if figure and note else figure
        return "\n".join(filter(None, (line, plain(evidence.text or ""))))


_OPENING = re.compile(r"^[^\S\n]{0,3}(#{1,6}[^\S\n]+|>[^\S\n]?)", re.MULTILINE)
_LINK = re.compile(r"\[([^\]\n]*)\]\(([^)\s]*)\)")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_BLANKS = re.compile(r"[^\S\n]+$", re.MULTILINE)
_GAPS = re.compile(r"\n{3,}")


def plain(markdown: str) -> str:
    """Markdown as the text a plain form takes, never longer: no marks, links with their address behind."""
    bare = _LINK.sub(r"\1 (\2)", _OPENING.sub("", markdown.strip()))
    return _GAPS.sub("\n\n", _BLANKS.sub("", _MARKS.sub("", bare))).strip()


def longer_than_forms(network: Network, shelves: Shelves) -> Iterator[Problem]:
    """A warning for each language in which a field of an outside form, filled, is longer than that takes."""
    over = [*_over(network)]
    paths = {path for path, *_ in over}
    told_in = {
        one.document.path: one
        for one in (*shelves.records, *shelves.translations)
        if paths and one.document.path in paths
    }
    for path, practice, form, told in over:
        yield _too_long(told_in[path], practice, form, told)


def _over(network: Network) -> Iterator[tuple[str, Any, str, Filled]]:
    """The file of each practice that is too long for a form, what it tells, the form, and its field."""
    for kept in network.practices.values():
        for language in dict.fromkeys(filled_in(network, kept, code) for code in network.languages):
            teller = _Teller(network, kept, language)
            for form in FORMS.values():
                for field in form.fields:
                    if _may_be_over(teller.record, field) and (told := teller.filled(field)).over:
                        yield kept.path_in(language), teller.record, form.name, told


def _may_be_over(practice: Any, field: FormField) -> bool:
    """Whether a field can be too long, by a look at its texts as they are written: most need no more."""
    given = [getattr(practice, path[0]) for path in field.filled_from] if field.max else []
    texts = [text for text in given if text]
    if all(isinstance(text, str) for text in texts):
        return sum(map(len, texts)) + 2 * (len(texts) - 1) > (field.max or 0)
    return True


def _too_long(checked: Checked, practice: Any, form: str, told: Filled) -> Problem:
    """Said at the first of the fields that it is filled from."""
    at = (next(key for key in told.keys if getattr(practice, key)),)
    line, column = place(checked.document, checked.model, at)
    hints = {"form": form, "max": str(told.max), "over": str(told.over), "length": str(told.length)}
    path = checked.document.path
    return Problem("longer-than-form", path, line, column, at, "", tuple(hints.items()), "warning")
