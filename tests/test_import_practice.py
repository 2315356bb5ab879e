"""Pages and forms from elsewhere become drafts; whatever finds no place is told and kept."""

import random
import re
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from built import TODAY, build_site, copy_of
from click.testing import CliRunner
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from talkoot.build import examine
from talkoot.commands import commands
from talkoot.importing.amounts import sums_in, unsure_sums_in
from talkoot.importing.blocks import Block, Read, bare_address, decode, read_file
from talkoot.importing.dates import dates_in, unsure_dates_in
from talkoot.importing.labels import LABELS, label_in
from talkoot.importing.pages import read_page
from talkoot.importing.practice import Sorted, sort_practice

IMPORTS = Path(__file__).parent / "imports"
SMALL = Path(__file__).parent / "sites/small"
SOURCES = ("lapland-growth-network.txt", "nihak-press-release.txt", "saved-page.html", "copied-form.txt")


def read(name: str) -> Sorted:
    return sort_practice(read_file(IMPORTS / name), "FI")


@pytest.mark.parametrize(
    ("written", "amount", "per"),
    [
        ("€ 500 096", "500096 EUR", ""),
        ("€ 500\u00a0096", "500096 EUR", ""),
        ("500.096,00 €", "500096 EUR", ""),
        ("500,096.50 EUR", "500096.50 EUR", ""),
        ("0,5 M€", "500000 EUR", ""),
        ("1.2 million euros", "1200000 EUR", ""),
        ("150 k€/year", "150000 EUR", "year"),
        ("12 500 € vuodessa", "12500 EUR", "year"),
        ("SEK 90'000", "90000 SEK", ""),
        ("99,90 €", "99.90 EUR", ""),
        ("350068 EUR", "350068 EUR", ""),
        ("NOK 1,2 mill.", "1200000 NOK", ""),
        ("1,2 mill. NOK", "1200000 NOK", ""),
        ("€1.2 mio", "1200000 EUR", ""),
        ("EUR 2 Mio.", "2000000 EUR", ""),
        ("€ 3bn", "3000000000 EUR", ""),
        ("2 Mrd. €", "2000000000 EUR", ""),
        ("1,5 miljardia euroa", "1500000000 EUR", ""),
        ("SEK 4 miljoner", "4000000 SEK", ""),
        ("3 MEUR", "3000000 EUR", ""),
        ("€ 50 per member", "50 EUR", "piece"),
        ("150 k€ p.a.", "150000 EUR", "year"),
        ("150 k€ (annually)", "150000 EUR", "year"),
        ("150 k€, yearly", "150000 EUR", "year"),
        ("150 k€ / vuosi", "150000 EUR", "year"),
        ("150 k€ of public money per year", "150000 EUR", "year"),
        ("an annual 150 k€", "150000 EUR", "year"),
        ("as vuosibudjetti 150 k€", "150000 EUR", "year"),
        ("årlig 150 k€", "150000 EUR", "year"),
        ("500.096,- €", "500096 EUR", ""),
        ("12 500,- €", "12500 EUR", ""),
        ("€ 500\u2009096.-", "500096 EUR", ""),
        ("CHF 20 000", "20000 CHF", ""),
        ("20 000 UAH", "20000 UAH", ""),
        ("1,5 mill. isk", "1500000 ISK", ""),
        ("in 2018 € 500", "500 EUR", ""),
        ("12 500:- SEK", "12500 SEK", ""),
        ("EUR500096", "500096 EUR", ""),
        ("150 k€/3 years", "150000 EUR", "piece"),
        ("€ 50 a head", "50 EUR", "piece"),
    ],
)
def test_a_sum_is_read_however_it_is_written(written: str, amount: str, per: str) -> None:
    (found,) = sums_in(f"It cost {written}, they say.")

    assert (found.amount, found.per) == (amount, per)


@pytest.mark.parametrize("text", ["five euros", "500 096", "in 2020 and 2021", "12 all in all"])
def test_what_is_no_sum_with_a_known_currency_is_left_alone(text: str) -> None:
    assert not list(sums_in(text)) and not unsure_sums_in(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "kr 500",
            "350–400 k€",
            "€ 5,000 to 6,000",
            "5 to 6 million €",
            "EUR 2–3 mill.",
            "500 tkr",
            "3 Mkr",
        ),
        *("€ 3 zillion", "€3zn", "1.200 mill. €", "EUR 1,250 million", "€ 20 mil", "2.5 € million", "M€ 2.5"),
        *("€ 2+ million", "€ 1½ million", "3 gazillion EUR", "€ 1.2  mystery"),
        *("€ 1 200 per month", "250 € / kk", "1 200 € a month", "a monthly 1 200 €", "€ 50/h", "€ 9 a day"),
        *("kuukausittain 250 €", "250 € kuukaudessa", "månadskostnad 900 SEK", "500 SEK i månaden"),
        *("2 x 150 000 €", "€ 50 × 12", "3 times € 50", "€ -500", "-500 €", "−€500", "minus 500 €"),
        *(
            "50 000 FIM",
            "TOP 500",
            "(350) €",
            "(EUR): 500",
            "500 (EUR)",
            "500 dollars",
            "₽ 500",
            "5 000 zł",
            "¥ 900",
        ),
    ],
)
def test_a_sum_that_may_be_another_is_listed_and_not_taken(text: str) -> None:
    made = sort_practice(Read((Block("Resources needed", True), Block(f"It cost {text}."))), "FI")

    assert not {"sums", "total", "public_funding"} & made.fields["resources"].keys()
    assert made.unplaced == [" ".join(f"It cost {text}.".split()).removesuffix(".")]


