"""Two commits of a repository → the review of what the second would change in the first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from talkoot.build import SHELVES, Examined, examine
from talkoot.languages import LANGUAGES
from talkoot.problems import Problem, in_file_order
from talkoot.reviewing.deciding import Decision, decide, places_in, whose
from talkoot.reviewing.differing import Difference, differences
from talkoot.reviewing.git import commit_of, common_ancestor, merged_tree, tree_of
from talkoot.reviewing.hosts import hosts_in
from talkoot.reviewing.pointing import Point, points
from talkoot.reviewing.reasons import Place, Reason, is_told, never_right, not_own, place_of
from talkoot.reviewing.suggesting import suggested_line
from talkoot.reviewing.trees import FILE, LINK, Change, Entry, changes_between, entries_of, lay_out, size_of
from talkoot.sources.documents import Document, read_document
from talkoot.sources.finding import find_sources
from talkoot.sources.history import published_addresses
from talkoot.sources.names import PICTURE_ENDINGS

LOOK = ("mkdocs.yml",)
OURS = "overrides/"
"""What only the base's side brings to a preview: templates run."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked to be taken in: the repository, its two commits, and the accounts that answer for it."""

    root: Path
    base: str
    head: str
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """The network before and after a request: each side in a clean folder of its own, and what it holds."""

    before: Path
    after: Path
    was: Examined
    is_now: Examined


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a reviewer is told of a request. `problems` are those that its author can mend."""

    root: Path
    base: str
    head: str
    tree: str
    decision: Decision
    problems: tuple[Problem, ...]
    suggestions: Mapping[Problem, str]
    differences: tuple[Difference, ...]
    points: tuple[Point, ...]
    changes: tuple[Change, ...]
    places: tuple[Place, ...]
    """The records that change, new ones among them."""
    titles: Mapping[str, str]
    """What each of them is called, by its folder."""
    language: str
    merging: bool
    """Whether the network lets such requests in by themselves."""
    sides: Sides = field(repr=False, compare=False)

    @property
    def is_right(self) -> bool:
        return not any(problem.severity == "problem" for problem in self.problems)

    @property
    def merges(self) -> bool:
        """Whether nobody has to look: the author's own, right, and nothing in it to look at twice."""
        return self.merging and self.decision.verdict == "own" and self.is_right and not self.points


def review(request: Request, today: date, folder: Path, language: str = "") -> Review:
    """Review a request in the empty `folder`, where its two sides are laid out and stay.

    Nothing of it is checked out, and none of its code or templates is run. Messages are in `language`, or in
    the one the record is written in. Raises `GitRefused` where a commit is not there.
    """
    root = request.root
    base, head = commit_of(root, request.base), commit_of(root, request.head)
    ancestor = common_ancestor(root, base, head)
    asked = changes_between(root, ancestor or base, head)
    landing, reasons = _landing(root, base, head, ancestor, asked)
    before, after = entries_of(root, base), entries_of(root, landing)
    changes = tuple(dict.fromkeys((*asked, *changes_between(root, base, landing))))
    sides, odd = _lay_out(root, before, after, folder, today, published_addresses(root, SHELVES, base))

    standing = {
        place.folder
        for e in before
        if e.mode == FILE and (place := place_of(e.path)) and place.file == e.path
    }
    paths = [change.path for change in changes]
    reasons += never_right(changes, before, after, size_of(root, {c.new for c in changes if not c.is_gone}))
    reasons += [reason for change in changes for reason in not_own(change, standing)]
    reasons += whose(places_in(paths, standing), sides.before, sides.after, request.authors)
    if not changes:
        reasons.append(Reason("coordinator", "nothing"))

    told = _pairs(sides, frozenset(paths))
    problems = _of_the_author(sides, odd, frozenset(paths))
    different = tuple(one for was, is_now in told for one in differences(was, is_now))
    places = {place.folder: place for path in paths if (place := place_of(path))}
    about = sides.was.network or sides.is_now.network
    return Review(
        root,
        base,
        head,
        landing,
        decide(reasons),
        problems,
        dict(_suggestions(sides, problems, told)),
        different,
        points(different, _known_hosts(sides.before), _pictures(changes)),
        changes,
        tuple(places.values()),
        dict(_titles(told, places)),
        language or _language(told, about.languages[0] if about else "en"),
        bool(sides.was.network and sides.was.network.about.record.own_changes_merge),
        sides,
    )


