"""`make measure`: what a visit to the built portal costs, as tables."""

import tempfile
from pathlib import Path
from statistics import median

from chromium import installed
from playwright.sync_api import Browser, sync_playwright

from .compressed import sending
from .filtering import answers, thousand
from .lighthouse import report
from .weight import PAGES, weigh

SITE = Path(__file__).parents[2] / "site"


def visits(browser: Browser, top: str) -> None:
    """Lighthouse's scores of each page, and what it weighs."""
    print(
        "| page | performance | accessibility | best practices | SEO | largest seen | shifted | kB | pictures, kB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, path in PAGES.items():
        told, weight = report(top + path), weigh(browser, top + path)
        scores = " | ".join(map(str, told.scores))
        print(
            f"| {name} | {scores} | {told.largest_seen:.1f} s | {told.shifted:.3f} "
            f"| {weight.rest / 1000:.0f} | {weight.pictures / 1000:.0f} |",
            flush=True,
        )


def filters(browser: Browser, folder: Path) -> None:
    """How fast filters answer among a thousand members."""
    with thousand(folder) as address:
        found = answers(browser, address)
    print("\n| filter among 1,000 members | numbers: median, worst | cards: median, worst | measured |")
    print("|---|---|---|---|")
    for name, first in (("the first of a visit", True), ("later ones", False)):
        told, shown = zip(*((each.told, each.shown) for each in found if each.first is first), strict=True)
        print(
            f"| {name} | {median(told):.0f} ms, {max(told):.0f} ms "
            f"| {median(shown):.0f} ms, {max(shown):.0f} ms | {len(told)} × |"
        )


def main() -> None:
    """Measure the built portal, then a thousand made-up members."""
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory(prefix="talkoot-measure-") as folder,
    ):
        browser = playwright.chromium.launch(executable_path=installed())
        with sending(SITE) as top:
            visits(browser, top)
        filters(browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
