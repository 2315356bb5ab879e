"""How completely a practice is told, what it costs a member and a year, who copied it."""

import json
import re
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from built import FULL, TODAY, BuiltPage, BuiltSite, build_site, copy_of, put, site_of, spoken

from talkoot.build import examine
from talkoot.languages import words
from talkoot.outputs.practice_compare import member_and_year, public_share
from talkoot.outputs.practice_review import review
from talkoot.outputs.sharing import _texts
from talkoot.outputs.slim import slim_record
from talkoot.outputs.telling import telling
from talkoot.records.values import Money, read_figure

PRACTICE = "practices/monthly-meeting/"


def needed(total: str | None, years: str | None, enterprises: str | None, public: str | None = None) -> Any:
    def money(amount: str | None) -> Money | None:
        return Money(Decimal(amount), "EUR") if amount else None

    def figure(text: str | None) -> Any:
        return read_figure(text) if text else None

    return SimpleNamespace(
        total=money(total),
        years=figure(years),
        enterprises=figure(enterprises),
        public_funding=money(public),
    )


@pytest.mark.parametrize(
    ("total", "years", "enterprises", "amount", "qualifier"),
    [
        ("24000", "2", "12", 1000, ""),
        ("24000", "2", "more than 12", 1000, "less than"),
        ("24000", "at least 2", "12", 1000, "up to"),
        ("24000", "at least 2", "more than 12", 1000, "about"),
        ("24000", "0.5", "about 12", 4000, "about"),
    ],
)
def test_a_member_and_a_year_cost_what_the_record_says_and_no_more_exactly(
    total: str, years: str, enterprises: str, amount: int, qualifier: str
) -> None:
    share = member_and_year(needed(total, years, enterprises))

    assert share is not None
    assert (share.money.amount, share.qualifier) == (amount, qualifier)


@pytest.mark.parametrize("told", [(None, "2", "12"), ("1", None, "12"), ("1", "2", None), ("1", "0", "12")])
def test_nothing_is_reckoned_from_what_is_not_told(told: tuple[str | None, ...]) -> None:
    assert member_and_year(needed(*told)) is None


def test_the_public_share_is_told_in_per_cent() -> None:
    assert public_share(needed("500096", None, None, "350068")) == Decimal("0.70")
    assert public_share(needed("500096", None, None)) is None


def test_a_review_says_what_is_missing_and_what_would_help(full: BuiltSite) -> None:
    network = full.examined.network
    assert network
    whole = review(telling(network.practices["monthly-meeting"], "en"), words("en"))
    short = review(telling(network.practices["shared-van"], "en"), words("en"))

    assert (whole.told, len(whole.sections)) == (17, 17)
    assert (whole.borne_out, len(whole.claims), len(whole.figures)) == (1, 3, 2)
    assert "description" in [s.key for s in short.sections if s.told]
    assert "problem_addressed" not in [section.key for section in short.sections]
    missing = [section for section in short.sections if not section.told]
    assert missing and all(section.advice for section in missing)


def test_two_to_four_practices_stand_side_by_side_without_a_script(full: BuiltSite) -> None:
    page = full.page("practices/compare/")

    (head, *rows) = page.all("tr")
    columns = [spoken(cell) for cell in head if cell.tag == "th"]
    told = json.loads((full.folder / "practices/compare/practices.json").read_text(encoding="utf-8"))
    assert columns == [column["title"] for column in told]
    assert 2 <= len(columns) <= 4
    assert len(rows) == len(told[0]["cells"])
    cost = next(spoken(row) for row in rows if spoken(row).startswith("Cost a member and a year"))
    assert "less than €7,938" in cost
    assert "€500,096 over 3 years and more than 21 enterprises" in cost


def test_an_adoption_and_its_practice_name_each_other(full: BuiltSite) -> None:
    practice, adoption = full.page(PRACTICE), full.page("adoptions/fjallnatet/")

    assert "Doors that open in the fells" in practice.text
    assert "../../adoptions/fjallnatet/" in [a.get("href") for a in practice.all("a")]
    assert "../../practices/monthly-meeting/" in [a.get("href") for a in adoption.all("a")]
    assert "../../practices/shared-van/" in [a.get("href") for a in adoption.all("a")]
    assert "A door that opens" in adoption.text and "It became coffee" in adoption.text


def test_the_lineage_is_a_picture_and_a_list_that_say_the_same(full: BuiltSite) -> None:
    for address in ("practices/lineage/", PRACTICE, "practices/shared-van/"):
        page = full.page(address)
        (picture,) = [e for e in page.elements if e.get("class") == "lineage"]
        names = [text for text in picture.iter() if (text.get("class") or "").startswith("lineage__name")]
        drawn = " ".join(spoken(text) for text in names)
        listed = [li for li in page.all("li") if "lineage-list__" in (li.get("class") or "")]

        assert len([c for c in picture.iter() if (c.get("class") or "").startswith("lineage__way")]) == 4
        assert len(listed) == 4
        for part in (
            "MicroENTRE concept",
            "Monthly meetings at members' premises",
            "Doors that open in the fells",
        ):
            assert part in drawn and any(part in spoken(li) for li in listed)


