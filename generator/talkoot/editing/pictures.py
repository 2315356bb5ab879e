"""A picture that somebody sent → one made anew: of a sane size, upright, without what cameras note."""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from talkoot.problems import Problem
from talkoot.records.fields import Picture
from talkoot.sources.names import suggest_picture
from talkoot.sources.pictures import Seen, look_at, open_picture

LONGEST_SIDE = 2400
"""Pixels; no page shows a picture larger."""

QUALITY = 85
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}

ATTACHMENT = re.compile(
    r"""!?\[(?P<name>[^\]\n]{0,200})\]\((?P<address>https://[^\s)]{1,500})\)"""
    r"""|<img\b[^>\n]{0,600}?>""",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""\b(alt|src)=["']([^"'\n]{0,500})["']""", re.IGNORECASE)
KEPT_AT = re.compile(
    r"https://github\.com/(?:user-attachments/(?:assets|files)/[A-Za-z0-9./_-]+"
    r"|[A-Za-z0-9._-]+/[A-Za-z0-9._-]+/assets/[A-Za-z0-9/-]+)"
)
"""Where GitHub keeps what was dropped onto an issue; nothing is fetched from anywhere else."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was dropped onto an issue: what it was called, and where it is kept."""

    name: str
    address: str


def attachments(text: str) -> tuple[Attachment, ...]:
    """The files dropped into `text`, each once, in its order; addresses elsewhere than GitHub's are none."""
    found: dict[str, Attachment] = {}
    for match in ATTACHMENT.finditer(text):
        told = {key.lower(): value for key, value in ATTRIBUTE.findall(match[0])}
        address = match["address"] or told.get("src", "")
        if KEPT_AT.fullmatch(address):
            found.setdefault(address, Attachment(match["name"] or told.get("alt", ""), address))
    return tuple(found.values())


def without_attachments(text: str) -> str:
    """`text` without the lines that GitHub writes for what was dropped onto it."""
    kept = [
        line
        for line in text.split("\n")
        if not (attachments(line) and not ATTACHMENT.sub("", line).strip(" -*"))
    ]
    return "\n".join(kept).strip()


def remade(name: str, content: bytes) -> tuple[str, bytes] | Problem:
    """The picture under a name that fits its kind, or why it can't be shown."""
    from PIL import Image, ImageOps

    with TemporaryDirectory() as folder:
        file = Path(folder, "picture.bin")
        file.write_bytes(content)
        seen = look_at(Path(folder), "picture.bin")
        if not isinstance(seen, Seen):
            return Problem(seen.code, "", found=name, hints=seen.hints)
        with open_picture(file) as picture:
            form = picture.format or "JPEG"
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            has_holes = form != "JPEG" and (
                upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
            )
            plain = upright.convert("RGBA" if has_holes else "RGB")
            plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            clean = Image.new(plain.mode, plain.size)
            clean.paste(plain)
    out = io.BytesIO()
    clean.save(out, form, **({"quality": QUALITY} if form != "PNG" else {"optimize": True}))
    return f"{PurePosixPath(picture_name(name)).stem}.{ENDINGS[form]}", out.getvalue()


def picture_name(name: str) -> str:
    """A name that a picture's file may have, as near to `name` as can be."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    bare = bare if "." in bare else f"{bare}.jpg"
    if Picture.is_right(bare):
        return bare
    stem, _, ending = bare.rpartition(".")
    ending = ending if re.fullmatch("[A-Za-z]{3,4}", ending) else "jpg"
    return suggest_picture(f"{stem}.{ending}") or f"picture.{ending}"


def called(name: str, among: Iterable[str]) -> str:
    """Which of the files `among` an answer means by `name`: case and ending aside; empty for none."""
    files: Mapping[str, str] = {file.casefold(): file for file in among}
    stems = {PurePosixPath(file).stem: file for file in files}
    here = name.casefold()
    if here in files:
        return files[here]
    stem = PurePosixPath(here).stem
    return files[stems[stem]] if stem in stems else ""