@pytest.mark.parametrize(
    ("told", "taken"),
    [
        ("Total: € 500 096", {"total": "500096 EUR"}),
        ("Total cost 500.096,- €", {"total": "500096 EUR"}),
        ("Total CHF 20 000", {"total": "20000 CHF"}),
        ("The total was €500,096 (70 % public)", {"total": "500096 EUR"}),
        ("Budget: 12 500,- €. Public 10 000 €", {"total": "12500 EUR", "public_funding": "10000 EUR"}),
        ("Yhteensä 900 €, josta julkista 500 €", {"total": "900 EUR", "public_funding": "500 EUR"}),
        ("€ 10 000 came from public sources", {"public_funding": "10000 EUR"}),
        ("€ 500 public and € 400 private", {"public_funding": "500 EUR"}),
        ("private € 150 and public € 350", {"public_funding": "350 EUR"}),
        ("public support € 350 of a total of € 500", {"public_funding": "350 EUR", "total": "500 EUR"}),
        ("Total: € 500, yearly € 20", {"total": "500 EUR"}),
        *(
            (told, {})
            for told in (
                *("Total cost 150 k€ p.a.", "Annual budget: 150 k€", "Total: 150 k€ yearly"),
                *("Total budget € 150 000 annually", "Total: 150 k€ / vuosi", "Total of € 50 per member"),
                *("Total cost of € 1 200 per month", "Monthly total: € 1 200", "Total cost 2 x 150 000 €"),
                *("Without public money, the total was € 10 000", "Public transport € 200", "Total: € -500"),
                *("Total budget over € 500 000", "€ 300 of public and private money", "No public € 5"),
                *("Half of the total € 500 is public", "Total: 150 k€/3 years"),
            )
        ),
    ],
)
def test_a_sum_is_the_total_or_public_only_where_that_is_certain(told: str, taken: dict[str, str]) -> None:
    made = sort_practice(lines("# Resources needed", told), "FI")

    found = made.fields["resources"]
    assert {key: found[key] for key in ("total", "public_funding") if key in found} == taken
    assert taken or found.get("sums") or made.unplaced == [told]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-05-31", "2020-05-31"),
        ("31.5.2020", "2020-05-31"),
        ("31/05/2020", "2020-05-31"),
        ("2020/05/31", "2020-05-31"),
        ("31-05-2020", "2020-05-31"),
        ("3.4.2020", "2020-04-03"),
        ("04/04/2020", "2020-04-04"),
        ("05/31/2020", "2020-05-31"),
        ("31 May 2020", "2020-05-31"),
        ("May 31, 2020", "2020-05-31"),
        ("31. toukokuuta 2020", "2020-05-31"),
        ("den 31 maj 2020", "2020-05-31"),
        ("May 2020", "2020-05"),
        ("05/2020", "2020-05"),
        ("2020", "2020"),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, day: str) -> None:
    assert [found.written for found in dates_in(f"Published {written}.")] == [day]


@pytest.mark.parametrize("text", ["31.2.2020", "31/31/2020", "2020/13/40"])
def test_a_day_that_no_calendar_has_is_passed_over(text: str) -> None:
    assert not list(dates_in(text))


@pytest.mark.parametrize("text", ["03/04/2020", "3-4-2020", "2010/11"])
def test_a_date_that_may_be_another_is_listed_and_not_guessed(text: str) -> None:
    lines = (
        *(Block("A boat for seven", True, 1), Block(f"Published on {text}")),
        *(Block("Description", True), Block("It floats."), Block("Timescale", True), Block(f"{text} – 2021")),
    )

    made = sort_practice(Read(lines), "FI")

    assert not {"published", "start", "end"} & made.fields.keys()
    assert unsure_dates_in(text) == [text]
    assert made.unplaced == [f"Published on {text}", f"{text} – 2021"]


