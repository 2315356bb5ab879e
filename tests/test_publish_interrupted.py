"""Readers at work, a second build, a kill, a failing disk: the last site stands and the next build works."""

import errno
import itertools
import mmap
import os
import random
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from processes import Killed, in_background, in_child

from talkoot.publish import Published, Refusal, exchange, standing_by

READERS = 2
EDITIONS = 1000
STEPS = ["open", "write", "mkdir", "rename", "unlink", "rmdir", "fsync", "utime", "stat", "fstat", "scandir"]


def edition(number: int) -> dict[str, bytes]:
    """A small site in which every way a page can change happens: new, changed, equal, gone, page ↔ folder."""
    return {
        "index.html": b"edition %d\n" % number * 3000,
        "about/index.html": b"never changes\n",
        "seldom/index.html": b"every third %d\n" % (number // 3),
        f"members/m{number % 4}/index.html": b"member\n",
        ("turn" if number % 2 else "turn/inner"): b"page or folder\n",
        "to/and/fro.html": b"back again %d\n" % (number % 2),
    }


def publish(site: Path, number: int) -> Published:
    with standing_by(site, wait=0) as tree:
        return tree.publish([tree.write(path, page) for path, page in edition(number).items()], str(number))


def public(site: Path) -> dict[str, bytes] | None:
    """Every page at the site, or nothing when there is no site."""
    if not site.exists():
        return None
    files = (path for path in site.rglob("*") if path.is_file())
    pages = {str(path.relative_to(site)): path.read_bytes() for path in files}
    return {path: page for path, page in pages.items() if not path.startswith(".talkoot")}


def at_step(number: int, act: Callable[[Any, Any], Any]) -> Callable[[], bool]:
    """From now on count the steps on the disk and let `act` take the place of this; whether it has yet."""
    steps = itertools.count(1)
    met = []

    def counted(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def take(*args: Any, **named: Any) -> Any:
            if next(steps) == number:
                met.append(name)
                return act(step, args)
            return step(*args, **named)

        return take

    for name in STEPS:
        setattr(os, name, counted(name, getattr(os, name)))
    for name in ("exchange", "sync"):
        setattr(exchange, name, counted(name, getattr(exchange, name)))
    return lambda: bool(met)


def die(step: Callable[..., Any], args: tuple[Any, ...]) -> None:
    """As `kill -9` between two steps, or in the middle of writing a file."""
    if step.__name__ == "write":
        step(args[0], args[1][: len(args[1]) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def test_readers_never_see_a_missing_or_mixed_page_while_sites_are_published(tmp_path: Path) -> None:
    """Mixed: not byte for byte one edition of that page, or an older edition than a page read before it."""
    site = tmp_path / "site"
    names = ["index.html", "members/hirsi/index.html", "a/b/c/page.html"]
    over = mmap.mmap(-1, 1)

    def page(name: str, number: int) -> bytes:
        return b"%d %s\n" % (number, name.encode()) * (500 + number % 7 * 100)

    def write(number: int) -> None:
        with standing_by(site, wait=0) as tree:
            rows = [tree.write(name, page(name, number)) for name in names]
            rows.append(tree.write(f"now-and-then/{number % 3}/index.html", b"comes and goes"))
            tree.publish(rows, "")

    def read(seed: int) -> tuple[int, int, list[str]]:
        chosen = random.Random(seed)
        newest = pages = editions = 0
        wrong: list[str] = []
        while over[0] == 0 and len(wrong) < 10:
            name = chosen.choice(names)
            try:
                with (site / name).open("rb", buffering=0) as file:
                    found = file.read(4000)
                    os.sched_yield()  # a reader on a slow line
                    found += file.readall()
            except OSError as error:
                wrong.append(f"{name}: {error}")
                continue
            number = int(found.partition(b" ")[0])
            if found != page(name, number):
                wrong.append(f"{name}: mixed, {found[:20]!r} … {found[-20:]!r}")
            if number < newest:
                wrong.append(f"{name}: {number} after {newest}")
            pages += 1
            editions += number > newest
            newest = max(newest, number)
        return pages, editions, wrong

    write(1)
    try:
        reports = [in_background(lambda seed=seed: read(seed)) for seed in range(READERS)]
        for number in range(2, EDITIONS + 2):
            write(number)
    finally:
        over[0] = 1
    for report in reports:
        pages, editions, wrong = report()
        assert wrong == []
        # On a busy machine with its files in memory, a reader gets a page in for every third publication.
        assert pages > EDITIONS / 10
        assert editions > EDITIONS / 20


def test_a_second_build_waits_and_says_so_once(tmp_path: Path) -> None:
    site = tmp_path / "site"
    began, begin = os.pipe()
    going, go = os.pipe()
    said = []

    def first() -> None:
        with standing_by(site) as tree:
            os.write(begin, b".")
            os.read(going, 1)
            tree.publish([tree.write("index.html", b"first")], "first")

    def waiting() -> None:
        said.append("another build is at work")
        os.write(go, b".")

    other = in_background(first)
    os.read(began, 1)
    try:
        with pytest.raises(Refusal) as refused, standing_by(site, wait=0):
            pass
        with standing_by(site, waiting=waiting) as tree:
            met = (site / "index.html").read_bytes()
            tree.publish([tree.write("index.html", b"second")], "second")
    finally:
        os.write(go, b".")
        other()

    assert refused.value.problem.code == "site-being-published"
    assert said == ["another build is at work"]
    assert met == b"first"
    assert public(site) == {"index.html": b"second"}


def test_a_killed_build_holds_nobody_up(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, 1)

    def killed() -> None:
        with standing_by(site):
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(Killed):
        in_child(killed)

    publish(site, 2)
    assert public(site) == edition(2)


def kill_at_every_step(site: Path) -> tuple[int, list[Any]]:
    """Build the same change again and again, killed one step later each time, until a build lives.

    Gives the number of kills, and what the public saw after each. The next build must work after every one.
    """
    seen = []
    for step in itertools.count(1):
        # Twelve editions on, every page changes in the same way again.
        before, after = 12 * step + 2, 12 * step + 3
        publish(site, before)
        assert public(site) == edition(before)

        def build(step: int = step, after: int = after) -> None:
            at_step(step, die)
            publish(site, after)

        try:
            in_child(build)
        except Killed:
            found = public(site)
            seen.append(
                "before" if found == edition(before) else "after" if found == edition(after) else found
            )
        else:
            return step - 1, seen
    raise AssertionError


def test_killed_at_any_step_the_last_site_stands_and_the_next_build_works(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, 1)

    kills, seen = kill_at_every_step(site)

    assert kills > 80
    assert set(seen) == {"before", "after"}
    assert seen == sorted(seen, reverse=True)  # once the new site is public it stays so


def test_killed_at_any_step_the_first_site_is_there_whole_or_not_yet(tmp_path: Path) -> None:
    sites = (tmp_path / f"{number}" / "site" for number in itertools.count())
    for step in itertools.count(1):
        site = next(sites)

        def build(site: Path = site, step: int = step) -> None:
            at_step(step, die)
            publish(site, 1)

        try:
            in_child(build)
        except Killed:
            assert public(site) in (None, edition(1))
            publish(site, 2)
            assert public(site) == edition(2)
        else:
            break
    assert step > 50


def test_killed_twice_in_a_row_at_any_two_steps_the_last_site_stands(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, 1)
    publish(site, 2)
    chosen = random.Random(2)
    for number in range(3, 103):

        def build(number: int = number, step: int = chosen.randint(1, 110)) -> None:
            at_step(step, die)
            publish(site, number)

        stood = public(site)
        with suppress(Killed):
            in_child(build)
        assert public(site) in (stood, edition(number))

    publish(site, 200)
    assert public(site) == edition(200)


def test_killed_between_two_renames_the_site_comes_back_with_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file system has no exchange this is the gap: named in Published.how, mended afterwards."""
    monkeypatch.setattr(exchange, "_libc", object)
    site = tmp_path / "site"
    publish(site, 1)

    kills, seen = kill_at_every_step(site)

    assert kills > 80
    assert [found for found in seen if found not in ("before", "after")] == [None]


def test_a_site_that_was_leaving_when_the_build_died_comes_back_before_the_next_one_starts(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    publish(site, 1)
    publish(site, 2)
    site.rename(tmp_path / ".site.talkoot" / "leaving")

    with standing_by(site):
        assert public(site) == edition(2)


def test_killed_while_going_entry_by_entry_every_page_is_whole_and_the_next_build_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "is_mount_point", lambda folder, parent: True)
    site = tmp_path / "site"
    site.mkdir()
    publish(site, 1)

    kills, seen = kill_at_every_step(site)

    assert kills > 100
    pages = {page for number in range(12 * kills + 20) for page in edition(number).values()}
    for found in seen:
        assert found in ("before", "after") or pages.issuperset(found.values())


@pytest.mark.parametrize(
    ("error", "code_of_error", "exchanges"),
    [
        (errno.ENOSPC, "site-disk-full", True),
        (errno.EACCES, "site-folder-unwritable", True),
        (errno.EIO, "site-not-written", False),
    ],
)
def test_an_error_at_any_step_is_a_refusal_and_the_last_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, code_of_error: str, exchanges: bool
) -> None:
    if not exchanges:
        monkeypatch.setattr(exchange, "_libc", object)
    site = tmp_path / "site"
    publish(site, 1)
    publish(site, 2)

    def refuse(step: Callable[..., Any], args: tuple[Any, ...]) -> None:
        raise OSError(error, os.strerror(error))

    codes = set()
    for step in itertools.count(1):

        def build(step: int = step) -> tuple[bool, str]:
            opened = len(list(Path("/dev/fd").iterdir()))
            met = at_step(step, refuse)
            code = "published"
            try:
                publish(site, 2 * step + 2)
            except Refusal as refusal:
                code = refusal.problem.code
            assert len(list(Path("/dev/fd").iterdir())) == opened
            return met(), code

        stood = public(site)
        met, code = in_child(build)
        codes.add(code)
        assert public(site) == (edition(2 * step + 2) if code == "published" else stood)
        if not met:
            break
        publish(site, 2 * step + 3)
        assert public(site) == edition(2 * step + 3)
    assert step > 80
    assert codes == {"published", code_of_error}


def test_a_disk_that_takes_only_a_part_of_a_page_is_full(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, 1)

    def build() -> str:
        # The one full disk that an ordinary user can have: no file of ours may grow past this.
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        with pytest.raises(Refusal) as refused:
            publish(site, 2)
        return refused.value.problem.code

    assert in_child(build) == "site-disk-full"
    assert public(site) == edition(1)
    assert not (tmp_path / ".site.talkoot" / "tree").exists()  # the room is given back
    publish(site, 3)
    assert public(site) == edition(3)


def test_a_folder_put_in_the_sites_place_during_the_build_is_left_alone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, 1)

    with pytest.raises(Refusal) as refused, standing_by(site) as tree:
        site.rename(tmp_path / "moved")
        site.mkdir()
        (site / "thesis.odt").write_bytes(b"ten years of work")
        tree.publish([tree.write("index.html", b"new")], "")

    assert refused.value.problem.code == "site-folder-changed"
    assert public(site) == {"thesis.odt": b"ten years of work"}
