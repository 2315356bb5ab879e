"""The calendar of meetings: the same months as a table and as a list; cancelled and online are told in words."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pytest
from built import BuiltPage, BuiltSite, spoken

from talkoot.languages import LANGUAGES, words
from talkoot.outputs.calendar_page import month_id, month_title

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CALENDAR = "meetings/calendar/"


def cells(page: BuiltPage) -> Iterator[tuple[str, Element]]:
    """Each day of the page's tables, as it is written down in the cell, and the cell."""
    for cell in page.all("td"):
        day = cell.find("time")
        if day is not None:
            yield str(day.get("datetime")), cell


def links(element: Element) -> list[str]:
    return [str(link.get("href")) for link in element.iter("a")]


def test_every_meeting_stands_on_its_day_in_the_table_and_in_the_list(full: BuiltSite) -> None:
    network = full.examined.network
    assert network
    for kept in network.meetings.values():
        page = full.page(f"{CALENDAR}{month_id(kept.record.start)}/")
        (cell,) = [cell for day, cell in cells(page) if day == kept.record.start.date().isoformat()]
        (listed,) = [ul for ul in page.all("ul") if ul.get("class") == "month__list"]

        assert f"../../../{kept.address}" in links(cell)
        assert f"../../../{kept.address}" in links(listed)


def test_a_month_has_all_its_days_in_weeks_that_begin_on_monday(full: BuiltSite) -> None:
    page = full.page(f"{CALENDAR}2026-12/")
    rows = [row for row in page.all("tr") if row.find("td") is not None]

    assert [day for day, _ in cells(page)] == [f"2026-12-{n:02}" for n in range(1, 32)]
    assert [spoken(row.find("th")) for row in rows] == ["49", "50", "51", "52", "53"]  # type: ignore[arg-type]
    assert all(len(row.findall("td")) == 7 for row in rows)


@pytest.mark.parametrize(("language", "monday"), [("en", "Monday"), ("fi", "maanantai"), ("sv", "måndag")])
def test_days_and_months_are_named_in_the_language_of_the_page(
    language: str, monday: str, full: BuiltSite
) -> None:
    prefix = "" if language == "en" else f"{language}/"
    page = full.page(f"{prefix}{CALENDAR}2026-12/")

    assert monday in [element.get("title") for element in page.all("abbr")]
    assert month_title(date(2026, 12, 1), words(language)) in page.text
    assert month_title(date(2026, 12, 1), words("fi")) == "Joulukuu 2026"


def test_today_is_marked(full: BuiltSite) -> None:
    marked = [
        element.get("datetime")
        for element in full.page(CALENDAR).all("time")
        if element.get("aria-current") == "date"
    ]

    assert marked == ["2026-11-21"]


def test_a_month_leads_to_the_one_before_and_after(full: BuiltSite) -> None:
    page = full.page(f"{CALENDAR}2026-12/")
    led = {link.get("rel"): link.get("href") for link in page.all("a") if link.get("rel") in ("prev", "next")}

    assert led == {
        "prev": "../../../meetings/calendar/2026-11/",
        "next": "../../../meetings/calendar/2027-01/",
    }


def test_an_empty_month_says_so_and_no_search_engine_keeps_it(full: BuiltSite) -> None:
    empty, filled = full.page(f"{CALENDAR}2026-02/"), full.page(f"{CALENDAR}2026-12/")

    assert words("en")("calendar empty") in empty.text
    assert empty.meta("robots") == "noindex"
    assert filled.meta("robots") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_cancelled_and_online_are_told_in_words_wherever_a_meeting_stands(
    language: str, full: BuiltSite
) -> None:
    prefix = "" if language == "en" else f"{language}/"
    said = words(language)
    for month, meeting, word in (
        ("2027-01", "2027-01-14-peruttu", said("status cancelled")),
        ("2026-09", "2026-09-03-online", said("mode online")),
    ):
        calendar = full.page(f"{prefix}{CALENDAR}{month}/")
        entries = [link for link in calendar.all("a") if str(link.get("href")).endswith(f"{meeting}/")]
        assert word in spoken(entries[0])
        listed = next(
            article
            for article in full.page(f"{prefix}meetings/").all("article")
            if any(href.endswith(f"{meeting}/") for href in links(article))
        )
        assert word in spoken(listed)
        assert word in full.page(f"{prefix}meetings/{meeting}/").text


def test_a_meeting_leads_to_its_neighbours_in_the_group(full: BuiltSite) -> None:
    network = full.examined.network
    assert network
    for id_, kept in network.meetings.items():
        before, after = network.neighbours(kept)
        page = full.page(f"meetings/{id_}/")
        led = {
            str(link.get("rel")): link.get("href")
            for link in page.all("a")
            if link.get("rel") in ("prev", "next")
        }
        expected = {rel: f"../../{to.address}" for rel, to in (("prev", before), ("next", after)) if to}
        assert led == expected
        for other in (before, after):
            assert other is None or other.record.group == kept.record.group


def test_seats_left_are_told_where_they_are_known(full: BuiltSite) -> None:
    assert "12 seats, 4 left" in full.page("meetings/2026-12-10-hirsi-ja-hopea/").text
    assert "12 seats, 4 left" in full.page("meetings/").text
    assert "left" not in full.page("meetings/2026-10-08-jarvikala/").text.partition("Report")[0]


@pytest.mark.parametrize(("width", "table", "listed"), [(1280, True, False), (360, False, True)])
def test_wide_screens_show_a_table_and_narrow_ones_a_list(
    width: int, table: bool, listed: bool, browser: "Browser", full: BuiltSite
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto((full.folder / CALENDAR / "2026-12/index.html").as_uri())

    assert page.locator("table.month__table").is_visible() is table
    assert page.locator(".month__list").is_visible() is listed
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