@pytest.mark.parametrize(
    ("told", "taken", "listed"),
    [
        ("2019–2021", {"start": "2019", "end": "2021"}, False),
        ("until May 2021", {"end": "2021-05"}, False),
        ("2019 - ongoing", {"start": "2019"}, False),
        ("2018, 2019 and 2021", {}, True),
        ("Begun in spring 2018", {"start": "2018"}, True),
        ("1.1.–31.12.2020", {"start": "2020-01-01", "end": "2020-12-31"}, False),
        ("6.–7.5.2020", {"start": "2020-05-06", "end": "2020-05-07"}, False),
        ("1–6/2020", {"start": "2020-01", "end": "2020-06"}, False),
        ("From 1 January to 31 December 2020", {"start": "2020-01-01", "end": "2020-12-31"}, False),
        ("6th to 7th May 2020", {"start": "2020-05-06", "end": "2020-05-07"}, False),
        ("Jan–Dec 2020", {"start": "2020-01", "end": "2020-12"}, False),
        ("tammi–kesäkuu 2020", {"start": "2020-01", "end": "2020-06"}, False),
        ("January to June 2020", {"start": "2020-01", "end": "2020-06"}, False),
        ("January 1 – June 30, 2020", {"start": "2020-01-01", "end": "2020-06-30"}, False),
        ("May 6–7, 2020", {"start": "2020-05-06", "end": "2020-05-07"}, False),
        ("between 2018 and 2020", {"start": "2018", "end": "2020"}, True),
        ("ended in 2020", {"end": "2020"}, True),
        ("vuoteen 2020 asti", {"end": "2020"}, True),
        ("2018 alkaen", {"start": "2018"}, True),
        *(
            (told, {}, True)
            for told in ("2020–2018", "1.11.–28.2.2021", "2018 and 2020", "2018 (pilot) 2019")
        ),
        *(
            (told, {}, True)
            for told in ("2018–20", "tammikuusta kesäkuuhun 2020", "1st of May to 5th of June 2020")
        ),
        *((told, {}, True) for told in ("2020-01–06", "2020-01-01/2020-12-31", "the trial of 2020")),
    ],
)
def test_when_it_ran_is_taken_as_far_as_it_is_certain(told: str, taken: dict[str, str], listed: bool) -> None:
    made = sort_practice(Read((Block("Timescale", True), Block(told))), "FI")

    assert {key: made.fields[key] for key in ("start", "end") if key in made.fields} == taken
    assert (told in made.unplaced) is listed


def test_an_end_before_the_start_is_listed_with_it() -> None:
    made = sort_practice(lines("# Start date", "2020", "# End date", "2018"), "FI")

    assert not {"start", "end"} & made.fields.keys()
    assert made.unplaced == ["start: 2020", "end: 2018"]


@pytest.mark.parametrize("told", ["Published on 6.–7.5.2020", "Published on 31.05.20"])
def test_a_day_of_publication_that_is_unsure_is_listed_and_no_title(told: str) -> None:
    made = sort_practice(lines(told, "A boat", "# Challenges", "It leaked."), "FI")

    assert (made.fields["title"], "published" in made.fields, made.unplaced) == ("A boat", False, [told])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_whatever_encoding_it_was_saved(encoding: str) -> None:
    assert decode("Äkäslompolo – jätkän “kynttilä”".encode(encoding)) == "Äkäslompolo – jätkän “kynttilä”"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("cp1252", '<meta charset="windows-1252">'),
        ("iso-8859-15", "<meta charset=iso-8859-15>"),
        ("cp1257", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1257">'),
        ("utf-8", '<META CHARSET="UTF-8" />'),
    ],
)
def test_a_page_that_names_its_encoding_is_read_in_it(encoding: str, told: str, tmp_path: Path) -> None:
    text = "Jätkän šokki maksoi 5 €" if encoding == "iso-8859-15" else "Jätkän šokki: žõdžõ"
    text = text if encoding != "cp1252" else "Jätkän – “kynttilä”"
    page = f"<!doctype html><html><head>{told}<title>x</title></head><body><h1>Tuli</h1><p>{text}</p></body>"
    (tmp_path / "page.html").write_bytes(page.encode(encoding))

    read_in = read_file(tmp_path / "page.html")

    assert [block.text for block in read_in.blocks] == ["Tuli", text]


def test_the_copied_page_becomes_a_whole_practice() -> None:
    made = read("lapland-growth-network.txt")

    told = made.fields
    assert told["title"] == "Lapland micro-enterprises growth network"
    assert (told["published"], told["country"]) == ("2020-05-31", "FI")
    assert (told["resources"]["total"], told["resources"]["public_funding"]) == ("500096 EUR", "350068 EUR")
    assert told["owner"] == {
        "organisation": "University of Lapland",
        "country": "FI",
        "region": "Pohjois- ja Itä-Suomi",
        "contact": "Coordinator / Project Manager",
    }
    (opinion,) = told["opinions"]
    assert opinion["organisation"] == "Interreg Europe Policy Learning Platform"
    assert opinion["text"].count("The success of the initiative builds") == 1
    assert made.body.count("The practice-based and micro-enterprise led activities") == 1
    assert (made.repeated, made.unplaced) == (5, [])
    assert "import no address" in [note.key for note in made.notes]


def test_the_press_release_becomes_a_practice_with_its_expert_and_without_a_name() -> None:
    made = read("nihak-press-release.txt")

    told = made.fields
    assert told["published"] == "2021-03-03"
    assert made.body.startswith("The EU Interreg Secretariat has selected")
    assert made.body.endswith("effectiveness of NIHAK’s internationalization model.")
    (opinion,) = told["opinions"]
    assert opinion["role"] == "SME Competitiveness Expert"
    assert opinion["organisation"] == "Interreg Europe Program Secretariat"
    assert opinion["text"].startswith("Despite the success") and opinion["text"].endswith("Europe as well.")
    assert "Valiste" not in str(told) + made.body
    assert made.unplaced == ["PRESS RELEASE"]


