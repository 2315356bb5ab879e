"""What Talkoot is measured at through its command line."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.bench.measuring import run
from tests.bench.network import make_network
from tests.bench.talkoot_form import URL, write_repository
from tests.bench.trials import ENVIRONMENT, TALKOOT, THREE, Trial

from talkoot.cached import CACHE

LANGUAGES = ("en", "fi", "sv")


def building(root: Path, site: Path, *more: str) -> Sequence[str]:
    """Build the site of a repository."""
    where = ("--root", str(root), "--to", str(site), "--url", URL)
    return (sys.executable, "-m", "talkoot", "build", *where, *more)


def only_frames(root: Path, site: Path, command: Sequence[str]) -> None:
    """Leave nothing of earlier builds but the frames; where there are none, they are made."""
    if not [*(root / CACHE).glob("frames*")]:
        run(command, ENVIRONMENT)
    clear(site)
    for kept in (root / CACHE).iterdir():
        if not kept.name.startswith("frames"):
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()


def clear(site: Path) -> None:
    """Leave nothing of a site, nor of what stands by for it."""
    shutil.rmtree(site.parent, ignore_errors=True)


def edit(root: Path) -> None:
    """Change one member's page, as its owner does once a year."""
    record = min((root / "members").iterdir()) / "member.yml"
    text, _, road = record.read_text(encoding="utf-8").partition("\naddress: Road ")
    record.write_text(f"{text.rstrip()}\naddress: Road {int(road or 0) + 1}\n", encoding="utf-8")


def talkoot_trials(size: int, root: Path, sites: Path, tasks: Sequence[str]) -> Iterator[Trial]:
    """The trials of these tasks; `root` holds the network in one language, and more may be put beside `sites`."""
    site, searched = sites / "talkoot/site", sites / "talkoot-search/site"
    plain = building(root, site, "--no-search", "--no-pictures")
    search = building(root, searched, "--no-pictures")

    def bare() -> None:
        clear(site)
        shutil.rmtree(root / CACHE, ignore_errors=True)

    def changed(command: Sequence[str]) -> Callable[[], None]:
        def build_and_edit() -> None:
            # Twice, so that both of the site's trees stand, as they do from the second edit on.
            for _ in range(2):
                run(command, ENVIRONMENT)
                edit(root)

        return build_and_edit

    if "first" in tasks:
        yield Trial("first", TALKOOT, plain, site, bare, weighed=True)
    if "pages" in tasks:
        yield Trial("pages", TALKOOT, plain, site, lambda: only_frames(root, site, plain), weighed=True)
    if "languages" in tasks:
        yield from _languages(size, sites)
    if "unchanged" in tasks:
        yield Trial("unchanged", TALKOOT, plain, site, lambda: run(plain, ENVIRONMENT))
    if "edited" in tasks:
        yield Trial("edited", TALKOOT, plain, site, changed(plain), weighed=True)
    if "search" in tasks:
        keep = lambda: only_frames(root, searched, search)  # noqa: E731
        yield Trial("search", TALKOOT, search, searched, keep, weighed=True)
    if "edited-search" in tasks:
        yield Trial("edited-search", TALKOOT, search, searched, changed(search), weighed=True)
    if "checked" in tasks:
        yield _checked(size, sites)


def _languages(size: int, sites: Path) -> Iterator[Trial]:
    """One language, then three: the same network, the same pages in each."""
    for who, languages in ((TALKOOT, LANGUAGES[:1]), (THREE, LANGUAGES)):
        root, site = sites.parent / f"speaks-{len(languages)}", sites / f"speaks-{len(languages)}/site"
        write_repository(make_network(size), root, languages)
        command = building(root, site, "--no-search", "--no-pictures")
        keep = _keeping(root, site, command)
        yield Trial("languages", who, command, site, keep)


def _keeping(root: Path, site: Path, command: Sequence[str]) -> Callable[[], None]:
    return lambda: only_frames(root, site, command)


def _checked(size: int, sites: Path) -> Trial:
    """One changed record, as a request to change it is checked: the repository is one of git's."""
    root = sites.parent / "checked"
    write_repository(make_network(size), root, LANGUAGES[:1])
    command = (sys.executable, "-m", "talkoot", "check", "--root", str(root))

    def checked_and_edited() -> None:
        if not (root / ".git").exists():
            for words in ("init --quiet", "add .", "commit --quiet --message Begin"):
                git(root, *words.split())
            run(command, ENVIRONMENT)
        edit(root)

    return Trial("checked", TALKOOT, command, sites / "nowhere/site", checked_and_edited, weighed=True)


def git(root: Path, *words: str) -> None:
    """Run git in a repository, as nobody in particular."""
    nobody = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "gc.auto=0")
    subprocess.run(["git", "-C", str(root), *nobody, *words], check=True)
