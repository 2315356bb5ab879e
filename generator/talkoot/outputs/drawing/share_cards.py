"""A record → its share card: the picture that others show beside a link to its page (Open Graph), as PNG."""

from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from math import ceil
from pathlib import Path
from unicodedata import combining, normalize

from PIL import Image, ImageColor, ImageDraw, ImageFont

from talkoot.outputs.drawing.corner import corner, variant
from talkoot.outputs.drawing.inks import Inks
from talkoot.outputs.drawing.painting import mixed, paint

SIZE = (1200, 630)
"""Of a card in pixels, as Open Graph's readers expect it."""

FONTS = Path(__file__).parents[2] / "theme" / "fonts" / "share"

PICTURE = 440
"""How many of the card's pixels from the right show the record's log corner."""

MARGIN = 64

TITLE_SIZES = (76, 66, 56, 48, 40)
KIND, LINE = 190, 568
"""Where the kind and the line stand; the title has the room between them."""

TITLE_HEIGHT = LINE - KIND - 60

STEPS = 12
"""From paper to each ink: so many tones make the edges of letters smooth."""

PRINTED = ("ink", "slate", "spruce", "cloudberry")
"""The inks, in the order of their tones among a card's colours."""

PICTURE_COLOURS = 48

MOST_LETTERS = 300
"""More would not fit in the smallest letters either."""

SOFT_HYPHEN = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What a card says. Letters the typeface lacks (emoji, other scripts) are left out."""

    id: str
    title: str
    kind: str
    """“Member”, “Meeting” … in the page's language."""
    line: str
    """A place, a date: one line."""
    network: str
    marked: bool
    """Whether our mark stands beside the network's name: it has none of its own."""
    inks: Inks


