"""Every kind of page and every state of it as a picture, for eyes: narrow and wide, light and dark.

`make screenshots` writes them to `.cache/screenshots/`: all kinds, those at the limits too, and the main ones in
Finnish and Swedish on a phone. Names of kinds take only these; `--readme` renews the four that the README shows.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from built import FULL, build_site, copy_of
from chromium import installed
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from .conftest import served
from .kinds import DEMONSTRATION, LIMITS, NAMED, SHOWN, STATES, State, show

if TYPE_CHECKING:
    from playwright.sync_api import Page

REPOSITORY = Path(__file__).parents[2]
TO = REPOSITORY / ".cache" / "screenshots"

WIDTHS = (360, 1280)
PALETTES = ("light", "dark")
HEIGHT = 860
"""Of the window, in pixels."""

MAIN = (
    *("home", "join", "members", "member", "meetings", "meeting-held", "meeting-planned", "calendar"),
    *("practices", "practice", "practice-real", "themes", "groups", "group", "evidence", "map"),
    *("edit-member", "search", "not-found"),
)
"""The kinds that are looked at in Finnish and Swedish too."""

README = {
    "home": ("home", "light"),
    "members": ("members", "light"),
    "practice": ("practice-real", "light"),
    "evidence": ("evidence", "dark"),
}

Wanted = tuple[str, State, str, int, str]
"""The picture's name, what it shows, the language, the window's width, the palette."""


def wanted(names: list[str]) -> Iterator[Wanted]:
    """Every picture, or those of the kinds that are named."""
    still = [State("", kind.name) for kind in SHOWN]
    for state, width, palette in product((*still, *STATES), WIDTHS, PALETTES):
        if width <= state.widest and (not names or state.kind in names):
            said = f"{state.kind}-{state.name}".strip("-")
            yield f"{said}-{width}-{palette}", state, "en", width, palette
    for name, language in product(MAIN, ("fi", "sv")):
        if not names or name in names:
            yield f"{name}-{language}-360-light", State("", name), language, 360, "light"


def picture(browser: Browser, top: str, shown: Wanted, whole: bool = True) -> Image.Image:
    """What a visitor sees: the whole page, or its first screen."""
    _, state, language, width, palette = shown
    size = {"width": width, "height": HEIGHT}
    page = browser.new_page(viewport=size, color_scheme=palette, reduced_motion="reduce")
    show(page, top, NAMED[state.kind], language, state.question)
    state.enter(page)
    show_every_image(page)
    taken = page.screenshot(full_page=whole)
    page.close()
    return Image.open(BytesIO(taken)).convert("RGB")


def show_every_image(page: "Page") -> None:
    """Images further down wait for a reader who comes near them; a picture of the whole page doesn't scroll."""
    page.locator("img").evaluate_all(
        "all => Promise.all(all.map(each => { each.loading = 'eager'; return each.decode().catch(() => 0); }))"
    )


def main(asked: list[str]) -> None:
    """Take the pictures that are asked for."""
    with ExitStack() as opened:
        folder = Path(opened.enter_context(TemporaryDirectory()))
        for part in ("content", "members", "overrides"):
            copy_of(REPOSITORY / part, folder / DEMONSTRATION / part)
        shutil.copy(REPOSITORY / "mkdocs.yml", folder / DEMONSTRATION)
        copy_of(FULL, folder / LIMITS)
        tops = {
            name: opened.enter_context(served(build_site(folder / name, folder / f"{name}-site")))
            for name in (DEMONSTRATION, LIMITS)
        }
        browser = opened.enter_context(sync_playwright()).chromium.launch(executable_path=installed())
        if "--readme" in asked:
            for name, (kind, palette) in README.items():
                shown = picture(
                    browser, tops[DEMONSTRATION], ("", State("", kind), "en", 1280, palette), False
                )
                small = shown.resize((960, 645)).quantize(128)
                small.save(REPOSITORY / f".github/{name}.png", optimize=True)
            return
        TO.mkdir(parents=True, exist_ok=True)
        pictures = list(wanted(asked))
        for each in pictures:
            picture(browser, tops[NAMED[each[1].kind].site], each).save(TO / f"{each[0]}.png")
        print(f"{len(pictures)} pictures are in {TO.relative_to(REPOSITORY)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
