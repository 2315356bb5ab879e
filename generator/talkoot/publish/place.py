"""Where a site and the tree standing by for it lie, and that only one build at a time touches them."""

import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from . import exchange
from .leftovers import entries, remove_whole
from .manifest import FOLDER, MANIFEST, read_manifest_in
from .refusal import Refusal
from .tree import WITHIN, Tree

_REAL_FOLDER = FOLDER | os.O_NOFOLLOW
_KEPT = {"lock", "README.txt", "tree", "set-aside"}
_README = """\
Talkoot prepares the next version of the site here (“tree”), so that visitors never see half of one.
“set-aside” holds files that were found in the site although Talkoot had not put them there.
This folder may be removed while nothing is being built; the next build then takes longer.
"""


@contextmanager
def standing_by(
    to: Path,
    *,
    sources: Iterable[Path] = (),
    wait: float = 60.0,
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[Tree]:
    """The tree that will be the site at `to`, locked for this block and mended after an interrupted build.

    `to` may be relative, a link, or not there yet. `sources` are places the site may neither lie in nor hold.
    While another build holds the lock, `waiting` is called once and up to `wait` seconds go by.
    Refusal when that is not enough, when `to` holds files that are not ours, or when the disk refuses.
    Leaving the block without `Tree.publish` leaves the site as it was; a disk found full gets the room back
    that the new site took, if the Refusal leaves the block. A process forked in the block holds
    the lock too, until it ends: what it still writes cannot meet the next build.
    """
    with ExitStack() as stack:
        try:
            site = to.resolve()
            _refuse_sources(site, sources)
            tree = _open(site, wait, waiting, stack)
        except OSError as error:
            raise Refusal.from_error(error, to) from error
        except RuntimeError as error:  # a link that leads to itself, until Python 3.13
            raise Refusal.of("site-not-written", to, found=os.strerror(errno.ELOOP)) from error
        try:
            yield tree
        except Refusal as refusal:
            if refusal.problem.code == "site-disk-full":
                # Half a site would keep the disk full, and the next build from its work.
                with suppress(OSError):
                    remove_whole(tree.state, "tree")
            raise


def _open(site: Path, wait: float, waiting: Callable[[], None], stack: ExitStack) -> Tree:
    def keep(opened: int) -> int:
        stack.callback(os.close, opened)
        return opened

    _refuse_strange(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    parent = keep(os.open(site.parent, FOLDER))
    within = _cannot_be_exchanged(site, parent)
    place = site / WITHIN if within else site.parent / f".{site.name}{WITHIN}"
    state = keep(_own_folder(place))
    if (held := entries(state)) and "lock" not in held:
        raise Refusal.of("site-folder-not-ours", place, found=_some(held))
    lock = keep(os.open("lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666, dir_fd=state))
    _wait_for(lock, place, wait, waiting)
    with suppress(FileExistsError), (place / "README.txt").open("x", encoding="utf-8") as readme:
        readme.write(_README)

    _recover(state, parent, site.name, within)
    _refuse_strange(site)
    live = keep(os.open(site, _REAL_FOLDER)) if site.exists() else None
    folder = keep(_tree_folder(state))
    standing = read_manifest_in(folder)
    stands = entries(folder)
    if MANIFEST in stands:
        # From here on the tree is unfinished, and says so even after a power cut.
        remove_whole(folder, MANIFEST)
        os.fsync(folder)
    if live is not None and not within:
        _take_after(live, folder)
    umask = os.umask(0o022)
    os.umask(umask)
    return Tree(
        site=site,
        name=site.name,
        parent=parent,
        state=state,
        place=place,
        folder=folder,
        live=live,
        within=within,
        standing=standing,
        before=None if live is None else read_manifest_in(live),
        fresh=not stands,
        mode=0o666 & ~umask,
    )


def _refuse_sources(site: Path, sources: Iterable[Path]) -> None:
    for source in sources:
        real = source.resolve()
        if site == real or site in real.parents or real in site.parents:
            raise Refusal.of("site-folder-over-sources", site, found=str(site), source=str(source))


def _refuse_strange(site: Path) -> None:
    """Refuse a file, and a folder that holds something but neither our manifest nor our own folder."""
    try:
        names = {entry.name for entry in site.iterdir()}
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise Refusal.of("site-folder-is-a-file", site, found=str(site)) from None
    if names and not names & {MANIFEST, WITHIN}:
        raise Refusal.of("site-folder-not-ours", site, found=_some(names))


def _some(names: Iterable[str]) -> str:
    first = sorted(names)[:4]
    return ", ".join(first[:3]) + (" …" if len(first) > 3 else "")


def _cannot_be_exchanged(site: Path, parent: int) -> bool:
    """Whether `site` is a mount point or its parent is closed to us, so only what it holds can change."""
    try:
        opened = os.open(site, _REAL_FOLDER)
    except FileNotFoundError:
        return False
    try:
        return exchange.is_mount_point(opened, parent) or not os.access(site.parent, os.W_OK | os.X_OK)
    finally:
        os.close(opened)


def _own_folder(place: Path) -> int:
    """Our own folder, opened; made where it is missing, refused where something else has its name."""
    with suppress(FileExistsError):
        place.mkdir()
    try:
        return os.open(place, _REAL_FOLDER)
    except OSError as error:
        if error.errno in (errno.ENOTDIR, errno.ELOOP):
            raise Refusal.of("site-folder-not-ours", place, found=place.name) from None
        raise


def _wait_for(lock: int, place: Path, wait: float, waiting: Callable[[], None]) -> None:
    """Hold the lock file; the kernel lets go when this process and those it forked have ended."""
    patience = time.monotonic() + wait
    told = False
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= patience:
                raise Refusal.of("site-being-published", place) from None
            if not told:
                waiting()
                told = True
            time.sleep(0.05)


def _recover(state: int, parent: int, name: str, within: bool) -> None:
    """Finish or undo what a killed build left: a site that was leaving comes back, half-written files go."""
    names = entries(state)
    if "leaving" in names and not within:
        if name not in entries(parent):
            os.rename("leaving", name, src_dir_fd=state, dst_dir_fd=parent)
        elif "tree" not in names:
            os.rename("leaving", "tree", src_dir_fd=state, dst_dir_fd=state)
    for left in entries(state).keys() - _KEPT:
        remove_whole(state, left)


def _tree_folder(state: int) -> int:
    """The tree standing by, opened; made anew where it is missing or something else has its name."""
    try:
        return os.open("tree", _REAL_FOLDER, dir_fd=state)
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP):
            raise
    remove_whole(state, "tree")
    os.mkdir("tree", dir_fd=state)
    return os.open("tree", _REAL_FOLDER, dir_fd=state)


def _take_after(live: int, folder: int) -> None:
    """A site that somebody closed to most stays so: the tree takes its mode and, where we may, its group."""
    wanted, found = os.fstat(live), os.fstat(folder)
    if wanted.st_gid != found.st_gid:
        with suppress(PermissionError):
            os.fchown(folder, -1, wanted.st_gid)
    if stat.S_IMODE(wanted.st_mode) != stat.S_IMODE(found.st_mode):
        os.fchmod(folder, stat.S_IMODE(wanted.st_mode))