def test_a_practice_copied_from_another_portal_leads_there(full: BuiltSite) -> None:
    links = {spoken(a): a.get("href") for a in full.page(PRACTICE).all("a")}

    assert links["MicroENTRE concept"] == "https://origin.example.org/concept"


STATUSES = {
    "draft": ("Pello", ""),
    "planned": ("Kainuu", "start: 2027-03"),
    "running": ("Kuusamo", "start: 2025-09"),
    "ended": ("Posio", "start: 2022\nend: 2024"),
}
"""An adoption of each status: where, and from when to when."""

ADOPTION = """---
title: A door in {where}
summary: Firms in {where} meet in turn.
real: yes
practice: monthly-meeting
adopter:
  organisation: Network of {where}
country: FI
{period}
elements:
  - element: open-door
    done: changed
  - element: soup
    done: dropped
status: {status}
---
Told.
"""


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The network in which every field has a value, with an adoption of each status more."""
    root = copy_of(FULL, tmp_path_factory.mktemp("adopted") / "network")
    for status, (where, period) in STATUSES.items():
        file = root / "content/adoptions" / status / "adoption.md"
        file.parent.mkdir()
        file.write_text(ADOPTION.format(where=where, period=period, status=status), encoding="utf-8")
    opinion = "opinions:\n  - text: It carries.\n    organisation: Example Institute\n"
    put(root / "content/practices/shared-van/practice.md", "---\n", opinion)
    return build_site(root, root.parent / "site", search=False)


def experts(page: BuiltPage) -> list[Element]:
    """What is said of those whose opinions stand on a page."""
    opinions = [figure for figure in page.all("figure") if figure.get("class") == "opinion"]
    return [said for figure in opinions if (said := figure.find("figcaption")) is not None]


@pytest.mark.parametrize(
    ("prefix", "told"),
    [
        ("", "Example Institute Role: not told Date: not told Ties: not told"),
        ("fi/", "Example Institute Rooli: ei kerrottu Päivä: ei kerrottu Sidonnaisuudet: ei kerrottu"),
    ],
)
def test_an_opinion_says_which_of_role_date_and_ties_is_not_told(
    prefix: str, told: str, adopted: BuiltSite
) -> None:
    (expert,) = experts(adopted.page(f"{prefix}practices/shared-van/"))

    assert " ".join(" ".join(expert.itertext()).split()) == told


def test_a_draft_of_an_adoption_is_told_nowhere(adopted: BuiltSite) -> None:
    told = [adopted.page(address).html for address in (PRACTICE, "practices/lineage/", "adoptions/")]

    assert [html for html in told if "A door in Pello" in html] == []
    assert adopted.page("adoptions/draft/").meta("robots") == "noindex"


@pytest.mark.parametrize(
    ("status", "language", "word", "period"),
    [
        ("planned", "en", "Planned", "from March 2027"),
        ("running", "en", "Under way", "since September 2025"),
        ("ended", "en", "Ended", "2022–2024"),
        ("planned", "fi", "Suunnitteilla", "aloitus maaliskuu 2027"),
        ("running", "fi", "Käynnissä", "syyskuu 2025–"),
    ],
)
def test_wherever_an_adoption_is_named_it_says_how_far_it_is_and_from_when_to_when(
    adopted: BuiltSite, status: str, language: str, word: str, period: str
) -> None:
    prefix = "" if language == "en" else f"{language}/"
    where, _ = STATUSES[status]
    for address in (PRACTICE, "practices/lineage/", "adoptions/"):
        page = adopted.page(f"{prefix}{address}")
        named = [spoken(li) for li in page.all("li") if f"A door in {where}" in spoken(li)]
        assert named and all(word in told and period in told for told in named), address

    (picture,) = [e for e in adopted.page(f"{prefix}{PRACTICE}").elements if e.get("class") == "lineage"]
    drawn = " ".join(spoken(e) for e in picture.iter() if e.get("class") == "lineage__who")
    assert f"Network of {where} · {word}, {period}" in drawn
    network = adopted.examined.network
    assert network
    found = slim_record(network, telling(network.kinds["adoption"][status], language))
    assert (found.facts["state"], found.facts["when"]) == (word, period)
    own = adopted.page(f"{prefix}adoptions/{status}/")
    facts = [spoken(e) for e in own.all("dd")]
    assert word in facts and period in facts
    assert (words(language)("adoption planned means") in own.text) == (status == "planned")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_what_is_planned_is_told_as_a_plan_on_its_own_page_and_beside_links_to_it(
    adopted: BuiltSite, language: str
) -> None:
    said, prefix = words(language), "" if language == "en" else f"{language}/"
    keys = ("of", "elements", "outcome", "changed", "dropped")
    done = {said("adoption of"), *map(said, ("adoption elements", "adoption outcome", "done changed"))}
    network = adopted.examined.network
    assert network
    site = site_of(adopted.root, adopted.examined)

    for status in ("planned", "ended"):
        page = adopted.page(f"{prefix}adoptions/{status}/")
        titles = {spoken(e) for e in page.all("h2", "h3", "dt")}
        assert ({said(f"planned {key}") for key in keys} <= titles) == (status == "planned")
        assert (done <= titles) == (status == "ended")
        *_, line, _ = _texts(site, network.kinds["adoption"][status], language)
        assert line.startswith(said(f"adoption status {status}"))


def test_a_plan_is_never_counted_as_an_adoption(adopted: BuiltSite) -> None:
    said, practice = words("en"), adopted.page(PRACTICE)
    compared = adopted.page("practices/compare/")
    order = [spoken(e) for e in practice.elements if e.tag in ("h3", "li")]
    (counted,) = [tr for tr in compared.all("tr") if spoken(tr).startswith("Taken over")]

    after = order[order.index(said("adoption planned by")) :]
    assert [li for li in after if li.startswith("A door in")] == [after[1]] and "Kainuu" in after[1]
    # One of the three has become a practice here, which is not counted once more.
    assert f"{said('compare copies', n=3)}1 planned" in spoken(counted)
    (soup,) = [spoken(e) for e in practice.all("li") if spoken(e).startswith("Soup before the talk")]
    assert said("element used", kept=0, changed=1, dropped=2) in soup
    assert "3 adoptions, 1 planned" in adopted.page("adoptions/").text
    open_data = json.loads((adopted.folder / "data/v1/adoptions.json").read_text(encoding="utf-8"))
    states = {row["id"]: row["status"] for row in open_data["records"]}
    assert states == {status: status for status in STATUSES if status != "draft"} | {"fjallnatet": "ended"}


@pytest.mark.parametrize(
    ("version", "known"),
    [("2018-11", True), ("2020-05", True), ("2020-05-31", True), ("2020", False), ("2019-11", False)],
)
def test_an_adoption_names_a_version_the_practice_lists_or_the_day_it_was_published(
    version: str, known: bool, tmp_path: Path
) -> None:
    root = copy_of(FULL, tmp_path)
    file = root / "content/adoptions/fjallnatet/adoption.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("version: 2020-05\n", f"version: {version}\n"), encoding="utf-8")

    found = [
        (p.code, p.found) for p in examine(root, TODAY).problems if p.path.endswith("fjallnatet/adoption.md")
    ]

    assert found == ([] if known else [("unknown-version", version)])


def test_a_circle_of_many_is_found_wherever_it_is_entered(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path)
    for here, there in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")):
        folder = root / "content/practices" / here
        folder.mkdir()
        (folder / "practice.md").write_text(
            f"---\ntitle: {here}\nsummary: {here}\ncountry: FI\nstatus: published\n"
            f"copied_from:\n  practice: {there}\n---\nText.\n",
            encoding="utf-8",
        )

    found = [p for p in examine(root, TODAY).problems if p.code == "lineage-circle"]

    assert [dict(p.hints)["circle"] for p in found] == ["a → b → c → a", "b → c → a → b", "c → a → b → c"]


def test_what_is_copied_twice_over_stands_once_with_both_ways(full: BuiltSite) -> None:
    network = full.examined.network
    assert network
    rows = network.lineage.rows()
    keys = [row.node.key for row in rows]
    assert len(keys) == len(set(keys))
    assert rows[keys.index(("practice", "shared-van"))].parents == (
        keys.index(("practice", "monthly-meeting")),
        keys.index(("adoption", "fjallnatet")),
    )


def test_what_is_invented_never_passes_for_a_real_practices_success(demonstration: BuiltSite) -> None:
    """The demonstration's own practice rests on a real one; wherever that is told, it says what it is."""
    page = demonstration.page("practices/lapland-growth-network/")
    (picture,) = [e for e in page.elements if e.get("class") == "lineage"]
    compared = demonstration.page("practices/compare/")
    (counted,) = [tr for tr in compared.all("tr") if spoken(tr).startswith("Taken over")]

    drawn = " ".join(spoken(e) for e in picture.iter() if e.get("class") == "lineage__who")
    assert drawn.count("· Demonstration") == 2
    assert "1 time, as told here (Demonstration)" in spoken(counted)


