"""Every kind of page of the demonstration as a picture, for eyes: narrow and wide, light and dark.

`make screenshots` writes them to `.cache/screenshots/`; `--readme` renews the four that the README shows.
"""

import shutil
import sys
from io import BytesIO
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from talkoot.serve import serving

REPOSITORY = Path(__file__).parents[2]
TO = REPOSITORY / ".cache" / "screenshots"

PAGES = (
    "",
    "members/",
    "members/hirsi-ja-hopea/",
    "members/hirsi-hopea/",
    "members/koski-ja-kajo/",
    "members/?view=list",
    "members/?view=map",
    "map/",
    "sectors/crafts/",
    "meetings/",
    "meetings/calendar/",
    "meetings/2024-11-14-hirsi-ja-hopea/",
    "meetings/2026-05-21-hiljainen-polku/",
    "meetings/2026-12-10-hirsi-ja-hopea/",
    "practices/",
    "practices/monthly-meeting/",
    "practices/lapland-growth-network/",
    "themes/",
    "themes/pricing/",
    "groups/",
    "groups/rovaniemi/",
    "evidence/",
    "data/",
    "search/?q=pricing",
    "about/",
    "join/",
    "nothing-here/",
    "fi/",
    "fi/members/gransbageriet/",
    "sv/meetings/2025-02-13-selkavesi/",
)
WIDTHS = (360, 1280)
PALETTES = ("light", "dark")

README = {
    "home": ("", 1280, "light"),
    "members": ("members/", 1280, "light"),
    "practice": ("practices/lapland-growth-network/", 1280, "light"),
    "evidence": ("evidence/", 1280, "dark"),
}


def picture(browser: Browser, address: str, width: int, palette: str, whole: bool) -> Image.Image:
    """What a visitor sees at `address`: the whole page, or its first screen."""
    context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=palette)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    taken = page.screenshot(full_page=whole)
    context.close()
    return Image.open(BytesIO(taken)).convert("RGB")


def main() -> None:
    """Take every picture, or with `--readme` the four of the README."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with serving(REPOSITORY / "site", 0) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        if "--readme" in sys.argv:
            for name, (path, width, palette) in README.items():
                shown = picture(browser, address + path, width, palette, whole=False).resize((960, 645))
                shown.quantize(128).save(REPOSITORY / f".github/{name}.png", optimize=True)
            return
        TO.mkdir(parents=True, exist_ok=True)
        for path, width, palette in product(PAGES, WIDTHS, PALETTES):
            name = path.strip("/").replace("/", "_").replace("?", "").replace("=", "-") or "home"
            picture(browser, address + path, width, palette, whole=True).save(
                TO / f"{name}-{width}-{palette}.png"
            )
        print(f"{len(PAGES) * len(WIDTHS) * len(PALETTES)} pictures are in {TO.relative_to(REPOSITORY)}.")


if __name__ == "__main__":
    main()
