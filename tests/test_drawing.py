"""What is drawn as SVG: covers, charts and the map say what they should, in every palette and to everyone."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree

import pytest
from test_theme import DARK, LIGHT, luminance

from talkoot.frames.assets import THEME
from talkoot.outputs.drawing.boundaries import boundaries
from talkoot.outputs.drawing.charts import Bar, Counted, Goal, Told, bar_chart, counted, rows, step_chart
from talkoot.outputs.drawing.corner import VARIETY, corner, variant
from talkoot.outputs.drawing.covers import cover
from talkoot.outputs.drawing.hues import HUES, SECTORS, hue
from talkoot.outputs.drawing.map import APART, NARROW_LETTERS, WIDE_LETTERS, Link, Place, draw_map, gather
from talkoot.outputs.drawing.projection import Projection, clipped, page_around, simplified

COVERS_CSS = (THEME / "styles" / "covers.css").read_text()
IDS = [f"member-{n}" for n in range(2000)]

TODAY = date(2026, 11, 21)
TOLD = Told("Members <of> the network", "26 members & 30 is the goal")
COUNTS = counted([date(2025, 1, 10), date(2025, 1, 10), date(2025, 6, 1)], [date(2026, 2, 1)], TODAY)

ROVANIEMI = Place("rovaniemi", "Rovaniemi", 66.503, 25.729, 9)
INARI = Place("inari", "Inari", 68.906, 27.028, 5)
KEMI = Place("kemi", "Kemi", 65.736, 24.564, 2)
KEMINMAA = Place("keminmaa", "Keminmaa", 65.798, 24.537, 1)
PLACES = (ROVANIEMI, INARI, KEMI, KEMINMAA)


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def link(places: Sequence[Place]) -> Link:
    names = ", ".join(place.label for place in places)
    return Link(f"members/#{places[0].id}", f"{names}: {sum(place.count for place in places)} members")


def a_map(places: Sequence[Place] = PLACES) -> str:
    return draw_map(places, link, ("FI",), "Where our <members> are")


# Every drawing


@pytest.mark.parametrize(
    "drawing",
    [
        *(cover(id_, sector) for id_ in IDS[:60] for sector in ("crafts", 'odd "sector"')),
        step_chart(COUNTS, TODAY, TOLD, Goal(30, date(2026, 12, 31), "Goal: <30>")),
        bar_chart([Bar("2025 & before", (3, 1)), Bar("2026", (0, 0))], TOLD, ("People", "Firms")),
        a_map(),
    ],
    ids=lambda drawing: str(drawing)[12:30],
)
def test_a_drawing_is_well_formed_and_leaves_its_looks_to_the_style_sheet(drawing: str) -> None:
    elements = [*ElementTree.fromstring(drawing).iter()]

    assert all(
        element.tag not in ("style", "script") and not {"style", "id", "fill", "stroke"} & set(element.attrib)
        for element in elements
    )


@pytest.mark.parametrize(("sheet", "drawing"), [("covers", "".join(cover(id_, "food") for id_ in IDS[:300]))])
def test_every_class_of_a_cover_has_a_rule(sheet: str, drawing: str) -> None:
    classes = {name for names in re.findall(r'class="([^"]*)"', drawing) for name in names.split()}

    assert classes >= {
        "cover",
        "moon",
        "far",
        "wall",
        "shade",
        "gap",
        "grain",
        "knot",
        "window",
        "snow",
        "ends",
    }
    assert all(f".{name}" in COVERS_CSS for name in classes)


# Covers


def test_the_same_id_always_gives_the_same_cover() -> None:
    # Published pages keep their covers: whoever changes the drawing changes these on purpose.
    assert corner(variant("hirsi-ja-hopea")).ends[:2] == ((260, 145), (341, 189))
    assert cover("hirsi-ja-hopea", "crafts") == cover("hirsi-ja-hopea", "crafts")


def test_every_drawing_is_another_and_two_members_of_a_trade_rarely_share_one() -> None:
    assert len(set(map(corner, range(VARIETY)))) == VARIETY
    assert len({cover(id_, "food") for id_ in IDS[:100]}) > 90


def test_covers_differ_in_all_that_makes_them_siblings_not_twins() -> None:
    drawn = [*map(corner, range(400))]

    assert {len(each.walls) for each in drawn} == {2, 3}
    assert {len(each.walls[0].tops) for each in drawn} == {4, 5, 6}
    for rare in ("moon", "fell", "spruces", "window", "snow", "knots"):
        assert 0.1 < sum(bool(getattr(each, rare)) for each in drawn) / len(drawn) < 0.9, rare


def test_a_cover_weighs_no_more_than_1200_bytes() -> None:
    assert max(len(cover(id_, "business-services").encode()) for id_ in IDS) <= 1200


def test_a_window_lies_in_its_wall() -> None:
    for drawn in map(corner, range(600)):
        if drawn.window:
            (left, _), (right, _), high = drawn.window

            assert 0 <= left < right <= 640
            assert high > 40
            assert all(right < x - 4 or left > x + 4 for wall in drawn.walls for x in (wall.near,))


def test_every_sector_has_its_own_hue_and_an_unknown_one_always_the_same() -> None:
    assert len(set(SECTORS.values())) == len(SECTORS) == len(HUES)
    assert hue("crafts") == "rust"
    assert hue("beekeeping") == hue("beekeeping") in HUES


def test_hues_are_the_same_in_the_style_sheet_and_on_share_cards() -> None:
    rules = re.findall(r"\.hue-([a-z]+) \{ --hue-deep: (#\w+); --hue-pale: (#\w+); \}", COVERS_CSS)
    dark = [(name, each.dark_deep, each.dark_pale) for name, each in HUES.items()]

    assert rules == [*((name, each.deep, each.pale) for name, each in HUES.items()), *dark, *dark]


@pytest.mark.parametrize("name", ["covers", "map"])
def test_dark_is_the_same_however_it_came_about(name: str) -> None:
    sheet = (THEME / "styles" / f"{name}.css").read_text()
    by_system, chosen = (
        [
            (selector, re.findall(r"--[a-z-]+: [^;]+", block))
            for selector, block in re.findall(rf"{re.escape(root)} (\.[a-z-]+) \{{([^}}]+)\}}", sheet)
        ]
        for root in (':root:not([data-colours="light"])', ':root[data-colours="dark"]')
    )

    assert by_system == chosen
    assert by_system


@pytest.mark.parametrize("name", HUES)
def test_deep_and_pale_stand_out_from_each_other_and_from_the_page(name: str) -> None:
    each = HUES[name]

    assert contrast(each.deep, each.pale) >= 4.5
    assert contrast(each.deep, LIGHT["--paper"]) >= 4.5
    assert contrast(each.dark_pale, DARK["--paper"]) >= 4.5
    assert contrast(each.dark_deep, each.dark_pale) >= 3


# Charts


def test_members_are_counted_from_the_days_on_which_they_joined_and_left() -> None:
    steps = [(step.day.isoformat(), step.count) for step in COUNTS]

    assert steps == [("2025-01-10", 2), ("2025-06-01", 3), ("2026-02-01", 2)]


def test_days_to_come_do_not_count_yet() -> None:
    assert counted([TODAY, TODAY + timedelta(days=1)], [], TODAY) == (Counted(TODAY, 1),)


def test_somebody_who_joins_the_day_another_leaves_changes_nothing() -> None:
    assert counted([date(2025, 1, 1), date(2025, 5, 1)], [date(2025, 5, 1)], TODAY) == (
        Counted(date(2025, 1, 1), 1),
    )


def test_the_table_beside_a_chart_has_the_end_of_every_quarter_and_today() -> None:
    assert [(row.day.isoformat(), row.count) for row in rows(COUNTS, TODAY)] == [
        ("2025-03-31", 2),
        ("2025-06-30", 3),
        ("2025-09-30", 3),
        ("2025-12-31", 3),
        ("2026-03-31", 2),
        ("2026-06-30", 2),
        ("2026-09-30", 2),
        ("2026-11-21", 2),
    ]


def test_a_chart_is_a_picture_with_a_name_and_a_description() -> None:
    chart = ElementTree.fromstring(step_chart(COUNTS, TODAY, TOLD))

    assert chart.get("role") == "img"
    assert [(part.tag, part.text) for part in [*chart][:2]] == [
        ("title", TOLD.title),
        ("desc", TOLD.description),
    ]


@pytest.mark.parametrize(
    "goal", [None, Goal(30, date(2027, 6, 30), "Goal: 30"), Goal(1, date(2025, 2, 1), "Goal: 1")]
)
@pytest.mark.parametrize("members", [1, 3, 40, 5000])
def test_nothing_of_a_chart_is_cut_off(members: int, goal: Goal | None) -> None:
    steps = counted([TODAY - timedelta(days=n % 900) for n in range(members)], [], TODAY)

    for text in ElementTree.fromstring(step_chart(steps, TODAY, TOLD, goal)).iter("text"):
        x, y, long = int(text.get("x", "")), int(text.get("y", "")), len(text.text or "") * 9
        left = x - {"start": 0, "middle": long / 2, "end": long}[text.get("text-anchor", "")]
        assert left >= 0
        assert left + long <= 640
        assert 15 < y < 300


def test_bars_are_as_high_as_their_counts() -> None:
    chart = ElementTree.fromstring(bar_chart([Bar("2025", (2,)), Bar("2026", (4,)), Bar("2027", (0,))], TOLD))

    heights = [int(bar.get("height", "")) for bar in chart.iter("rect")]
    assert heights == [108, 216, 0]
    assert [text.text for text in chart.iter("text") if text.get("class") == "chart__count"] == [
        "2",
        "4",
        "0",
    ]


def test_where_labels_would_touch_only_some_are_shown_the_latest_always() -> None:
    bars = [Bar(f"{year}/{quarter}", (1,)) for year in range(2020, 2027) for quarter in (1, 2, 3, 4)]

    chart = ElementTree.fromstring(bar_chart(bars, TOLD))

    times = [text for text in chart.iter("text") if text.get("class") == "chart__time"]
    assert times[-1].text == "2026/4"
    assert all(int(b.get("x", "")) - int(a.get("x", "")) >= 6 * 15 for a, b in pairwise(times))


@pytest.mark.parametrize("quarters", [1, 2, 10, 28])
def test_no_label_of_a_bar_is_cut_off(quarters: int) -> None:
    bars = [Bar(f"{n % 4 + 1}. nelj. 24", (1,)) for n in range(quarters)]

    chart = ElementTree.fromstring(bar_chart(bars, TOLD))

    at = [int(text.get("x", "")) for text in chart.iter("text") if text.get("class") == "chart__time"]
    assert at
    assert all(11 * 15 / 2 <= x <= 640 - 11 * 15 / 2 + 1 for x in at)


def test_nothing_counted_draws_nothing() -> None:
    assert step_chart((), TODAY, TOLD) == bar_chart([], TOLD) == draw_map([], link, ("FI",), "x") == ""
    assert rows((), TODAY) == ()


def test_the_paler_bars_stand_out_from_the_page() -> None:
    for palette in (LIGHT, DARK):
        spruce, snow = palette["--spruce"], palette["--snow"]
        pairs = [(int(spruce[n : n + 2], 16), int(snow[n : n + 2], 16)) for n in (1, 3, 5)]
        mixed = "#" + "".join(f"{round(a * 0.62 + b * 0.38):02x}" for a, b in pairs)

        assert contrast(mixed, snow) >= 3


# The map


def test_every_dot_is_a_link_named_by_its_place_and_its_count() -> None:
    drawn = ElementTree.fromstring(a_map())

    assert [(dot.get("href"), dot.get("aria-label")) for dot in drawn.iter("a")] == [
        ("members/#inari", "Inari: 5 members"),
        ("members/#rovaniemi", "Rovaniemi: 9 members"),
        ("members/#kemi", "Kemi, Keminmaa: 3 members"),
    ]


def test_places_too_close_for_a_finger_share_a_dot_in_whatever_order_they_come() -> None:
    page = page_around([(place.longitude, place.latitude) for place in PLACES], 640)

    dots = gather(PLACES, page)

    assert [[place.id for place in dot.places] for dot in dots] == [
        ["rovaniemi"],
        ["inari"],
        ["kemi", "keminmaa"],
    ]
    assert gather(reversed(PLACES), page) == dots
    assert all(hypot(a.x - b.x, a.y - b.y) >= APART for a in dots for b in dots if a is not b)


def test_a_place_without_members_is_not_on_the_map() -> None:
    assert "Oulu" not in a_map([*PLACES, Place("oulu", "Oulu", 65.012, 25.465, 0)])


@pytest.mark.parametrize(("size", "screen"), [(WIDE_LETTERS, "wide"), (NARROW_LETTERS, "narrow")])
def test_labels_do_not_cover_each_other(size: int, screen: str) -> None:
    crowd = [Place(f"p{n}", f"Village {n}", 66 + n // 6 * 0.5, 24 + n % 6, 1 + n % 3) for n in range(36)]
    kinds = {"dot__label", "dot__label dot__label--wide"} if screen == "wide" else {"dot__label"}

    boxes = []
    for label in (
        each for each in ElementTree.fromstring(a_map(crowd)).iter("text") if each.get("class") in kinds
    ):
        x, y, long = float(label.get("x", "")), float(label.get("y", "")), len(label.text or "") * size * 0.55
        left = x - {"start": 0, "middle": long / 2, "end": long}[label.get("text-anchor", "")]
        boxes.append((left, y - size * 0.7, left + long, y))
    assert len(boxes) > (20 if screen == "wide" else 3)
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_the_networks_own_countries_are_set_apart_from_their_neighbours() -> None:
    drawn = a_map()

    assert drawn.count('class="land"') == drawn.count('class="land land--own"') == 1
    assert 'class="land land--own"' not in draw_map(PLACES, link, ("MT",), "x")


def test_the_north_keeps_its_shape() -> None:
    # A degree of latitude is 111 km everywhere; a degree of longitude is 43 km at 67° north.
    projection = Projection(26, 67)

    (_, north), (east, _) = projection.spot(26, 68), projection.spot(27, 67)

    assert (round(-north), round(east)) == (111, 43)


def test_a_single_place_still_shows_where_in_the_country_it_is() -> None:
    page = page_around([(25.7, 66.5)], 640)

    assert page.width / page.scale == pytest.approx(260)
    assert page.spot(25.7, 66.5) == pytest.approx((320, page.height / 2))


def test_a_page_knows_the_degrees_it_shows() -> None:
    page = page_around([(place.longitude, place.latitude) for place in PLACES], 640)
    west, south, east, north = page.degrees

    assert west < 24.1 < 27.1 < east
    assert south < 65.7 < 69 < north
    assert east - west < 60


def test_a_simpler_line_keeps_its_ends_and_its_corners() -> None:
    line = [(0.0, 0.0), (5.0, 0.2), (10.0, 0.0), (10.0, 10.0)]

    assert simplified(line, 0.7) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]


def test_what_is_clipped_stays_inside() -> None:
    ring = [(-10.0, -10.0), (5.0, -10.0), (5.0, 5.0), (-10.0, 5.0)]

    assert set(clipped(ring, 0, 0, 4, 4)) == {(0, 0), (4, 0), (4, 4), (0, 4)}
    assert clipped(ring, 6, 6, 9, 9) == []


def test_the_boundaries_are_all_there_with_their_licence() -> None:
    world = boundaries()

    assert {"246", "752", "578", "643", "620"} <= set(world.countries)
    note = (THEME / "boundaries" / "LICENSE.txt").read_text()
    assert "public domain" in note and "world-atlas" in note
    assert all(-180 <= box[0] <= box[2] <= 180.001 for box in world.boxes)


def test_a_map_of_one_region_is_light() -> None:
    assert len(a_map().encode()) < 25_000
