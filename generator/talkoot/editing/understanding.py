"""One answer → what a record says: ids for what people call things, days as we write them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter, ValidationError

from talkoot.languages import LANGUAGES, words
from talkoot.network import Network
from talkoot.records.fields import Choice, Code, Day, Flag, Kind, LinkTo, Moment, Prose, Term, codes
from talkoot.records.fields.texts import on_one_line
from talkoot.records.fields.times import iso_day
from talkoot.records.record import Field, Part, fields
from talkoot.sources.refused import Refused
from talkoot.sources.strict_yaml import read_yaml

YES = frozenset({"yes", "y", "true", "x", "1", "kyllä", "kylla", "on", "joo", "k", "ja", "j", "ok", "✓", "✔"})
NO = frozenset({"no", "n", "false", "0", "ei", "e", "nej"})
"""How people answer yes and no, in the languages of our forms."""

TICKED = re.compile(r"^[-*] \[(?P<tick>[ xX])\]", re.MULTILINE)
BULLET = re.compile(r"^[-*•·][ \t]+")
FENCED = re.compile(r"\A(`{3,}|~{3,})[^\n]*\n(?P<inside>.*)\n\1[ \t]*\Z", re.DOTALL)

Translations = dict[str, list[Any]]
"""Language → what a translation says of each item."""


@dataclass(frozen=True)
class Understanding:
    """What the network's words mean on a day."""

    network: Network
    today: date

    def field(self, declared: Field, text: str) -> Any:
        """What an answer about one field says: a text, or a list of texts."""
        return self.several(declared.kind, text) if declared.many else self.one(declared.kind, text)

    def one(self, kind: Kind, text: str) -> str:
        """One value as the record has it; where it can't be told which, what was answered."""
        if isinstance(kind, Prose):
            return text.strip()
        said = on_one_line(text).strip()
        folded = said.casefold()
        if isinstance(kind, Flag) or (isinstance(kind, Day) and is_tick(text)):
            answer = yes_or_no(text)
            if isinstance(kind, Flag):
                return said if answer is None else ("yes" if answer else "no")
            return self.today.isoformat() if answer else ""
        if isinstance(kind, Term | LinkTo):
            return self.meanings(kind).get(folded, said)
        if isinstance(kind, Choice):
            return _choices(tuple(kind.options.items())).get(folded, said)
        if isinstance(kind, Code):
            return _coded(kind.standard).get(folded, said)
        return said if _is_right(kind, said) else _mended(kind, said)

    def several(self, kind: Kind, text: str) -> list[str]:
        """Values on lines of their own, or on one line with commas between what is known."""
        told = [line.strip() for line in text.split("\n") if line.strip()]
        lines = [line for line in (BULLET.sub("", line).strip() for line in told) if line]
        # After a hyphen stands one value, whatever it holds.
        if lines == told and len(lines) == 1 and re.search("[,;]", lines[0]):
            lines = self.apart(kind, lines[0])
        return [*dict.fromkeys(self.one(kind, line) for line in lines)]

    def apart(self, kind: Kind, line: str) -> list[str]:
        """A line at its commas, save for those within a name; own words stay together."""
        parts = [part.strip() for part in re.split("[,;]", line) if part.strip()]
        found: list[str] = []
        known = 0
        while parts:
            # The longest run that is a name: “Pictures, film and sound”.
            for n in range(len(parts), 0, -1):
                name = ", ".join(parts[:n])
                if n == 1 or self.one(kind, name) != name:
                    known += self.is_known(kind, name)
                    found.append(name)
                    del parts[:n]
                    break
        own_words = isinstance(kind, Term) and kind.own_words
        return found if known or not own_words else [line]

    def is_known(self, kind: Kind, name: str) -> bool:
        if isinstance(kind, Term | LinkTo):
            return name.casefold() in self.meanings(kind)
        return self.one(kind, name) != name or _is_right(kind, name)

    def language(self, text: str) -> str:
        """The language of our forms that `text` names, or an empty text."""
        code = _coded("language").get(text.strip().casefold(), "")
        return code if code in LANGUAGES else ""

    def meanings(self, kind: Term | LinkTo) -> Mapping[str, str]:
        """Everything a value may be called, folded → its id."""
        return self._terms[kind.vocabulary] if isinstance(kind, Term) else self._targets.get(kind.target, {})

    @cached_property
    def _terms(self) -> Mapping[str, Mapping[str, str]]:
        return {name: _meanings(entries) for name, entries in self.network.vocabularies.items()}

    @cached_property
    def _targets(self) -> Mapping[str, Mapping[str, str]]:
        network = self.network
        names = {"group": {group.name: id_ for id_, group in network.groups.items()}}
        for kind, of_kind in network.kinds.items():
            title = next((type(kept.record).title_field for kept in of_kind.values()), "")
            names[kind] = {getattr(kept.record, title): id_ for id_, kept in of_kind.items()}
        return {
            kind: {name.casefold(): id_ for name, id_ in named.items()} | {id_: id_ for id_ in named.values()}
            for kind, named in names.items()
        }

    def items(self, kind: str, declared: Field, path: Sequence[str], text: str) -> tuple[Any, Translations]:
        """A list of groups of fields, and what each translation says of its items.

        Raises `Refused` where it is no strict YAML, and gives what it is where that is no list of groups.
        """
        assert declared.part is not None
        fenced = FENCED.match(text.strip())
        read = read_yaml(fenced["inside"] if fenced else text)
        rows = [read] if isinstance(read, dict) else read
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Refused("items-expected")
        told: list[Any] = []
        translations: Translations = {}
        keys = _titles(kind, declared.part, tuple(path))
        for n, row in enumerate(rows):
            own: dict[str, Any] = {}
            for written, value in row.items():
                name, _, language = written.rpartition(".")
                name, language = (name, language) if name and language in LANGUAGES else (written, "")
                key = keys.get(name.strip().casefold(), name)
                if not language:
                    own[key] = self.value(declared.part, key, value)
                elif value:
                    there = translations.setdefault(language, [{} for _ in rows])
                    there[n][key] = value
            told.append(own)
        return told, translations

    def value(self, part: type[Part], key: str, value: Any) -> Any:
        """What stands after a key of an item."""
        declared = next((f for f in fields(part) if f.key == key), None)
        if declared is None or declared.part is not None:
            return value
        if isinstance(value, list):
            return [self.one(declared.kind, one) if isinstance(one, str) else one for one in value]
        return self.field(declared, value) if isinstance(value, str) and value.strip() else value


