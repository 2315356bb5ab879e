"""Files of the site → the tree they are published in: made where what they rely on has changed, else kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from talkoot.known import Known
from talkoot.memory import Memory, Reliances
from talkoot.network import Network
from talkoot.outputs import File, Site
from talkoot.parallel import shared_out
from talkoot.publish import Row, Tree
from talkoot.records import RECORD_KINDS
from talkoot.reliance import Key, relying
from talkoot.sources.documents import Document
from talkoot.sources.finding import PICTURES
from talkoot.touched import standing, touched

FEW = 100
"""Files that one process makes as soon as two."""

MANY = 256
"""Files after which a process tells what it has made, and may forget it."""


@dataclass(slots=True)
class Made:
    """What stands in the tree now, and what it relies on."""

    rows: list[Row] = field(default_factory=list)
    reliances: Reliances = field(default_factory=Reliances)

    def update(self, other: "Made") -> None:
        """Add all that another has."""
        self.rows += other.rows
        self.reliances.update(other.reliances)


def common_of(site: Site, known: Mapping[str, Known], told: str) -> str:
    """A digest of what every file relies on: all that was ordered, the day, the frames, and the network's own
    files, those of its records and hand-written pages left aside."""
    digest = sha256(repr((told, site.network.today, site.url)).encode())
    for key, frame in site.frames.records.items():
        digest.update(repr(key).encode() + frame.digest)
    digest.update(site.frames.policy.encode())
    many = {model.kind for model in RECORD_KINDS}
    for path, one in known.items():
        if one.checked and one.checked.document.kind not in many:
            document = one.checked.document
            assert isinstance(document, Document)
            digest.update(f"\0{path}\0{document.text}".encode())
    for path, seen in site.pictures.items():
        if path.startswith(f"{PICTURES}/"):
            digest.update(f"\0{seen}".encode())
    return digest.hexdigest()


def make_changed(
    tree: Tree,
    files: Sequence[File],
    common: str,
    network: Network,
    known: Mapping[str, Known],
    before: Memory | None,
    jobs: int,
) -> Made:
    """Bring the tree up to date with the `files` that are pages and data; what is as it was is only kept."""
    pages = [file for file in files if file.stage == "render"]
    made = Made()
    if before and before.common == common and tree.before and tree.before.mark == before.mark:
        changed = touched(network, known, before)
        made.reliances = before.made.standing({file.path: _digest(file.of) for file in pages}, changed)
        for path in [*made.reliances.files]:
            if row := tree.keep_public(path):
                made.rows.append(row)
            else:
                del made.reliances.files[path]
        if before.stood == standing(network):
            made.update(
                mend_lines(tree, [f for f in pages if f.path not in made.reliances.files], changed, before)
            )
    made.update(make_all(tree, [file for file in pages if file.path not in made.reliances.files], jobs))
    return made


def mend_lines(tree: Tree, files: Sequence[File], changed: Collection[Key], before: Memory) -> Made:
    """Those of the files that have a line for every record, from what the public sees of them.

    The same records must have pages as before: a line names no others.
    """
    mended = Made()
    for file in files:
        if file.lines and file.path in before.made.files and (public := tree.public(file.path)):
            of_kind = {key[1] for key in changed if len(key) == 2 and key[0] == file.lines.kind}
            with relying() as keys:
                content = file.lines.mended(public, of_kind)
            if content is not None:
                mended.rows.append(tree.write(file.path, content))
                mended.reliances.add(file.path, _digest(file.of), keys | before.made.of(file.path))
    return mended


def make_all(tree: Tree, files: Sequence[File], jobs: int = 1) -> Made:
    """Make every file and put it into the tree, in several processes."""

    def make(share: Iterable[File]) -> Iterator[Made]:
        files = iter(share)
        while some := [*islice(files, MANY)]:
            made = Made()
            for file in some:
                with relying() as keys:
                    content = file.make()
                made.rows.append(tree.write(file.path, content))
                made.reliances.add(file.path, _digest(file.of), keys)
            yield made

    every = Made()
    # For a few files a second process costs more than it spares.
    for made in shared_out(make, files, jobs if len(files) > FEW else 1):
        every.update(made)
    return every


def _digest(of: object) -> bytes:
    return sha256(repr(of).encode()).digest()[:16] if of is not None else b""
