"""Picture files → what they really are: format, width and height."""

import os
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
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
    digest: str = field(default="", compare=False)
    """Of what the file held, as `digest_of` tells it."""


def look_at(root: Path, path: str) -> Seen | Problem:
    """The picture at `path` below `root`, or why it can't be shown. It is opened to its end."""
    file = root / path
    return too_large(path) if os.lstat(file).st_size > MAX_BYTES else look_into(path, file.read_bytes())


def look_into(path: str, content: bytes) -> Seen | Problem:
    """The picture that is the `content` of the file at `path`, or why it can't be shown."""
    from PIL import Image

    try:
        with open_picture(content) as picture:
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
        if (what := _what(content)) in FORMATS:
            return _problem("broken-picture", path)
        return _problem("not-a-picture", path, what=what)
    return Seen(path, *((height, width) if turned else (width, height)), digest_of(content))


def too_large(path: str) -> Problem:
    """What is said of a file that nobody even opens."""
    return _problem("picture-too-large", path, max=f"{MAX_BYTES >> 20} MB")


def digest_of(content: bytes) -> str:
    """A name for what a file holds, whatever it is called."""
    return sha256(content).hexdigest()


@contextmanager
def open_picture(content: Path | bytes) -> "Iterator[Image.Image]":
    """The picture in a file, or in what it held, of one of `FORMATS`; raises one of `BROKEN` for none."""
    from PIL import Image, ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # a library for PDF turns it on for everyone who shares Pillow
    # Pillow's remarks on large and odd files are for no author; we have limits of our own.
    file = BytesIO(content) if isinstance(content, bytes) else content
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


def _what(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "HEIC" if head[8:11] in (b"hei", b"mif", b"hev") else "AVIF"
    return next((name for start, name in BEGINNINGS.items() if head.startswith(start)), "?")