def test_an_adoption_that_became_what_it_was_copied_from_closes_a_circle(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path)
    file = root / "content/adoptions/fjallnatet/adoption.md"
    text = file.read_text(encoding="utf-8")
    text = text.replace("practice: monthly-meeting", "practice: shared-van")
    text = text.replace("became: shared-van", "became: monthly-meeting")
    text = re.sub(r"(?m)^version:.*\n|^elements:\n(  .*\n)+", "", text)
    file.write_text(text, encoding="utf-8")

    found = [p for p in examine(root, TODAY).problems if p.severity == "problem"]

    assert {(p.code, p.field) for p in found} == {
        ("lineage-circle", ("became",)),
        ("lineage-circle", ("copied_from", "practice")),
    }


def test_the_review_shows_sections_with_figures_and_claims_without_date_or_source(full: BuiltSite) -> None:
    page = full.page(f"{PRACTICE}form/")
    said = words("en")

    sections = {
        spoken(li.find("p/strong")): spoken(li) for li in page.all("li") if li.find("p/strong") is not None
    }
    assert said("review figures", n=2) in sections["Evidence of success"]
    assert said("review figures", n=11) in sections["Resources needed"]
    assert said("review in words") in sections["Challenges"]
    # What is told, and would gain by more.
    assert said("advise source") in sections["Evidence of success"]
    claims = {
        spoken(tr.find("th")): [spoken(td) for td in tr.findall("td")]
        for tr in page.all("tr")
        if tr.find("td") is not None
    }
    yes, not_yet = said("review yes"), said("review not yet")
    assert claims["Enterprises in the network: more than 60"] == [yes, yes]
    assert claims["Members who would come again: 92.5%"] == [not_yet, not_yet]
    assert claims["Firms began to sell together."] == [not_yet, not_yet]


