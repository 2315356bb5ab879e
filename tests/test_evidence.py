"""Evidence: the figures of every period, counted by hand on a small network."""

import csv
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from built import BuiltSite, build_site, copy_of, spoken

from talkoot.evidence import Evidence
from talkoot.languages import LANGUAGES, words
from talkoot.outputs.evidence import FIGURES, period_address, table_name
from talkoot.outputs.figures_table import COLUMNS, plain
from talkoot.periods import Period, last_of_month, months, quarters, year
from talkoot.records.meeting import Attendance, Expert, Outcome
from talkoot.records.values import When

TODAY = date(2026, 8, 20)
SMALL = Path(__file__).parent / "sites" / "small"


def member(joined: str, left: str | None = None, group: str = "rovaniemi") -> Any:
    record = SimpleNamespace(
        joined=date.fromisoformat(joined), left_on=date.fromisoformat(left) if left else None, group=group
    )
    return SimpleNamespace(record=record)


def meeting(
    day: str,
    status: str = "held",
    host: str | None = None,
    themes: Sequence[str] = (),
    attendance: Attendance | None = None,
    outcomes: Sequence[str] = (),
    experts: int = 0,
    group: str = "rovaniemi",
) -> Any:
    start = datetime.fromisoformat(f"{day} 17:00")
    record = SimpleNamespace(
        start=start,
        end=start + timedelta(hours=2),
        status=status,
        host=host,
        themes=tuple(themes),
        attendance=attendance,
        outcomes=[Outcome.model_construct(what="…", state=state) for state in outcomes],
        experts=[Expert(role="…")] * experts,
        group=group,
    )
    return SimpleNamespace(record=record, id=day)


def evidence(
    members: Sequence[Any], meetings: Sequence[Any], started: str = "", today: date = TODAY
) -> Evidence:
    """What can be counted in a network of these."""
    about = SimpleNamespace(record=SimpleNamespace(started=When(started) if started else None))
    network: Any = SimpleNamespace(
        today=today,
        about=about,
        members_by_name=members,
        meetings_by_day=sorted(meetings, key=lambda kept: kept.record.start, reverse=True),
    )
    return Evidence(network)


MEMBERS = [
    member("2025-11-03"),
    member("2026-03-31"),
    member("2026-04-01", "2026-06-30"),
    member("2026-06-30", group="inari"),
    member("2026-07-01"),
]
MEETINGS = [
    meeting("2025-12-31", host="a", themes=["pricing"]),
    meeting(
        "2026-01-01",
        host="a",
        themes=["pricing", "pricing", "export"],
        attendance=Attendance.model_construct(people=9, enterprises=7, members=("a", "b")),
        outcomes=["done", "dropped"],
        experts=2,
    ),
    meeting("2026-03-31", host="b", attendance=Attendance.model_construct(people=0, members=("b", "c"))),
    meeting("2026-04-01", status="cancelled", host="c", attendance=Attendance.model_construct(people=50)),
    meeting("2026-05-05", host="a", themes=["export"], outcomes=["open"], group="inari"),
    meeting("2026-06-01", status="planned"),
    meeting("2026-08-20", attendance=Attendance.model_construct(people=3, enterprises=3)),
    meeting("2026-09-10", status="planned"),
]


@pytest.fixture
def counted() -> Evidence:
    return evidence(MEMBERS, MEETINGS)


# Periods


def test_quarters_follow_each_other_without_a_gap() -> None:
    first, second, third, fourth = quarters(2024)

    assert (first.first, fourth.last) == (date(2024, 1, 1), date(2024, 12, 31))
    for before, after in ((first, second), (second, third), (third, fourth)):
        assert after.first - before.last == timedelta(days=1)
    assert [each.id for each in (first, fourth)] == ["2024-q1", "2024-q4"]
    assert [each.quarter for each in quarters(2024)] == [1, 2, 3, 4]


