"""Documents become records: every field read by its declaration, every mistake a problem at its line."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from talkoot.problems import Problem
from talkoot.records import RECORD_KINDS, NetworkRecord, declared_field, model_of
from talkoot.records.check import check, given
from talkoot.records.fields import (
    Choice,
    Code,
    Day,
    Email,
    Flag,
    Kind,
    LinkTo,
    Measure,
    Moment,
    Number,
    Period,
    Phone,
    Picture,
    Sum,
    Term,
    Web,
)
from talkoot.records.meeting import Meeting
from talkoot.records.member import Member
from talkoot.records.raw_html import html_in
from talkoot.records.record import Field, Part, fields
from talkoot.records.translation import given_paths, merge, translation_of
from talkoot.records.values import Figure, Money, When
from talkoot.sources.documents import Document
from talkoot.sources.front_matter import read_front_matter
from talkoot.sources.names import near
from talkoot.sources.strict_yaml import read_keys

MEMBER = """\
name: Järvikala
summary: Smoked vendace
sectors:
  - food
group: inari
place: inari
joined: 2026-05-04
"""


def member(text: str) -> Document:
    return Document("members/a/member.yml", "member", "a", "", read_keys(text), "", 0, text)


def meeting(text: str) -> Document:
    read = read_front_matter(text)
    return Document("content/meetings/a/meeting.md", "meeting", "a", "", *read)


def no_titles(kind: str, above: tuple[str, ...]) -> dict[str, str]:
    return {}


def checked(document: Document, model: type[Part]) -> tuple[Any, tuple[Problem, ...]]:
    return check(document, model, no_titles)


def every_field(model: type[Part]) -> Iterator[Field]:
    for field in fields(model):
        yield field
        if field.part:
            yield from every_field(field.part)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Flag(""), "yes", True),
        (Flag(""), "No", False),
        (Flag(""), "true", True),
        (Number("", max=50), "12", 12),
        (Number("", min=-5), "-5", -5),
        (Day(""), "2026-03-12", date(2026, 3, 12)),
        (Moment(""), "2026-03-12 17:00", datetime(2026, 3, 12, 17)),
        (Moment(""), "2026-03-12T17:00", datetime(2026, 3, 12, 17)),
        (Period(""), "2024", When("2024")),
        (Period(""), "2024-05", When("2024-05")),
        (Sum(""), "500096 EUR", Money(Decimal(500096), "EUR")),
        (Sum(""), "12.50 NOK", Money(Decimal("12.50"), "NOK")),
        (Measure(""), "more than 60", Figure(Decimal(60), "more than")),
        (Measure(""), "12.5 %", Figure(Decimal("12.5"), "", " %")),
        (Web(""), "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (Web(""), "https://järvikala.example:8080", "https://järvikala.example:8080"),
        (Email(""), "eva.o'neil+tag@example.org", "eva.o'neil+tag@example.org"),
        (Phone(""), "0401234567", "0401234567"),
        (Phone(""), "+358 (0)40 123 4567", "+358 (0)40 123 4567"),
        (Picture(""), "Workshop_2.JPG", "Workshop_2.JPG"),
        (Code("", standard="country"), "NO", "NO"),
        (Code("", standard="language"), "se", "se"),
        (Code("", standard="time-zone"), "Europe/Helsinki", "Europe/Helsinki"),
        (Choice("", options={"a": "A"}), "a", "a"),
    ],
)
def test_a_field_reads_what_is_written(kind: Kind, text: str, value: object) -> None:
    assert kind.read(text) == value


@pytest.mark.parametrize(
    ("kind", "text", "code", "meant"),
    [
        (Flag(""), "kyllä", "yes-or-no", ""),
        (Number(""), "about twelve", "number", ""),
        (Number(""), "1.5", "number", ""),
        (Number(""), "9" * 5000, "number", ""),
        (Number("", max=9), "10", "number-out-of-range", ""),
        (Day(""), "12.3.2026", "day", "2026-03-12"),
        (Day(""), "12/3 2026", "day", "2026-03-12"),
        (Day(""), "31.2.2026", "no-such-day", ""),
        (Day(""), "2026-02-31", "no-such-day", ""),
        (Day(""), "March", "day", ""),
        (Day(""), "２０２６-03-12", "day", ""),
        (Moment(""), "12.3.2026 klo 17.00", "moment", "2026-03-12 17:00"),
        (Moment(""), "2026-03-12 17.30", "moment", "2026-03-12 17:30"),
        (Moment(""), "2026-03-12 25:00", "no-such-day", ""),
        (Moment(""), "2026-03-12", "moment", ""),
        (Period(""), "24", "year-month-or-day", ""),
        (Period(""), "2024-13", "no-such-day", ""),
        (Period(""), "1.5.2024", "year-month-or-day", "2024-05-01"),
        (Sum(""), "500 096 €", "money", "500096 EUR"),
        (Sum(""), "1 200 SEK", "money", "1200 SEK"),
        (Sum(""), "500096", "money", ""),
        (Measure(""), "92,5 %", "figure", "92.5 %"),
        (Measure(""), "dozens", "figure", ""),
        (Web(""), "www.example.org", "web-address", "https://www.example.org"),
        (Web(""), "javascript:alert(1)", "web-address", ""),
        (Web(""), "data:text/html,x", "web-address", ""),
        (Web(""), "https://user:pass@example.org", "web-address", ""),
        (Email(""), "hello @example.org", "email", "hello@example.org"),
        (Email(""), "hello(at)example.org", "email", "hello@example.org"),
        (Email(""), "mailto:hello@example.org", "email", "hello@example.org"),
        (Email(""), "hello", "email", ""),
        (Phone(""), "040 123 or 050 321", "phone", ""),
        (Picture(""), "logo.pdf", "picture-name", ""),
        (Picture(""), "../logo.png", "picture-name", ""),
        (Code("", standard="country"), "Finland", "country-code", "FI"),
        (Code("", standard="country"), "Suomi", "country-code", "FI"),
        (Code("", standard="country"), "fi", "country-code", "FI"),
        (Code("", standard="language"), "suomi", "language-code", "fi"),
        (Code("", standard="time-zone"), "Helsinki", "time-zone-code", "Europe/Helsinki"),
        (Choice("", options={"planned": "P"}), "planed", "unknown-choice", "planned"),
    ],
)
def test_a_field_refuses_what_it_can_not_read_and_says_what_was_meant(
    kind: Kind, text: str, code: str, meant: str
) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        kind.read(text)

    assert (refused.value.type, (refused.value.context or {}).get("near", "")) == (code, meant)


@pytest.mark.parametrize("kind", ["member", "meeting", "practice", "network", "vocabulary", "addresses"])
def test_every_field_has_a_title_and_an_example_that_it_takes(kind: str) -> None:
    model = model_of(kind)
    assert model is not None

    for field in every_field(model):
        assert field.kind.title
        if field.part is None and not isinstance(field.kind, Term | LinkTo):
            assert field.kind.example, field
            field.kind.read(field.kind.example)


@pytest.mark.parametrize(
    ("word", "among", "meant"),
    [
        ("tourizm", ["tourism", "crafts"], "tourism"),
        ("Hirsi ja Hopea", ["hirsi-ja-hopea"], "hirsi-ja-hopea"),
        ("järvikala", ["jarvikala"], "jarvikala"),
        ("quantum", ["tourism", "crafts"], ""),
    ],
)
def test_the_near_match_forgives_capitals_accents_and_blanks(word: str, among: list[str], meant: str) -> None:
    assert near(word, among) == meant


def test_a_right_document_is_a_frozen_record() -> None:
    record, problems = checked(member(MEMBER), Member)

    assert problems == ()
    assert (record.name, record.sectors, record.joined) == ("Järvikala", ("food",), date(2026, 5, 4))
    with pytest.raises(ValueError, match="frozen"):
        record.name = "Other"


def test_an_empty_line_says_nothing() -> None:
    empty = "address:\nlogo: ''\nlanguages: []\nmarkets:\n  now:\nhosting:\n  willing:\n  seats:\n"

    record, problems = checked(member(MEMBER + empty), Member)

    assert problems == ()
    assert (record.address, record.logo, record.languages, record.markets, record.hosting) == (
        None,
        None,
        (),
        None,
        None,
    )


def test_an_empty_line_with_an_unknown_name_is_still_unknown() -> None:
    _, problems = checked(member(MEMBER + "turnover:\n"), Member)

    assert [p.code for p in problems] == ["unknown-key"]


def test_items_of_a_list_keep_their_position() -> None:
    assert given({"links": ["", {"title": " A "}]}, translation_of(Member)) == {"links": [{}, {"title": "A"}]}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("sectors:\n  - food", "sector:\n  - food"),
        ("name: Järvikala", "Name: Järvikala"),
        ("place: inari", "plase: inari"),
    ],
)
def test_a_misspelt_required_key_gives_one_problem_not_two(line: str, wrong: str) -> None:
    _, problems = checked(member(MEMBER.replace(line, wrong)), Member)

    assert [(p.code, dict(p.hints)["near"]) for p in problems] == [("unknown-key", line.partition(":")[0])]


def test_a_problem_stands_at_the_line_of_its_item() -> None:
    _, problems = checked(member(MEMBER + "links:\n  - title: A\n    url: example.org\n"), Member)

    assert [(p.code, p.line, p.column, p.field) for p in problems] == [
        ("web-address", 10, 5, ("links", 0, "url"))
    ]


def test_rules_are_asked_although_another_field_is_wrong() -> None:
    _, problems = checked(member(MEMBER + "size: many\ncontact:\n  email: a@example.org\n"), Member)

    assert [p.code for p in problems] == ["number", "contact-without-consent"]


def test_the_text_below_the_front_matter_is_a_field_at_its_own_line() -> None:
    head = "---\ntitle: A\nstart: 2026-12-10 17:00\nend: 2026-12-10 19:00\nmode: online\nstatus: planned\ngroup: inari\n---\n"

    record, _ = checked(meeting(head + "We met.\n"), Meeting)
    _, problems = checked(meeting(head + "x" * 20_001), Meeting)

    assert record.report == "We met."
    assert [(p.code, p.line, dict(p.hints)) for p in problems] == [
        ("too-long", 9, {"max": "20000", "over": "1"})
    ]


def test_a_limit_counts_the_author_s_text_alone() -> None:
    record, _ = checked(member(MEMBER + "about: |\n  " + "x" * 3000 + "\n"), Member)

    assert len(record.about) == 3000


def test_a_translation_holds_the_translated_fields_alone_and_needs_none() -> None:
    model = translation_of(Member)

    assert [field.key for field in fields(model)] == [
        "summary",
        "about",
        "links",
        "contact",
        "hosting",
        "photos",
    ]
    assert not any(field.required for field in every_field(model))


def test_a_translation_is_laid_over_the_record_by_position() -> None:
    links = "links:\n  - title: A\n    url: https://a.example\n  - title: B\n    url: https://b.example\n"
    own, _ = checked(member(MEMBER + links), Member)
    written = member("links:\n  -\n  - title: Toinen\n")
    translation, problems = checked(written, translation_of(Member))

    told = merge(own, translation)

    assert problems == ()
    assert [(link.title, link.url) for link in told.links] == [
        ("A", "https://a.example"),
        ("Toinen", "https://b.example"),
    ]
    assert told.summary == own.summary
    assert given_paths(written.data) == {("links", 1, "title")}


@pytest.mark.parametrize(
    ("text", "tag", "line"),
    [
        ("We have <b>two</b> benches.", "<b>", 8),
        ("One.\n\n<script>alert(1)</script>", "<script>", 10),
        ("`<b>` is code, <i>this</i> is not.", "<b>", 8),
        ("```\n<b>\n```\n<i>x</i>", "<i>", 11),
    ],
)
def test_html_is_told_at_its_line(text: str, tag: str, line: int) -> None:
    head = (
        "---\ntitle: A\nstart: 2026-12-10 17:00\nend: 2026-12-10 19:00\nmode: online\nstatus: planned\n---\n"
    )

    (warning,) = html_in(meeting(head + text), Meeting)

    assert (warning.found, warning.line, warning.severity) == (tag, line, "warning")


@pytest.mark.parametrize(
    "text", ["2 < 3 > 1", "<https://example.org>", "`<b>`", "code:\n\n    <b>\n", r"\<b>", "a <3 b"]
)
def test_what_only_looks_like_html_is_not_told(text: str) -> None:
    document = member(MEMBER)

    assert not list(html_in(Document(**{**_fields(document), "data": {"about": text}}), Member))


def _fields(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in Document.__match_args__}


def test_a_declaration_is_found_by_its_keys() -> None:
    field = declared_field("member", ("contact", "email"))

    assert field is not None
    assert isinstance(field.kind, Email)
    assert declared_field("member", ("contact", "fax")) is None
    assert declared_field("committee", ("name",)) is None


def test_ids_of_accounts_what_people_agreed_to_and_settings_are_not_shown() -> None:
    models = (*RECORD_KINDS, NetworkRecord)

    hidden = {field.key for model in models for field in every_field(model) if not field.kind.public}

    settings = {"own_changes_merge", "sign_in_relay"}
    assert hidden == {"agreed", "consent", "editors"} | settings


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024-05-17", date(2024, 5, 17), date(2024, 5, 17)),
    ],
)
def test_a_year_and_a_month_have_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    assert (When(text).first_day, When(text).last_day) == (first, last)