def _landing(
    root: Path, base: str, head: str, ancestor: str, asked: Sequence[Change]
) -> tuple[str, list[Reason]]:
    """The tree that taking the request in gives, and what is to be said of getting there."""
    if ancestor == base:
        return tree_of(root, head), []
    if not ancestor:
        return tree_of(root, head), [Reason("refused", "unrelated")]
    tree = merged_tree(root, base, head)
    if not tree:
        return tree_of(root, head), [Reason("coordinator", "conflict")]
    paths = {change.path for change in asked}
    elsewhere = [change.path for change in changes_between(root, base, tree) if change.path not in paths]
    return tree, [Reason("coordinator", "lands-elsewhere", path) for path in elsewhere]


def _lay_out(
    root: Path,
    before: Sequence[Entry],
    after: Sequence[Entry],
    folder: Path,
    today: date,
    published: frozenset[str],
) -> tuple[Sides, tuple[Problem, ...]]:
    """Both sides on disk and examined, and a problem for each link that the request's side has."""
    sides = folder / "before", folder / "after"
    for side, entries in zip(sides, (before, after), strict=True):
        side.mkdir()
        wanted = [e for e in entries if is_told(e.path) or e.path in LOOK]
        own = [e for e in before if e.path.startswith(OURS)]
        lay_out(root, [*wanted, *own], side)
    links = tuple(Problem("link-not-allowed", e.path) for e in after if e.mode == LINK and is_told(e.path))
    was, is_now = (examine(side, today, published=published) for side in sides)
    return Sides(*sides, was, is_now), links


def _of_the_author(sides: Sides, odd: Sequence[Problem], paths: frozenset[str]) -> tuple[Problem, ...]:
    """The problems in the files that change, and those that the request brings elsewhere."""
    stood = {(p.code, p.path, p.field, p.found) for p in sides.was.problems}
    return in_file_order(
        p
        for p in (*sides.is_now.problems, *odd)
        if p.path in paths or (p.code, p.path, p.field, p.found) not in stood
    )


def _pairs(sides: Sides, paths: frozenset[str]) -> tuple[tuple[Document | None, Document | None], ...]:
    """Every document that changes, as it was and as it will be; a record's own before its translations."""
    found = [_documents(side, paths) for side in (sides.before, sides.after)]
    # What can't be read has its own problem; it has not said that all is gone.
    both = {
        path: it
        for path, it in (found[0] | found[1]).items()
        if path in found[1] or not (sides.after / path).exists()
    }
    order = sorted(both, key=lambda path: (path.rpartition("/")[0], bool(both[path].language), path))
    return tuple((found[0].get(path), found[1].get(path)) for path in order)


def _documents(side: Path, paths: frozenset[str]) -> dict[str, Document]:
    sources = [source for source in find_sources(side, SHELVES).sources if source.path in paths]
    read = [read_document(side, source) for source in sources]
    return {document.path: document for document in read if isinstance(document, Document)}


def _suggestions(
    sides: Sides, problems: Sequence[Problem], told: Sequence[tuple[Document | None, Document | None]]
) -> Iterator[tuple[Problem, str]]:
    documents = {after.path: after for _, after in told if after}
    for problem in problems:
        if document := documents.get(problem.path):
            text = (sides.after / problem.path).read_text(encoding="utf-8")
            if line := suggested_line(problem, document, text):
                yield problem, line


def _known_hosts(side: Path) -> frozenset[str]:
    """Every host that the network's files lead to."""
    files = [path for path in side.rglob("*") if path.suffix in (".yml", ".md") and path.is_file()]
    return frozenset(
        host for file in files for host in hosts_in(file.read_text(encoding="utf-8", errors="replace"))
    )


def _pictures(changes: Sequence[Change]) -> dict[str, bool]:
    return {
        change.path: not change.is_new
        for change in changes
        if not change.is_gone and is_told(change.path) and change.path.lower().endswith(PICTURE_ENDINGS)
    }


def _titles(
    told: Sequence[tuple[Document | None, Document | None]], places: Mapping[str, Place]
) -> Iterator[tuple[str, str]]:
    for was, is_now in told:
        for document in (is_now, was):
            place = place_of(document.path) if document else None
            if not (document and place and document.path == place.file):
                continue
            if isinstance(title := document.data.get(place.model.title_field), str) and title:
                yield place.folder, title
                break


def _language(told: Sequence[tuple[Document | None, Document | None]], default: str) -> str:
    """The language that the author writes in, where we speak it."""
    for was, is_now in told:
        for document in (is_now, was):
            if document and document.data.get("written_in") in LANGUAGES:
                return str(document.data["written_in"])
    return default if default in LANGUAGES else "en"
