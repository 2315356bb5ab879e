"""How fast the directory of a thousand members answers a filter."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from built import URL, build_site
from tests.bench.network import make_network
from tests.bench.talkoot_form import write_repository

from .compressed import sending

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RECORDS = 1111
"""Of these, a thousand are members."""

PRESS = """async (n) => {
  const whole = document.querySelector(".directory"), numbers = document.querySelector(".directory-status");
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => done(performance.now());
    after.port2.postMessage("");
  }));
  const seen = (part, what, is) => new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (!is()) return;
      watch.disconnect();
      done(painted());
    });
    watch.observe(part, what);
  });
  const told = seen(numbers, { childList: true }, () => true);
  const shown = seen(whole, { attributeFilter: ["aria-busy"] }, () => !whole.hasAttribute("aria-busy"));
  const start = performance.now();
  document.querySelectorAll(".filter input")[n].click();
  return [await told - start, await shown - start];
}"""
"""Press the nth filter; in how many milliseconds its numbers and its cards could be seen."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Milliseconds from pressing a filter until its numbers, and its cards, could be seen.

    `first` is whether it was the first on a fresh page: the index is there, but only the cards of the first page.
    """

    first: bool
    told: float
    shown: float


@contextmanager
def thousand(folder: Path) -> Iterator[str]:
    """Where the site of a thousand made-up members is."""
    root = folder / "network"
    write_repository(make_network(RECORDS), root, ["en"])
    with sending(build_site(root, folder / "site", url=URL).folder) as address:
        yield address


def answers(browser: "Browser", address: str) -> list[Answer]:
    """Filters of every kind, on ten fresh pages, six on each, added to each other; the same each time."""
    found = []
    for visit in range(10):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(f"{address}members/", wait_until="networkidle")
        filters = page.locator(".filter input").count()
        for step in range(6):
            told, shown = page.evaluate(PRESS, (9 * visit + 11 * step) % filters)
            found.append(Answer(step == 0, told, shown))
        context.close()
    return found
