"""Records → the cards that stand for them in lists; each is drawn once a language, wherever it stands."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from talkoot.kept import Kept
from talkoot.outputs.drawing.covers import cover
from talkoot.outputs.telling import telling
from talkoot.outputs.templates import template
from talkoot.reliance import Key, rely, relying

if TYPE_CHECKING:
    from talkoot.outputs.site import Site

# What differs from page to page, in a card that is kept: no author can write these (sources/characters.py).
UP, TOP, PICTURE = "\ue010", "\ue011", "\ue012"

Drawn = dict[tuple[str, str, str, int], tuple[bytes, bytes, frozenset[Key]]]
"""Language, kind, id, level of the heading → the card before and after its picture, and its reliances.

There are as many as records; as text, the signs above would make every letter of them twice as wide.
"""


def cards(
    site: "Site",
    language: str,
    depth: int,
    records: Iterable[Kept[Any]],
    level: int = 3,
    pictures: bool = True,
) -> Markup:
    """A list of cards for a page `depth` steps below the top of its language; headings are of `level`.

    A list without `pictures` weighs a third of one with them.
    """
    items: list[bytes] = []
    for kept in records:
        before, after, keys = _card(site, kept, language, level)
        rely(kept.key, *keys)
        items += (b"<li>", before, _picture(site, kept).encode() if pictures else b"", after, b"</li>\n")
    up = "../" * depth
    top = up if language == site.languages[0] else f"../{up}"
    return Markup(f'<ul class="cards">\n{b"".join(items).decode()}</ul>'.replace(UP, up).replace(TOP, top))


def _card(site: "Site", kept: Kept[Any], language: str, level: int) -> tuple[bytes, bytes, frozenset[Key]]:
    key = (language, kept.record.kind, kept.id, level)
    if key not in site.drawn:
        view = {"it": telling(kept, language), "level": level, "up": UP, "picture": Markup(PICTURE)}
        network = site.network
        view |= {
            "words": site.words(language),
            "today": network.today,
            "network": network,
            "label": lambda vocabulary, id_: network.label(vocabulary, id_, language),
        }
        with relying() as keys:
            before, _, after = template("card.html", language).render(view).partition(PICTURE)
        more = frozenset(keys) if keys - {kept.key} else _NONE  # most tell of the record alone
        site.drawn[key] = before.encode(), after.encode(), more
    return site.drawn[key]


_NONE: frozenset[Key] = frozenset()


def _picture(site: "Site", kept: Kept[Any]) -> str:
    """A member's first photo, or the cover that is drawn for it; the member's page tells what it shows."""
    if kept.record.kind != "member":
        return ""
    member = kept.record
    photo = site.picture(kept, member.photos[0].file) if member.photos else None
    if not photo:
        return cover(kept.id, member.sectors[0])
    address, width, height = photo.sizes[0]
    return (
        f'<img class="card__picture" src="{TOP}{escape(address)}" width="{width}" height="{height}"'
        ' alt="" loading="lazy" decoding="async">'
    )
