"""Records become a network: links both ways, and no problem but the ones between them."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from mistaken import RIGHT, TODAY

from talkoot.build import SHELVES, examine
from talkoot.linking import link
from talkoot.network import Network, awaits_report, has_left
from talkoot.records import RECORD_KINDS
from talkoot.shelves import Shelves, shelve
from talkoot.sources.documents import read_documents
from talkoot.sources.finding import find_sources

HIRSI = "members/hirsi-ja-hopea/member.yml"
HELD = "content/meetings/2026-10-08-jarvikala/meeting.md"
PLANNED = "content/meetings/2026-12-10-hirsi-ja-hopea/meeting.md"

Edit = tuple[str, str, str]
"""A path, a text in it and what stands there instead."""


@pytest.fixture
def shelves(tmp_path: Path) -> Callable[..., Shelves]:
    """Everything checked in the small network with some texts changed."""

    def checked(*edits: Edit) -> Shelves:
        root = Path(shutil.copytree(RIGHT, tmp_path / "network"))
        for path, old, new in edits:
            text = (root / path).read_text(encoding="utf-8")
            assert old in text
            (root / path).write_text(text.replace(old, new), encoding="utf-8")
        found = find_sources(root, SHELVES)
        documents, unread = read_documents(root, found.sources)
        return shelve(documents, RECORD_KINDS, {problem.path for problem in unread})[0]

    return checked


@pytest.fixture(scope="module")
def network() -> Network:
    """The small network as it is."""
    network = examine(RIGHT, TODAY).network
    assert network is not None
    return network


@pytest.mark.parametrize(
    ("target", "id_", "field", "linking"),
    [
        ("member", "jarvikala", "meeting.host", ["2026-10-08-jarvikala"]),
        ("member", "hirsi-ja-hopea", "meeting.attendance.members", ["2026-10-08-jarvikala"]),
        ("member", "hirsi-ja-hopea", "meeting.outcomes.who", ["2026-10-08-jarvikala"]),
        ("member", "hirsi-ja-hopea", "practice.members", ["monthly-meeting"]),
        ("practice", "monthly-meeting", "practice.copied_from.practice", ["shared-van"]),
        ("group", "inari", "member.group", ["jarvikala"]),
        ("group", "inari", "meeting.group", ["2026-09-03-online", "2026-10-08-jarvikala"]),
        ("themes", "pricing", "meeting.themes", ["2026-10-08-jarvikala"]),
        ("themes", "pricing", "member.themes_wished", ["hirsi-ja-hopea"]),
        ("sectors", "crafts", "member.sectors", ["hirsi-ja-hopea", "vanha-verstas"]),
        ("offers", "meeting-space", "member.offers", ["hirsi-ja-hopea"]),
        ("offers", "meeting-space", "member.needs", []),
        ("places", "rovaniemi", "member.place", ["hirsi-ja-hopea", "vanha-verstas"]),
        ("topics", "sme-competitiveness", "practice.topics", ["monthly-meeting"]),
    ],
)
def test_links_are_known_from_both_ends(
    network: Network, target: str, id_: str, field: str, linking: list[str]
) -> None:
    assert [kept.id for kept in network.linking(target, id_, field)] == linking


def test_a_record_that_names_another_twice_links_to_it_once(shelves: Callable[..., Shelves]) -> None:
    twice = (HELD, "    - jarvikala\n", "    - jarvikala\n    - jarvikala\n")

    network, _ = link(shelves(twice), TODAY)

    assert network is not None
    assert len(network.linking("member", "jarvikala", "meeting.attendance.members")) == 1


@pytest.mark.parametrize(
    "broken",
    [(HIRSI, "size: 2", "size: two"), (HIRSI, "place: rovaniemi", "place rovaniemi")],
    ids=["wrong", "unreadable"],
)
def test_a_broken_record_stays_a_valid_target(shelves: Callable[..., Shelves], broken: Edit) -> None:
    network, problems = link(shelves(broken), TODAY)

    assert problems == ()
    assert network is not None
    assert "hirsi-ja-hopea" not in network.members


def test_a_broken_entry_of_a_list_may_still_be_chosen(shelves: Callable[..., Shelves]) -> None:
    broken = ("content/vocabularies/places.yml", "latitude: 68.906", "latitude: far north")

    _, problems = link(shelves(broken), TODAY)

    assert problems == ()


def test_links_of_a_broken_record_are_checked_all_the_same(shelves: Callable[..., Shelves]) -> None:
    broken = (
        (PLANNED, "start: 2026-12-10 17:00", "start: soon"),
        (PLANNED, "host: hirsi-ja-hopea", "host: nobody"),
    )

    _, problems = link(shelves(*broken), TODAY)

    assert [(problem.code, problem.found) for problem in problems] == [("unknown-record", "nobody")]


def test_nobody_is_to_blame_for_a_group_when_the_groups_can_not_be_read(
    shelves: Callable[..., Shelves],
) -> None:
    network, problems = link(shelves(("content/network.yml", "groups:", "groups")), TODAY)

    assert (network, problems) == (None, ())


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("Hirsi ja Hopea", "hirsi-ja-hopea"),
        ("HIRSI-JA-HOPEA", "hirsi-ja-hopea"),
        ("hirsi-hopea", "hirsi-ja-hopea"),
        ("järvikala", "jarvikala"),
        ("Järvikalla", "jarvikala"),
        ("routabitti", ""),
    ],
)
def test_an_unknown_member_comes_with_the_near_match(
    shelves: Callable[..., Shelves], written: str, near: str
) -> None:
    _, (problem,) = link(shelves((PLANNED, "host: hirsi-ja-hopea", f"host: {written}")), TODAY)

    assert (problem.code, problem.line, dict(problem.hints).get("near", "")) == ("unknown-record", 7, near)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("tourizm", "tourism"),
        ("Matkailu", "tourism"),
        ("TURISM", "tourism"),
        ("silver", "crafts"),
        ("quantum", ""),
    ],
)
def test_an_unknown_term_comes_with_the_near_match_in_any_language(
    shelves: Callable[..., Shelves], written: str, near: str
) -> None:
    _, (problem,) = link(shelves((HIRSI, "  - tourism", f"  - {written}")), TODAY)

    assert (problem.code, dict(problem.hints).get("near", "")) == ("unknown-term", near)


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2026, 11, 21), []),
        (date(2026, 10, 8), []),
        (date(2026, 10, 7), ["held-in-the-future"]),
        (date(2026, 10, 1), ["held-in-the-future", "in-the-future"]),
    ],
)
def test_what_can_have_happened_is_told_by_the_day(
    shelves: Callable[..., Shelves], today: date, codes: list[str]
) -> None:
    _, problems = link(shelves(), today)

    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("left_on", "codes"), [("2026-12-10", []), ("2026-12-09", ["host-had-left"]), ("2027-01-01", [])]
)
def test_a_host_may_leave_after_the_meeting(
    shelves: Callable[..., Shelves], left_on: str, codes: list[str]
) -> None:
    leaves = (HIRSI, "status: active", f"status: left\nleft_on: {left_on}")

    _, problems = link(shelves(leaves), TODAY)

    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("published", "gone"),
    [
        ({"members/jarvikala"}, []),
        ({"members/hirsi-hopea"}, []),
        ({"members/lopettanut"}, []),
        ({"practices/b", "meetings/a"}, ["meetings/a", "practices/b"]),
    ],
    ids=["still there", "moved", "removed", "vanished"],
)
def test_an_address_that_was_published_must_still_answer(
    shelves: Callable[..., Shelves], published: set[str], gone: list[str]
) -> None:
    _, problems = link(shelves(), TODAY, published)

    assert [(problem.code, problem.found) for problem in problems] == [
        ("vanished", address) for address in gone
    ]


def test_a_record_whose_file_can_not_be_read_has_not_vanished(shelves: Callable[..., Shelves]) -> None:
    unreadable = (HIRSI, "place: rovaniemi", "place rovaniemi")

    _, problems = link(shelves(unreadable), TODAY, {"members/hirsi-ja-hopea"})

    assert problems == ()


def test_a_translation_is_told_where_it_says_something(network: Network) -> None:
    told = network.meetings["2026-10-08-jarvikala"].told("fi")

    assert (told.record.title, told.language_of("title")) == ("Mitä tuntini maksaa?", "fi")
    assert (told.record.access, told.language_of("access")) == ("Two steps", "en")
    assert told.record.report == "Jokainen kirjoitti muistiin **yhden** hinnan."
    assert told.language_of("report") == "fi"


def test_pictures_are_known_by_their_path_and_size(network: Network) -> None:
    sizes = {path: (seen.width, seen.height) for path, seen in network.pictures.items()}

    assert sizes == {
        "content/practices/monthly-meeting/meeting.png": (12, 8),
        "members/hirsi-ja-hopea/logo.png": (8, 8),
        "members/hirsi-ja-hopea/workshop.jpg": (12, 8),
    }


def test_a_draft_leaves_out_what_has_problems(tmp_path: Path) -> None:
    root = Path(shutil.copytree(RIGHT, tmp_path / "network"))
    text = (root / HIRSI).read_text(encoding="utf-8")
    (root / HIRSI).write_text(text.replace("- tourism", "- tourizm"), encoding="utf-8")

    examined = examine(root, TODAY, draft=True)

    assert [problem.code for problem in examined.problems] == ["unknown-term"]
    assert examined.network is not None
    assert sorted(examined.network.members) == ["jarvikala", "vanha-verstas"]


def test_a_day_tells_who_has_left_and_which_report_is_due(network: Network) -> None:
    left = network.members["vanha-verstas"].record
    planned = network.meetings["2026-12-10-hirsi-ja-hopea"].record

    assert (has_left(left, date(2025, 6, 29)), has_left(left, date(2025, 6, 30))) == (False, True)
    assert (awaits_report(planned, date(2026, 12, 10)), awaits_report(planned, date(2026, 12, 11))) == (
        False,
        True,
    )
