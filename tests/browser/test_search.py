"""The search page in a real browser: what is found, how it is narrowed down, told, shared and gone back to."""

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from built import BuiltSite
from playwright.sync_api import expect

from talkoot.languages import by_letters

from .visit import PREFIX, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ONE_OR_MORE = re.compile(r"^[1-9]")


def titles(page: "Page") -> list[str]:
    """The results, once there are any and no others are on their way."""
    expect(page.locator(".search-results")).not_to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("status")).to_have_text(ONE_OR_MORE)
    return page.locator(".results h3").all_inner_texts()


def told(page: "Page") -> "Locator":
    """What is announced."""
    return page.get_by_role("status")


def count_of(page: "Page", kind: str) -> "Locator":
    """How many results of a kind there would be."""
    return page.locator("li", has=page.get_by_role("checkbox", name=kind)).locator(".count")


def asked(page: "Page") -> dict[str, list[str]]:
    """What the address asks for."""
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize(
    ("path", "query", "title"),
    [
        ("search/", "hirsi", "Hirsi ja Hopea"),
        ("search/", "jangan kulta", "Jängän Kulta"),  # typed without its dots
        ("search/", "artisan", "Hirsi ja Hopea"),  # a synonym of its sector
        ("fi/search/", "käsityöläinen", "Hirsi ja Hopea"),
        ("fi/search/", "leipomot", "Gränsbageriet"),  # says “leipomoon” and “leipomo”
        ("sv/search/", "rökeri", "Jokisuun Savu"),
        ("search/", "privacy", "Privacy"),
        ("search/", "food from the north", "Food from the North"),
    ],
)
def test_what_people_type_finds_what_they_mean(visit: Visit, path: str, query: str, title: str) -> None:
    page = visit.to(path)

    page.get_by_role("searchbox").fill(query)

    expect(page.locator(".results h3", has_text=title).first).to_be_visible()


def test_finnish_endings_do_not_matter(visit: Visit) -> None:
    page = visit.to("fi/search/?q=hinta")

    expect(page.locator("mark", has_text=re.compile("hinno|hinna", re.IGNORECASE)).first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "many", "none"),
    [
        ("", "results for “", "Nothing found for “xyzzy”"),
        (
            "fi/",
            "tulosta haulla ”",
            "Haulla ”xyzzy” ei löytynyt mitään",
        ),
        ("sv/", "resultat för ”", "Inget hittades för ”xyzzy”"),
    ],
)
def test_how_many_there_are_is_announced(visit: Visit, path: str, many: str, none: str) -> None:
    page = visit.to(f"{path}search/")
    field = page.get_by_role("searchbox")
    expect(told(page)).to_have_text("")

    field.fill("inari")
    expect(told(page)).to_contain_text(many)
    field.fill("xyzzy")
    expect(told(page)).to_have_text(none)


def test_a_result_leads_to_its_page_below_the_site_s_path(visit: Visit) -> None:
    page = visit.to("fi/search/?q=selkävesi&kind=member")

    page.get_by_role("link", name="Selkävesi").click()

    expect(page).to_have_url(f"{visit.address}fi/members/selkavesi/")


def test_filters_narrow_and_their_counts_come_true(visit: Visit) -> None:
    page = visit.to("search/?q=inari")
    before = len(titles(page))
    members, meetings = count_of(page, "Members"), count_of(page, "Meetings")

    page.get_by_role("checkbox", name="Meetings").check()

    expect(told(page)).to_have_text(re.compile(rf"^{meetings.inner_text()} results? "))
    facts = page.locator(".result__facts:first-of-type").all_inner_texts()
    assert 0 < len(facts) < before
    assert all(line.startswith("Meeting ·") for line in facts)
    expect(members).to_have_text(ONE_OR_MORE)  # what a second kind would add is still told


