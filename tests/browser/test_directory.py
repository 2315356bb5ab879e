"""The directory of members in a real browser: narrowed down, shared, gone back to, on a phone, by keyboard, without a script."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from built import FULL, BuiltSite, build_site, copy_of
from playwright.sync_api import expect

from talkoot.outputs.paging import A_PAGE

from .conftest import served
from .visit import Visit, visit_with

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

FOCUSED = "`${document.activeElement.name}=${document.activeElement.value}`"
PHONE = {"width": 360, "height": 740}


def names(page: "Page") -> list[str]:
    """The members that are shown."""
    return page.locator(".directory .cards > li:visible :is(h2, h3)").all_inner_texts()


def told(page: "Page") -> "Locator":
    """What is announced."""
    return page.get_by_role("status")


def asked(page: "Page") -> dict[str, list[str]]:
    """What the address asks for."""
    return parse_qs(urlsplit(page.url).query)


def members_with(site: BuiltSite, **facets: str) -> list[str]:
    """The names of the members that a question should find, as their records say it."""
    network = site.examined.network
    assert network
    found = network.active_members
    for name, value in facets.items():
        found = tuple(
            kept
            for kept in found
            if value
            in {"sector": kept.record.sectors, "group": (kept.record.group,), "place": (kept.record.place,)}[
                name
            ]
        )
    return [kept.record.name for kept in found]


def count(site: BuiltSite) -> int:
    return len(members_with(site))


def filtered(site: BuiltSite, n: int) -> str:
    return f"{n} of {count(site)} members"


def test_a_filter_leaves_those_that_fit_and_says_how_many(visit: Visit, demonstration: BuiltSite) -> None:
    page = visit.to("members/")
    fitting = members_with(demonstration, sector="food")

    page.locator("[name=sector][value=food]").check()

    expect(told(page)).to_have_text(filtered(demonstration, len(fitting)))
    assert names(page) == fitting
    assert asked(page) == {"sector": ["food"]}


def test_filters_combine_and_counts_say_what_each_would_leave(visit: Visit, demonstration: BuiltSite) -> None:
    page = visit.to("members/?sector=food")
    both = members_with(demonstration, sector="food", group="inari")
    expect(told(page)).to_have_text(filtered(demonstration, len(members_with(demonstration, sector="food"))))

    box = page.locator("[name=group][value=inari]")
    expected = box.locator("xpath=../span[2]").inner_text()
    box.check()

    assert int(expected) == len(both)
    expect(told(page)).to_have_text(filtered(demonstration, len(both)))
    assert names(page) == both


def test_two_values_of_one_filter_widen_it(visit: Visit, demonstration: BuiltSite) -> None:
    wanted = {*members_with(demonstration, sector="food"), *members_with(demonstration, sector="care")}

    page = visit.to("members/?sector=food&sector=care")

    expect(told(page)).to_have_text(filtered(demonstration, len(wanted)))
    assert set(names(page)) == wanted


def test_an_address_shows_the_same_to_everybody_and_after_reloading(
    visit: Visit, demonstration: BuiltSite
) -> None:
    page = visit.to("members/?group=inari&sort=newest&view=list")
    expect(told(page)).to_have_text(filtered(demonstration, len(members_with(demonstration, group="inari"))))
    before = names(page)

    page.reload()

    expect(told(page)).to_have_text(filtered(demonstration, len(before)))
    assert names(page) == before
    assert page.locator("[name=group][value=inari]").is_checked()
    assert page.get_by_label("Order").input_value() == "newest"
    assert page.get_by_role("radio", name="List").is_checked()


def test_back_leads_to_the_question_before(visit: Visit, demonstration: BuiltSite) -> None:
    page = visit.to("members/")
    page.locator("[name=group][value=inari]").check()
    expect(told(page)).to_have_text(re.compile(" of "))
    page.locator("[name=sector][value=food]").check()
    expect(told(page)).to_have_text(
        filtered(demonstration, len(members_with(demonstration, sector="food", group="inari")))
    )

    page.go_back()

    expect(told(page)).to_have_text(filtered(demonstration, len(members_with(demonstration, group="inari"))))
    assert not page.locator("[name=sector][value=food]").is_checked()
    page.go_back()
    expect(told(page)).to_have_text(f"{count(demonstration)} members")
    assert names(page) == members_with(demonstration)


def test_words_are_found_by_pagefind_and_join_the_filters(visit: Visit, demonstration: BuiltSite) -> None:
    page = visit.to("members/")

    page.get_by_role("searchbox").fill("silver")

    expect(told(page)).to_have_text(re.compile(rf"^[1-9]\d* of {count(demonstration)} members$"))
    assert "Hirsi ja Hopea" in names(page)
    expect(page).to_have_url(re.compile(r"\?q=silver$"))
    page.locator("[name=group][value=inari]").check()
    expect(page.get_by_role("button", name="silver, remove")).to_be_visible()
    assert "Hirsi ja Hopea" not in names(page)


@pytest.mark.parametrize(("order", "first"), [("newest", "joined"), ("place", "place")])
def test_the_order_is_what_was_asked_for(
    visit: Visit, demonstration: BuiltSite, order: str, first: str
) -> None:
    page = visit.to("members/")
    network = demonstration.examined.network
    assert network
    records = {kept.record.name: kept.record for kept in network.active_members}

    page.get_by_label("Order").select_option(order)

    expect(page.locator(".directory-found")).to_be_visible()
    keys = [
        getattr(records[name], first)
        if order == "newest"
        else network.label("places", records[name].place, "en")
        for name in names(page)
    ]
    assert keys == sorted(keys, reverse=order == "newest")


def test_chips_read_as_a_sentence_and_take_their_filter_away(visit: Visit, demonstration: BuiltSite) -> None:
    page = visit.to("members/?sector=food&sector=care&group=inari")
    chosen = page.get_by_role("list", name="Chosen filters")
    expect(chosen.get_by_role("listitem")).to_have_text(["in the group Inari", "in Care", "or Food"])

    chosen.get_by_role("button", name="Care, remove").press("Enter")

    expect(chosen.get_by_role("listitem")).to_have_text(["in the group Inari", "in Food"])
    expect(chosen.get_by_role("button", name="Food, remove")).to_be_focused()
    assert not page.locator("[value=care]").is_checked()
    page.get_by_role("button", name="Clear all").click()
    expect(told(page)).to_have_text(f"{count(demonstration)} members")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_nothing_found_offers_which_filter_to_drop(visit: Visit, demonstration: BuiltSite) -> None:
    page = visit.to("members/?place=utsjoki&sector=construction")
    expect(told(page)).to_have_text(filtered(demonstration, 0))
    here = members_with(demonstration, place="utsjoki")

    page.get_by_role("button", name="Without “Building”").click()

    expect(told(page)).to_have_text(filtered(demonstration, len(here)))
    assert asked(page) == {"place": ["utsjoki"]}
    expect(page.locator(".directory-found .cards a").first).to_be_focused()


def test_the_map_shows_where_they_are_and_takes_a_place(visit: Visit, demonstration: BuiltSite) -> None:
    page = visit.to("members/?sector=food")

    page.get_by_role("radio", name="Map").check()

    dots = page.locator(".directory-map a.dot:not(.is-empty)")
    total = sum(
        int(re.findall(r"(\d+) member", name or "")[0])
        for name in [d.get_attribute("aria-label") for d in dots.all()]
    )
    assert total == len(members_with(demonstration, sector="food"))
    page.locator(".directory-map a.dot[href*='place=inari&']").click()
    expect(page.locator("[name=place][value=inari]")).to_be_checked()
    expect(told(page)).to_have_text(
        filtered(demonstration, len(members_with(demonstration, sector="food", place="inari")))
    )
    assert page.get_by_role("radio", name="Map").is_checked()


def test_on_a_phone_the_filters_are_a_dialog_that_gives_the_focus_back(
    visit: Visit, demonstration: BuiltSite
) -> None:
    visit.page.set_viewport_size(PHONE)
    page = visit.to("members/")
    opener = page.get_by_role("button", name="Filters")

    opener.press("Enter")
    dialog = page.get_by_role("dialog", name="Filters")
    expect(dialog).to_be_visible()
    dialog.locator("[name=sector][value=food]").check()
    expect(dialog.get_by_role("button", name=re.compile("^Show: "))).to_have_text(
        f"Show: {len(members_with(demonstration, sector='food'))} members"
    )
    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_have_text("Filters (1)")
    assert names(page) == members_with(demonstration, sector="food")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_it_can_all_be_done_by_keyboard(visit: Visit, demonstration: BuiltSite) -> None:
    page = visit.to("members/")
    page.get_by_role("searchbox").focus()

    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "sector=food":
            break
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Space")

    assert ring != "none"
    expect(told(page)).to_have_text(filtered(demonstration, len(members_with(demonstration, sector="food"))))
    assert page.evaluate(FOCUSED) == "sector=food"


def test_without_a_script_everybody_is_there_and_every_term_has_its_page(
    visit_without_script: Visit, demonstration: BuiltSite
) -> None:
    page = visit_without_script.to("members/")

    assert names(page) == members_with(demonstration)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    page.get_by_role("navigation", name="Look through").get_by_role("link", name="Food", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Food")
    assert page.locator(".cards h3").all_inner_texts() == members_with(demonstration, sector="food")


def test_it_speaks_finnish(visit: Visit, demonstration: BuiltSite) -> None:
    page = visit.to("fi/members/")

    page.locator("[name=sector][value=food]").check()

    n = len(members_with(demonstration, sector="food"))
    expect(told(page)).to_have_text(f"{n} jäsentä, kaikkiaan {count(demonstration)}")
    expect(page.get_by_role("list", name="Valitut rajaukset").get_by_role("listitem")).to_have_count(1)


def test_meetings_and_practices_are_narrowed_down_likewise(visit: Visit) -> None:
    page = visit.to("meetings/?group=inari")

    expect(told(page)).to_have_text(re.compile(r"^\d+ of \d+ meetings$"))
    page = visit.to("practices/?topic=rural-areas")
    expect(told(page)).to_have_text(re.compile(r"^\d+ of \d+ practices$"))


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_sticks_out_at_any_width(browser: "Browser", address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = visit_with(context, address).to("members/?sector=food&offers=catering&view=list")

    expect(told(page)).to_have_text(re.compile(" of "))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.fixture(scope="module")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site is whose members fill more than a page; those at the end are in Tornio."""
    folder = tmp_path_factory.mktemp("long")
    root = copy_of(FULL, folder / "network")
    profile = (root / "members/jarvikala/member.yml").read_text()
    for n in range(A_PAGE + 20):
        member = root / f"members/more-{n:02}"
        member.mkdir()
        text = re.sub(r"(?m)^name: .*$", f"name: More {n:02}", profile)
        (member / "member.yml").write_text(
            re.sub(r"(?m)^place: .*$", "place: tornio", text) if n > A_PAGE else profile
        )
    with served(build_site(root, folder / "site")) as address:
        yield address


