"""A page says when it was last confirmed; after the network's own limits it is marked, then left out of lists."""

import re
from datetime import date
from pathlib import Path

import pytest
from built import BuiltPage, copy_of, pages_of, site_of

from talkoot.build import examine
from talkoot.network import Network, months_before

SMALL = Path(__file__).parent / "sites" / "small"
LIMITS = "freshness:\n  marked_after: 12\n  unlisted_after: 24\n"


def network_of(root: Path, confirmed: str, limits: str = LIMITS) -> Path:
    """The small network, where Hirsi ja Hopea has confirmed its page on a day."""
    settings = root / "content/network.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("started:", f"{limits}started:"))
    record = root / "members/hirsi-ja-hopea/member.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("2026-10-02", confirmed), encoding="utf-8")
    return root


def freshness(root: Path, today: date) -> str:
    network = examine(root, today).network
    assert isinstance(network, Network)
    return network.freshness(network.members["hirsi-ja-hopea"].record)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 10, 2), "fresh"),
        (date(2027, 10, 2), "fresh"),
        (date(2027, 10, 3), "marked"),
        (date(2028, 10, 2), "marked"),
        (date(2028, 10, 3), "unlisted"),
    ],
)
def test_the_limits_are_the_networks_own(tmp_path: Path, today: date, expected: str) -> None:
    assert freshness(network_of(copy_of(SMALL, tmp_path / "n"), "2026-10-02"), today) == expected


def test_a_network_without_limits_marks_nothing(tmp_path: Path) -> None:
    assert (
        freshness(network_of(copy_of(SMALL, tmp_path / "n"), "2025-03-01", ""), date(2040, 1, 1)) == "fresh"
    )


def test_a_page_is_never_left_out_before_it_was_marked(tmp_path: Path) -> None:
    limits = "freshness:\n  marked_after: 12\n  unlisted_after: 12\n"

    problems = examine(
        network_of(copy_of(SMALL, tmp_path / "n"), "2026-10-02", limits), date(2026, 11, 21)
    ).problems

    assert [(p.code, p.field) for p in problems] == [
        ("unlisted-before-marked", ("freshness", "unlisted_after"))
    ]


def pages(root: Path, today: date) -> dict[str, BuiltPage]:
    files = {file.path: file for file in pages_of(site_of(root, examine(root, today)))}
    wanted = (
        "members/hirsi-ja-hopea/index.html",
        "fi/members/hirsi-ja-hopea/index.html",
        "index.html",
        "members/index.html",
        "groups/rovaniemi/index.html",
        "groups/index.html",
    )
    return {path: BuiltPage(path, files[path].make().decode()) for path in wanted}


def test_a_page_past_the_limits_keeps_its_address_and_is_counted_and_both_say_so(tmp_path: Path) -> None:
    root = network_of(copy_of(SMALL, tmp_path / "n"), "2026-10-02")
    (root / "content/index.md").write_text("# Small firms\n\n[[counts]]\n")

    made = pages(root, date(2028, 11, 1))

    own, listing = made["members/hirsi-ja-hopea/index.html"], made["members/index.html"]
    assert "Last confirmed on 2 October 2026. Some of this may have changed since." in own.text
    assert "Viimeksi vahvistettu 2. lokakuuta 2026." in made["fi/members/hirsi-ja-hopea/index.html"].text
    assert 'href="hirsi-ja-hopea/"' not in listing.html
    assert "not listed here" in listing.text
    assert re.search(
        r"\b2 members.*, of which 2 have not confirmed their pages for long", made["index.html"].text
    )
    assert "Hirsi ja Hopea" not in made["groups/rovaniemi/index.html"].text.partition("Meetings")[0]


def test_a_page_that_is_only_marked_is_listed(tmp_path: Path) -> None:
    made = pages(network_of(copy_of(SMALL, tmp_path / "n"), "2025-03-01"), date(2026, 11, 21))

    assert "Some of this may have changed since." in made["members/hirsi-ja-hopea/index.html"].text
    assert "Hirsi ja Hopea" in made["members/index.html"].text


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2026-03-31", 1, "2026-02-28"), ("2024-02-29", 12, "2023-02-28"), ("2026-01-15", 13, "2024-12-15"), ("2026-12-01", 12, "2025-12-01")],
)  # fmt: skip
def test_months_are_counted_by_the_calendar(day: str, months: int, before: str) -> None:
    assert str(months_before(date.fromisoformat(day), months)) == before
