"""A network's colours are read from its own style sheets, and reach what is drawn without one."""

import re
from typing import TYPE_CHECKING

import pytest

from talkoot.contrast import TEXT, contrast, readable
from talkoot.frames.assets import THEME, Assets, gather_assets
from talkoot.frames.colours import PANEL, dyed, on_paper, read_colours
from talkoot.frames.look import Look

if TYPE_CHECKING:
    from playwright.sync_api import Page

THEMES = [(THEME / "styles" / name).read_text() for name in ("tokens.css", "covers.css")]

THEIRS = """\
:root { --spruce: #7a1f4b; --cloudberry: #00aacc; }
@media (prefers-color-scheme: dark) {
  :root:not([data-colours="light"]) { --spruce: #e58fb8; --cloudberry: #66ddee; }
}
:root[data-colours="dark"] { --spruce: #e58fb8; --cloudberry: #66ddee; }
"""


def assets(colours: str, **overrides: bytes) -> Assets:
    look = Look(favicon="logo.svg" if overrides else None, styles=("colours.css",))
    files = {"colours.css": colours.encode(), **{f"{name}.svg": drawn for name, drawn in overrides.items()}}
    return gather_assets(files, look)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#7A1F4B", "#7a1f4b"),
        ("#abc", "#aabbcc"),
        ("navy", "#000080"),
        ("rgb(255, 0, 10)", "#ff000a"),
        ("rgb(100% 0% 50%)", "#ff0080"),
        ("hsl(120deg 100% 25%)", "#008000"),
        ("hwb(0 0% 0%)", "#ff0000"),
        ("oklch(0.5 0.1 120)", None),
        ("#112233 /* ours */", "#112233"),
        ("#112233 !important", "#112233"),
        ("#11223380", None),
        ("var(--other)", None),
        ("color-mix(in srgb, red, blue)", None),
        ("12px", None),
        ("currentcolor", None),
        ("", None),
    ],
)
def test_a_colour_is_read_however_it_is_written(written: str, read: str | None) -> None:
    assert read_colours([f":root {{ --spruce: {written}; }}"]).day.get("spruce") == read


@pytest.mark.parametrize(
    "sheet",
    [
        "@media (prefers-color-scheme: dark) { :root:not([data-colours='light']) { --spruce: #112233 } }",
        ':root[data-colours="dark"] { --spruce: #112233 }',
        "@media (prefers-color-scheme:dark) { :root { --spruce: #112233 } }",
    ],
)
def test_a_dark_colour_is_none_of_the_day(sheet: str) -> None:
    read = read_colours([":root { --spruce: #445566 }", sheet])

    assert (read.day, read.night) == ({"spruce": "#445566"}, {"spruce": "#112233"})


@pytest.mark.parametrize(
    "sheet", ["}{", "@media", ":root { --spruce", "\0", "@import url(x.css);", ":root{a}"]
)
def test_a_broken_style_sheet_leaves_the_themes_colours(sheet: str) -> None:
    assert read_colours([*THEMES, sheet]) == read_colours(THEMES)


def test_the_later_of_two_holds() -> None:
    assert read_colours([*THEMES, THEIRS]).day["spruce"] == "#7a1f4b"
    assert read_colours([*THEMES, THEIRS]).day["ink"] == "#17222b"


def test_without_colours_of_its_own_a_network_gets_the_themes_files_as_they_are() -> None:
    plain = assets("")

    assert plain.files[plain.names["icon"]] == (THEME / "images/icon.svg").read_bytes()
    assert (THEME / "styles/print.css").read_bytes() in plain.files[plain.names["stylesheet"]]


def test_our_icon_has_the_networks_colours_by_day_and_at_night() -> None:
    theirs = assets(THEIRS)
    icon = theirs.files[theirs.names["icon"]].decode()

    assert "g{color:#7a1f4b}@media (prefers-color-scheme:dark){g{color:#e58fb8}}" in icon
    assert 'stroke="#00aacc"' in icon


def test_an_icon_of_the_networks_own_follows_its_colours_too() -> None:
    drawn = b'<svg fill="var(--spruce, #000000)" stroke="var(--cloudberry)" color="var(--other, #111111)"/>'

    files = assets(THEIRS, logo=drawn).files

    known = b'<svg fill="var(--spruce, #7a1f4b)" stroke="var(--cloudberry, #00aacc)" color="var(--other, #111111)"/>'
    assert files["logo.svg"] == known


@pytest.mark.parametrize("colour", ["#fff9c4", "#ffffff", "#777777", "#000000", "#7a1f4b"])
def test_what_is_printed_can_be_read_whatever_colours_a_network_chose(colour: str) -> None:
    paper = on_paper(read_colours([*THEMES, f":root {{ --spruce: {colour}; --ink: {colour} }}"]).day)

    assert min(contrast(paper[ink], PANEL) for ink in ("ink", "slate", "spruce", "lingonberry")) >= TEXT
    assert contrast(paper["on-spruce"], paper["spruce"]) >= TEXT


@pytest.mark.parametrize("sheet", ["styles/sheet.css", "styles/print.css", "admin/admin.css"])
def test_a_sheet_that_is_dyed_has_a_colour_for_each_token_in_one_place(sheet: str) -> None:
    told = (THEME / sheet).read_text()
    dyed_ = dyed(told, {**on_paper(read_colours([*THEMES, THEIRS]).day)})

    assert "--spruce: #7a1f4b;" in dyed_ and "#1e5245" not in dyed_
    assert "#1e5245" not in re.sub(r"--spruce: #1e5245;", "", told)


@pytest.mark.parametrize("chosen", ["", "light", "dark"])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_page_is_printed_in_the_networks_colours_of_the_day(page: "Page", system: str, chosen: str) -> None:
    theirs = assets(THEIRS)
    ours = theirs.files[theirs.names["stylesheet"]].decode()
    page.set_content(f"<html data-colours='{chosen}'><style>{ours}</style><style>{THEIRS}</style>Text")

    page.emulate_media(media="print", color_scheme=system)  # type: ignore[arg-type]

    asked = (
        "['spruce', 'snow'].map(n => getComputedStyle(document.documentElement).getPropertyValue(`--${n}`))"
    )
    assert page.evaluate(asked) == ["#7a1f4b", "#ffffff"]


@pytest.mark.parametrize("ground", ["#ffffff", "#000000", "#767676", "#777777", "#808080", "#18262f"])
@pytest.mark.parametrize("colour", ["#fff9c4", "#000000", "#ffffff", "#00ff00", "#767676"])
def test_a_colour_is_changed_only_as_far_as_reading_asks(colour: str, ground: str) -> None:
    nearer = readable(colour, ground)

    assert contrast(nearer, ground) >= TEXT
    assert (nearer == colour) == (contrast(colour, ground) >= TEXT)