def test_a_saved_page_is_read_as_its_visitor_saw_it() -> None:
    made = read("saved-page.html")

    told = made.fields
    assert (told["title"], told["published"]) == ("Repair evenings at the harbour", "2022-03-04")
    assert (told["country"], told["level"]) == ("SE", "local")
    assert made.body.count("mechanic was a day’s drive away – 40 km by boat") == 1
    assert "- bring one broken thing each\n- mend what can be mended" in made.body
    assert told["further_information"] == [
        {"title": "The harbour’s own page", "url": "https://harbour.example.org/repairs"}
    ]
    assert (told["resources"]["total"], told["resources"]["public_funding"]) == ("500000 EUR", "350096 EUR")
    assert "150000 EUR" in [one["amount"] for one in told["resources"]["sums"]]
    assert told["owner"]["contact"] == "Keeper of the key"
    assert "keys@harbour.example.org" in made.unplaced
    assert "never read" not in str(made) and "Cookies" not in str(made.fields) + made.body
    assert made.around == ["Home (/)", "Good practices (/good-practices)", "Cookies and copyright"]
    assert "It rained, and nobody minded at all that evening." in made.unplaced


def test_a_form_with_a_section_twice_keeps_both() -> None:
    made = read("copied-form.txt")

    told = made.fields
    assert (told["title"], told["summary"]) == (
        "Verstaan avain kiertää",
        "Viisi puuseppää jakaa yhden verstaan.",
    )
    assert (told["country"], told["level"]) == ("FI", "regional")
    assert (
        told["problem_addressed"]
        == "Koneet maksavat liikaa yhdelle.\n\nEikä kukaan ehdi opetella kaikkea yksin."
    )
    assert (told["start"], told["end"]) == ("2019-01", "2021-12-31")
    assert told["resources"]["sums"][0]["amount"] == "12500 EUR"
    assert "import twice" in [note.key for note in made.notes]


def lines(*texts: str) -> Read:
    """A page of these lines; one that begins with “# ” is marked as a heading."""
    return Read(tuple(Block(text.removeprefix("# "), text.startswith("# ")) for text in texts))


@pytest.mark.parametrize("mark", ["", "# "])
@pytest.mark.parametrize(
    ("heading", "first", "key", "taken", "second", "listed"),
    [
        ("Title", "A boat", "title", "A boat", "A ship", "A ship"),
        ("Country", "Norway", "country", "NO", "Sweden", "country: Sweden"),
        ("Level", "Local", "level", "local", "National", "level: National"),
        ("Region", "FI1D", "region", "FI1D", "SE33", "region: SE33"),
        ("Location", "Inari", "location", "Inari", "Utsjoki", "location: Utsjoki"),
        ("Project", "SHORE", "project", "SHORE", "COAST", "project: COAST"),
        ("Published", "31.5.2020", "published", "2020-05-31", "1.6.2020", "published: 1.6.2020"),
        ("Start date", "2018", "start", "2018", "2019", "start: 2019"),
        ("End date", "2020", "end", "2020", "2021", "end: 2021"),
    ],
)
def test_what_is_told_in_one_line_is_taken_once_and_listed_when_it_differs(
    mark: str, heading: str, first: str, key: str, taken: str, second: str, listed: str
) -> None:
    challenges = (f"{mark}Challenges", "It leaked.")
    heading = mark + heading

    same = sort_practice(lines(*challenges, heading, first, heading, first), "FI")
    other = sort_practice(lines(*challenges, heading, first, heading, second), "FI")

    assert (same.fields[key], same.unplaced) == (taken, [])
    assert (other.fields[key], other.unplaced) == (taken, [listed])
    assert same.fields["challenges"] == other.fields["challenges"] == "It leaked."
    assert "import twice" not in [note.key for note in other.notes]


@pytest.mark.parametrize(
    ("told", "opinions", "listed"),
    [
        ("O:Good W:Org O:Fine W:Guild", [("Good", "Org"), ("Fine", "Guild")], []),
        ("W:Org O:Good W:Guild O:Fine", [("Good", "Org"), ("Fine", "Guild")], []),
        ("O:Good R:Judge W:Org D:2020 O:Fine W:Org", [("Good", "Org", "Judge", "2020"), ("Fine", "Org")], []),
        ("O:Good W:Org O:Good W:Org", [("Good", "Org")], []),
        ("O:Good O:Fine W:Guild", [("Fine", "Guild")], ["Good"]),
        ("O:Good W:Org W:Guild", [("Good", "Org")], ["Guild"]),
        ("O:Good R:Judge", [], ["Good", "Judge"]),
        ("O:Good W:Org D:spring", [("Good", "Org")], ["spring"]),
    ],
)
def test_an_opinion_keeps_its_own_organisation_role_and_day(
    told: str, opinions: list[tuple[str, ...]], listed: list[str]
) -> None:
    headings = {"O": "# Expert opinion", "W": "# Works at", "R": "# Role", "D": "# Date"}
    pairs = [part.split(":") for part in told.split()]

    made = sort_practice(lines("# Challenges", *(each for k, v in pairs for each in (headings[k], v))), "FI")

    keys = ("text", "organisation", "role", "date")
    found = [tuple(one[key] for key in keys if key in one) for one in made.fields.get("opinions", [])]
    assert (found, made.unplaced) == (opinions, listed)
    assert "published" not in made.fields


