"""Picture files → what they really are: format, width and height."""

import os
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from talkoot.problems import Problem

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = {"JPEG": 120_000_000, "PNG": 40_000_000, "WEBP": 40_000_000}
"""A photo of 12,000 × 9,000 pixels still fits; the others can't be opened smaller than they are."""

FORMATS = tuple(MAX_PIXELS)


ORIENTATION = 0x0112
"""The tag of EXIF 2.3 that says how a picture is to be turned."""

BROKEN = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, struct.error)
"""What Pillow raises at the contents of files that somebody made or a disk has broken."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture that can be shown; sizes in pixels, as it is to be looked at."""

    path: str
    width: int
    height: int


def look_at(root: Path, path: str) -> Seen | Problem:
    """The picture at `path` below `root`, or why it can't be shown. It is opened to its end."""
    from PIL import Image

    file = root / path
    if os.lstat(file).st_size > MAX_BYTES:
        return _problem("picture-too-large", path, max=f"{MAX_BYTES >> 20} MB")
    try:
        with open_picture(file) as picture:
            width, height = picture.size
            most = MAX_PIXELS[picture.format or "PNG"]
            if width * height > most:
                return _too_many_pixels(path, most)
            turned = picture.getexif().get(ORIENTATION, 1) >= 5  # it lies on its side
            picture.draft("RGB", (1, 1))
            picture.load()
    except Image.DecompressionBombError:
        return _too_many_pixels(path, max(MAX_PIXELS.values()))
    except BROKEN:
        if (what := _what(file)) in FORMATS:
            return _problem("broken-picture", path)
        return _problem("not-a-picture", path, what=what)
    return Seen(path, height, width) if turned else Seen(path, width, height)


@contextmanager
def open_picture(file: Path) -> "Iterator[Image.Image]":
    """The picture in `file`, of one of `FORMATS`; raises one of `BROKEN` where there is none."""
    from PIL import Image, ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # a library for PDF turns it on for everyone who shares Pillow
    # Pillow's remarks on large and odd files are for no author; we have limits of our own.
    with warnings.catch_warnings(action="ignore"), Image.open(file, formats=FORMATS) as picture:
        yield picture


def _problem(code: str, path: str, **hints: str) -> Problem:
    return Problem(code, path, found=path.rpartition("/")[2], hints=tuple(hints.items()))


def _too_many_pixels(path: str, most: int) -> Problem:
    return _problem("picture-too-large", path, max=f"{most // 1_000_000} megapixels")


BEGINNINGS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG": "PNG",
    b"RIFF": "WEBP",
    b"%PDF": "PDF",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"<svg": "SVG",
    b"<?xml": "SVG",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"PK": "ZIP, DOCX",
}


def _what(file: Path) -> str:
    with file.open("rb") as opened:
        head = opened.read(32)
    if head[4:8] == b"ftyp":
        return "HEIC" if head[8:11] in (b"hei", b"mif", b"hev") else "AVIF"
    return next((name for start, name in BEGINNINGS.items() if head.startswith(start)), "?")
