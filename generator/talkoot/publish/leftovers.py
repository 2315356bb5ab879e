"""What stands in a tree and should not: pages of earlier builds are removed, a person's files set aside."""

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Set
from contextlib import suppress
from pathlib import Path

from .manifest import MANIFEST, Manifest


def remove_stale(tree: int, standing: Manifest | None, paths: Set[str]) -> None:
    """Leave only these paths in the open tree, and no empty folder. No link is followed.

    With a manifest only what it names is looked at: strangers were set aside when the tree ceased to be live.
    """
    if standing is None:
        _clear(tree, "", paths, folders_of(paths))
        return
    real = {""}
    for path in sorted(standing.rows.keys() - paths):
        folder = path.rpartition("/")[0]
        if _leads_to(tree, folder, paths, real):
            # A folder there now holds new pages.
            with suppress(FileNotFoundError, IsADirectoryError):
                os.unlink(path, dir_fd=tree)
            while folder and _emptied(tree, folder):
                folder = folder.rpartition("/")[0]


def set_aside(tree: int, manifest: Manifest | None, paths: Set[str], kept: Path) -> list[tuple[str, Path]]:
    """Move what nobody published out of the open tree into a new folder under `kept`; path and new place.

    With the tree's manifest only folders touched since it was written are read, 2 µs each; without one, all
    are, and what the new site has at the same path counts as ours.
    """
    ours = manifest.rows.keys() if manifest else paths
    folders = folders_of(ours)
    moved: list[tuple[str, Path]] = []
    real: set[str] = set()
    for folder in sorted(folders):
        found = _lstat(tree, folder)
        # Below a link that took a folder's place lies somebody else's land; the link itself is moved.
        if not found or not stat.S_ISDIR(found.st_mode) or (folder and folder.rpartition("/")[0] not in real):
            continue
        real.add(folder)
        if manifest and folder and found.st_mtime_ns <= manifest.written_ns:
            continue
        for name, is_folder in entries(tree, folder).items():
            path = f"{folder}/{name}" if folder else name
            if path in ours or path == MANIFEST or (is_folder and path in folders):
                continue
            if not moved:
                kept = _next_folder(kept)
            place = kept / path
            place.parent.mkdir(parents=True, exist_ok=True)
            os.rename(path, place, src_dir_fd=tree)
            moved.append((path, place))
    return moved


def is_real_folder(tree: int, folder: str) -> bool:
    """Whether a folder stands at this path of the open tree; a file or a link in its place is removed."""
    found = _lstat(tree, folder)
    if found is None or stat.S_ISDIR(found.st_mode):
        return found is not None
    with suppress(FileNotFoundError):  # another process was quicker
        os.unlink(folder, dir_fd=tree)
    return False


def remove_whole(folder: int, name: str) -> None:
    """Remove a file, link or folder with all it holds, following no link; it may be gone already."""
    try:
        os.unlink(name, dir_fd=folder)
    except FileNotFoundError:
        pass
    except (IsADirectoryError, PermissionError):  # macOS says “not permitted” of a folder
        if not stat.S_ISDIR(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
            raise
        shutil.rmtree(name, dir_fd=folder)


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that these paths stand in, the top as the empty path."""
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _clear(tree: int, folder: str, paths: Set[str], folders: Set[str]) -> None:
    for name, is_folder in entries(tree, folder).items():
        path = f"{folder}/{name}" if folder else name
        if is_folder and path in folders:
            _clear(tree, path, paths, folders)
        elif is_folder or path not in paths:
            remove_whole(tree, path)


def entries(tree: int, folder: str = "") -> dict[str, bool]:
    """The names in a folder of the open tree, in order, and whether each is a real folder."""
    opened = os.open(folder or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=tree)
    try:
        with os.scandir(opened) as found:
            return dict(sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found))
    finally:
        os.close(opened)


def _leads_to(tree: int, folder: str, paths: Set[str], real: set[str]) -> bool:
    """Whether real folders lead here; a link that took the place of one is removed, a new page is not."""
    if folder not in real and folder not in paths and _leads_to(tree, folder.rpartition("/")[0], paths, real):
        if not is_real_folder(tree, folder):
            return False
        real.add(folder)
    return folder in real


def _emptied(tree: int, folder: str) -> bool:
    try:
        os.rmdir(folder, dir_fd=tree)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR):
            raise
        return False
    return True


def _lstat(tree: int, path: str) -> os.stat_result | None:
    try:
        return os.stat(path or ".", dir_fd=tree, follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _next_folder(kept: Path) -> Path:
    number = 1
    while (kept / str(number)).exists():
        number += 1
    return kept / str(number)