def test_what_stands_below_a_one_line_answer_is_nobody_elses() -> None:
    made = sort_practice(lines("# Challenges", "It leaked.", "# Country", "Norway", "A cold one."), "FI")

    assert (made.fields["challenges"], made.unplaced) == ("It leaked.", ["A cold one."])


def test_evidence_that_is_long_is_parted_between_words() -> None:
    told = " ".join(f"word{n}" for n in range(800))

    made = sort_practice(lines("# Evidence", told), "FI")

    parts = [one["text"] for one in made.fields["evidence"]]
    assert len(parts) > 1 and " ".join(parts) == told and max(map(len, parts)) <= 2000


def test_a_second_owner_is_listed_and_never_taken_for_a_region() -> None:
    made = sort_practice(lines("# Organisation", "Harbour Guild", "# Organisation", "Sea Guild"), "FI")

    assert (made.fields["owner"], made.unplaced) == ({"organisation": "Harbour Guild"}, ["Sea Guild"])


@pytest.mark.parametrize(
    "heading",
    [
        "# Implementation in the village of Pajala",
        "# Challenges encountered (in the first winter)",
        "# Resources that we borrowed from the school",
        "Challenges (in the first winter)",
        "Resources (the pilot only): a borrowed boat",
    ],
)
def test_a_heading_that_says_more_than_a_field_is_listed(heading: str) -> None:
    made = sort_practice(lines(heading, "It went well."), "FI")

    assert made.unplaced == [heading.removeprefix("# ").partition(":")[0]]


@pytest.mark.parametrize(
    "heading",
    [
        *("# 1.1 Title of the good practice [100 characters]", "# Timescale (start/end date)"),
        *("# Resources needed [310 of 300 characters, 10 too many]", "1. Tiivistelmä [enintään 160 merkkiä]"),
    ],
)
def test_what_a_form_says_beside_its_questions_is_passed_over(heading: str) -> None:
    assert sort_practice(lines(heading), "FI").unplaced == []


def test_what_a_form_asks_for_beside_a_question_is_told_as_its_own() -> None:
    asked = "Resources needed [300 characters] – please specify the amount of funding"

    made = sort_practice(lines(f"# {asked}", "A boat."), "FI")

    assert (made.left_out, made.unplaced) == ([asked], [])


def word_form(path: Path) -> None:
    """A filled Word form: questions at the left with their hints, answers at the right, some left empty."""
    document = Document()
    document.add_heading("Good practice template", 0)
    table = document.add_table(rows=0, cols=2)
    for question, answer in (
        ("1.1 Title of the good practice [100 characters]", "A boat for seven"),
        ("1.2 Short summary of the practice [160 characters]", "Seven guides own one boat."),
        ("Geographical scope of the practice", "Regional"),
        ("Country", "Norway"),
        (
            "2. What is the problem addressed and the context which triggered the introduction of the practice?",
            "A boat lies idle.\nOne guide can't fill it.",
        ),
        ("Resources needed [300 characters] – please specify the amount of funding", "Total: NOK 900 000"),
        ("Timescale (start/end date)", "June 2018 - ongoing"),
        ("Evidence of success (results achieved)", "Booked on 80 days."),
        ("Difficulties encountered", ""),
        ("Favourite colour", "Blue, like the boat in June"),
        ("Potential for transfer (to any shore)", "See "),
    ):
        row = table.add_row().cells
        row[0].text, row[1].text = question, answer
    (evidence,) = (row for row in table.rows if row.cells[0].text.startswith("Evidence"))
    inner = evidence.cells[1].add_table(rows=0, cols=2)
    for days in (("Days in 2020", "31"), ("Days in 2021", "49")):
        for cell, text in zip(inner.add_row().cells, days, strict=True):
            cell.text = text
    see = row[1].paragraphs[0]
    lead(see, document.part.relate_to("https://boat.example.org/", RELATIONSHIP.HYPERLINK, True), "our page")
    see.add_run(" and ")
    lead_by_field(see, "mailto:boat@example.org", "ask us")
    document.save(str(path))


