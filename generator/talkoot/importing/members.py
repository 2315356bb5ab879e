"""Rows of a sheet → drafts of members; what is not certain stays out of them and is listed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from talkoot.editing.beginning import new_id
from talkoot.editing.understanding import Understanding, yes_or_no
from talkoot.importing.columns import LINK, Column, find_columns
from talkoot.importing.sheets import Row
from talkoot.network import Network
from talkoot.records.fields import Day, Email, LinkTo, Number, Phone, Term, Web
from talkoot.records.member import Member
from talkoot.records.record import Field
from talkoot.sources.names import suggest_id

COMPANY = re.compile(
    r"\b(oy|oyj|ab|abp|tmi|t:mi|ky|kb|ay|hb|ry|rf|osk|enskild firma|ltd|as)\b\.?", re.IGNORECASE
)
"""What a firm's form adds to its name; two spellings of one name differ in it most often."""

FIRST_DAY = date(1899, 12, 30)
"""What Excel counts days from."""


@dataclass(frozen=True, slots=True)
class Left:
    """A value that found no place: its row and column, and what it was."""

    row: int
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """One row that became a draft: the member's id and what its file will say; `missing` has to be added."""

    row: int
    id: str
    keys: Mapping[str, Any]
    missing: tuple[str, ...]
    has_contact: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What a sheet holds, and what becomes of it."""

    columns: tuple[Column, ...]
    headings: int
    drafts: tuple[Drafted, ...] = ()
    left: tuple[Left, ...] = ()
    nameless: tuple[int, ...] = ()
    """Rows without a name: sums, remarks."""
    twins: tuple[tuple[int, int], ...] = ()
    """Rows with a firm that another row has told of already."""
    members: tuple[tuple[int, str], ...] = ()
    """Rows with a firm that is a member already, with its id; nothing of it is changed."""
    without_consent: tuple[int, ...] = field(default=())
    """Rows whose contact stays out, since nothing says that the person agreed."""


def import_members(
    rows: Sequence[Row], network: Network, today: date, group: str = "", language: str = ""
) -> Imported:
    """The drafts that the rows make; `group` is everybody's who has none, `language` that of their texts."""
    columns, headings = find_columns(rows)
    placed = [column for column in columns if column.path]
    told = [row for row in rows if row.number > headings and not _is_heading(row, columns)]
    if not any(column.path == ("name",) for column in placed):
        return Imported(columns, headings)
    language = language or _language(placed)
    reader = _Reader(Understanding(network, today), network, today)
    known = {_bare(kept.record.name): kept.id for kept in network.members.values()}
    ids = {*network.members, *(id_ for kind, id_ in network.left_out if kind == Member.kind)}
    seen: dict[str, int] = {}
    drafts: list[Drafted] = []
    nameless: list[int] = []
    twins: list[tuple[int, int]] = []
    members: list[tuple[int, str]] = []
    withheld: list[int] = []
    for row in told:
        name = next((_cell(row, c) for c in placed if c.path == ("name",)), "")
        bare = _bare(name)
        if not bare or _is_sum(name, row, placed):
            nameless.append(row.number)
        elif bare in known or (id_ := new_id(Member, {"name": name})) in ids:
            members.append((row.number, known.get(bare) or id_))
        elif bare in seen or id_ in seen:
            twins.append((row.number, seen.get(bare) or seen[id_]))
        else:
            seen |= {bare: row.number, id_: row.number}
            keys, contact = reader.keys(row, placed)
            if group:
                keys.setdefault("group", group)
            elif len(network.groups) == 1:
                keys.setdefault("group", next(iter(network.groups)))
            keys.setdefault("joined", str(today))
            if language != network.languages[0]:
                keys["written_in"] = language
            if contact and "contact" not in keys:
                withheld.append(row.number)
            missing = tuple(
                k for k, info in Member.model_fields.items() if info.is_required() and k not in keys
            )
            drafts.append(Drafted(row.number, id_, keys, missing, "contact" in keys))
    return Imported(
        columns,
        headings,
        tuple(drafts),
        tuple(reader.left),
        tuple(nameless),
        tuple(twins),
        tuple(members),
        tuple(withheld),
    )


