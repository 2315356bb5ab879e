"""Share cards: what others show beside a link is small, always the same, and right to the last letter."""

import re
from dataclasses import astuple
from io import BytesIO
from time import process_time

import pytest
from PIL import Image, ImageChops, ImageFont
from test_theme import LIGHT, luminance

from talkoot.contrast import TEXT, contrast
from talkoot.frames.assets import THEME
from talkoot.frames.colours import read_colours
from talkoot.outputs.drawing.hues import HUES, SECTORS
from talkoot.outputs.drawing.inks import inks
from talkoot.outputs.drawing.painting import mixed
from talkoot.outputs.drawing.share_cards import (
    FONTS,
    LINE,
    PICTURE,
    SIZE,
    ShareCard,
    draw_card,
    in_our_letters,
)

NAME, KIND, PLACE, NETWORK = "Hirsi ja Hopea", "Member", "Rovaniemi", "Revontuli Growth Network"

OURS = read_colours((THEME / "styles" / name).read_text() for name in ("tokens.css", "covers.css")).day
SNOW = OURS["snow"]


def a_card(
    title: str = NAME, sector: str = "crafts", marked: bool = True, colours: str = "", **more: str
) -> ShareCard:
    """A card of a network whose style sheet says `colours`."""
    given = {"id": "hirsi-ja-hopea", "kind": KIND, "line": PLACE, "network": NETWORK, **more}
    day = {**OURS, **read_colours([colours]).day}
    return ShareCard(title=title, marked=marked, inks=inks(day, sector), **given)


def opened(card: ShareCard) -> Image.Image:
    return Image.open(BytesIO(draw_card(card)))


def text_of(card: ShareCard) -> bytes:
    """The card without its picture."""
    return opened(card).convert("RGB").crop((0, 0, SIZE[0] - PICTURE, SIZE[1])).tobytes()


def test_a_card_is_a_png_as_large_as_open_graph_asks_for_and_says_nothing_else() -> None:
    card = opened(a_card())

    assert (card.format, card.size, card.mode) == ("PNG", (1200, 630), "P")
    assert card.info.keys() <= {"transparency"}


def test_the_same_record_always_gets_the_same_bytes() -> None:
    once = draw_card(a_card())

    draw_card(a_card("Another", id="another"))

    assert draw_card(a_card()) == once


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("id_", ["hirsi-ja-hopea", "tunturin-tuoksu", "revontulipaja"])
def test_a_card_weighs_at_most_60_kb(id_: str, sector: str) -> None:
    assert len(draw_card(a_card("What does my hour cost? " * 5, id=id_, sector=sector))) < 60_000


@pytest.mark.parametrize("weight", [500, 700])
@pytest.mark.parametrize("letter", "åäöšžđŋŧčáâõüæøÅÄÖŠŽĐŊŦČÁÂÕÜÆØ–—…·“”’&€0123456789")
def test_the_typeface_has_every_letter_of_the_north(weight: int, letter: str) -> None:
    font = ImageFont.truetype(FONTS / f"familjen-grotesk-{weight}.ttf", 40)

    assert bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))
    assert in_our_letters(letter) == letter or not letter.isalnum()


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Árbi  Duodji –\nSoađegilli", "Árbi Duodji – Soađegilli"),
        ("a\N{COMBINING DIAERESIS}a", "äa"),
        ("🦌 Poro & Co 🛷", "Poro & Co"),
        ("Sääʹmǩiõll", "Sääʹmkiõll"),
        ("Hyvinvointi\N{SOFT HYPHEN}palvelut", "Hyvinvointipalvelut"),
        ("שלום Inari", "Inari"),
        ("שלום · עולם", ""),
        ("", ""),
    ],
)
def test_what_the_typeface_lacks_is_left_out_instead_of_drawn_as_a_box(written: str, drawn: str) -> None:
    assert in_our_letters(written) == drawn


@pytest.mark.parametrize("title", ["שלום עולם", "Ветер", "🦌", "", "\u200f"])
def test_a_title_without_any_letter_of_ours_gives_way_to_the_kind(title: str) -> None:
    assert text_of(a_card(title)) == text_of(a_card(""))
    assert text_of(a_card(title)) != text_of(a_card("", kind="Jäsen"))


@pytest.mark.parametrize(
    "title",
    [
        "A" * 80,
        "W" * 400,
        "Äijännevan hyvinvointipalveluidentuottajayhdistys ja kumppanit",
        "one two three " * 60,
        "i" * 80 + " " + "m" * 80,
        "x",
    ],
)
def test_a_title_never_leaves_its_room(title: str) -> None:
    words = Image.frombytes("RGB", (SIZE[0] - PICTURE, SIZE[1]), text_of(a_card(title, line="", kind="")))
    paper = Image.new("RGB", words.size, SNOW)

    for box in ((0, 0, 58, 630), (words.width - 58, 0, words.width, 630), (0, 540, words.width, 630)):
        assert words.crop(box).tobytes() == paper.crop(box).tobytes()


