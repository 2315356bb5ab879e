"""The network's folders → its sources, pages and pictures, with a problem for whatever has no place there.

Nothing is opened here and no link is followed: names and kinds of entries decide. A `Shelf` says where the
records of a kind stand; everything else has one fixed place in `content/`.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from talkoot.problems import Problem, Severity
from talkoot.sources import names
from talkoot.sources.characters import printable

CONTENT = "content"
NETWORK = "network.yml"
ADDRESSES = "addresses.yml"
VOCABULARIES = "content/vocabularies"
PICTURES = "content/pictures"


class Shelf(NamedTuple):
    """Where the records of one kind stand: `("member", "members", "member.yml")`."""

    kind: str
    folder: str
    file: str


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `language` is empty for a record's own text, set for a translation beside it."""

    path: str
    kind: str
    id: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All that a network's folders hold, each in the order of paths.

    `pages` are the paths of the hand-written pages and their translations; `pictures` the names of the
    picture files by the path of their folder: a record's, or `content/pictures` for the pages.
    """

    sources: tuple[Source, ...]
    pages: tuple[str, ...]
    pictures: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


def find_sources(root: Path, shelves: Sequence[Shelf]) -> Found:
    """Whatever the network at `root` holds; a shelf that is missing holds no records.

    Gives problems, by path, for links, special and hidden files, folders and files that have no place or a
    name that can't be an address, twins that differ in case only, and folders that can't be listed. The
    kinds beside the shelves' own are “network”, “vocabulary” (its id the file's name) and “addresses”.
    """
    walk = _Walk(str(root), shelves)
    walk.root()
    return Found(
        tuple(sorted(walk.sources, key=attrgetter("path"))),
        tuple(sorted(walk.pages)),
        MappingProxyType(dict(sorted(walk.pictures.items()))),
        tuple(sorted(walk.problems, key=attrgetter("path"))),
    )


class _Walk:
    """Goes through the folders once; what it comes across gathers here."""

    def __init__(self, root: str, shelves: Sequence[Shelf]) -> None:
        self.top = root
        self.shelves = {shelf.folder: shelf for shelf in shelves}
        self.sources: list[Source] = []
        self.pages: list[str] = []
        self.pictures: dict[str, tuple[str, ...]] = {}
        self.problems: list[Problem] = []
        self.named: set[str] = set()  # paths that some problem tells of

    def root(self) -> None:
        """The folder of the network itself: `content`, and the shelves that stand beside it."""
        folders, _ = self.entries("")
        for wanted in [CONTENT, *(folder for folder in self.shelves if "/" not in folder)]:
            if wanted not in folders:
                self.absent(wanted, folders)
            elif wanted == CONTENT:
                self.content()
            else:
                self.shelf(self.shelves[wanted])

    def absent(self, wanted: str, folders: Sequence[str]) -> None:
        """A folder that the root lacks; only `content` has to be there."""
        similar = [name for name in folders if name.casefold() == wanted]
        path = Path(self.top, wanted)
        if path.is_symlink():
            self.problem("link-not-allowed", wanted)
        elif path.exists():
            self.problem("file-for-folder", wanted)
        elif similar:
            self.problem("folder-unknown", similar[0], near=wanted)
        elif wanted == CONTENT:
            self.problem("folder-missing", wanted)

    def content(self) -> None:
        """The network's own text, addresses, vocabularies, hand-written pages and most shelves."""
        folders, files = self.entries(CONTENT)
        for name in folders:
            path = f"{CONTENT}/{name}"
            if path in self.shelves:
                self.shelf(self.shelves[path])
            elif path == VOCABULARIES:
                self.vocabularies()
            elif path == PICTURES:
                self.keep_pictures(path, self.only_files(path))
            else:
                known = (VOCABULARIES, PICTURES, *self.shelves)
                self.unknown(
                    "folder-unknown", path, names.near(name, (_last_part(folder) for folder in known))
                )
        others = self.texts("network", "", CONTENT, NETWORK, files)
        for name in others:
            self.page_or_addresses(name, others)

    def page_or_addresses(self, name: str, files: Sequence[str]) -> None:
        path = f"{CONTENT}/{name}"
        page = names.PAGE.fullmatch(name)
        plain = names.usual_ending(name)
        if name == ADDRESSES:
            self.sources.append(Source(path, "addresses", ""))
        elif page and page["language"] and f"{page['id']}.md" not in files:
            self.problem("translation-alone", path, file=f"{page['id']}.md")
        elif page:
            self.pages.append(path)
        elif plain.endswith(".md"):
            near = names.suggest_id(plain.removesuffix(".md"))
            self.unknown("name-letters", path, near and f"{near}.md")
        else:
            self.unknown("file-unknown", path, names.near(plain, (ADDRESSES,)))

    def vocabularies(self) -> None:
        for name in self.only_files(VOCABULARIES):
            path = f"{VOCABULARIES}/{name}"
            if known := names.VOCABULARY.fullmatch(name):
                self.sources.append(Source(path, "vocabulary", known["id"]))
            elif (plain := names.usual_ending(name)).endswith(".yml"):
                near = names.suggest_id(plain.removesuffix(".yml"))
                self.unknown("name-letters", path, near and f"{near}.yml")
            else:
                self.unknown("file-unknown", path)

    def shelf(self, shelf: Shelf) -> None:
        """One folder a record; twins are judged by the names they should have."""
        folders, files = self.entries(shelf.folder)
        for name in files:
            self.problem("file-outside-record", f"{shelf.folder}/{name}", file=shelf.file)
        taken = {name for name in folders if names.RECORD.fullmatch(name)}
        for name in folders:
            path = f"{shelf.folder}/{name}"
            if names.RECORD.fullmatch(name):
                self.record(shelf, path, name)
            elif (near := names.suggest_id(name)) in taken:
                self.problem("folder-twin", path, other=near)
            else:
                self.unknown("name-letters", path, near)
                taken.add(near)

    def record(self, shelf: Shelf, path: str, record: str) -> None:
        folders, files = self.entries(path)
        for name in folders:
            code = "folder-for-file" if name == shelf.file else "folder-in-record"
            self.problem(code, f"{path}/{name}")
        if files == [shelf.file]:  # most records: nothing beside their text
            self.sources.append(Source(f"{path}/{shelf.file}", shelf.kind, record))
        else:
            self.keep_pictures(path, self.texts(shelf.kind, record, path, shelf.file, files))

    def texts(self, kind: str, record: str, folder: str, file: str, files: Sequence[str]) -> list[str]:
        """Keep a record's texts among `files`: its own, `file`, and its translations. Return the others."""
        others = []
        pattern = names.texts_like(file)
        missing = file not in files
        for name in files:
            path = f"{folder}/{name}"
            plain = names.usual_ending(name)
            if text := pattern.fullmatch(name):
                self.sources.append(Source(path, kind, record, text["language"] or ""))
            elif pattern.fullmatch(plain) or (missing and (plain := names.near(plain, (file,)))):
                missing = missing and plain != file
                self.problem("file-unknown", path, near=plain)
            else:
                others.append(name)
        if missing and record and self.named.isdisjoint((folder, f"{folder}/{file}")):
            self.problem("record-text-missing", f"{folder}/{file}", file=file)
        return others

    def keep_pictures(self, folder: str, files: Sequence[str]) -> None:
        pictures: dict[str, str] = {}
        for name in files:
            path = f"{folder}/{name}"
            ending = f".{name.rpartition('.')[2].lower()}"
            if names.PICTURE.fullmatch(name):
                if (first := pictures.setdefault(name.lower(), name)) != name:
                    self.problem("picture-twin", path, other=first)
            elif ending in names.PICTURE_ENDINGS:
                self.unknown("name-letters", path, names.suggest_picture(name))
            else:
                other = ending in names.OTHER_PICTURE_ENDINGS
                self.problem("picture-kind" if other else "file-unknown", path)
        if pictures:
            self.pictures[folder] = tuple(pictures.values())

    def only_files(self, folder: str) -> list[str]:
        folders, files = self.entries(folder)
        for name in folders:
            self.problem("folder-unknown", f"{folder}/{name}")
        return files

    def entries(self, folder: str) -> tuple[list[str], list[str]]:
        """The names of the sub-folders and files of `folder`, sorted; whatever else it holds is a problem."""
        folders: list[str] = []
        files: list[str] = []
        try:
            with os.scandir(f"{self.top}/{folder}") as found:
                for entry in found:
                    name = entry.name
                    if name[0] == "." or name.lower() in names.LEFTOVERS:
                        self.not_a_source(folder, entry)
                    elif entry.is_file(follow_symlinks=False):
                        files.append(name)
                    elif entry.is_dir(follow_symlinks=False):
                        folders.append(name)
                    else:
                        self.not_a_source(folder, entry)
        except OSError:
            self.problem("folder-unreadable", folder or ".")
        folders.sort()
        files.sort()
        return folders, files

    def not_a_source(self, folder: str, entry: os.DirEntry[str]) -> None:
        if not folder:
            return  # beside the network's own folders the root holds what it likes
        if entry.name == ".gitkeep" and folder in self.shelves:
            return  # how git keeps a folder before its first record
        path = f"{folder}/{entry.name}"
        if entry.is_symlink():
            self.problem("link-not-allowed", path)
        elif entry.is_dir(follow_symlinks=False):
            self.problem("folder-unknown", path)
        elif not entry.is_file(follow_symlinks=False):
            self.problem("file-special", path)
        elif entry.name.lower() in names.LEFTOVERS or entry.name.startswith("._"):
            self.problem("file-leftover", path, severity="warning")
        else:
            self.problem("file-hidden", path)

    def unknown(self, code: str, path: str, near: str = "") -> None:
        """A name with no place here: what it should be, if that can be told, else the problem `code`."""
        if near:
            self.problem(code, path, near=near)
        else:
            self.problem(code, path)

    def problem(self, code: str, path: str, severity: Severity = "problem", **hints: str) -> None:
        path = printable(path)
        self.named.add(path)
        found = path.rpartition("/")[2]
        self.problems.append(Problem(code, path, found=found, hints=tuple(hints.items()), severity=severity))


def _last_part(folder: str) -> str:
    return folder.rpartition("/")[2]
