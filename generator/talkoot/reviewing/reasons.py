"""What a path's change says about whose it is: each reason that it is not simply the author's own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from talkoot.records import RECORD_KINDS, Record
from talkoot.reviewing.trees import FILE, LINK, NOTHING, PROGRAM, SUBMODULE, Change, Entry, fold, twins
from talkoot.sources.finding import CONTENT
from talkoot.sources.names import LEFTOVERS, PICTURE, RECORD, texts_like
from talkoot.sources.pictures import MAX_BYTES

Verdict = Literal["own", "coordinator", "refused"]
"""The author's own record; the coordinator decides; nobody should take it in as it stands."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a request is not simply its author's own: `code` has its sentence in the words of reviews."""

    verdict: Verdict
    code: str
    path: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of a record: what kind of record, and which."""

    model: type[Record]
    id: str

    @property
    def folder(self) -> str:
        return f"{self.model.folder}/{self.id}"

    @property
    def file(self) -> str:
        """The record's own text."""
        return f"{self.folder}/{self.model.file}"

    def holds(self, path: str) -> bool:
        """Whether a record's folder is where `path` belongs: a text of it, a translation or a picture."""
        folder, _, name = path.rpartition("/")
        return folder == self.folder and bool(
            texts_like(self.model.file).fullmatch(name) or PICTURE.fullmatch(name)
        )


def place_of(path: str) -> Place | None:
    """The record in whose folder `path` stands; None elsewhere."""
    for model in RECORD_KINDS:
        if path.startswith(f"{model.folder}/"):
            id_, slash, _ = path.removeprefix(f"{model.folder}/").partition("/")
            return Place(model, id_) if slash and RECORD.fullmatch(id_) else None
    return None


def is_told(path: str) -> bool:
    """Whether a path belongs to what the network tells, not to the machinery that tells it."""
    return path.split("/", 1)[0] in {CONTENT, *(model.folder.split("/")[0] for model in RECORD_KINDS)}


def never_right(
    changes: Sequence[Change], before: Collection[Entry], after: Collection[Entry], sizes: Mapping[str, int]
) -> Iterator[Reason]:
    """What nobody should take in: links, submodules, programs, hidden files, twins, impossible names."""
    for change in changes:
        if not change.plain:
            yield Reason("refused", "name", change.path)
        if change.is_gone:
            continue
        if change.new_mode == LINK:
            yield Reason("refused", "link", change.path)
        elif change.new_mode == SUBMODULE:
            yield Reason("refused", "submodule", change.path)
        elif change.new_mode not in (FILE, PROGRAM) or (change.new_mode == PROGRAM and is_told(change.path)):
            yield Reason("refused", "mode", change.path, {"mode": change.new_mode})
        if is_told(change.path) and any(_is_hidden(part) for part in change.path.split("/")):
            yield Reason("refused", "hidden", change.path)
        if sizes.get(change.new, 0) > MAX_BYTES:
            yield Reason("refused", "size", change.path, {"most": str(MAX_BYTES >> 20)})
    yield from _new_twins(changes, before, after)


def _is_hidden(part: str) -> bool:
    return part.startswith((".", "~")) or part.casefold() in LEFTOVERS


def _new_twins(
    changes: Sequence[Change], before: Collection[Entry], after: Collection[Entry]
) -> Iterator[Reason]:
    """Paths of the request that some disk would take for another one."""
    changed = {fold(change.path) for change in changes if not change.is_gone}
    if changed <= {fold(entry.path) for entry in before} and len(before) >= len(after):
        return  # nothing has a new name
    for folded, same in twins(entry.path for entry in after).items():
        touched = [path for path in changed if path == folded or path.startswith(f"{folded}/")]
        if touched:
            yield Reason("refused", "twin", same[0], {"other": same[1]})


def not_own(change: Change, standing: Collection[str]) -> Iterator[Reason]:
    """What of a change goes beyond an author's record; `standing` are the folders of the base's records."""
    place = place_of(change.path)
    if place is None:
        yield Reason("coordinator", _outside(change.path), change.path)
    elif place.folder not in standing:
        yield Reason("coordinator", "new-record", place.folder)
    elif not place.holds(change.path):
        yield Reason("coordinator", "no-place", change.path)
    elif change.is_gone:
        yield Reason("coordinator", "removed", change.path)
    elif change.old_mode not in (FILE, NOTHING):
        yield Reason("coordinator", "was-no-file", change.path)


def _outside(path: str) -> str:
    """Which part of the repository beside the records a path belongs to."""
    if path.startswith(".github/") or path in (".gitattributes", ".gitmodules"):
        return "workflows"
    if not is_told(path):
        return "machinery"
    if path.startswith(f"{CONTENT}/vocabularies/"):
        return "vocabulary"
    if any(path.startswith(f"{model.folder}/") for model in RECORD_KINDS):
        return "no-place"
    if path.endswith(".md"):
        return "page"
    return "network"
