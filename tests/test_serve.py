"""talkoot serve: the site on this machine, which shows what is saved; by a real process and a real browser."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import ClassVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from built import FULL, TODAY, URL, build_site, copy_of, put
from playwright.sync_api import Browser, expect

from talkoot.live import Live, mark_of
from talkoot.serve import address_of, listening, saves, serving

SMALL = FULL.parent / "small"
PATIENCE = 60
"""Seconds after which a line that was promised will not come any more."""


class Folder:
    """Pages of a folder, in the place of a network's."""

    pages: ClassVar[Mapping[str, bytes]] = {
        "index.html": b"<body><h1>Home</h1></body>",
        "members/index.html": b"<body><h1>Members</h1></body>",
        "data.json": b"{}",
        "404.html": b"<body><h1>No such page</h1></body>",
    }

    def content(self, path: str) -> bytes | None:
        return self.pages.get(path)

    def differs(self, path: str, mark: str, patience: float) -> bool:
        return mark != mark_of(self.pages.get(path, b""))


@pytest.fixture
def address() -> Iterator[str]:
    """Where the folder can be looked at."""
    with listening(0) as server, serving(server, Folder()):
        yield address_of(server)


def asked(address: str, method: str = "GET") -> tuple[int, str, str]:
    """Status, kind and text of what a server answers."""
    try:
        answer = urlopen(Request(address, method=method), timeout=PATIENCE)
    except HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers["Content-Type"], answer.read().decode()


def test_pages_are_served_and_never_from_a_browser_s_memory(address: str) -> None:
    assert "<h1>Home</h1>" in asked(address)[2]
    assert asked(f"{address}members/")[:2] == (200, "text/html; charset=utf-8")
    assert asked(f"{address}members")[2] == asked(f"{address}members/")[2]
    assert asked(f"{address}data.json") == (200, "application/json; charset=utf-8", "{}")
    with urlopen(f"{address}members/", timeout=PATIENCE) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["nothing/", "members/nobody", "empty/", "%2e%2e/%2e%2e/etc/passwd"])
def test_what_is_missing_is_answered_by_the_site_s_own_page(path: str, address: str) -> None:
    status, kind, page = asked(f"{address}{path}")

    assert (status, kind) == (404, "text/html; charset=utf-8")
    assert "<h1>No such page</h1>" in page
    assert asked(f"{address}{path}", "HEAD")[::2] == (404, "")


def test_only_this_machine_reaches_it(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")


def test_nothing_that_is_saved_is_missed_once_watching_has_begun(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path)
    saved = saves(root)
    next(saved)

    (root / "content/about.md").write_text("# About us\n")

    assert next(saved) == {str(root / "content/about.md")}  # would never come


@contextmanager
def talkoot_serve(root: Path, *arguments: str) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "talkoot", "serve", "--root", str(root), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        bufsize=1,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795262400"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def lines_of(process: "subprocess.Popen[str]") -> "Queue[str]":
    """What the process says, line by line as it says it; an empty line when it has ended."""
    lines: Queue[str] = Queue()

    def read() -> None:
        assert process.stdout
        for line in process.stdout:
            lines.put(line)
        lines.put("")

    Thread(target=read, daemon=True).start()
    return lines


def line_with(lines: "Queue[str]", what: str) -> str:
    """The next line that holds `what`."""
    while line := lines.get(timeout=PATIENCE):
        if re.search(what, line):
            return line
    raise AssertionError(f"it ended before it said {what!r}")


def test_a_saved_file_is_on_the_site_as_soon_as_a_line_says_so(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    with talkoot_serve(root, "--port", "0") as process:
        lines = lines_of(process)
        found = re.search(r"http://127\.0\.0\.1:\d+/", line_with(lines, "Look at"))
        assert found
        page = f"{found[0]}members/jarvikala/"
        before = asked(page)[2]

        put(root / "members/jarvikala/member.yml", "summary: ", "Freshly ")
        line_with(lines, "Up to date: ")
        saved = asked(page)[2]
        put(root / "members/jarvikala/member.yml", "group: ", "nowhere-")
        problem = line_with(lines, "member.yml, line")
        line_with(lines, "Up to date: ")

        assert "Freshly smoked" not in before.casefold() and "Freshly Smoked vendace" in saved
        assert "“Group” (group)" in problem
        assert "This page is being worked on" in asked(page)[2]
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0


def test_each_page_is_what_a_build_would_have_made(tmp_path: Path) -> None:
    built = build_site(copy_of(FULL, tmp_path / "network"), tmp_path / "site")
    live = Live(built.root, URL, lambda: TODAY)

    live.renew()

    assert {path for path in built.files if live.content(path) != (built.folder / path).read_bytes()} == set()


def test_a_page_that_is_looked_at_shows_what_is_saved_and_no_other_is_loaded_again(
    tmp_path: Path, browser: Browser
) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    with listening(0) as server:
        live = Live(root, address_of(server), lambda: TODAY)
        live.renew()
        with serving(server, live):
            shown, other = browser.new_page(), browser.new_page()
            shown.goto(f"{address_of(server)}members/jarvikala/")
            other.goto(f"{address_of(server)}about/")
            other.evaluate("window.stays = true")
            file = root / "members/jarvikala/member.yml"
            put(file, "summary: ", "Freshly ")

            live.renew({str(file)})

            expect(
                shown.get_by_text("Freshly smoked").or_(shown.get_by_text("Freshly Smoked")).first
            ).to_be_visible()
            assert other.evaluate("window.stays") is True


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        with talkoot_serve(root, "--port", port) as process:
            out, _ = process.communicate(timeout=PATIENCE)

    assert process.returncode == 2
    last = out.strip().splitlines()[-1]
    assert re.fullmatch(
        rf"Error: Port {port} can't be used \(.+\)\. Choose another: talkoot serve --port 8001", last
    )
