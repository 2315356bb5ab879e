"""The whole flow: a network's repository in, its site out. One line a stage."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from talkoot.frames import FrameSite, SiteLanguage, check_pages, make_frames
from talkoot.frames.look import site_url
from talkoot.languages import LANGUAGES, Words, words
from talkoot.linking import link
from talkoot.network import Network
from talkoot.outputs import File, Site, files_of
from talkoot.outputs.search import search_files
from talkoot.outputs.terms import SECTIONS as TERMS
from talkoot.outputs.written import PARTS
from talkoot.parallel import in_parallel
from talkoot.pictured import look_through
from talkoot.problems import Problem, in_file_order
from talkoot.publish import Published, Row, Tree, standing_by
from talkoot.records import RECORD_KINDS
from talkoot.shelves import nothing_of, shelve
from talkoot.sources.documents import read_documents
from talkoot.sources.finding import PICTURES, Shelf, find_sources
from talkoot.sources.history import published_addresses
from talkoot.sources.texts import read_texts

SHELVES = tuple(Shelf(model.kind, model.folder, model.file) for model in RECORD_KINDS)
LOOK = "mkdocs.yml"
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


def examine(root: Path, today: date, jobs: int = 1, draft: bool = False, stage: Stage = quiet) -> Examined:
    """The network told by the files below `root` as of `today`, and what its authors should mend.

    `draft` leaves out every record that has a problem.
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
        published = published_addresses(root, SHELVES)
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
    """Make every file and put it into the tree, several processes a share each."""

    def put(shares: Sequence[Sequence[File]]) -> list[Row]:
        return [tree.write(file.path, file.make()) for share in shares for file in share]

    # Each gets some of every kind of page, so that all end together.
    shares = [files[n::jobs] for n in range(jobs)]
    return [row for rows in in_parallel(put, shares, jobs) for row in rows]


def frame_site(root: Path, network: Network, url: str | None = None) -> FrameSite:
    """What the frames need to know of the network."""
    return FrameSite(
        root,
        tuple(_site_language(network, code) for code in network.languages),
        url,
        network.about.record.repository,
        sections=(
            *(network.section(kind) for kind in network.kinds),
            "evidence",
            "themes",
            "groups",
            "search",
        ),
        listed=tuple(TERMS),
        parts=frozenset(PARTS),
    )


def _site_language(network: Network, code: str) -> SiteLanguage:
    told, said = network.about.told(code), words(code)
    about = told.record
    texts = {
        "network": "name",
        "short_name": "short_name" if about.short_name else "name",
        "summary": "summary",
    }
    return SiteLanguage(
        code,
        LANGUAGES[code],
        **{text: getattr(about, key) for text, key in texts.items()},
        words={**_section_titles(network, said), **said.entries["theme"]},
        notice=said("demonstration") if about.demonstration else "",
        foreign={text: there for text, key in texts.items() if (there := told.language_of(key)) != code},
    )


def _section_titles(network: Network, said: Words) -> dict[str, str]:
    """What the menu calls the sections of kinds that the theme's words do not know yet."""
    return {
        f"section_{network.section(kind)}": said.shelf(kind, network.section(kind)) for kind in network.kinds
    }


def look_apart(texts: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The hand-written pages, and the text of `mkdocs.yml`."""
    return {path: text for path, text in texts.items() if path != LOOK}, texts.get(LOOK, "")


def ids(network: Network) -> dict[str, set[str]]:
    """Section → the ids that links may lead to, and the names of the pages' own pictures."""
    subjects = {"themes": {*network.vocabularies.get("themes", {})}, "groups": {*network.groups}}
    subjects |= {name: {*network.vocabularies.get(of.vocabulary, {})} for name, of in TERMS.items()}
    of_pages = {path.removeprefix(f"{PICTURES}/") for path in network.pictures if path.startswith(PICTURES)}
    # A record with mistakes has its own problems; a link to it is none.
    broken = {kind: {id_ for there, id_ in network.left_out if there == kind} for kind in network.kinds}
    records = {network.section(kind): {*kept} | broken[kind] for kind, kept in network.kinds.items()}
    return subjects | records | {"pictures": of_pages}