def draw_card(card: ShareCard) -> bytes:
    """The card as PNG of at most 60 kB; the same values always give the same bytes.

    A title of which no letter can be drawn gives way to the kind of record.
    """
    small, room = _font(500, 32), SIZE[0] - PICTURE - 2 * MARGIN
    title, kind, line, network = (
        in_our_letters(text[:MOST_LETTERS]) for text in (card.title, card.kind, card.line, card.network)
    )
    sheet = _Sheet(card.marked)
    aside = 62 if card.marked else 0
    sheet.write(MARGIN + aside, 92, _shortened(network, small, room - aside), small, "ink")
    if title:
        sheet.write(MARGIN, KIND, _shortened(kind, small, room), small, "slate")
    size, lines = _set(title or kind or network, room)
    for n, text in enumerate(lines, 1):
        # Large letters begin a little inside their own space.
        sheet.write(MARGIN - size // 24, KIND + 8 + n * _leading(size), text, _font(700, size), "ink")
    sheet.write(MARGIN, LINE, _shortened(line, small, room), small, "spruce")
    picture, colours = _picture(card.id, card.inks)
    sheet.page.paste(picture, (SIZE[0] - PICTURE, 0))
    sheet.page.putpalette(_tones(card.inks) + colours)
    out = BytesIO()
    sheet.page.save(out, "PNG", compress_level=6)
    return out.getvalue()


class _Sheet:
    """A page of numbered colours: the tones of each ink, then those of the picture."""

    def __init__(self, marked: bool) -> None:
        self.page = _letterhead(marked).copy()

    def write(self, x: int, y: int, text: str, font: ImageFont.FreeTypeFont, ink: str) -> None:
        """Set a line of text; its letters stand on `y`."""
        if not text:
            return
        left, top, right, bottom = font.getbbox(text, anchor="ls")
        mask = Image.new("L", (ceil(right - left), ceil(bottom - top)))
        ImageDraw.Draw(mask).text((-left, -top), text, 255, font, "ls")
        stamp(self.page, mask, (x + int(left), y + int(top)), ink)


def stamp(page: Image.Image, mask: Image.Image, at: tuple[int, int], ink: str) -> None:
    """Bring the ink, by its name, onto the page where the mask is light."""
    first = PRINTED.index(ink) * STEPS
    tones = mask.point([first + value * (STEPS - 1) // 255 for value in range(256)])
    page.paste(tones, at, mask.point([0] * (255 // STEPS) + [255] * (256 - 255 // STEPS)))


@cache
def _letterhead(marked: bool) -> Image.Image:
    """Paper, with the mark of theme/images/icon.svg, 44 pixels high, or without."""
    page = Image.new("P", SIZE)
    for ink in ("spruce", "cloudberry") if marked else ():
        finer = 5
        mask = Image.new("L", (46 * finer, 46 * finer))
        draw = ImageDraw.Draw(mask)
        unit = finer * 1.25
        if ink == "spruce":
            for x, y in ((1, 4), (11, 25)):
                box = (x * unit, y * unit, (x + 24) * unit, (y + 7) * unit)
                draw.rounded_rectangle(box, 3.5 * unit, 255)
        else:
            for x in (7, 29):
                draw.circle((x * unit, 18 * unit), 6.75 * unit, outline=255, width=round(3.5 * unit))
        stamp(page, mask.reduce(finer), (MARGIN, 58), ink)
    return page


@lru_cache(maxsize=32)
def _tones(inks: Inks) -> list[int]:
    """Red, green and blue of every tone between the paper and each ink."""
    shares = [round(100 * n / (STEPS - 1)) for n in range(STEPS)]
    tones = (mixed(getattr(inks, name), inks.paper, share) for name in PRINTED for share in shares)
    return [part for tone in tones for part in ImageColor.getrgb(tone)]


@lru_cache(maxsize=32)
def _picture(id: str, inks: Inks) -> tuple[Image.Image, list[int]]:  # noqa: A002
    """The joint of the record's corner, large, and its colours. It is the same in every language."""
    painted = paint(corner(variant(id)), inks, PICTURE, SIZE[1])
    numbered = painted.quantize(PICTURE_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    colours = (numbered.getpalette() or [])[: 3 * PICTURE_COLOURS]
    first = len(PRINTED) * STEPS
    return numbered.point([first + n if n < PICTURE_COLOURS else 0 for n in range(256)]), colours


def _leading(size: int) -> int:
    """From one line's foot to the next one's."""
    return round(size * 1.1)


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    # Pillow's own layout is the same on every machine; the other one depends on what is installed.
    return ImageFont.truetype(
        FONTS / f"familjen-grotesk-{weight}.ttf", size, layout_engine=ImageFont.Layout.BASIC
    )


@cache
def _has(letter: str) -> bool:
    """Whether the typeface has a letter: others all look like the one for a letter that no font has."""
    font = _font(700, 20)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


def in_our_letters(text: str) -> str:
    """The text in letters of our typeface: one it lacks loses its accent, or is left out."""
    letters = []
    for letter in normalize("NFC", " ".join(text.split()).replace(SOFT_HYPHEN, "")):
        if _has(letter):
            letters.append(letter)
        else:
            letters += [part for part in normalize("NFKD", letter) if not combining(part) and _has(part)]
    kept = " ".join("".join(letters).split())
    return kept if any(letter.isalnum() for letter in kept) else ""


def _set(title: str, room: int) -> tuple[int, list[str]]:
    """The title in lines, in the largest letters in which it fits; if it fits in none, shortened."""
    for size in TITLE_SIZES:
        lines = _wrapped(title, _font(700, size), room)
        if lines is not None and len(lines) * _leading(size) <= TITLE_HEIGHT:
            return size, lines
    size, font = TITLE_SIZES[-1], _font(700, TITLE_SIZES[-1])
    lines = _wrapped(title, font, room, broken=True) or []
    count = TITLE_HEIGHT // _leading(size)
    if len(lines) > count:
        lines = [*lines[: count - 1], _shortened(" ".join(lines[count - 1 :]), font, room)]
    return size, lines


def _wrapped(text: str, font: ImageFont.FreeTypeFont, room: int, broken: bool = False) -> list[str] | None:
    """The text in lines about equally long; None if a word is too long and may not be broken."""
    words = [part for word in text.split() for part in (_parts(word, font, room) if broken else [word])]
    if any(font.getlength(word) > room for word in words):
        return None
    lines = _filled(words, font, room)
    for share in range(95, 50, -5):
        narrower = _filled(words, font, room * share // 100)
        if len(narrower) > len(lines) or any(font.getlength(line) > room * share // 100 for line in narrower):
            break
        lines = narrower
    return lines


def _filled(words: list[str], font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines = words[:1]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _parts(word: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """The word, divided where it would not fit."""
    parts = [""]
    for letter in word:
        if parts[-1] and font.getlength(f"{parts[-1]}{letter}-") > room:
            parts[-1] += "-"
            parts.append("")
        parts[-1] += letter
    return parts


def _shortened(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
