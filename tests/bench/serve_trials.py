"""From saving a file to the new page: in `talkoot serve`, in a real browser."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Thread
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright
from tests.bench import watched
from tests.bench.measuring import processor_seconds
from tests.bench.trials import ENVIRONMENT, SERVING, TALKOOT, Outcome
from tests.chromium import installed

PATIENCE = 600.0
"""Seconds that a network may take to be read the first time."""

WAITED = 3.0
"""Seconds in which a page would have come by itself, once it is published."""

MARK = "Seen at once, edit {number}."

TELL = """() => {
  const tell = () => setTimeout(() => window.seen(document.body?.innerText ?? "", Date.now()));
  addEventListener("DOMContentLoaded", () => requestAnimationFrame(tell));
  addEventListener("DOMContentLoaded", () => new MutationObserver(() => requestAnimationFrame(tell))
    .observe(document.body, {subtree: true, childList: true, characterData: true}));
}"""
"""In every page: says what it shows, and when, after it has been painted."""


@dataclass(slots=True)
class Serving:
    """A running `serve`: where the site is, and every rebuild so far, noticed and done, in seconds since 1970."""

    process: subprocess.Popen[str]
    address: str = ""
    rebuilt: list[tuple[float, float]] = field(default_factory=list)

    def listen(self) -> None:
        """Read what it says until it ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("rebuilt "):
                noticed, done = map(float, line.split()[1:])
                self.rebuilt.append((noticed, done))
            elif found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                self.address = found[0]


@contextmanager
def serving(root: Path) -> Iterator[Serving]:
    """`talkoot serve` of a repository, up and watching while the block runs."""
    command = [sys.executable, watched.__file__, "--root", str(root), "--port", "0"]
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    serve = Serving(process)
    Thread(target=serve.listen, daemon=True).start()
    try:
        until(lambda: bool(serve.address and serve.rebuilt) or process.poll() is not None)
        if process.poll() is not None:
            raise RuntimeError(f"serve ended with {process.returncode}")
        yield serve
    finally:
        process.terminate()
        process.wait()


def served(root: Path, edits: int) -> list[Outcome]:
    """Change one member's page again and again: until its file is right, and until a browser shows it."""
    record = min((root / "members").iterdir()) / "member.yml"
    address = f"members/{record.parent.name}/"
    rebuilding, screen = Outcome("served", SERVING), Outcome("screen", TALKOOT)
    all_done = []
    with serving(root) as serve, sync_playwright() as playwright, ThreadPoolExecutor() as pool:
        chromium = playwright.chromium.launch(executable_path=installed())
        watcher = Watcher(chromium.new_page(), serve.address + address, pool)
        watcher.page.goto(serve.address + address)
        # The first edit only shows whether the page comes by itself.
        watcher.edited(serve, record, MARK.format(number=0))
        for number in range(1, edits + 1):
            used = processor_seconds(serve.process.pid)
            edit = watcher.edited(serve, record, MARK.format(number=number))
            rebuilding.processors.append(processor_seconds(serve.process.pid) - used)
            rebuilding.walls.append(edit.published - edit.noticed)
            all_done.append(edit.done - edit.noticed)
            screen.walls.append(edit.shown - edit.saved)
        rebuilding.more["all_done_s"] = median(all_done)
        screen.more["by_itself"] = float(watcher.by_itself)
        chromium.close()
    return [rebuilding, screen]


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of a saved file, each moment in seconds since 1970: noticed by `serve`, its page published and
    shown in the browser, and all else done too."""

    saved: float
    noticed: float
    published: float
    shown: float
    done: float


class Watcher:
    """One who looks at a page in a browser and waits for it to change."""

    by_itself = True
    """Whether a changed page comes to the browser by itself; else it is loaded anew as soon as it is published."""

    def __init__(self, page: Page, address: str, pool: ThreadPoolExecutor) -> None:
        self.page, self.address, self.pool = page, address, pool
        self.mark = ""
        self.shown: dict[str, float] = {}
        page.expose_function("seen", self._see)
        page.add_init_script(f"({TELL})()")

    def _see(self, text: str, moment: float) -> None:
        if self.mark in text:
            self.shown.setdefault(self.mark, moment / 1000)

    def edited(self, serve: Serving, record: Path, mark: str) -> Edit:
        """Save a record with this text in it, and wait until all is done."""
        self.mark = mark
        builds = len(serve.rebuilt)
        saved = save(record, mark)
        published = self.pool.submit(until, lambda: mark in served_at(self.address))
        self._watch(published.done)
        if self.by_itself:
            last = time.time() + WAITED
            self._watch(lambda: mark in self.shown or time.time() > last)
            self.by_itself = mark in self.shown
        if not self.by_itself:
            self.page.reload()
        self._watch(lambda: mark in self.shown)
        self._watch(lambda: len(serve.rebuilt) > builds)
        noticed, done = serve.rebuilt[builds]
        return Edit(saved, noticed, published.result(), self.shown[mark], done)

    def _watch(self, happened: Callable[[], bool]) -> None:
        while not happened():
            self.page.wait_for_timeout(2)  # the browser goes on meanwhile


def served_at(address: str) -> str:
    """The page that is given at an address; it is made when it is asked for."""
    with urlopen(address) as answer:
        return str(answer.read().decode())


def save(record: Path, summary: str) -> float:
    """Write another summary into a record, as an editor saves it; gives the moment in seconds since 1970."""
    text = re.sub(
        r"^summary: .*$", f"summary: {summary}", record.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    saved = time.time()
    record.write_text(text, encoding="utf-8")
    return saved


def until(happened: Callable[[], bool]) -> float:
    """Wait for something, in short steps; gives the moment in seconds since 1970. `TimeoutError` after `PATIENCE`."""
    last = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > last:
            raise TimeoutError("it did not happen")
        time.sleep(0.002)
    return time.time()
