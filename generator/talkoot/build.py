"""The whole flow: a network's repository in, its site out. One line a stage."""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from talkoot.cached import CACHE
from talkoot.frames import check_pages, make_frames
from talkoot.frames.look import site_url
from talkoot.framing import LOOK, frame_site, ids, look_apart
from talkoot.inputs import Survey
from talkoot.known import Known, Packs, learn
from talkoot.linking import link
from talkoot.memory import Memory, place_of, remember
from talkoot.network import Network
from talkoot.outputs import Site, pictures_of, texts_of
from talkoot.outputs.search import search_files
from talkoot.outputs.stored import SLOW, Store, put
from talkoot.pictured import look_through
from talkoot.problems import Problem, in_file_order
from talkoot.publish import Published, standing_by
from talkoot.records import RECORD_KINDS
from talkoot.rendering import common_of, make_all, make_changed
from talkoot.shelves import arrange, nothing_of
from talkoot.sources.finding import Found, Shelf, find_sources
from talkoot.sources.history import published_addresses
from talkoot.sources.texts import read_texts
from talkoot.touched import standing

SHELVES = tuple(Shelf(model.kind, model.folder, model.file) for model in RECORD_KINDS)

SOURCES = ("content", "members", "overrides", LOOK, ".git")
"""What a site may never be put over."""

NOWHERE = Survey({})

Stage = Callable[[str], AbstractContextManager[None]]
"""Told of each stage by its name while it runs: shows progress, takes times."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a repository holds: its network, unless `content/network.yml` is broken, and all its problems."""

    network: Network | None
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]
    shape: str
    """Of the survey of its files (`inputs.Survey`)."""
    found: Found
    known: Mapping[str, Known]
    """Path → what stands in every source."""
    packs: Packs

    @property
    def is_right(self) -> bool:
        return not any(problem.severity == "problem" for problem in self.problems)

    def remembered(self, root: Path, **site: Any) -> Memory:
        """What the next reading of `root` may know; and of a `site`, what the next build of it may."""
        network = self.network
        return Memory(
            str(root.absolute()),
            self.known,
            self.shape,
            self.found,
            standing(network) if network else {},
            network.pictures if network else {},
            **site,
        )


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was published: what it holds and how it got there."""

    network: Network
    published: Published
    pages: int
    memory: Memory
    """For the next build of the same site."""


def quiet(stage: str) -> AbstractContextManager[None]:
    """A stage that nobody watches."""
    return nullcontext()


def examine(
    root: Path,
    today: date,
    jobs: int = 1,
    draft: bool = False,
    stage: Stage = quiet,
    published: frozenset[str] | None = None,
    files: Survey = NOWHERE,
    before: Memory | None = None,
    cache: Path | None = None,
) -> Examined:
    """The network told by the files below `root` as of `today`, and what its authors should mend.

    `draft` leaves out every record that has a problem. `published` are the addresses that once were, where
    the history of `root` does not tell. What was known `before` of a source is known still, where the survey
    of the `files` says that it is the same. In the folder `cache` it is kept what pictures were seen to be.
    """
    with stage("read"):
        same = before and files.shape and before.shape == files.shape and before.found
        found = same or find_sources(root, SHELVES)
        learned = learn(root, found.sources, files.files, before.known if before else {}, jobs, cache)
        known = learned.known
        texts, unreadable = read_texts(root, (*found.pages, LOOK))
    with stage("check"):
        unread = {path for path, one in known.items() if one.checked is None}
        read = [one.checked for one in known.values() if one.checked]
        shelves, missing_labels = arrange(read, RECORD_KINDS, {*unread, *(p.path for p in found.problems)})
        mistaken = (problem for one in known.values() for problem in one.problems)
        missing = nothing_of({source.path for source in found.sources})
        pictures, unfit = look_through(root, found.pictures, shelves, cache, jobs)
    with stage("link"):
        published = published_addresses(root, SHELVES) if published is None else published
        network, contradicting = link(shelves, today, published, pictures)
        pages = check_pages(frame_site(root, network), *look_apart(texts), ids(network)) if network else ()
    problems = in_file_order(
        (
            *found.problems,
            *unreadable,
            *mistaken,
            *missing_labels,
            *missing,
            *unfit,
            *contradicting,
            *pages,
        )
    )
    if draft and any(p.severity == "problem" for p in problems):
        network, _ = link(
            shelves.without({p.path for p in problems if p.severity == "problem"}), today, published, pictures
        )
    return Examined(network, texts, problems, files.shape, found, known, learned.packs)


def site_of(
    root: Path, examined: Examined, engine: str = "mkdocs", url: str | None = None, jobs: int = 1
) -> Site:
    """The site that an examined network becomes, before any of its files is made."""
    network = examined.network
    assert network is not None
    pages, look = look_apart(examined.texts)
    about = frame_site(root, network, url or site_url(look))
    frames = make_frames(about, pages, look, root / CACHE, engine, jobs)
    return Site(root, network, frames, network.pictures, about.top or None, about.edit_address)


def build(
    root: Path,
    to: Path,
    examined: Examined,
    *,
    engine: str = "mkdocs",
    jobs: int = 1,
    url: str | None = None,
    search: bool = True,
    pictures: bool = True,
    note: str = "",
    told: str = "",
    before: Memory | None = None,
    stage: Stage = quiet,
    waiting: Callable[[], None] = lambda: None,
) -> Built:
    """Publish the site of an examined network at `to`, whole or not at all.

    Without `search` the site has no index, only its search page; without `pictures`, nothing that takes long:
    neither cards nor photos nor paper. `note` stays in the site for the next build; `waiting` is called when
    another one is at work. Where a build `before` left its memory, only what has changed since is made anew;
    `told` is all that was ordered.
    Raises `Refusal` where it can't be published.
    """
    with stage("frames"):
        site = site_of(root, examined, engine, url, jobs)
    network = site.network
    files = [*texts_of(site)]
    common = common_of(site, examined.known, told)
    with standing_by(to, sources=[root / source for source in SOURCES], waiting=waiting) as tree:
        with stage("render"):
            made = make_changed(tree, files, common, network, examined.known, before, jobs)
        rows = made.rows
        if pictures:
            files += pictures_of(site)
            store = Store(root)
            for slow, at_once in SLOW:
                with stage(slow):
                    rows += put(tree, store, [file for file in files if file.stage == slow], jobs, at_once)
            store.close(time.time())
        if search:
            with stage("search"):
                rows += make_all(tree, search_files(site, jobs), jobs).rows
        with stage("publish"):
            published = tree.publish(rows, note)
        memory = examined.remembered(root, mark=published.mark, common=common, made=made.reliances)
        if told:
            memory = remember(place_of(root, to), memory, examined.packs, before)
    return Built(network, published, sum(file.path.endswith(".html") for file in files), memory)