class _Reader:
    """Reads the cells of one row after another, and keeps what found no place."""

    def __init__(self, understanding: Understanding, network: Network, today: date) -> None:
        self.understanding, self.network, self.today = understanding, network, today
        self.left: list[Left] = []

    def keys(self, row: Row, columns: Sequence[Column]) -> tuple[dict[str, Any], bool]:
        """What the row tells of a member, and whether it holds a contact, shown or not."""
        keys: dict[str, Any] = {}
        contact: dict[str, str] = {}
        consent = ""
        for column in columns:
            text = _cell(row, column)
            if not text or column.field is None:
                continue
            if column.path == ("contact", "consent"):
                consent = self.consent(row, column, text)
            elif column.path[0] == "contact":
                for value in self.values(row, column, text)[:1]:
                    contact[column.path[1]] = value
            elif column.path == LINK:
                links = [{"title": _site_name(url), "url": url} for url in self.values(row, column, text)]
                keys.setdefault("links", []).extend(links)
            elif values := self.values(row, column, text):
                within = keys
                for key in column.path[:-1]:
                    within = within.setdefault(key, {})
                if column.field.many:
                    had = within.get(column.path[-1], [])
                    within[column.path[-1]] = [*dict.fromkeys([*had, *values])]
                else:
                    within[column.path[-1]] = values[0]
        if "hosting" in keys and "willing" not in keys["hosting"]:
            keys["hosting"]["willing"] = "yes"
        if contact and consent:
            keys["contact"] = contact | {"consent": consent}
        return keys, bool(contact)

    def consent(self, row: Row, column: Column, text: str) -> str:
        """The day of consent; empty where the answer is no, or none."""
        answer = yes_or_no(text)
        if answer is not None:
            return str(self.today) if answer else ""
        day = _day(text)
        if not day:
            self.left.append(Left(row.number, column, text))
        return day

    def values(self, row: Row, column: Column, text: str) -> list[str]:
        """The right values in a cell; the others are kept aside."""
        declared = column.field
        assert declared is not None
        understood = (
            self.understanding.several(declared.kind, text.replace(" / ", "\n"))
            if declared.many
            else [self.understanding.one(declared.kind, self.plain(declared, text))]
        )
        right = [value for value in understood if self.is_right(declared, value)]
        wrong = [value for value in understood if value not in right]
        if wrong:
            told = ", ".join(wrong) if declared.many else text
            self.left.append(Left(row.number, column, told))
        return right

    def plain(self, declared: Field, text: str) -> str:
        """A cell as the field would have it, where people and programmes write it otherwise."""
        match declared.kind:
            case Day():
                return _day(text) or text
            case Number():
                numbers = re.findall(r"\d+", text)
                return numbers[0] if len(numbers) == 1 else text
            case Phone():
                return _phone(text, self.network.about.record.countries[:1])
            case Email() | Web():
                return re.split(r"[\s,;]+", text)[0]
            case _:
                return text

    def is_right(self, declared: Field, value: str) -> bool:
        """Whether the field takes it, and it is one that the network knows."""
        from typing import Annotated

        checked: Any = Annotated[str, declared.kind]
        try:
            TypeAdapter(checked).validate_python(value)
        except ValidationError:
            return False
        kind = declared.kind
        if isinstance(kind, LinkTo) or (isinstance(kind, Term) and not kind.own_words):
            return value in self.understanding.meanings(kind).values()
        return not (isinstance(kind, Day) and value > str(self.today))


def _cell(row: Row, column: Column) -> str:
    return row.cells[column.index] if column.index < len(row.cells) else ""


def _is_heading(row: Row, columns: Sequence[Column]) -> bool:
    """Whether the headings stand here once more, as they do on each page of a printed list."""
    told = [_cell(row, column) for column in columns]
    same = sum(column.heading.endswith(text) for column, text in zip(columns, told, strict=True) if text)
    return same > 2 and same == sum(map(bool, told))


def _is_sum(name: str, row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row counts the others: little but a word such as “Total” and numbers."""
    told = [_cell(row, column) for column in columns if _cell(row, column)]
    return len(told) <= 2 and bool(re.match(r"(?i)(total|yhteens|sum|totalt|summa)", name))


def _bare(name: str) -> str:
    """A firm's name without its form, case and marks: one for all its spellings."""
    return suggest_id(COMPANY.sub(" ", name)).replace("-", "")


def _language(columns: Sequence[Column]) -> str:
    """The language that most headings are in."""
    told = [column.language for column in columns]
    return max(dict.fromkeys(told), key=told.count)


def _day(text: str) -> str:
    """A day in any of the ways that people and Excel write one, as ISO 8601; empty for none."""
    if re.fullmatch(r"\d{5}", text) and 20_000 < int(text) < 60_000:
        return str(FIRST_DAY + timedelta(days=int(text)))
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)\b", text) or re.match(
        r"(\d{4})[./](\d{1,2})[./](\d{1,2})\b", text
    )
    parts = match.groups() if match else ()
    if not parts and (nordic := re.match(r"(\d{1,2})[./\- ]+(\d{1,2})[./\- ]+(\d{4}|\d\d)\b", text)):
        parts = nordic.groups()[::-1]
    try:
        year, month, day = map(int, parts)
        return str(date(year + 2000 if year < 100 else year, month, day))
    except ValueError:
        return ""


def _phone(text: str, countries: Sequence[str]) -> str:
    """A number that a sheet took for one: its first zero or plus is gone."""
    digits = re.sub(r"\.0$", "", text.strip())
    if digits.startswith("358") and digits.isdigit():
        return f"+{digits}"
    if digits.isdigit() and not digits.startswith("0") and countries == ("FI",) and 6 <= len(digits) <= 10:
        return f"0{digits}"
    return re.split(r"\s*[,;/]\s*", text)[0]


def _site_name(url: str) -> str:
    return urlsplit(url).hostname.removeprefix("www.") if urlsplit(url).hostname else url  # type: ignore[union-attr]
