"""Address cards: only of those who agreed, and read back by another library as the profile tells them."""

from pathlib import Path
from typing import Any

import pytest
import vobject
from built import FULL, URL, BuiltSite, build_site, copy_of

from talkoot.outputs.contacts import dialled, has_card
from talkoot.records.member import Contact, Member

WITH_CARD = "hirsi-ja-hopea"

HOSTILE = """name: 'Semi; comma, back\\slash "quote" ä🐟'
summary: One of many
sectors:
  - food
group: inari
place: inari
address: Rantakatu 1; 2. krs, "ovi"
contact:
  name: |
    Owner
    END:VCARD
  email: a+b@example.org
  phone: +358 (0)40 123-4567
  consent: 2026-05-04
joined: 2026-05-04
"""


def card(site: BuiltSite, path: str) -> Any:
    return vobject.readOne((site.folder / path).read_bytes().decode())


def test_a_card_holds_what_the_profile_tells(full: BuiltSite) -> None:
    told = card(full, f"members/{WITH_CARD}/{WITH_CARD}.vcf")

    assert (told.version.value, told.kind.value) == ("4.0", "org")
    assert told.fn.value == "Hirsi ja Hopea"
    assert told.org.value == ["Hirsi ja Hopea"]
    assert told.title.value == "The two owners"
    assert told.email.value == "hirsi@every.example.org"
    assert (told.tel.value, told.tel.params["VALUE"]) == ("tel:+358401234567", ["uri"])
    assert (told.adr.value.street, told.adr.value.city) == ("Esimerkkitie 14 B", "Rovaniemi")
    assert told.rev.value == "20261002T000000Z"
    assert [url.value for url in told.url_list] == [
        "https://shop.example.org/silver",
        f"{URL}members/{WITH_CARD}/",
    ]
    assert [language.value for language in told.lang_list] == ["fi", "en"]


def test_a_card_speaks_its_reader_s_language(full: BuiltSite) -> None:
    english = card(full, f"members/{WITH_CARD}/{WITH_CARD}.vcf")
    finnish = card(full, f"fi/members/{WITH_CARD}/{WITH_CARD}.vcf")

    assert finnish.title.value == "Molemmat omistajat"
    assert finnish.uid.value == english.uid.value
    assert finnish.uid.value.startswith("urn:uuid:")


def test_there_is_a_card_for_those_who_agreed_and_for_nobody_else(full: BuiltSite) -> None:
    network = full.examined.network
    assert network

    cards = {path.rpartition("/")[2] for path in full.files if path.endswith(".vcf")}

    agreed = {
        f"{kept.id}.vcf"
        for kept in network.members.values()
        if kept.record.contact and kept.record.contact.consent
    }
    assert cards == agreed
    assert f"{WITH_CARD}.vcf" in cards
    for kept in network.members.values():
        page = full.page(kept.address)
        linked = [a for a in page.all("a") if a.get("type") == "text/vcard"]
        assert [a.get("href") for a in linked] == [f"{kept.id}.vcf"] * (f"{kept.id}.vcf" in cards), kept.id


@pytest.mark.parametrize(
    ("contact", "has"),
    [
        (None, False),
        ({"email": "a@example.org"}, False),
        ({"email": "a@example.org", "consent": "2026-01-01"}, True),
        ({"phone": "0401234567", "consent": "2026-01-01"}, True),
        ({"name": "Owner", "consent": "2026-01-01"}, False),
    ],
)
def test_without_consent_or_a_way_to_be_reached_there_is_no_card(contact: Any, has: bool) -> None:
    member = Member.model_construct(contact=Contact(**contact) if contact else None)

    assert has_card(member) is has


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    (root / "members/vaara").mkdir()
    (root / "members/vaara/member.yml").write_text(HOSTILE, encoding="utf-8")

    site = build_site(root, tmp_path / "site", search=False)
    raw = (site.folder / "members/vaara/vaara.vcf").read_bytes()
    told = card(site, "members/vaara/vaara.vcf")

    assert told.fn.value == 'Semi; comma, back\\slash "quote" ä🐟'
    assert told.title.value == "Owner END:VCARD"
    assert told.adr.value.street == 'Rantakatu 1; 2. krs, "ovi"'
    assert told.email.value == "a+b@example.org"
    assert told.tel.value == "tel:+358401234567"
    assert raw.count(b"\r\nEND:VCARD\r\n") == 1 and raw.endswith(b"END:VCARD\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert all(b"\n" not in line for line in raw.split(b"\r\n"))


@pytest.mark.parametrize(
    ("written", "dial"),
    [
        ("+358 40 123 4567", "+358401234567"),
        ("+358 (0)40 123-4567", "+358401234567"),
        ("(016) 123 456", "016123456"),
    ],
)
def test_a_telephone_number_is_given_as_it_is_dialled(written: str, dial: str) -> None:
    assert dialled(written) == dial