def test_the_words_of_a_title_keep_their_order_from_line_to_line() -> None:
    words = Image.frombytes(
        "RGB", (SIZE[0] - PICTURE, SIZE[1]), text_of(a_card("Mmmmmmmm iiiiii", kind="", line="", network=""))
    )

    ink = ImageChops.difference(words, Image.new("RGB", words.size, SNOW))
    first, second = (ink.crop((0, top, words.width, top + 84)).getbbox() for top in (198, 284))
    assert first and second
    assert first[2] > 400 > second[2]


def test_nothing_to_say_is_still_a_card() -> None:
    assert opened(ShareCard("", "", "", "", "", False, inks(OURS, ""))).size == SIZE


def test_a_card_shows_the_hue_of_its_sector() -> None:
    picture = opened(a_card(sector="food")).convert("RGB").crop((SIZE[0] - PICTURE, 0, *SIZE))

    colours = sorted(picture.getcolors(maxcolors=500_000) or [], reverse=True)

    assert {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in colours[:4]} >= {
        HUES["rye"].deep,
        HUES["rye"].pale,
    }


def test_a_card_has_the_colours_of_the_page_and_they_stand_out() -> None:
    names = ("snow", "ink", "slate", "spruce", "cloudberry")
    ours = inks(OURS, "crafts")

    assert [LIGHT[f"--{name}"] for name in names] == [*astuple(ours)[:5]]
    assert all((luminance(SNOW) + 0.05) / (luminance(ink) + 0.05) >= 4.5 for ink in astuple(ours)[1:4])


def printed(card: ShareCard, box: tuple[int, int, int, int]) -> set[str]:
    """The colours in a part of the card."""
    found = opened(card).convert("RGB").crop(box).getcolors(maxcolors=500_000) or []
    return {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in found}


MARK = (64, 58, 120, 104)
FOOT = (64, LINE - 40, 600, LINE + 12)
SIDE = (SIZE[0] - PICTURE, 0, *SIZE)


def test_a_card_has_the_colours_that_its_network_chose() -> None:
    colours = """
        :root { --spruce: #7a1f4b; --cloudberry: rgb(255 0 0); --snow: #fffff0 }
        .hue-rust { --hue-deep: #003399; --hue-pale: #cfe; }
    """
    lit = a_card(id="tunturin-tuoksu", colours=colours)

    assert printed(lit, MARK) >= {"#7a1f4b", "#ff0000", "#fffff0"}
    assert printed(lit, FOOT) >= {"#7a1f4b", "#fffff0"}
    assert printed(lit, SIDE) >= {"#003399", "#ccffee"}
    everything = {
        colour
        for one in ("hirsi-ja-hopea", "tunturin-tuoksu")
        for colour in printed(a_card(id=one, colours=colours), (0, 0, *SIZE))
    }
    assert not everything & {SNOW, OURS["spruce"], OURS["cloudberry"], HUES["rust"].deep, HUES["rust"].pale}


@pytest.mark.parametrize("paper", [SNOW, "#000000", "#7f7f7f"])
@pytest.mark.parametrize("text", ["#fff9c4", "#000000", "#777777", "#ffffff", "#ff0000"])
def test_text_on_a_card_can_be_read_whatever_colour_its_network_chose(text: str, paper: str) -> None:
    colours = f":root {{ --snow: {paper}; --spruce: {text}; --ink: {text}; --slate: {text} }}"
    card = a_card(colours=colours)

    for box in (FOOT, (64, 150, 600, 200), (64, 200, 700, 500), (126, 60, 600, 100)):
        assert max(contrast(ink, paper) for ink in printed(card, box)) >= TEXT


def test_a_network_with_a_mark_of_its_own_does_not_get_ours() -> None:
    assert printed(a_card(marked=False, network=""), MARK) == {SNOW}
    assert len(printed(a_card(network=""), MARK)) > 10
    assert len(printed(a_card(marked=False), MARK)) > 5


def test_colours_are_mixed_as_the_style_sheet_mixes_them() -> None:
    shares = re.findall(
        r"--cover-(far|shade): color-mix\(in srgb, var\(--hue-deep\) (\d+)%, var\(--hue-pale\)\)",
        (THEME / "styles" / "covers.css").read_text(),
    )

    assert shares == [("far", "22"), ("shade", "72")]
    assert mixed("#ff0000", "#0000ff", 22) == "#3800c7"


def test_a_thousand_records_in_three_languages_take_less_than_a_minute() -> None:
    draw_card(a_card())

    start = process_time()
    for n in range(10):
        for language in ("en", "fi", "sv"):
            draw_card(a_card(f"What does my hour cost? {n} {language}", id=f"member-{n}"))

    # Two processes share the work; the limit is generous for slower machines.
    assert (process_time() - start) / 30 * 3000 / 2 < 60