def test_months_end_where_the_calendar_says() -> None:
    assert last_of_month(2024, 2) == date(2024, 2, 29)
    assert last_of_month(2026, 12) == date(2026, 12, 31)
    assert last_of_month(9999, 12) == date.max
    assert [month.id for month in months(quarters(2026)[2])] == ["2026-07", "2026-08", "2026-09"]
    assert [month.id for month in months(Period(date(9999, 11, 1), date.max))] == ["9999-11", "9999-12"]


def test_a_network_is_told_from_its_first_day_until_today(counted: Evidence) -> None:
    assert counted.whole == Period(date(2025, 11, 3), TODAY)
    assert [each.id for each in counted.periods] == [
        *("", "2025", "2025-q4"),
        *("2026", "2026-q1", "2026-q2", "2026-q3"),
    ]
    assert evidence([], [], "2024-09").whole == Period(date(2024, 9, 1), TODAY)
    assert evidence([], []).whole == Period(TODAY, TODAY)


def test_a_very_old_day_makes_no_endless_row_of_pages() -> None:
    old = evidence([member("0001-01-01")], [])

    assert len(list(old.periods)) < 130
    assert old.of(old.whole).members.joined == 1
    assert len(old.parts(old.whole)) <= 25


# Members


@pytest.mark.parametrize(
    ("period", "now", "joined", "left"),
    [
        ("2025-q4", 1, 1, 0),
        ("2026-q1", 2, 1, 0),
        ("2026-q2", 3, 2, 1),
        ("2026-q3", 4, 1, 0),
        ("2026", 4, 4, 1),
        ("", 4, 5, 1),
    ],
)
def test_members_count_from_the_day_they_join_until_the_day_they_leave(
    period: str, now: int, joined: int, left: int, counted: Evidence
) -> None:
    told = counted.of(next(each for each in counted.periods if each.id == period))

    assert (told.members.now, told.members.joined, told.members.left) == (now, joined, left)


def test_who_joins_and_leaves_adds_up_from_period_to_period(counted: Evidence) -> None:
    before = 0
    for period in counted.parts(counted.whole):
        members = counted.of(period).members
        assert members.now == before + members.joined - members.left
        before = members.now


def test_figures_are_as_of_the_last_day_or_of_today(counted: Evidence) -> None:
    first, *_, last = counted.quarters(2026)

    assert (counted.of(first).as_of, counted.of(first).goes_on) == (date(2026, 3, 31), False)
    assert (counted.of(last).as_of, counted.of(last).goes_on) == (TODAY, True)


def test_members_of_a_group_are_counted_apart(counted: Evidence) -> None:
    assert counted.members_on(TODAY, "inari") == 1
    assert counted.members_on(TODAY, "rovaniemi") == 3
    assert counted.members_on(TODAY, "nowhere") == 0


def test_the_course_of_members_changes_on_the_days_they_came_and_went(counted: Evidence) -> None:
    assert counted.changes(quarters(2026)[1]) == [(date(2026, 4, 1), 3), (date(2026, 6, 30), 3)]
    assert counted.changes(counted.whole)[-1] == (date(2026, 7, 1), 4)


# Meetings


def test_only_meetings_told_as_held_count_by_the_day_they_began(counted: Evidence) -> None:
    first, second, third = (counted.of(each).meetings for each in counted.quarters(2026))

    assert (first.held, first.cancelled, first.unreported) == (2, 0, 0)
    assert (second.held, second.cancelled, second.unreported) == (1, 1, 1)
    assert (third.held, third.cancelled, third.unreported) == (1, 0, 0)  # the planned one is still to come


def test_attendance_adds_up_and_says_of_how_many_meetings_it_was_told(counted: Evidence) -> None:
    told = counted.of(year(2026)).meetings

    assert (told.people, told.people_counted) == (12, 3)  # nobody coming is a number too
    assert (told.enterprises, told.enterprises_counted) == (10, 2)
    assert told.held == 4