def test_it_is_compared_whose_time_it_takes_how_wide_it_is_and_what_must_be_there(full: BuiltSite) -> None:
    rows = {spoken(tr[0]): spoken(tr) for tr in full.page("practices/compare/").all("tr")}

    staff, scale, in_place = (rows[words("en")(f"compare {key}")] for key in ("staff", "scale", "in place"))
    for part in ("45% of a full-time post", "about 35% of a full-time post", "Two days a week"):
        assert part in staff
    for part in ("Regional", "more than 21", "Enterprises in the network: more than 60", "Local"):
        assert part in scale
    assert "A door that opens" in in_place and "Soup before the talk" not in in_place


def test_a_practice_told_in_one_page_shows_no_empty_section(full: BuiltSite) -> None:
    page = full.page("practices/shared-van/")
    said = words("en")

    for section in page.all("section"):
        headings = [spoken(e) for e in section.iter() if e.tag in ("h2", "h3")]
        assert spoken(section) != " ".join(headings), headings
    headings = {spoken(e) for e in page.all("h2")}
    told = {spoken(e) for e in full.page(PRACTICE).all("h2")}
    assert {"What it needs", "Evidence of success", "Expert opinions"} <= told - headings
    assert said("adopted by") not in page.text and said("reported in") not in page.text


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_sources_and_experts_are_told_in_the_pages_language_where_they_are_translated(
    language: str, demonstration: BuiltSite, full: BuiltSite
) -> None:
    network = demonstration.examined.network
    assert network
    for kept in (*network.practices.values(), *network.kinds["adoption"].values()):
        page = demonstration.page(f"{language}/{kept.address}")
        (evidence,) = [e for e in page.all("section") if e.get("aria-labelledby") == "evidence"]
        assert [spoken(e) for e in evidence.iter() if e.get("lang")] == [], kept.id
    (expert,) = experts(demonstration.page(f"{language}/{PRACTICE}"))
    assert [spoken(e) for e in expert.iter() if e.get("lang")] == []

    # What nobody has translated says whose language it is in.
    marked = [spoken(e) for e in full.page(f"sv/{PRACTICE}").elements if e.get("lang") == "en"]
    assert {"Final report of the fields", "Example Platform of Experts"} <= {*marked}


def test_the_demonstration_claims_no_more_than_its_sources(demonstration: BuiltSite) -> None:
    network = demonstration.examined.network
    assert network
    said = words("en")

    # The press release names its expert; a role is told, no person.
    named = [p for p in demonstration.folder.rglob("*") if p.is_file() and b"Valiste" in p.read_bytes()]
    assert named == []
    adoptions = [kept.record for kept in network.kinds["adoption"].values()]
    assert [one.title for one in adoptions if one.real and not one.sources] == []
    real = {kept.id for kept in network.practices.values() if kept.record.real}
    assert real == {"lapland-growth-network", "nihak-internationalisation"}
    assert {one.practice for one in adoptions if not one.real} & real == set()
    page = demonstration.page("practices/nihak-internationalisation/")
    (reported,) = [spoken(e) for e in page.all("div") if spoken(e).startswith(said("reported in"))]
    assert "FOUNDATION" in reported
    assert said("adopted by") not in page.text
