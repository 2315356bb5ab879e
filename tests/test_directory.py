"""Narrowing down: what the index says, which facets are asked, what stands on the pages of terms."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from built import BuiltSite, build_site, copy_of, spoken

from talkoot.frames.assets import THEME
from talkoot.kept import Kept
from talkoot.languages import words
from talkoot.network import Network
from talkoot.outputs import directory, search_page
from talkoot.outputs.cards import PICTURE, TOP, UP, cards
from talkoot.outputs.facets import FACETS, LEVELS, MARKETS, asked, index_of
from talkoot.outputs.listings import ORDERS
from talkoot.outputs.paging import A_PAGE, page_numbers
from talkoot.outputs.site import Site
from talkoot.outputs.terms import SECTIONS
from talkoot.records.member import MARKETS as MEMBER_MARKETS
from talkoot.records.practice import LEVELS as PRACTICE_LEVELS
from talkoot.records.values import Money


def network_of(site: BuiltSite) -> Network:
    network = site.examined.network
    assert network
    return network


def index_in(site: BuiltSite, section: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site.folder / f"data/v1/facets/{section}.json").read_text("utf-8"))
    return found


def having(site: BuiltSite, section: str, facet: str, value: str) -> list[str]:
    """The ids that an index says to have a value."""
    index = index_in(site, section)
    return [index["ids"][position] for position in index["facets"][facet].get(value, [])]


# The index


@pytest.mark.parametrize("kind", FACETS)
def test_an_index_lists_records_as_their_listing_does(full: BuiltSite, kind: str) -> None:
    network = network_of(full)

    index = index_in(full, network.section(kind))

    assert index["ids"] == [kept.id for kept in ORDERS[kind](network)]


@pytest.mark.parametrize(("kind", "facet"), [(kind, f.name) for kind in FACETS for f in FACETS[kind]])
def test_an_index_knows_who_has_which_value(full: BuiltSite, kind: str, facet: str) -> None:
    network = network_of(full)
    (declared,) = [f for f in FACETS[kind] if f.name == facet]
    told = index_in(full, network.section(kind))["facets"][facet]
    known = network.vocabularies[declared.listed] if declared.listed else None

    assert told
    for value in told:
        having_it = [k.id for k in ORDERS[kind](network) if value in declared.values(k.record)]
        assert having(full, network.section(kind), facet, value) == having_it
        assert known is None or value in known


def test_those_that_have_left_are_not_found(full: BuiltSite) -> None:
    network = network_of(full)
    left = network.members.keys() - {kept.id for kept in network.active_members}

    assert left
    assert not left & set(index_in(full, "members")["ids"])


def test_the_newest_come_first(full: BuiltSite) -> None:
    index = index_in(full, "members")
    members = network_of(full).members

    joined = [members[index["ids"][position]].record.joined for position in index["newest"]]

    assert joined == sorted(joined, reverse=True)
    assert len(joined) == len(index["ids"])


def test_the_values_with_an_order_of_their_own_are_all_named() -> None:
    assert set(MARKETS) == set(MEMBER_MARKETS)
    assert set(LEVELS) == set(PRACTICE_LEVELS)


def test_practices_are_narrowed_down_by_what_they_cost_and_when_they_began(full: BuiltSite) -> None:
    facets = {facet.name: facet for facet in FACETS["practice"]}
    practice = network_of(full).kinds["practice"]["monthly-meeting"].record
    assert practice.resources and practice.resources.total
    cheap = replace(practice.resources.total, amount=Decimal(25_000))
    foreign = replace(practice.resources.total, currency="SEK")

    def of(total: Money) -> Sequence[str]:
        resources = practice.resources.model_copy(update={"total": total})
        return facets["cost"].values(practice.model_copy(update={"resources": resources}))

    assert facets["cost"].values(practice) == ("more",)
    assert (of(cheap), of(foreign)) == (("25000",), ())
    assert facets["begun"].values(practice) == ("2018",)


def test_a_facet_that_tells_nobody_apart_is_not_asked(full: BuiltSite) -> None:
    network = network_of(full)
    alike = [kept for kept in network.active_members if kept.record.group == "rovaniemi"]

    names = [
        facet.name for facet in asked(network, "member", index_of(network, "member", alike), words("en"))
    ]

    assert "group" not in names
    assert "sector" in names


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_every_count_on_the_page_is_that_of_the_index(full: BuiltSite, language: str) -> None:
    page = full.page("members/" if language == "en" else f"{language}/members/")
    rows = [label for label in page.all("label") if label.find("input[@type='checkbox']") is not None]

    assert len(rows) > 10
    for row in rows:
        box = row.find("input")
        assert box is not None
        *_, count = row.findall("span")
        assert int(spoken(count)) == len(having(full, "members", str(box.get("name")), str(box.get("value"))))


def test_words_lead_from_a_result_of_the_search_index_to_its_record(full: BuiltSite) -> None:
    hits = json.loads((full.folder / "pagefind/members.fi.json").read_text())

    assert set(hits.values()) == set(network_of(full).members)
    for name in hits:
        assert (full.folder / f"pagefind/fragment/{name}.pf_fragment").is_file()


# Pages of terms


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("prefix", ["", "fi/", "sv/"])
def test_every_term_has_a_page_with_those_it_stands_for(full: BuiltSite, section: str, prefix: str) -> None:
    network = network_of(full)

    for id_ in network.vocabularies[SECTIONS[section].vocabulary]:
        page = full.page(f"{prefix}{section}/{id_}/")
        named = [str(a.get("href")) for card in page.all("h3") for a in card.findall("a")]
        ids = [href.rstrip("/").rpartition("/")[2] for href in named]
        assert ids == having(full, "members", SECTIONS[section].facet, id_)


@pytest.mark.parametrize("section", SECTIONS)
def test_the_list_of_a_section_leads_to_each_term_that_has_members(full: BuiltSite, section: str) -> None:
    page = full.page(f"{section}/")

    shown = {
        str(a.get("href")).rstrip("/").rpartition("/")[2] for li in page.all("li") for a in li.findall("a")
    }

    assert set(index_in(full, "members")["facets"][SECTIONS[section].facet]) <= shown


def test_a_term_without_members_says_so_and_search_engines_are_not_told(full: BuiltSite) -> None:
    network = network_of(full)
    (empty, *_) = [id_ for id_ in network.vocabularies["offers"] if not having(full, "members", "needs", id_)]

    page = full.page(f"needs/{empty}/")

    assert words("en")("term empty needs") in page.text
    assert page.meta("robots") == "noindex"
    assert f"/needs/{empty}/" not in (full.folder / "sitemap.xml").read_text()


def test_chips_on_a_members_page_lead_to_the_pages_of_their_terms(full: BuiltSite) -> None:
    page = full.page("members/hirsi-ja-hopea/")
    record = network_of(full).members["hirsi-ja-hopea"].record
    known = network_of(full).vocabularies["offers"]

    targets = {str(a.get("href")) for a in page.all("a")}

    assert {f"../../sectors/{id_}/" for id_ in record.sectors} <= targets
    assert f"../../places/{record.place}/" in targets
    assert {f"../../offers/{id_}/" for id_ in record.offers if id_ in known} <= targets
    assert {f"../../needs/{id_}/" for id_ in record.needs if id_ in known} <= targets


# Others who offer it


def member(network: Network, like: str, id_: str, group: str, **changes: Any) -> Kept[Any]:
    kept = network.members[like]
    record = kept.record.model_copy(
        update={"name": id_, "group": group, "status": "active", "left_on": None, **changes}
    )
    return Kept(id_, record, kept.path, kept.language)


def with_members(network: Network, members: Sequence[Kept[Any]]) -> Network:
    from dataclasses import replace

    return replace(network, kinds={**network.kinds, "member": {kept.id: kept for kept in members}})


def test_those_who_offer_it_come_from_ones_own_group_first(full: BuiltSite) -> None:
    base = network_of(full)
    offers = {"offers": ("tools",), "needs": ()}
    asking = member(base, "jarvikala", "m", "rovaniemi", offers=(), needs=("tools",))
    near = [member(base, "jarvikala", name, "rovaniemi", **offers) for name in ("b", "x")]
    far = [member(base, "jarvikala", name, "inari", **offers) for name in ("a", "z")]
    network = with_members(base, [asking, *near, *far])

    found, count = network.others_offering("tools", asking, 3)

    assert [kept.id for kept in found] == ["x", "b", "z"]
    assert count == 4


def test_nobody_is_named_as_offering_to_itself(full: BuiltSite) -> None:
    base = network_of(full)
    both = member(base, "jarvikala", "m", "rovaniemi", offers=("tools",), needs=("tools",))
    network = with_members(base, [both])

    assert network.others_offering("tools", both, 3) == ([], 0)


# Cards and long lists


def test_a_card_is_the_same_wherever_it_stands_but_for_the_way_up(full: BuiltSite) -> None:
    network = network_of(full)
    site = Site(full.root, network, None, network.pictures)  # type: ignore[arg-type]

    near = cards(site, "en", 1, network.active_members)
    far = cards(site, "en", 3, network.active_members)

    assert far.replace("../../../", "../") == near
    assert not {UP, TOP, PICTURE} & set(near + far)


def test_a_long_list_of_a_term_goes_on_and_comes_without_pictures(tmp_path: Path, full: BuiltSite) -> None:
    root = copy_of(full.root, tmp_path / "network")
    profile = (root / "members/jarvikala/member.yml").read_text()
    for n in range(A_PAGE + 5):
        folder = root / f"members/more-{n:02}"
        folder.mkdir()
        (folder / "member.yml").write_text(profile)

    site = build_site(root, tmp_path / "site", search=False)

    place = network_of(full).members["jarvikala"].record.place
    first, second = site.page(f"places/{place}/"), site.page(f"places/{place}/2/")
    shown = [len([h for h in page.all("h3") if h.find("a") is not None]) for page in (first, second)]
    assert sum(shown) == len(having(site, "members", "place", place))
    assert shown[0] == A_PAGE
    assert 'class="cover' not in first.html
    assert 'class="cover' in site.page("members/").html


@pytest.mark.parametrize(("length", "pages"), [(0, 1), (1, 1), (A_PAGE, 1), (A_PAGE + 1, 2)])
def test_a_list_has_a_page_even_when_it_is_empty(length: int, pages: int) -> None:
    assert len(page_numbers(range(length))) == pages


@pytest.mark.parametrize("listed", [directory.MODULES, search_page.MODULES], ids=["directory", "search"])
def test_a_page_fetches_all_that_its_script_imports_at_once(listed: tuple[str, ...]) -> None:
    scripts = THEME / "scripts/finding"
    asked, known = [listed[0]], set()
    while asked:
        name = asked.pop()
        known.add(name)
        imports = re.findall(r'^import .* from "\./(.*)";$', (scripts / name).read_text(), re.MULTILINE)
        asked += [each for each in imports if each not in known]

    assert known == set(listed)