def is_tick(text: str) -> bool:
    """Whether an answer says no more than yes or no."""
    return bool(TICKED.search(text)) or text.strip().casefold() in YES | NO


def yes_or_no(text: str) -> bool | None:
    """What an answer says, or None: in words, or by the ticks of GitHub's boxes."""
    if ticks := TICKED.findall(text):
        return any(tick in "xX" for tick in ticks)
    answer = text.strip().strip(".!").casefold()
    return True if answer in YES else False if answer in NO else None


def _is_right(kind: Kind, text: str) -> bool:
    try:
        TypeAdapter(_checked(kind)).validate_python(text)
    except ValidationError:
        return False
    return True


def _mended(kind: Kind, text: str) -> str:
    """`text` as the field writes it, where its check is certain what was meant; else `text` itself."""
    if isinstance(kind, Moment) and (day := iso_day(text)):
        clock = re.search(r"(?<![\d.])([01]?\d|2[0-3])(?:[.:]([0-5]\d))?\s*$", text[6:])
        text = f"{day} {int(clock[1]):02}:{clock[2] or '00'}" if clock else text
    try:
        TypeAdapter(_checked(kind)).validate_python(text)
    except ValidationError as error:
        meant = error.errors(include_url=False)[0].get("ctx", {}).get("near", "")
        return meant if meant and _is_right(kind, meant) else text
    return text


def _checked(kind: Kind) -> Any:
    from typing import Annotated

    return Annotated[str, kind]


def _meanings(entries: Mapping[str, Any]) -> dict[str, str]:
    """Labels before synonyms: a word that is one entry's name is never taken for another's."""
    found: dict[str, str] = {}
    told = [(id_, [*entry.labels().values()]) for id_, entry in entries.items()]
    told += [
        (id_, [s for code in LANGUAGES for s in entry.synonyms_in(code)]) for id_, entry in entries.items()
    ]
    for id_, called in told:
        for name in called:
            found.setdefault(name.casefold(), id_)
    return found | {id_: id_ for id_ in entries}


def _choices(options: Iterable[tuple[str, str]]) -> dict[str, str]:
    told = dict(options)
    return {
        name.casefold(): value
        for value in told
        for name in (value, *(words(language).option(told, value) for language in LANGUAGES))
    }


def _coded(standard: str) -> Mapping[str, str]:
    known = codes(standard)
    return {name.casefold(): code for code, names in known.items() for name in names} | {
        code.casefold(): code for code in known
    }


def _titles(kind: str, part: type[Part], above: tuple[str, ...]) -> Mapping[str, str]:
    """Key and titles of the fields of a group, folded → key."""
    return {
        name.casefold(): f.key
        for f in fields(part)
        for name in (
            *(words(language).field_title(kind, (*above, f.key)) for language in LANGUAGES),
            f.key,
        )
    }
