"""A share card for every record in every language: what others show beside a link to its page."""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from talkoot.cached import key_of, way_of
from talkoot.frames.assets import OURS
from talkoot.kept import Kept
from talkoot.outputs.drawing.inks import Inks, inks
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import File, Site
from talkoot.outputs.telling import telling

DRAWING = Path(__file__).parent / "drawing"
FONTS = Path(__file__).parents[1] / "theme/fonts/share"


def share_cards(site: Site) -> Iterator[File]:
    """`members/hirsi-ja-hopea/card.png`; none for a site that does not know its own address."""
    if site.url:
        for of_kind in site.network.kinds.values():
            for kept in of_kind.values():
                if is_shown(kept):
                    # One after another: the languages of a record share its picture.
                    for language in site.languages:
                        yield File(
                            site.card(kept, language),
                            partial(_card, site, kept, language),
                            stage="cards",
                            key=partial(_key, site, kept, language),
                            bunch=kept.address,
                        )


def _texts(site: Site, kept: Kept[Any], language: str) -> tuple[str, str, str, str, str]:
    said, told = site.words(language), telling(kept, language)
    return (
        kept.id,
        told.name,
        said.shelf(kept.record.kind, site.network.section(kept.record.kind)),
        _line(site, kept, language),
        site.network.about.told(language).record.name,
    )


def _look(site: Site, kept: Kept[Any]) -> tuple[bool, Inks]:
    """Whether the network has no mark of its own, and its colours."""
    return site.frames.icon.startswith(OURS), inks(site.frames.colours.day, _sector(site, kept))


def _key(site: Site, kept: Kept[Any], language: str) -> bytes:
    return key_of("card", _way(), *_look(site, kept), *_texts(site, kept, language))


def _card(site: Site, kept: Kept[Any], language: str) -> bytes:
    from talkoot.outputs.drawing.share_cards import ShareCard, draw_card

    return draw_card(ShareCard(*_texts(site, kept, language), *_look(site, kept)))


def _sector(site: Site, kept: Kept[Any]) -> str:
    """What gives the card its hue: a sector, the host's sector, a theme or a topic."""
    record = kept.record
    host = site.network.members.get(getattr(record, "host", None) or "")
    for key in ("sectors", "themes", "topics"):
        held = getattr(host.record, "sectors", ()) if host else getattr(record, key, ())
        if held:
            return str(held[0])
    return kept.id


def _line(site: Site, kept: Kept[Any], language: str) -> str:
    """The day of a meeting, the place of a member, the country of a practice, and how far an adoption is."""
    said, record = site.words(language), kept.record
    if (start := getattr(record, "start", None)) and hasattr(start, "hour"):
        return said.moment(start)
    if place := getattr(record, "place", None):
        return site.network.label("places", place, language)
    country = getattr(record, "country", None)
    where = said.country_name(country) if country else ""
    return f"{said(f'adoption status {record.status}')}, {where}" if record.kind == "adoption" else where


@cache
def _way() -> str:
    """The code and the letters that draw a card, and the library that sets and packs them."""
    return way_of((*sorted(DRAWING.glob("*.py")), *sorted(FONTS.glob("*.ttf"))), "pillow")
