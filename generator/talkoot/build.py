"""The whole flow: a network's repository in, its site out. One line a stage."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from talkoot.linking import link
from talkoot.network import Network
from talkoot.problems import Problem, in_file_order
from talkoot.records import RECORD_KINDS
from talkoot.shelves import nothing_of, shelve
from talkoot.sources.documents import read_documents
from talkoot.sources.finding import Shelf, find_sources
from talkoot.sources.history import published_addresses

SHELVES = tuple(Shelf(model.kind, model.folder, model.file) for model in RECORD_KINDS)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a repository holds: its network, unless `content/network.yml` is broken, and all its problems."""

    network: Network | None
    problems: tuple[Problem, ...]


def examine(root: Path, today: date, jobs: int = 1, draft: bool = False) -> Examined:
    """The network told by the files below `root` as of `today`, and what its authors should mend.

    `draft` leaves out every record that has a problem.
    """
    found = find_sources(root, SHELVES)
    documents, unread = read_documents(root, found.sources, jobs)
    shelves, mistaken = shelve(documents, RECORD_KINDS)
    missing = nothing_of({source.path for source in found.sources})
    published = published_addresses(root, SHELVES)
    network, contradicting = link(shelves, today, published)
    problems = in_file_order((*found.problems, *unread, *mistaken, *missing, *contradicting))
    if draft:
        network, _ = link(
            shelves.without({p.path for p in problems if p.severity == "problem"}), today, published
        )
    return Examined(network, problems)
