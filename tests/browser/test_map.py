"""The map by keyboard, and chips that lead on to what can be narrowed down."""

from playwright.sync_api import expect

from .visit import Visit


def test_the_map_is_one_stop_a_dot_and_can_be_passed_over_at_once(visit: Visit) -> None:
    page = visit.to("map/")
    dots = page.locator(".map a.dot")
    page.locator(".page-head .kicker a").focus()

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip the map")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    for n in range(dots.count()):
        page.keyboard.press("Tab")
        expect(dots.nth(n)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.place-map__places') !== null")

    skip.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Members, place by place")).to_be_focused()


def test_a_dot_of_several_places_shows_all_their_members(visit: Visit) -> None:
    page = visit.to("map/")

    page.get_by_role("link", name="Haparanda, Sweden, Tornio: 2 members").press("Enter")

    expect(page.get_by_role("status")).to_have_text("2 of 24 members")


def test_a_chip_leads_to_the_directory_narrowed_down(visit: Visit) -> None:
    page = visit.to("members/hirsi-ja-hopea/")

    page.get_by_role("link", name="Crafts").click()

    expect(page).to_have_url(f"{visit.address}members/?sector=crafts")
    expect(page.get_by_role("status")).to_have_text("4 of 24 members")


def test_without_a_script_a_chip_leads_to_the_same_members(visit_without_script: Visit) -> None:
    page = visit_without_script.to("members/hirsi-ja-hopea/")

    page.get_by_role("link", name="Crafts").click()

    expect(page).to_have_url(f"{visit_without_script.address}sectors/crafts/")
    expect(page.locator(".cards > li")).to_have_count(4)


def test_a_topic_leads_to_the_practices_about_it(visit: Visit) -> None:
    page = visit.to("practices/monthly-meeting/")

    page.get_by_role("link", name="Entrepreneurship").click()

    expect(page.get_by_role("status")).to_have_text("1 of 3 practices")