def test_those_on_later_pages_are_found_too_and_more_are_shown_when_asked_for(
    browser: "Browser", long_list: str
) -> None:
    context = browser.new_context()
    visit = visit_with(context, long_list)

    page = visit.to("members/?place=tornio&sort=newest")

    expect(told(page)).to_have_text(re.compile("^20 of "))
    expect(page.locator(".directory-found .cards > li")).to_have_count(20)
    assert set(names(page)) >= {f"More {n:02}" for n in range(A_PAGE + 1, A_PAGE + 20)}
    link = page.get_by_role("link", name="More 70")
    link.click()
    expect(page).to_have_url(re.compile("/members/more-70/$"))
    page.go_back()
    page.get_by_role("button", name="Clear all").click()
    page.get_by_role("button", name="Show 24 more").click()
    expect(page.locator(".directory-found .cards > li")).to_have_count(48)
    expect(page.locator(".directory-found .cards > li").nth(24).get_by_role("link")).to_be_focused()
    page.reload()
    expect(page.locator(".directory-found .cards > li")).to_have_count(48)
    context.close()
    assert visit.complaints == []


def test_the_numbers_are_told_before_cards_that_are_still_on_their_way(
    browser: "Browser", long_list: str
) -> None:
    context = browser.new_context()
    page = visit_with(context, long_list).to("members/")
    held: list[Route] = []
    page.route("**/members/page/2/", lambda route: held.append(route))

    page.locator("[name=place][value=tornio]").check()

    expect(told(page)).to_have_text(re.compile("^20 of "))
    expect(page.locator(".directory")).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(page.locator(".directory-found .cards > li")).to_have_count(20)
    expect(page.locator(".directory")).not_to_have_attribute("aria-busy", "true")
    context.close()


def test_cards_that_were_fetched_once_are_not_asked_for_again(visit: Visit) -> None:
    page = visit.to("members/?sector=food")
    expect(told(page)).to_have_text(re.compile(" of "))
    asked_for: list[str] = []
    page.on(
        "request", lambda request: asked_for.append(request.url) if request.resource_type == "fetch" else None
    )

    page.locator("[name=group][value=inari]").check()
    page.locator("[name=sector][value=food]").uncheck()

    expect(page.locator(".directory-chosen li")).to_have_count(1)
    assert asked_for == []
