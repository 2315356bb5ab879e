"""The tree that is not live: files are written into it, then it changes places with the live one."""

import os
import re
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal

from ..problems import Problem
from . import exchange
from .leftovers import entries, folders_of, is_real_folder, remove_stale, remove_whole, set_aside
from .manifest import (
    FOLDER,
    MANIFEST,
    READ,
    Manifest,
    Row,
    digest_of,
    manifest_bytes,
    mark_of,
    stands,
)
from .refusal import Refusal

WITHIN = ".talkoot"
"""Our own folder inside a site that cannot itself be exchanged, see `place`."""

How = Literal["first", "exchanged", "two renames", "entry by entry"]

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
_NAME = re.compile(r"(?!\.{1,2}$)[^/\\\x00-\x1f\x7f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Published:
    """What the public sees now, compared with the site before, and how it got there.

    `how`: “first” nothing stood there; “exchanged” in one step; “two renames” with the site missing for some
    microseconds between them; “entry by entry” where not the folder can be exchanged, only what it holds.
    `warnings`: files nobody published that were found in the site and where they are now. `mark`: the
    manifest's.
    """

    files: int
    added: int
    changed: int
    removed: int
    how: How
    mark: str
    warnings: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Tree:
    """A tree standing by, made by `standing_by`; processes forked there may write, each its own paths."""

    site: Path
    name: str  # of the site in `parent`
    parent: int
    state: int  # our own folder, at `place`, which holds this tree as “tree”
    place: Path
    folder: int
    live: int | None
    within: bool  # `state` lies inside the site
    standing: Manifest | None = None
    before: Manifest | None = None
    fresh: bool = False  # nothing stood in this tree
    mode: int = 0o644
    folders: set[str] = field(default_factory=lambda: {""})  # known to be real folders

    def write(self, path: str, content: bytes) -> Row:
        """Put a file into the tree and give its row for `publish`; one that already stands so is left alone.

        A standing file is replaced, never changed: who opened it while the tree was live reads on to its end.
        ValueError for a path that does not stay inside the site. Refusal when the disk does not take it.
        """
        folder, _, name = path.rpartition("/")
        if not _NAME.fullmatch(name) or path in (MANIFEST, WITHIN) or path[0] == "/":
            raise ValueError(f"not a path inside the site: {path!r}")
        digest = digest_of(content)
        since = self._since(path, digest)
        try:
            if folder not in self.folders:
                self._make_folder(folder)
            if self.fresh:
                mtime = self._create(path, content, since)
            else:
                mtime = self._bring_up_to_date(path, content, digest, since)
        except OSError as error:
            raise Refusal.from_error(error, self.site / path) from error
        return Row(path, digest, len(content), mtime)

    def keep(self, path: str, digest: str) -> Row | None:
        """The row of a file that stands in the tree with this very content: it need not even be made.

        None where there is none such, or where the tree's manifest does not vouch for it.
        """
        row = self.standing.rows.get(path) if self.standing else None
        if self.standing is None or row is None or row.digest != digest:
            return None
        folder = path.rpartition("/")[0]
        try:
            if folder not in self.folders:
                self._make_folder(folder)
            if not stands(self.folder, row, self.standing.written_ns):
                return None
            return row._replace(mtime_ns=self._timed(path, row.mtime_ns, self._since(path, digest)))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Refusal.from_error(error, self.site / path) from error

    def keep_public(self, path: str) -> Row | None:
        """As `write` with the bytes that the public sees at `path`; None where they are not as published."""
        row = self.before.rows.get(path) if self.before else None
        if row is None:
            return None
        if kept := self.keep(path, row.digest):
            return kept
        content = self.public(path)
        return None if content is None else self.write(path, content)

    def public(self, path: str) -> bytes | None:
        """What the public sees at `path`; None where that is not what was published."""
        row = self.before.rows.get(path) if self.before else None
        if row is None or self.live is None:
            return None
        try:
            with os.fdopen(os.open(path, READ, dir_fd=self.live), "rb", buffering=0) as file:
                content = file.read()
        except OSError:
            return None
        return content if digest_of(content) == row.digest else None

    def publish(self, rows: Iterable[tuple[str, str, int, int]], note: str) -> Published:
        """Make the tree hold exactly these rows and let it change places with the live site.

        `rows` is every row `write` gave, in whichever process, in any order; the manifest keeps
        `note` for later builds. ValueError when two rows claim one path.
        Refusal when that fails before the exchange; the live site is untouched then.
        """
        listed = sorted(map(Row._make, rows))
        after = {row.path: row for row in listed}
        if len(after) < len(listed):
            twice = next(row.path for row, other in pairwise(listed) if row.path == other.path)
            raise ValueError(f"two pages were written to {twice!r}")
        if both := folders_of(after) & after.keys():
            raise ValueError(f"both a page and a folder: {min(both)!r}")
        try:
            if not self.fresh:
                remove_stale(self.folder, self.standing, after.keys())
            exchange.sync(self.folder)
            mark = self._write_manifest(note, listed)
            self._refuse_another_folder()
            how = self._go_live()
        except OSError as error:
            raise Refusal.from_error(error, self.site) from error
        before = self.before.rows if self.before else {}
        return Published(
            files=len(after),
            added=len(after.keys() - before.keys()),
            changed=sum(before[path].digest != after[path].digest for path in after.keys() & before.keys()),
            removed=len(before.keys() - after.keys()),
            how=how,
            mark=mark,
            warnings=self._set_strangers_aside(after),
        )

    def _make_folder(self, folder: str) -> None:
        parent, _, name = folder.rpartition("/")
        if parent not in self.folders:
            self._make_folder(parent)
        if not _NAME.fullmatch(name) or folder == WITHIN:
            raise ValueError(f"not a folder inside the site: {folder!r}")
        if self.fresh or not is_real_folder(self.folder, folder):
            with suppress(FileExistsError):  # made by another process just now
                os.mkdir(folder, dir_fd=self.folder)
        self.folders.add(folder)

    def _create(self, path: str, content: bytes, since: int | None) -> int:
        try:
            file = os.open(path, _CREATE, 0o666, dir_fd=self.folder)
        except FileExistsError:
            raise ValueError(f"two pages were written to {path!r}") from None
        return _fill(file, content, since)

    def _bring_up_to_date(self, path: str, content: bytes, digest: str, since: int | None) -> int:
        try:
            mtime = self._equal(path, content, digest)
        except FileNotFoundError:
            return self._create(path, content, since)
        if mtime is None:
            return self._replace(path, content, since)
        return self._timed(path, mtime, since)

    def _since(self, path: str, digest: str) -> int | None:
        """Since when the public has known this content at this path; None where it does not.

        The two trees were written at different times. A page that has not changed keeps its time in both,
        and one that has changed gets a later one: servers answer “not modified” by it.
        """
        public = self.before.rows.get(path) if self.before else None
        return public.mtime_ns if public and public.digest == digest else None

    def _timed(self, path: str, mtime: int, since: int | None) -> int:
        """Give a standing file the time since which the public knows it, or now; the time it then has."""
        if mtime == since:
            return mtime
        now = time.time_ns()
        os.utime(path, ns=(since or now, since or now), dir_fd=self.folder, follow_symlinks=False)
        return os.stat(path, dir_fd=self.folder, follow_symlinks=False).st_mtime_ns

    def _equal(self, path: str, content: bytes, digest: str) -> int | None:
        """The time of a standing file with this very content: by the manifest, or else byte by byte."""
        row = self.standing.rows.get(path) if self.standing else None
        if row and self.standing and stands(self.folder, row, self.standing.written_ns):
            return row.mtime_ns if row.digest == digest else None
        found = os.stat(path, dir_fd=self.folder, follow_symlinks=False)
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(content) or found.st_nlink != 1:
            return None
        if stat.S_IMODE(found.st_mode) != self.mode:
            return None
        with os.fdopen(os.open(path, READ, dir_fd=self.folder), "rb", buffering=0) as file:
            return found.st_mtime_ns if file.read() == content else None

    def _replace(self, path: str, content: bytes, since: int | None) -> int:
        fresh = f"fresh-{os.getpid()}"
        mtime = _fill(os.open(fresh, _CREATE, 0o666, dir_fd=self.state), content, since)
        try:
            os.rename(fresh, path, src_dir_fd=self.state, dst_dir_fd=self.folder)
        except IsADirectoryError:
            remove_whole(self.folder, path)
            os.rename(fresh, path, src_dir_fd=self.state, dst_dir_fd=self.folder)
        return mtime

    def _write_manifest(self, note: str, rows: list[Row]) -> str:
        content = manifest_bytes(
            note, rows, self.live if self.live is not None and self.within else self.folder
        )
        file = os.open("manifest", _CREATE, 0o666, dir_fd=self.state)
        _fill(file, content, None, durable=True)
        os.rename("manifest", MANIFEST, src_dir_fd=self.state, dst_dir_fd=self.folder)
        os.fsync(self.folder)
        return mark_of(content)

    def _refuse_another_folder(self) -> None:
        """Somebody may have removed or made the site's folder meanwhile; what is there then is not ours."""
        try:
            found = os.stat(self.name, dir_fd=self.parent, follow_symlinks=False)
        except FileNotFoundError:
            same = self.live is None
        else:
            same = self.live is not None and os.path.samestat(found, os.fstat(self.live))
        if not same:
            raise Refusal.of("site-folder-changed", self.site)

    def _go_live(self) -> How:
        if self.live is None:
            os.rename("tree", self.name, src_dir_fd=self.state, dst_dir_fd=self.parent)
            how: How = "first"
        elif self.within:
            self._exchange_entries(self.live)
            how = "entry by entry"
        else:
            one_step = exchange.change_places(self.state, "tree", self.parent, self.name, "leaving")
            how = "exchanged" if one_step else "two renames"
        # The new site is public by now; a disk that fails at this point must not have us say otherwise.
        with suppress(OSError):
            os.fsync(self.parent)
            os.fsync(self.state)
        return how

    def _exchange_entries(self, live: int) -> None:
        # Neither tree has a manifest while they are mixed, so a killed exchange is noticed by the next build.
        os.rename(MANIFEST, "coming", src_dir_fd=self.folder, dst_dir_fd=self.state)
        remove_whole(live, MANIFEST)
        ours, theirs = entries(self.folder).keys(), entries(live).keys() - {WITHIN}
        for name in sorted(ours - theirs):
            os.rename(name, name, src_dir_fd=self.folder, dst_dir_fd=live)
        for name in sorted(ours & theirs):
            exchange.change_places(self.folder, name, live, name, "../leaving")
        for name in sorted(theirs - ours):
            os.rename(name, name, src_dir_fd=live, dst_dir_fd=self.folder)
        os.utime("coming", dir_fd=self.state)  # the pages at the top have changed their folder since
        os.rename("coming", MANIFEST, src_dir_fd=self.state, dst_dir_fd=live)

    def _set_strangers_aside(self, after: dict[str, Row]) -> tuple[Problem, ...]:
        """Move what nobody published out of the tree that has just left: nothing of a person's is lost."""
        if self.live is None:
            return ()
        # As above: a file that cannot be moved stays where it is.
        with suppress(OSError):
            left = os.open("tree", FOLDER | os.O_NOFOLLOW, dir_fd=self.state)
            try:
                kept = self.site / WITHIN if self.within else self.site.parent / f".{self.name}{WITHIN}"
                moved = set_aside(left, self.before, after.keys(), kept / "set-aside")
            finally:
                os.close(left)
            return tuple(
                Problem(
                    "site-file-set-aside",
                    str(self.site / path),
                    hints=(("kept", str(place)),),
                    severity="warning",
                )
                for path, place in moved
            )
        return ()


def _fill(file: int, content: bytes, since: int | None, durable: bool = False) -> int:
    """Write all of the content to a file just made, close it, and give its modification time in ns."""
    try:
        written = os.write(file, content)
        while written < len(content):  # a disk that fills up takes a part, then refuses the rest
            written += os.write(file, memoryview(content)[written:])
        if since is not None:
            os.utime(file, ns=(since, since))
        if durable:
            os.fsync(file)
        return os.fstat(file).st_mtime_ns
    finally:
        os.close(file)
