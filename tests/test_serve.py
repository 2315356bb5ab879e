"""talkoot serve: the site on this machine, which shows what is saved; by a real process and a real browser."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
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
from talkoot.outputs import File, Site
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


def asked(address: str, method: str = "GET", host: str | None = None) -> tuple[int, str, str]:
    """Status, kind and text of what a server answers, by the name it is known by or another."""
    headers = {} if host is None else {"Host": host}
    try:
        answer = urlopen(Request(address, method=method, headers=headers), timeout=PATIENCE)
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


@pytest.mark.parametrize(("host", "status"), [("localhost:1", 200), ("evil.example.org", 421), ("", 421)])
def test_a_page_from_elsewhere_whose_name_leads_here_is_given_nothing(
    host: str, status: int, address: str
) -> None:
    for path in ("", "members", "nothing/", ".talkoot/live.js", ".talkoot/changes?page=/&mark="):
        assert asked(f"{address}{path}", host=host)[0] == status or status == 200
    assert asked(address, host=host)[0] == status


class Faulty(Folder):
    """Pages, one of which can't be made at first."""

    broken = True

    def content(self, path: str) -> bytes | None:
        if path == "members/index.html" and self.broken:
            raise ValueError("<no> such thing")
        return super().content(path)


def test_a_page_that_can_not_be_made_says_why_and_shows_itself_once_it_can(browser: Browser) -> None:
    site, told = Faulty(), list[Exception]()

    def tell(error: Exception) -> str:
        told.append(error)
        return f"This went wrong: {error}"

    with listening(0) as server, serving(server, site, tell):
        page = browser.new_page()
        answer = page.goto(f"{address_of(server)}members/")
        assert answer and answer.status == 500
        expect(page.get_by_text("This went wrong: <no> such thing")).to_be_visible()
        assert asked(address_of(server))[0] == 200

        site.broken = False

        expect(page.get_by_role("heading", name="Members")).to_be_visible()
    assert {str(error) for error in told} == {"<no> such thing"}


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


def test_a_fault_on_one_page_leaves_the_others_and_is_told_to_whoever_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = Live(copy_of(SMALL, tmp_path / "network"), URL, lambda: TODAY)

    def files(site: Site) -> Iterator[File]:
        yield File("first.html", lambda: b"first", of=("first",))
        raise ValueError("no more")

    monkeypatch.setattr("talkoot.live.files_of", files)
    live.renew()

    assert live.content("first.html") == b"first"
    for _ in range(2):
        with pytest.raises(ValueError, match="no more"):
            live.content("second.html")
    assert live.content("first.html") == b"first"
    assert not live.differs("second.html", "", 0)
    monkeypatch.undo()
    live.renew()
    assert live.content("index.html")


def test_the_night_renews_what_is_shown(tmp_path: Path) -> None:
    days = [TODAY, TODAY + timedelta(days=400)]
    live = Live(copy_of(FULL, tmp_path / "network"), URL, lambda: days[0])
    live.renew()
    evening = live.content("members/index.html")

    days.pop(0)

    assert live.content("members/index.html") != evening


def test_a_folder_that_goes_while_it_is_looked_at_is_no_fault(tmp_path: Path) -> None:
    root = copy_of(SMALL, tmp_path / "network")
    live = Live(root, URL, lambda: TODAY)
    live.renew()
    file = root / "members/jarvikala/member.yml"

    shutil.rmtree(file.parent)
    problems = live.renew({str(file)})

    assert live.content("members/jarvikala/index.html") is None, problems
    assert live.content("index.html")


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
