"""What the other generators are measured at, and the floor beneath them all."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.bench import floor, programs
from tests.bench.eleventy_form import write_eleventy_site
from tests.bench.hugo_form import write_hugo_sites
from tests.bench.markdown_form import write_markdown_site
from tests.bench.measuring import run
from tests.bench.network import Network
from tests.bench.talkoot_form import URL
from tests.bench.talkoot_trials import building, clear
from tests.bench.trials import ENVIRONMENT, HUGO, HUGO_SEARCH, Trial, as_it_says

LARGEST_FOR = {"eleventy": 10_000, "mkdocs": 10_000, "zensical": 10_000}
"""Peer → the largest network it is asked to build, unless it is named: beyond, it takes most of an hour."""


def peer_trials(
    network: Network, root: Path, folder: Path, tasks: Sequence[str], peers: Sequence[str]
) -> Iterator[Trial]:
    """The trials of these peers at these tasks; their sources are written below `folder`.

    `root` holds the network in Talkoot's form.
    """
    make = {"hugo": _hugo, "eleventy": _eleventy, "mkdocs": _mkdocs, "zensical": _zensical, "floor": _floor}
    for peer in peers:
        yield from (trial for trial in make[peer](network, root, folder) if trial.task in tasks)


def _hugo(network: Network, root: Path, folder: Path) -> Iterator[Trial]:
    sources = (folder / "hugo-files", folder / "hugo-data")
    write_hugo_sites(network, root, *sources)
    for who, each in zip(HUGO, sources, strict=True):
        site = folder / "sites" / each.name / "site"
        gone = partial(clear, site)
        yield Trial("pages", who, programs.hugo(each, site), site, gone, weighed=True, tidy=gone)
    site = folder / "sites/hugo-search/site"
    command = programs.with_pagefind(programs.hugo(sources[1], site), site)
    gone = partial(clear, site)
    yield Trial("search", HUGO_SEARCH, command, site, gone, weighed=True, tidy=gone)
    site = folder / "sites/hugo-edited/site"
    command = programs.hugo(sources[0], site)
    record = min((sources[0] / "content/members").glob("*-*.md"))

    def built_and_edited() -> None:
        run(command, ENVIRONMENT)
        record.write_text(record.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")

    yield Trial("edited", HUGO[0], command, site, built_and_edited, tidy=partial(clear, site))


def _eleventy(network: Network, root: Path, folder: Path) -> Iterator[Trial]:
    sources = folder / "eleventy"
    write_eleventy_site(network, root, sources, URL)
    for task, who in (("pages", "Eleventy"), ("search", "Eleventy and Pagefind")):
        site = folder / f"sites/eleventy-{task}/site"
        command = programs.eleventy(site)
        if task == "search":
            command = programs.with_pagefind(command, site)
        gone = partial(clear, site)
        yield Trial(task, who, command, site, gone, sources, slow=True, weighed=True, tidy=gone)


def _mkdocs(network: Network, root: Path, folder: Path) -> Iterator[Trial]:
    sources = folder / "mkdocs"
    write_markdown_site(network, sources)
    who = "MkDocs and Material"
    for task, configuration in (("pages", "plain.yml"), ("search", "mkdocs.yml")):
        site = folder / f"sites/mkdocs-{task}/site"
        command = programs.mkdocs(configuration, site)
        gone = partial(clear, site)
        yield Trial(task, who, command, site, gone, sources, slow=True, weighed=True, tidy=gone)


def _zensical(network: Network, root: Path, folder: Path) -> Iterator[Trial]:
    sources = folder / "zensical/of"
    write_markdown_site(network, sources)
    site, command = sources / "site", programs.zensical()
    # It always makes its search index, and puts its site beside its sources.
    gone = partial(shutil.rmtree, site, ignore_errors=True)
    yield Trial("search", "Zensical", command, site, gone, sources, slow=True, weighed=True, tidy=gone)


def _floor(network: Network, root: Path, folder: Path) -> Iterator[Trial]:
    """The same files with the same bytes as Talkoot's, only written."""
    sources, site = folder / "sites/talkoot/site", folder / "sites/floor/site"
    command = (sys.executable, floor.__file__, str(sources), str(site))

    def built() -> None:
        clear(site)
        if not sources.exists():
            run(building(root, sources, "--no-search", "--no-pictures"), ENVIRONMENT)

    gone = partial(clear, site)
    yield Trial("pages", "The same bytes, only written", command, site, built, tidy=gone, seconds=as_it_says)