def test_a_second_kind_widens_and_another_filter_narrows(visit: Visit) -> None:
    page = visit.to("search/?kind=theme")
    themes = int(told(page).inner_text().split()[0]) if titles(page) else 0

    page.get_by_role("checkbox", name="Groups").check()
    expect(told(page)).not_to_have_text(re.compile(f"^{themes} "))
    both = int(told(page).inner_text().split()[0])
    page.locator("summary", has_text="More filters").click()
    page.get_by_label("Group", exact=True).select_option("inari")

    expect(told(page)).to_have_text("1 result")
    assert both > themes
    assert titles(page) == ["Inari"]


def test_a_filter_offers_only_what_gives_something(visit: Visit) -> None:
    page = visit.to("search/?kind=practice")
    titles(page)

    sectors = page.locator("#search-sector option:not([disabled])")

    expect(sectors).to_have_text(["All"])  # no practice has a sector


def test_the_newest_come_first_when_asked_for(visit: Visit, demonstration: BuiltSite) -> None:
    network = demonstration.examined.network
    assert network is not None
    newest = [meeting.told("en").record.title for meeting in network.meetings_by_day]

    page = visit.to("search/?kind=meeting&sort=date")

    assert titles(page) == newest[:10]


def test_names_come_in_the_order_of_the_alphabet(visit: Visit, demonstration: BuiltSite) -> None:
    network = demonstration.examined.network
    assert network is not None
    names = sorted(
        (member.record.name for member in network.members.values()), key=lambda n: by_letters(n, "fi")
    )
    page = visit.to("fi/search/?kind=member")
    titles(page)

    page.get_by_label("Järjestys").select_option("name")

    expect(page).to_have_url(re.compile(r"sort=name"))
    expect(page.locator(".results h3")).to_have_text(names[:10])


def test_what_is_asked_stands_in_the_address_and_survives_reloading(visit: Visit) -> None:
    page = visit.to("search/")
    page.get_by_role("searchbox").fill("inari")
    expect(told(page)).to_have_text(ONE_OR_MORE)
    page.get_by_role("checkbox", name="Meetings").check()
    page.get_by_role("checkbox", name="Members").check()
    page.get_by_label("Order").select_option("name")
    expect(page).to_have_url(re.compile("sort=name"))
    before = titles(page)

    page.reload()

    assert asked(page) == {"q": ["inari"], "kind": ["member", "meeting"], "sort": ["name"]}
    assert titles(page) == before
    expect(page.get_by_role("checkbox", name="Meetings")).to_be_checked()
    expect(page.get_by_label("Order")).to_have_value("name")


def test_back_and_forward_lead_through_what_was_asked(visit: Visit) -> None:
    page = visit.to("search/?q=inari")
    first = titles(page)
    page.get_by_role("checkbox", name="Meetings").check()
    expect(page.locator(".results h3")).not_to_have_count(len(first))
    second = titles(page)

    page.go_back()
    expect(page.locator(".results h3")).to_have_count(len(first))
    expect(page.get_by_role("checkbox", name="Meetings")).not_to_be_checked()
    page.go_forward()

    expect(page.locator(".results h3")).to_have_count(len(second))
    expect(page.get_by_role("searchbox")).to_have_value("inari")


def test_an_address_with_nonsense_asks_for_what_is_left(visit: Visit) -> None:
    page = visit.to("search/?q=hirsi&kind=wizard&sector=%3Cscript%3E&sort=colour")

    assert "Hirsi ja Hopea" in titles(page)


def test_more_are_shown_when_asked_for_and_the_keyboard_goes_on_there(visit: Visit) -> None:
    page = visit.to("search/?kind=member&kind=meeting")
    total = int(told(page).inner_text().split()[0]) if titles(page) else 0
    assert total > 10

    page.get_by_role("button", name=re.compile(r"Show \d+ more")).press("Enter")

    expect(page.locator(".results > li")).to_have_count(min(total, 20))
    expect(page.locator(".results > li").nth(10).get_by_role("link")).to_be_focused()
    expect(told(page)).to_have_text(f"Showing {min(total, 20)} of {total}")