def test_hosts_and_those_present_count_once(counted: Evidence) -> None:
    told = counted.of(counted.whole).meetings

    assert told.hosts == 2
    assert told.present == 3  # a and b hosted, c was there; the host of a cancelled meeting is no host


def test_themes_experts_and_outcomes_are_of_the_meetings_held(counted: Evidence) -> None:
    told = counted.of(year(2026)).meetings

    assert told.themes == {"export": 2, "pricing": 1}
    assert told.experts == 2
    assert told.outcomes == {"open": 1, "under-way": 0, "done": 1, "dropped": 1}
    assert told.agreed == 3


def test_a_network_without_anything_counts_nothing() -> None:
    nothing = evidence([], [])

    told = nothing.of(nothing.whole)

    assert told.members.now == told.meetings.held == told.meetings.people == told.meetings.present == 0
    assert nothing.parts(nothing.whole)


# Pages


def test_every_period_has_a_page_and_a_table_in_every_language(full: BuiltSite) -> None:
    network = full.examined.network
    assert network
    for prefix in ("", "fi/", "sv/"):
        for period in network.evidence.periods:
            address = f"{prefix}{period_address(period)}"
            assert f"{address}index.html" in full.pages
            assert f"{address}{table_name(period)}" in full.files


def test_every_figure_of_a_page_leads_to_its_definition(full: BuiltSite) -> None:
    defined = {name for names in FIGURES.values() for name in names}
    for page in (full.page("evidence/"), full.page("fi/evidence/2026/")):
        led = {link.get("href") for link in page.all("a") if "figure__what" in str(link.get("class"))}
        assert led == {f"#counted-{name}" for name in defined}
        assert {f"counted-{name}" for name in defined} <= {*page.ids}
        assert "definitions" in page.ids
        for name in defined:
            assert words(page.language)(f"counted as {name}") in page.text


def test_a_page_says_for_which_days_its_figures_are(full: BuiltSite) -> None:
    assert "1 Jan – 31 Mar 2026" in full.page("evidence/2026-q1/").text
    assert "31 March 2026, the last day" in full.page("evidence/2026-q1/").text
    assert "as of 21 November 2026" in full.page("evidence/2026/").text


def test_the_front_page_counts_as_the_evidence_does(full: BuiltSite) -> None:
    network = full.examined.network
    assert network
    told = network.evidence.of(network.evidence.whole)
    counts = next(s for s in full.page("").all("section") if s.get("aria-labelledby") == "counts")
    numbers = [spoken(e) for e in counts.iter() if e.get("class") == "figure__number"]

    assert numbers == [
        str(n) for n in (told.members.now, told.meetings.held, told.meetings.hosts, len(told.meetings.themes))
    ]
    assert "evidence/#definitions" in {link.get("href") for link in counts.iter("a")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_tells_each_figure_with_its_days_and_definition(language: str, full: BuiltSite) -> None:
    prefix = "" if language == "en" else f"{language}/"
    text = (full.folder / f"{prefix}evidence/2026-q3/evidence-2026-q3.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))

    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["figure"] == "members"
    assert rows[0]["definition"] == words(language)("counted as members")
    assert (rows[0]["first_day"], rows[0]["last_day"], rows[0]["as_of"]) == (
        "2026-07-01",
        "2026-09-30",
        "2026-09-30",
    )
    # The quarter as a whole, then each of its months.
    assert list(dict.fromkeys(row["first_day"] for row in rows)) == ["2026-07-01", "2026-08-01", "2026-09-01"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert plain(text) == f"'{text}"
    assert plain("Tea = leaves") == "Tea = leaves"


def test_evidence_is_told_of_a_network_that_has_nothing_yet(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    for path in [*root.glob("content/meetings/*/*"), *root.glob("members/*/*")]:
        path.unlink()

    site = build_site(root, tmp_path / "site", search=False)

    assert words("en")("evidence none") in site.page("evidence/").text
