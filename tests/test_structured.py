"""Structured data: what search engines read of a page is what the page says, and no text breaks out of it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from built import FULL, URL, BuiltPage, BuiltSite, build_site, copy_of

from talkoot.outputs.structured import block

OUT = "</script><script>alert(1)</script><!-- ]]> \u2028 ' & \" "

HOSTILE = """name: '{text}'
summary: '{text}'
sectors:
  - crafts
group: inari
place: inari
address: '{text}'
joined: 2026-05-04
"""


def graph(page: BuiltPage) -> dict[str, dict[str, Any]]:
    """The nodes of a page's block by their type."""
    (script,) = [s for s in page.all("script") if s.get("type") == "application/ld+json"]
    told = json.loads(script.text or "")
    assert told["@context"] == "https://schema.org"
    return {node["@type"]: node for node in told["@graph"]}


@pytest.mark.parametrize(("language", "prefix"), [("en", ""), ("fi", "fi/"), ("sv", "sv/")])
def test_the_front_page_tells_the_site_and_how_to_search_it(
    language: str, prefix: str, full: BuiltSite
) -> None:
    nodes = graph(full.page(prefix))

    site, network = nodes["WebSite"], nodes["Organization"]
    assert (site["url"], site["inLanguage"]) == (f"{URL}{prefix}", language)
    assert (
        site["potentialAction"]["target"]["urlTemplate"] == f"{URL}{prefix}search/?q={{search_term_string}}"
    )
    field = full.page(f"{prefix}search/").all("input")[0]
    assert field.get("name") == "q"
    assert site["publisher"]["@id"] == network["@id"] == f"{URL}#network"
    assert network["parentOrganization"]["name"]


def test_a_member_is_told_as_its_profile_tells_it(full: BuiltSite) -> None:
    node = graph(full.page("members/hirsi-ja-hopea/"))["LocalBusiness"]

    assert node["name"] == "Hirsi ja Hopea"
    assert node["url"] == f"{URL}members/hirsi-ja-hopea/"
    assert node["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Esimerkkitie 14 B",
        "addressLocality": "Rovaniemi",
    }
    assert (node["email"], node["telephone"]) == ("hirsi@every.example.org", "+358 40 123 4567")
    assert node["sameAs"] == ["https://shop.example.org/silver"]
    assert node["logo"].removeprefix(URL) in full.files
    assert node["image"][0].removeprefix(URL) in full.files
    assert node["memberOf"]["name"] == "Every Field Network"


def test_a_member_without_an_address_is_an_organisation_and_one_that_left_is_none_of_ours(
    full: BuiltSite,
) -> None:
    bare = graph(full.page("members/paljas/"))["Organization"]
    left = graph(full.page("members/vanha-verstas/"))["Organization"]

    assert bare["address"] == {"@type": "PostalAddress", "addressLocality": "Tornio"}
    assert "memberOf" in bare and "memberOf" not in left
    assert not {"email", "telephone", "logo", "image", "sameAs"} & bare.keys()


@pytest.mark.parametrize(
    ("id_", "status", "mode", "places"),
    [
        ("2026-10-08-jarvikala", "EventScheduled", "Mixed", ["Place", "VirtualLocation"]),
        ("2026-09-03-online", "EventScheduled", "Online", ["VirtualLocation"]),
        ("2026-12-10-hirsi-ja-hopea", "EventScheduled", "Offline", ["Place"]),
        ("2027-01-14-peruttu", "EventCancelled", "Offline", ["Place"]),
    ],
)
def test_a_meeting_says_when_where_and_whether_it_is_held(
    id_: str, status: str, mode: str, places: list[str], full: BuiltSite
) -> None:
    node = graph(full.page(f"meetings/{id_}/"))["Event"]

    assert node["eventStatus"] == f"https://schema.org/{status}"
    assert node["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in node["location"]] == places
    assert all(place.get("name") for place in node["location"] if place["@type"] == "Place")
    start, end = (datetime.fromisoformat(node[key]) for key in ("startDate", "endDate"))
    assert start.utcoffset() is not None and start < end
    assert node["organizer"]["@id"] == f"{URL}#network"


def test_a_practice_is_an_article_by_its_owner(full: BuiltSite) -> None:
    node = graph(full.page("sv/practices/monthly-meeting/"))["Article"]
    fallback = graph(full.page("fi/practices/monthly-meeting/"))["Article"]

    assert node["author"]["@type"] == "Organization"
    assert node["datePublished"] == "2020-05-31"
    assert (node["inLanguage"], fallback["inLanguage"]) == ("sv", "en")
    assert node["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert node["image"].removeprefix(URL) in full.files
    assert len(node["headline"]) <= 110


@pytest.mark.parametrize(
    ("address", "steps"),
    [
        (
            "fi/members/jarvikala/",
            [
                ("Joka kentän verkosto", "fi/"),
                ("Jäsenet", "fi/members/"),
                ("Järvikala", "fi/members/jarvikala/"),
            ],
        ),
        ("members/", [("Every Field Network", ""), ("Members", "members/")]),
        (
            "themes/pricing/",
            [("Every Field Network", ""), ("Themes", "themes/"), ("Pricing", "themes/pricing/")],
        ),
    ],
)
def test_every_page_tells_the_way_to_it(address: str, steps: list[tuple[str, str]], full: BuiltSite) -> None:
    items = graph(full.page(address))["BreadcrumbList"]["itemListElement"]

    assert [(item["name"], item["item"]) for item in items] == [(name, f"{URL}{way}") for name, way in steps]
    assert [item["position"] for item in items] == [*range(1, len(steps) + 1)]


def test_whatever_a_page_tells_to_machines_has_an_address_on_the_site(full: BuiltSite) -> None:
    told = 0
    for page in full.pages.values():
        for script in page.all("script"):
            if script.get("type") == "application/ld+json":
                told += 1
                for node in json.loads(script.text or "")["@graph"]:
                    for item in node.get("itemListElement", [node]):
                        way = str(item.get("item") or item["url"]).removeprefix(URL)
                        assert f"{way}index.html" in full.pages, page.path
    assert told > 50
    assert not [s for s in full.page("search/").all("script") if s.get("type") == "application/ld+json"]


def test_no_text_ends_the_script_it_stands_in() -> None:
    written = block([{"@type": "Thing", "name": OUT}])

    assert written.count("<") == 2
    assert json.loads(written[written.index(">") + 1 : written.rindex("<")])["@graph"][0]["name"] == OUT


def test_hostile_text_stays_text_in_a_page(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    text = "</script><script>alert(1)</script>"
    (root / "members/vaara").mkdir()
    (root / "members/vaara/member.yml").write_text(HOSTILE.replace("{text}", text), encoding="utf-8")

    page = build_site(root, tmp_path / "site", search=False).page("members/vaara/")
    node = graph(page)["LocalBusiness"]

    assert (node["name"], node["description"], node["address"]["streetAddress"]) == (text, text, text)
    assert "<script>alert" not in page.html


def test_a_site_without_an_address_tells_nothing(tmp_path: Path) -> None:
    root = copy_of(FULL.parent / "small", tmp_path / "network")

    site = build_site(root, tmp_path / "site", url=None, search=False)

    assert not [page.path for page in site.pages.values() if "application/ld+json" in page.html]
