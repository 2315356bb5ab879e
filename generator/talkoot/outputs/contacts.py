"""Members → address cards (vCard 4.0, RFC 6350), only of those who agreed to be reached."""

from collections.abc import Iterator
from functools import partial

from talkoot.kept import Kept
from talkoot.outputs.content_lines import lines, text
from talkoot.outputs.identity import identity
from talkoot.outputs.site import File, Site
from talkoot.outputs.telling import telling
from talkoot.records.member import Member


def contacts(site: Site) -> Iterator[File]:
    """A card beside the page of every member with a contact to show, in each language."""
    for language in site.languages:
        for kept in site.network.members.values():
            if has_card(kept.record):
                yield File(f"{site.prefix(language)}{card_file(kept)}", partial(card, site, kept, language))


def has_card(member: Member) -> bool:
    """Whether the member's contact may be shown, and there is one to save."""
    contact = member.contact
    return bool(contact and contact.consent and (contact.email or contact.phone))


def card_file(kept: Kept[Member]) -> str:
    """Where a member's card is, below its language's prefix."""
    return f"{kept.address}{kept.id}.vcf"


def card(site: Site, kept: Kept[Member], language: str) -> bytes:
    """The card of an enterprise: whom to ask for stands as its title, so that telephones show it."""
    return lines(("BEGIN:VCARD", "VERSION:4.0", *_properties(site, kept, language), "END:VCARD")).encode()


def _properties(site: Site, kept: Kept[Member], language: str) -> Iterator[str]:
    member = telling(kept, language).record
    contact, name = member.contact, text(member.name)
    yield "KIND:org"
    yield f"UID:urn:uuid:{identity(site, kept)}"
    yield f"REV:{member.confirmed or member.joined:%Y%m%d}T000000Z"
    yield f"FN:{name}"
    yield f"ORG:{name}"
    if contact.name:
        yield f"TITLE:{text(contact.name)}"
    if contact.email:
        yield f"EMAIL;TYPE=work:{text(contact.email)}"
    if contact.phone:
        yield f"TEL;TYPE=work;VALUE=uri:tel:{dialled(contact.phone)}"
    place = site.network.label("places", member.place, language)
    # Post office box, extended address, street, place, region, postal code, country (RFC 6350, 6.3.1).
    yield f"ADR;TYPE=work:;;{text(member.address or '')};{text(place)};;;"
    for code in member.languages:
        yield f"LANG:{code}"
    for link in member.links:
        yield f"URL:{link.url}"
    yield f"NOTE:{text(member.summary)}"
    if site.url:
        yield f"URL;TYPE=work:{site.absolute(language, kept.address)}"


def dialled(phone: str) -> str:
    """A telephone number as it is dialled: `+358 (0)40 123` → `+35840123`."""
    return phone.replace("(0)", "").translate(_SPACING)


_SPACING = str.maketrans("", "", " ()-")