def lead(paragraph: Paragraph, to: str, words: str) -> None:
    """A link as Word makes it."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), to)
    link.append(paragraph.add_run(words)._r)
    paragraph._p.append(link)


def lead_by_field(paragraph: Paragraph, address: str, words: str) -> None:
    """A link as older programs make it."""
    for kind, text in (
        ("begin", ""),
        ("", f'HYPERLINK "{address}"'),
        ("separate", ""),
        ("t", words),
        ("end", ""),
    ):
        run = paragraph.add_run(text if kind == "t" else None)
        if kind == "t":
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)


def test_a_filled_word_form_is_read(tmp_path: Path) -> None:
    word_form(tmp_path / "form.docx")

    made = sort_practice(read_file(tmp_path / "form.docx"), "FI")

    told = made.fields
    assert (told["title"], told["summary"]) == ("A boat for seven", "Seven guides own one boat.")
    assert (told["country"], told["level"], told["start"]) == ("NO", "regional", "2018-06")
    assert told["problem_addressed"] == "A boat lies idle.\n\nOne guide can't fill it."
    assert told["resources"]["total"] == "900000 NOK"
    assert "challenges" not in told
    assert (
        told["transfer"] == "See [our page](https://boat.example.org/) and ask us (mailto:boat@example.org)"
    )
    (evidence,) = told["evidence"]
    assert evidence["text"] == "Booked on 80 days.\n\nDays in 2020 | 31\n\nDays in 2021 | 49"
    assert made.left_out == ["Resources needed [300 characters] – please specify the amount of funding"]
    assert made.unplaced == [
        *("Potential for transfer (to any shore)", "Good practice template"),
        *("Favourite colour", "Blue, like the boat in June"),
    ]


@pytest.mark.parametrize("holder", ["w:customXml", "w:sdtContent"])
def test_a_form_within_what_only_holds_it_is_read_as_a_form(holder: str, tmp_path: Path) -> None:
    document = Document()
    outer = document.add_table(rows=1, cols=1)
    held = OxmlElement(holder)
    outer._tbl.addprevious(held)
    held.append(outer._tbl)
    inner = outer.rows[0].cells[0].add_table(rows=0, cols=2)
    for question, answer in (("Title", "A boat"), ("Country", "Norway"), ("Challenges", "It leaked.")):
        row = inner.add_row().cells
        row[0].text, row[1].text = question, answer
    document.save(str(tmp_path / "form.docx"))

    told = sort_practice(read_file(tmp_path / "form.docx"), "FI").fields

    assert (told["title"], told["country"], told["challenges"]) == ("A boat", "NO", "It leaked.")


LINKED = """<!doctype html><html><body><nav><a href="https://coast.example.org/">Coast</a></nav>
<h1><a href="/boats/7">A boat for seven</a></h1>
<h2>Description</h2><p>See <a href="https://boat.example.org/"><b>our</b> page</a>, <a href="plan.pdf">the plan</a>
and <a href="mailto:boat@example.org">boat@example.org</a>. <a href="#top">Up</a></p>
<a href="https://shore.example.org/"><img src="shore.jpg" alt="Shore"></a>
<h2>Resources</h2><p>As in <a href="https://sums.example.org/">the sums</a>.</p>
<h2>Further information</h2><p><a href="mailto:guild@example.org">Write to us</a></p></body></html>"""


def test_where_a_link_leads_is_kept_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "linked.html").write_text(LINKED, encoding="utf-8")

    made = sort_practice(read_file(tmp_path / "linked.html"), "FI")

    assert made.body == (
        "See [our page](https://boat.example.org/), the plan (plan.pdf) and boat@example.org. Up"
    )
    assert made.fields["title"] == "A boat for seven"
    assert made.fields["summary"] == "See our page, the plan and boat@example.org."
    assert made.fields["resources"]["text"] == "As in [the sums](https://sums.example.org/)."
    assert made.unplaced == ["Write to us (mailto:guild@example.org)", "A boat for seven (/boats/7)"]
    assert made.around == ["[Coast](https://coast.example.org/)", "https://shore.example.org/"]
    assert "import no address" not in [note.key for note in made.notes]


@pytest.mark.parametrize(
    ("text", "is_said"), [("Website", True), ("www.boat.example.org", False), ("boat@example.org", False)]
)
def test_an_address_is_missed_only_where_none_is(text: str, is_said: bool) -> None:
    made = sort_practice(lines("# Further information", text), "FI")

    assert ("import no address" in [note.key for note in made.notes]) is is_said


FILLED = """<!doctype html><html><body><form>
<label>Title <input name="title" value="A boat for seven"></label>
<label for="d">Description</label><textarea id="d">One guide can't fill it.
Seven can.</textarea>
<label>Country <select><option value="">Choose</option><option selected>Norway<option>Sweden</select></label>
<fieldset><legend>Level</legend><label><input type="radio" name="l"> Local</label>
<input type="radio" name="l" id="r" checked><label for="r">Regional</label></fieldset>
<label>Start date <input type="date" value="2019-05-01"></label>
<input type="hidden" value="token"><input type="submit" value="Send"></form></body></html>"""


def test_what_was_filled_in_and_chosen_on_a_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "filled.html").write_text(FILLED, encoding="utf-8")

    made = sort_practice(read_file(tmp_path / "filled.html"), "FI")

    assert made.body == "One guide can't fill it.\n\nSeven can."
    assert [made.fields[key] for key in ("title", "country", "level")] == [
        "A boat for seven",
        "NO",
        "regional",
    ]
    assert made.fields["start"] == "2019-05-01"
    assert (made.around, made.unplaced) == (["Choose", "Sweden", "☐ Local", "Send"], [])


UNTIDY = """<!doctype html><html lang="fi"><head><title>Torvet | Sivusto</title></head><body>
<div hidden><div>Evästeet?</div>Hyväksy kaikki</div>
<nav><ul><li>Etusivu<li>Käytännöt</ul></nav>
<h1>Torstain torvet</h1><p hidden>Kuvaus<p hidden>Ei nyt</p>
<img src="torvi.jpg" alt="Torvi pöydällä"><h2>Kuvaus</h2><p>Joka torstai soi torvi.<p>Kaikki tulevat.
<ul><li>ensin soppa<li hidden>salainen<li>sitten torvi</ul>
<h2>Haasteet</h2><details><summary>Sade</summary>Satoi.</details><aside>Lue myös: Huilut</aside>
<footer>Yhteystiedot</footer>"""


def test_an_untidy_page_keeps_what_is_shown_and_tells_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "untidy.html").write_text(UNTIDY, encoding="utf-8")

    made = sort_practice(read_file(tmp_path / "untidy.html"), "FI")

    assert made.body == "Joka torstai soi torvi.\n\nKaikki tulevat.\n\n- ensin soppa\n- sitten torvi"
    assert made.fields["challenges"] == "Sade\n\nSatoi."
    assert made.around == [
        *("Evästeet?", "Hyväksy kaikki", "Etusivu", "Käytännöt", "Ei nyt"),
        *("salainen", "Lue myös: Huilut", "Yhteystiedot"),
    ]
    assert "Torvi pöydällä" in [note.text for note in made.notes]


def test_a_page_saved_whole_with_its_pictures_is_read(tmp_path: Path) -> None:
    whole_page(tmp_path / "page.mhtml")

    made = sort_practice(read_file(tmp_path / "page.mhtml"), "FI")

    assert (made.fields, made.body) == (read("saved-page.html").fields, read("saved-page.html").body)


def test_a_form_without_a_title_is_called_as_its_file_and_says_so(tmp_path: Path) -> None:
    root, file = copy_of(SMALL, tmp_path / "network"), tmp_path / "winter-market.txt"
    file.write_text("Evidence of success\nIn 2021 it worked for 12 firms, all winter.\n", encoding="utf-8")

    done = CliRunner().invoke(commands, ["import", "practice", str(file), "--root", str(root)])

    assert done.exit_code == 0, done.output
    assert "the name of the file stands in for it: winter market" in done.output
    assert "count for more: 12 firms" in done.output
    assert [p for p in examine(root, TODAY).problems if p.severity == "problem"] == []


def test_what_stands_around_a_word_form_is_told_and_a_ticked_box_is_read(tmp_path: Path) -> None:
    word_form(tmp_path / "form.docx")
    document = Document(str(tmp_path / "form.docx"))
    document.sections[0].header.paragraphs[0].text = "Confidential draft of the Guild"
    row = next(row for row in document.tables[0].rows if row.cells[0].text.startswith("Geographical"))
    row.cells[1].text = "☐ Local ☒ National ☐ Regional"
    document.save(str(tmp_path / "form.docx"))

    made = sort_practice(read_file(tmp_path / "form.docx"), "FI")

    assert made.fields["level"] == "national"
    assert made.around == ["Confidential draft of the Guild"]


def whole_page(path: Path) -> None:
    """A page as a browser saves it whole, with its pictures."""
    whole = MIMEMultipart("related")
    whole.attach(MIMEApplication(b"\x89PNG", "png"))
    whole.attach(MIMEText((IMPORTS / "saved-page.html").read_bytes().decode("cp1252"), "html", "cp1252"))
    path.write_bytes(whole.as_bytes())


PAGES = {"untidy.html": UNTIDY, "linked.html": LINKED, "filled.html": FILLED}
SAMPLES = (*SOURCES, "form.docx", "page.mhtml", *PAGES)


def sample(name: str, folder: Path) -> Path:
    """A file to be read in: one that stands here, or one made in `folder`."""
    if name in SOURCES:
        return IMPORTS / name
    if name == "form.docx":
        word_form(folder / name)
    elif name == "page.mhtml":
        whole_page(folder / name)
    else:
        (folder / name).write_text(PAGES[name], encoding="utf-8")
    return folder / name


HEADINGS = [names[0] for names in LABELS.values()]
FACTS = {
    "Sweden": "country: SE",
    "Finland": "country: FI",
    "Suomi": "country: FI",
    "Norway": "country: NO",
    "☒ Regional": "level: regional",
    "2019-05-01": "start: 2019-05-01",
    "Local": "level: local",
    "Regional": "level: regional",
    "Alueellinen": "level: regional",
    "Published on 31 May 2020": "published: 2020-05-31",
    "Published on 4 March 2022": "published: 2022-03-04",
    "PRESS RELEASE 3.3.2021": "published: 2021-03-03",
    "June 2018 - ongoing": "start: 2018-06",
    "tammikuu 2019 – 31.12.2021": "start: 2019-01\nend: 2021-12-31",
}
"""Lines that stand in a draft in other words."""


def letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_dropped_silently(name: str, tmp_path: Path) -> None:
    root, file = copy_of(SMALL, tmp_path / "network"), sample(name, tmp_path)

    done = CliRunner().invoke(
        commands, ["import", "practice", str(file), "--root", str(root), "--id", "draft"]
    )

    kept = (root / "content/practices/draft/practice.md").read_text(encoding="utf-8")
    told = letters(kept) + " | " + letters(done.output)
    whole = read_file(file)
    for line in whole.around:
        assert letters(line) in letters(done.output), line
    for block in whole.blocks:
        for _, address in block.links:
            assert letters(bare_address(address)) in told, address
        name, _, answer = block.text.partition(":")
        label = label_in(block.text, block.heading)
        if label.field and not label.more:
            continue
        text = answer.strip() if answer and label_in(name, block.heading).field else block.told
        if FACTS.get(text, "–") not in kept:
            for sentence in re.split(r"(?<=[.!?”])\s", text):
                assert letters(sentence) in told, sentence


ANSWERS = (
    *("{} {} {}", '{} <a href="https://e.example.org/{}">{}</a>', '<a href="/{}">{}</a>', "{}<br>{}"),
    *('<a href="mailto:{}@example.org">{}</a>', '<input value="{}">', "<textarea>{}\n{}</textarea>"),
    *(
        "<select><option>{}<option selected>{}</select>",
        "<table><tr><th>{}<td>{}</table>",
        "{} € 900 a month",
    ),
    *("Norway", "Local", "2019", "1.1.–3.3.2020", "Total {}: € 500 096"),
)


@pytest.mark.parametrize("tag", ["h2", "p"])
def test_every_word_of_a_page_in_any_order_is_somewhere(tag: str) -> None:
    for seed in range(100):
        chance = random.Random(seed)
        page = ""
        for _ in range(8):
            name, hint = chance.choice(HEADINGS), chance.choice(("", "", " {}", " ({})", " [{}]"))
            answers = "".join(f"<p>{chance.choice(ANSWERS)}</p>" for _ in range(chance.randint(0, 2)))
            page += f"<{tag}>{name}{hint}</{tag}>{answers}"
        first, *pieces = page.split("{}")
        page = first + "".join(f"word{n}end{piece}" for n, piece in enumerate(pieces))

        made = str(sort_practice(read_page(page, "page"), "FI"))

        assert [word for word in re.findall(r"word\d+end", page) if word not in made] == [], page


@pytest.mark.parametrize("name", SAMPLES)
def test_what_found_no_place_is_told_and_stands_in_the_draft(name: str, tmp_path: Path) -> None:
    root, file = copy_of(SMALL, tmp_path / "network"), sample(name, tmp_path)

    done = CliRunner().invoke(
        commands, ["import", "practice", str(file), "--root", str(root), "--id", "draft"]
    )

    kept = (root / "content/practices/draft/practice.md").read_text(encoding="utf-8").splitlines()
    for unplaced in sort_practice(read_file(file), "FI").unplaced:
        assert f"    {unplaced}\n" in done.output
        for line in unplaced.splitlines():
            assert f"# {line}" in kept


@pytest.mark.parametrize("name", SOURCES)
def test_a_draft_is_a_right_record_at_once(name: str, tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)

    done = CliRunner().invoke(commands, ["import", "practice", str(IMPORTS / name), "--root", str(root)])

    assert done.exit_code == 0, done.output
    found = examine(root, TODAY)
    assert [p for p in found.problems if p.severity == "problem"] == []
    assert found.network and len(found.network.practices) == 3


def test_the_form_that_leaves_can_be_read_in_again(tmp_path: Path) -> None:
    site = build_site(copy_of(SMALL, tmp_path / "network"), tmp_path / "site")

    made = sort_practice(read_file(site.folder / "practices/monthly-meeting/interreg-europe.docx"), "FI")

    assert made.fields["title"] == "Monthly meetings at members' premises"
    assert made.fields["challenges"] == "The first winter."
    assert made.fields["transfer"] == "Begin with six firms."
    assert made.fields["owner"]["organisation"] == "Example University"
    assert made.fields["resources"]["total"] == "500096 EUR"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("form.pdf", b"%PDF-1.7 not for us", "a kind of file that can't be read here"),
        ("letter.rtf", b"{\\rtf1 a letter}", "a kind of file that can't be read here"),
        ("old.doc", b"\xd0\xcf\x11\xe0 older than we read", "a kind of file that can't be read here"),
        ("broken.docx", b"PK\x03\x04 cut short", "a kind of file that can't be read here"),
        ("empty.html", b"<html><body><script>x()</script></body></html>", "next to no text"),
    ],
)
def test_a_file_that_is_none_of_these_says_so(name: str, content: bytes, found: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)

    done = CliRunner().invoke(
        commands, ["import", "practice", str(tmp_path / name), "--root", str(SMALL)], standalone_mode=False
    )

    assert (done.return_value, found in done.output) == (1, True), done.output
    assert not (SMALL / "content/practices" / name.partition(".")[0]).exists()


def test_a_draft_never_takes_the_place_of_a_record(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    before = (root / "content/practices/shared-van/practice.md").read_bytes()

    done = CliRunner().invoke(
        commands,
        ["import", "practice", str(IMPORTS / SOURCES[0]), "--root", str(root), "--id", "shared-van"],
        standalone_mode=False,
    )

    assert done.return_value == 1 and "a folder that is there already" in done.output
    assert (root / "content/practices/shared-van/practice.md").read_bytes() == before
