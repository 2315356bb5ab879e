"""Two names change places in one step, and what serves where the file system has no such step."""

import ctypes
import errno
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

_MISSING = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_RENAME_EXCHANGE = 2  # linux/fs.h; RENAME_SWAP in Darwin's sys/stdio.h has the same number


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def exchange(first_folder: int, first: str, second_folder: int, second: str) -> None:
    """Both names, each in an open folder, change places; no reader ever finds either missing.

    Linux's renameat2(2) and macOS's renameatx_np(2). OSError ENOTSUP where neither serves.
    """
    call = getattr(_libc(), "renameatx_np" if sys.platform == "darwin" else "renameat2", None)
    if call is None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
    names = os.fsencode(first), os.fsencode(second)
    if call(first_folder, names[0], second_folder, names[1], ctypes.c_uint(_RENAME_EXCHANGE)) != 0:
        number = ctypes.get_errno()
        raise OSError(
            errno.ENOTSUP if number in _MISSING else number, os.strerror(number), first, None, second
        )


def change_places(first_folder: int, first: str, second_folder: int, second: str, aside: str) -> bool:
    """As `exchange`; where that is missing, by three renames through `aside` in the first folder.

    Then `second` is missing for the moment between two of them. True when the change was one step.
    """
    try:
        exchange(first_folder, first, second_folder, second)
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
    else:
        return True
    os.rename(second, aside, src_dir_fd=second_folder, dst_dir_fd=first_folder)
    try:
        os.rename(first, second, src_dir_fd=first_folder, dst_dir_fd=second_folder)
    except OSError:
        os.rename(aside, second, src_dir_fd=first_folder, dst_dir_fd=second_folder)
        raise
    with suppress(OSError):  # done all the same; the next build finds it where it is
        os.rename(aside, first, src_dir_fd=first_folder, dst_dir_fd=first_folder)
    return False


def sync(folder: int) -> None:
    """Everything written to the folder's file system is on the disk when this returns.

    One syncfs(2): a tenth of a second for 10,000 pages, where fsync(2) a page takes many.
    """
    call = getattr(_libc(), "syncfs", None)
    if call is None:
        os.sync()
    elif call(folder) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def is_mount_point(folder: int, parent: int) -> bool:
    """Whether something is mounted at the open folder, which then cannot be renamed (bind mounts too)."""
    with suppress(OSError):
        return _mount(folder) != _mount(parent)
    return os.fstat(folder).st_dev != os.fstat(parent).st_dev


def _mount(folder: int) -> str:
    lines = Path(f"/proc/self/fdinfo/{folder}").read_text().splitlines()
    return next(line for line in lines if line.startswith("mnt_id:"))
