"""The whole flow: a network's repository in, its site out. One line a stage."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from talkoot.frames import check_pages, make_frames
from talkoot.frames.look import site_url
from talkoot.framing import LOOK, frame_site, ids, look_apart
from talkoot.linking import link
from talkoot.network import Network
from talkoot.outputs import File, Site, files_of
from talkoot.outputs.search import search_files
from talkoot.parallel import shared_out
from talkoot.pictured import look_through
from talkoot.problems import Problem, in_file_order
from talkoot.publish import Published, Row, Tree, standing_by
from talkoot.records import RECORD_KINDS
from talkoot.shelves import nothing_of, shelve
from talkoot.sources.documents import read_documents
from talkoot.sources.finding import Shelf, find_sources
from talkoot.sources.history import published_addresses
from talkoot.sources.texts import read_texts

SHELVES = tuple(Shelf(model.kind, model.folder, model.file) for model in RECORD_KINDS)
CACHE = ".cache/talkoot"

SOURCES = ("content", "members", "overrides", LOOK, ".git")
"""What a site may never be put over."""

Stage = Callable[[str], AbstractContextManager[None]]
"""Told of each stage by its name while it runs: shows progress, takes times."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a repository holds: its network, unless `content/network.yml` is broken, and all its problems."""

    network: Network | None
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def is_right(self) -> bool:
        return not any(problem.severity == "problem" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was published: what it holds and how it got there."""

    network: Network
    published: Published
    pages: int


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
) -> Examined:
    """The network told by the files below `root` as of `today`, and what its authors should mend.

    `draft` leaves out every record that has a problem. `published` are the addresses that once were, where
    the history of `root` does not tell.
    """
    with stage("read"):
        found = find_sources(root, SHELVES)
        documents, unread = read_documents(root, found.sources, jobs)
        texts, unreadable = read_texts(root, (*found.pages, LOOK))
    with stage("check"):
        shelves, mistaken = shelve(documents, RECORD_KINDS, {p.path for p in (*found.problems, *unread)})
        missing = nothing_of({source.path for source in found.sources})
        pictures, unfit = look_through(root, found.pictures, shelves)
    with stage("link"):
        published = published_addresses(root, SHELVES) if published is None else published
        network, contradicting = link(shelves, today, published, pictures)
        pages = check_pages(frame_site(root, network), *look_apart(texts), ids(network)) if network else ()
    problems = in_file_order(
        (*found.problems, *unread, *unreadable, *mistaken, *missing, *unfit, *contradicting, *pages)
    )
    if draft:
        network, _ = link(
            shelves.without({p.path for p in problems if p.severity == "problem"}), today, published, pictures
        )
    return Examined(network, texts, problems)


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
    stage: Stage = quiet,
    waiting: Callable[[], None] = lambda: None,
) -> Built:
    """Publish the site of an examined network at `to`, whole or not at all.

    Without `search` the site has no index, only its search page; without `pictures`, none of theirs.
    `note` stays in the site for the next build; `waiting` is called when another one is at work.
    Raises `Refusal` where it can't be published.
    """
    network = examined.network
    assert network is not None
    with stage("frames"):
        pages, look = look_apart(examined.texts)
        about = frame_site(root, network, url or site_url(look))
        frames = make_frames(about, pages, look, root / CACHE, engine, jobs)
    site = Site(root, network, frames, network.pictures, about.top or None, about.edit_address)
    files = files_of(site)
    with standing_by(to, sources=[root / source for source in SOURCES], waiting=waiting) as tree:
        with stage("render"):
            rows = write(tree, [file for file in files if not file.picture], jobs)
        if pictures:
            with stage("pictures"):
                rows += write(tree, [file for file in files if file.picture], jobs)
        if search:
            with stage("search"):
                rows += write(tree, search_files(site), jobs)
        with stage("publish"):
            published = tree.publish(rows, note)
    return Built(network, published, sum(file.path.endswith(".html") for file in files))


def write(tree: Tree, files: Sequence[File], jobs: int = 1) -> list[Row]:
    """Make every file and put it into the tree, in several processes."""

    def put(share: Iterable[File]) -> list[Row]:
        return [tree.write(file.path, file.make()) for file in share]

    return [row for rows in shared_out(put, files, jobs) for row in rows]
