"""Trees of git → what changed between them, and their regular files in a clean folder."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from talkoot.reviewing.git import git

FILE = "100644"
PROGRAM = "100755"
LINK = "120000"
SUBMODULE = "160000"
NOTHING = "000000"
"""Modes, as git writes them."""

LARGEST = 20 * 1024 * 1024
"""Bytes in one file that is laid out; what is larger has its own problem."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a tree. A path that is no UTF-8 is told with replacement characters, and is not `plain`."""

    path: str
    mode: str
    blob: str
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs between two trees, with its mode and blob in each; a rename is two changes."""

    path: str
    old_mode: str
    new_mode: str
    old: str
    new: str
    plain: bool = True

    @property
    def is_new(self) -> bool:
        return self.old_mode == NOTHING

    @property
    def is_gone(self) -> bool:
        return self.new_mode == NOTHING


def changes_between(root: Path, before: str, after: str) -> tuple[Change, ...]:
    """Every path whose mode or blob differs between two trees of the repository at `root`, by path."""
    told = git(root, "diff-tree", "-r", "--no-renames", "--raw", "--no-abbrev", "-z", before, after)
    parts = told.split(b"\0")[:-1]
    changes = []
    for about, name in zip(parts[::2], parts[1::2], strict=True):
        old_mode, new_mode, old, new, _ = about.decode().lstrip(":").split(" ")
        changes.append(Change(_path(name), old_mode, new_mode, old, new, _is_plain(name)))
    return tuple(changes)


def entries_of(root: Path, tree: str) -> tuple[Entry, ...]:
    """Every file, link and submodule of a tree, by path."""
    entries = []
    for line in git(root, "ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        mode, _, blob = about.decode().split(" ")
        entries.append(Entry(_path(name), mode, blob, _is_plain(name)))
    return tuple(entries)


def lay_out(root: Path, entries: Iterable[Entry], folder: Path) -> None:
    """Write the regular files among `entries` below `folder`, byte for byte as git keeps them.

    Links, submodules, paths that are not `plain` and files above `LARGEST` are left out: no filter runs,
    nothing is followed, and nothing can land outside `folder`.
    """
    wanted = [entry for entry in entries if entry.plain and entry.mode in (FILE, PROGRAM)]
    sizes = _sizes(root, [entry.blob for entry in wanted])
    wanted = [entry for entry in wanted if sizes.get(entry.blob, LARGEST + 1) <= LARGEST]
    for folder_ in {(folder / entry.path).parent for entry in wanted}:
        folder_.mkdir(parents=True, exist_ok=True)
    for few in _shares(wanted, sizes):
        for entry, content in zip(few, _blobs(root, [entry.blob for entry in few]), strict=True):
            (folder / entry.path).write_bytes(content)


def _shares(entries: Sequence[Entry], sizes: Mapping[str, int]) -> Iterator[Sequence[Entry]]:
    """`entries` in runs of little more than `LARGEST` bytes, so that memory holds no more than that."""
    few: list[Entry] = []
    held = 0
    for entry in entries:
        few.append(entry)
        held += sizes[entry.blob]
        if held > LARGEST:
            yield few
            few, held = [], 0
    yield few


def size_of(root: Path, blobs: Collection[str]) -> Mapping[str, int]:
    """The bytes that each of `blobs` holds."""
    return _sizes(root, sorted(blobs))


def text_of(root: Path, blob: str) -> str:
    """The text of a blob, as far as it is UTF-8."""
    return git(root, "cat-file", "blob", blob).decode(errors="replace")


def twins(paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The paths, and folders on the way to them, that some disks take for one: folded → as written."""
    found: dict[str, set[str]] = {}
    for path in paths:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            step = "/".join(parts[:depth])
            found.setdefault(fold(step), set()).add(step)
    return {folded: sorted(same) for folded, same in found.items() if len(same) > 1}


def fold(path: str) -> str:
    """A path as a disk sees it that minds neither case nor how an accent is written."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", path).casefold())


def _path(name: bytes) -> str:
    return name.decode(errors="replace")


def _is_plain(name: bytes) -> bool:
    """Whether a path can be written on any disk and shown on any page."""
    try:
        path = name.decode()
    except UnicodeDecodeError:
        return False
    parts = path.split("/")
    return (
        path.isprintable()
        and len(name) <= 1000
        and not any(sign in path for sign in '\\:*?"<>|')
        and all(part and part == part.strip() and part not in (".", "..") for part in parts)
        and not any(_is_gits_own(part) or part.endswith(".") for part in parts)
    )


def _is_gits_own(part: str) -> bool:
    """Whether some disk takes a name for `.git` (git's own `verify_path`: NTFS' short name, HFS+' blanks)."""
    seen = "".join(sign for sign in part if unicodedata.category(sign) != "Cf").casefold()
    return seen == ".git" or seen.startswith("git~")


def _sizes(root: Path, blobs: Sequence[str]) -> Mapping[str, int]:
    if not blobs:
        return {}
    given = "".join(f"{blob}\n" for blob in blobs).encode()
    told = git(
        root, "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", given=given
    ).decode()
    rows = [line.split(" ") for line in told.splitlines()]
    return {row[0]: int(row[2]) for row in rows if len(row) == 3 and row[1] == "blob"}


def _blobs(root: Path, blobs: Sequence[str]) -> Iterator[bytes]:
    """The contents of `blobs`, one after another as git sends them."""
    if not blobs:
        return
    told = git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode())
    at = 0
    for _ in blobs:
        end = told.index(b"\n", at)
        size = int(told[at:end].rpartition(b" ")[2])
        yield told[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
