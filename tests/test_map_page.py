"""The map says the same as the list beside it, and every one of its dots can be reached and left alone."""

from xml.etree.ElementTree import Element

import pytest
from built import BuiltPage, BuiltSite, led_to, spoken


@pytest.fixture(scope="module", params=["map/", "fi/map/", "sv/map/"])
def page(request: pytest.FixtureRequest, full: BuiltSite) -> BuiltPage:
    return full.page(request.param)


def dots_of(page: BuiltPage) -> list[Element]:
    links = page.all("{http://www.w3.org/2000/svg}a")
    return [link for link in links if "dot" in (link.get("class") or "").split()]


def test_every_place_of_a_member_is_in_the_list_with_its_members(full: BuiltSite) -> None:
    network = full.examined.network
    assert network
    items = {item.get("id"): spoken(item) for item in full.page("map/").all("li") if item.get("id")}

    assert set(items) == {f"at-{member.record.place}" for member in network.active_members}
    for member in network.active_members:
        assert member.record.name in items[f"at-{member.record.place}"]


def test_every_dot_leads_to_its_place_and_says_so(full: BuiltSite, page: BuiltPage) -> None:
    dots = dots_of(page)

    assert dots
    for dot in dots:
        path, _ = led_to(page, str(dot.get("href")))
        assert path in full.files
        assert dot.get("aria-label")


def test_the_map_can_be_skipped_to_the_list(page: BuiltPage) -> None:
    (skip,) = [link for link in page.all("a") if link.get("class") == "skip-map"]
    target = str(skip.get("href")).removeprefix("#")
    order = [element for element in page.elements if element is skip or element.get("id") == target]

    assert order[0] is skip
    assert order[1].get("tabindex") == "-1"
    assert page.elements.index(skip) < page.elements.index(dots_of(page)[0])


def test_the_front_page_and_the_directory_show_the_same_map(full: BuiltSite) -> None:
    front, whole, directory = (
        [dot.get("aria-label") for dot in dots_of(full.page(address))] for address in ("", "map/", "members/")
    )

    assert front == whole == directory != []


def test_the_map_stands_in_the_menu_and_in_the_sitemap(full: BuiltSite, page: BuiltPage) -> None:
    (entry,) = [link for link in page.all("a") if link.get("aria-current") == "page"]

    assert led_to(page, str(entry.get("href"))) == (page.path, "")
    address = page.path.removesuffix("index.html")
    assert f"<loc>https://org.example/portal/{address}</loc>" in (full.folder / "sitemap.xml").read_text()
