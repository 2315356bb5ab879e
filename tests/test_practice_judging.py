"""How completely a practice is told, what it costs a member and a year, who copied it."""

import json
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from built import FULL, TODAY, BuiltSite, build_site, copy_of, spoken

from talkoot.build import examine
from talkoot.languages import words
from talkoot.outputs.practice_compare import member_and_year, public_share
from talkoot.outputs.practice_review import review
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
    assert public_share(needed("500096", None, None, "350068")) == 70
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


def test_a_draft_of_an_adoption_is_told_nowhere(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    file = root / "content/adoptions/fjallnatet/adoption.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("status: ended", "status: draft"), encoding="utf-8"
    )

    site = build_site(root, tmp_path / "site", search=False)

    assert "Doors that open" not in site.page(PRACTICE).html + site.page("practices/lineage/").html
    assert site.page("adoptions/fjallnatet/").meta("robots") == "noindex"


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

    assert spoken(picture).count("· Demonstration") == 2
    assert "1 time, as told here (Demonstration)" in spoken(counted)
