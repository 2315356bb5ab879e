"""Picture files → what they really are: format, width and height."""

import os
import warnings
from dataclasses import dataclass
from pathlib import Path

from talkoot.problems import Problem

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 120_000_000
"""A photo of 12,000 × 9,000 pixels still fits; more is a mistake or a trap."""

FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture that can be shown; sizes in pixels, as it is to be looked at."""

    path: str
    width: int
    height: int


def look_at(root: Path, path: str) -> Seen | Problem:
    """The picture at `path` below `root`, or why it can't be shown. Only its head is read."""
    from PIL import Image, UnidentifiedImageError

    name = path.rpartition("/")[2]
    file = root / path
    if os.lstat(file).st_size > MAX_BYTES:
        return Problem("picture-too-large", path, found=name, hints=(("max", f"{MAX_BYTES >> 20} MB"),))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as picture:
                width, height = picture.size
                turned = picture.getexif().get(0x0112, 1) >= 5  # EXIF orientation: lies on its side
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return Problem("not-a-picture", path, found=name, hints=(("what", _what(file)),))
    if width * height > MAX_PIXELS:
        return Problem(
            "picture-too-large", path, found=name, hints=(("max", f"{MAX_PIXELS // 1_000_000} megapixels"),)
        )
    return Seen(path, height, width) if turned else Seen(path, width, height)


BEGINNINGS = {
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