def test_a_misspelt_word_leads_to_the_one_that_was_meant(visit: Visit) -> None:
    page = visit.to("search/?q=pricng")

    page.get_by_role("button", name="Pricing").click()

    assert "Pricing" in titles(page)
    assert asked(page) == {"q": ["Pricing"]}
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_nothing_found_within_filters_offers_to_drop_them(visit: Visit) -> None:
    page = visit.to("search/?q=hirsi&kind=group")

    page.get_by_role("button", name="Without the filters").click()

    assert "Hirsi ja Hopea" in titles(page)
    assert asked(page) == {"q": ["hirsi"]}


def test_nothing_found_leads_to_the_lists(visit: Visit) -> None:
    page = visit.to("fi/search/?q=xyzzy")

    page.locator(".search-help").get_by_role("link", name="Jäsenet").click()

    expect(page).to_have_url(f"{visit.address}fi/members/")


def test_a_member_that_left_is_found_and_marked(visit: Visit) -> None:
    page = visit.to("search/?q=jängän+kulta&kind=member")

    expect(page.locator(".results > li").first).to_contain_text("Has left")


def test_text_in_another_language_says_so(visit: Visit, demonstration: BuiltSite) -> None:
    network = demonstration.examined.network
    assert network is not None
    foreign = [kept for kept in network.meetings.values() if "sv" not in kept.languages]
    if not foreign:
        foreign = [kept for kept in network.members.values() if "sv" not in kept.languages]
    kept = foreign[0]
    name = getattr(kept.record, kept.record.title_field)

    page = visit.to(f"sv/search/?q={name}&kind={kept.record.kind}")

    result = page.locator(".results > li", has_text=name).first
    expect(result.locator(".result__text")).to_have_attribute("lang", kept.language)


def test_the_whole_way_can_be_gone_by_keyboard(visit: Visit) -> None:
    page = visit.to("about/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert urlsplit(page.url).path == f"{PREFIX}search/"

    page.keyboard.type("inari")
    page.keyboard.press("Enter")
    titles(page)
    seen = []
    while not page.evaluate("document.activeElement.closest('.results')"):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
        assert len(seen) < 30, seen
    target = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")

    expect(page).to_have_url(target)
    assert ["kind" in seen, "SUMMARY" in seen, "sort" in seen] == [True, True, True]


def test_a_slash_opens_search_but_not_while_typing(visit: Visit) -> None:
    page = visit.to("fi/about/")

    page.keyboard.press("/")

    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.keyboard.type("a/b")
    expect(page.get_by_role("searchbox")).to_have_value("a/b")


def test_the_front_page_s_form_asks_the_search_page(visit: Visit) -> None:
    page = visit.to("sv/")

    page.get_by_role("searchbox").fill("bageri")
    page.get_by_role("searchbox").press("Enter")

    expect(page).to_have_url(f"{visit.address}sv/search/?q=bageri")
    assert "Gränsbageriet" in titles(page)


def test_without_a_script_the_page_says_so_and_leads_to_the_lists(visit_without_script: Visit) -> None:
    page = visit_without_script.to("")
    page.get_by_role("searchbox").fill("inari")
    page.get_by_role("searchbox").press("Enter")

    expect(page.locator("noscript .note")).to_contain_text("needs JavaScript")
    expect(page.get_by_role("status")).to_be_hidden()
    for name, section in [("Members", "members"), ("Meetings", "meetings"), ("Practices", "practices")]:
        link = page.locator("noscript").get_by_role("link", name=name)
        assert link.evaluate("link => link.href") == f"{visit_without_script.address}{section}/"
    page.locator("noscript").get_by_role("link", name="Groups").click()
    expect(page).to_have_url(f"{visit_without_script.address}groups/")


def test_a_search_that_cannot_load_says_so_and_leads_to_the_lists(visit: Visit) -> None:
    visit.page.route("**/pagefind.js", lambda route: route.abort())

    page = visit.to("search/?q=inari")

    expect(told(page)).to_contain_text("could not be loaded")
    expect(page.locator(".search-help").get_by_role("link", name="Members")).to_be_visible()
    visit.complaints.clear()  # the browser is right to say that it was not loaded


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})

    page = visit.to("fi/search/?q=vienti&sector=food")
    titles(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
