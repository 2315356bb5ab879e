"""A file of the network's repository → its text, and never more of it than a source may hold."""

import errno
import os
import re
import stat

from talkoot.problems import shorten
from talkoot.sources.characters import place, printable, refuse_forbidden
from talkoot.sources.refused import Refused

LONGEST_FILE = 64 * 1024
"""Bytes in one source."""

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "file-with-bom"),
    (b"\xff\xfe", "file-utf16"),
    (b"\xfe\xff", "file-utf16"),
)


def read_text(path: str, most: int = LONGEST_FILE) -> str:
    """The text of the regular file at `path`, UTF-8 of at most `most` bytes; `Refused` for all else.

    A symbolic link is not followed, a FIFO not waited for, and a large file not read. Text that holds a
    character from `characters.FORBIDDEN` is refused too. Line breaks stay as they are.
    """
    content = _read_bytes(path, most)
    if b"\0" in content and content.count(0) > len(content) // 4:
        raise Refused("file-utf16")  # without its mark: every other byte of Latin letters is zero
    for mark, code in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            raise Refused(code)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error.start) from None
    refuse_forbidden(text)
    if not text.strip():
        raise Refused("file-empty")
    return text


def _read_bytes(path: str, most: int) -> bytes:
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _not_opened(error) from None
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            raise Refused("folder-for-file" if stat.S_ISDIR(status.st_mode) else "file-special")
        if status.st_size > most:
            raise too_big(status.st_size, most)
        content = os.read(file, most + 1)
    except OSError:
        raise Refused("file-unreadable") from None
    finally:
        os.close(file)
    if len(content) > most:
        raise too_big(len(content), most)
    return content


def _not_opened(error: OSError) -> Refused:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return Refused("file-vanished")
        case errno.ELOOP:
            return Refused("link-not-allowed")
        case errno.ENXIO | errno.ENODEV:
            return Refused("file-special")
        case _:
            return Refused("file-unreadable")


def _not_utf8(content: bytes, index: int) -> Refused:
    above = content[:index].decode()
    line, column = place(above, len(above))
    # Mostly an older programme saved it as Windows-1252, which shows the author the very word.
    word = re.split(rb"\s", content[:index])[-1] + re.split(rb"\s", content[index:], maxsplit=1)[0]
    return Refused("file-encoding", line, column, shorten(printable(word.decode("cp1252", "replace"))))


def too_big(size: int, most: int = LONGEST_FILE) -> Refused:
    """The refusal of a text of `size` bytes where at most `most` fit."""
    return Refused("file-too-big", found=_size(size), hints=(("most", _size(most)),))


def _size(size: int) -> str:
    return f"{size / 1024:.0f} KiB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.0f} MiB"
