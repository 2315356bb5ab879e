"""A file that came by mail → its text and its pictures; whatever else a file can be is refused."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from talkoot.editing.answers import LONGEST_TEXT
from talkoot.problems import Problem, shorten
from talkoot.sources.characters import printable
from talkoot.sources.names import OTHER_PICTURE_ENDINGS, PICTURE_ENDINGS
from talkoot.sources.pictures import MAX_BYTES

ANSWERS = "answers.md"
LARGEST = 60 * 1024 * 1024
"""Bytes of a parcel, and of all that it holds."""

MOST = 60
"""Files in a parcel."""

OTHERS = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
"""What a computer packs in by itself."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A text with answers and the pictures that came with it, by name."""

    text: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def open_parcel(name: str, content: bytes) -> Parcel | Problem:
    """What the file `name` holds: a zip with `answers.md` and pictures, or the text alone."""
    if len(content) > LARGEST:
        return _problem("parcel-too-large", name, max=f"{LARGEST >> 20} MB")
    if not content.startswith(b"PK"):
        text = _text(content)
        return Parcel(text) if text is not None else _problem("parcel-broken", name)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return _unpacked(name, packed)
    # A zip that somebody made or a line has broken; compressions of other years raise NotImplementedError.
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, zipfile.zlib.error):  # type: ignore[attr-defined]
        return _problem("parcel-broken", name)


def _unpacked(name: str, packed: zipfile.ZipFile) -> Parcel | Problem:
    entries = [e for e in packed.infolist() if not _is_other(e.filename)]
    if len(entries) > MOST:
        return _problem("parcel-too-large", name, max=str(MOST))
    text: str | None = None
    pictures: dict[str, bytes] = {}
    for entry in entries:
        inside = entry.filename
        is_picture = inside.lower().endswith((*PICTURE_ENDINGS, *OTHER_PICTURE_ENDINGS))
        if (inside != ANSWERS and not is_picture) or not _is_bare(inside) or inside in pictures:
            return _problem("parcel-name", name, found=inside)
        most = MAX_BYTES if is_picture else LONGEST_TEXT * 4
        # What an entry says of its size may be a lie: no more than this is ever unpacked.
        with packed.open(entry) as file:
            read = file.read(most + 1)
        if len(read) > most or sum(map(len, pictures.values())) + len(read) > LARGEST:
            return _problem("parcel-too-large", name, max=f"{most >> 20} MB")
        if is_picture:
            pictures[inside] = read
        elif text is not None or (text := _text(read)) is None:
            return _problem("parcel-broken", name)
    return Parcel(text, pictures) if text is not None else _problem("parcel-without-answers", name)


def _text(content: bytes) -> str | None:
    """Text as mail programmes send it, or None."""
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_bare(inside: str) -> bool:
    """Whether a name is one of a file, not a way to somewhere."""
    return inside.isprintable() and not set(inside) & set("/\\:") and not inside.startswith(".")


def _is_other(inside: str) -> bool:
    folded = inside.casefold()
    return folded.startswith(OTHERS[0]) or folded.rpartition("/")[2] in OTHERS[1:]


def _problem(code: str, name: str, found: str = "", **hints: str) -> Problem:
    shown = shorten(printable(found or name))
    return Problem(code, printable(name), found=shown, hints=tuple(hints.items()))
