"""The theme's own files, and every picture made anew."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from talkoot.network import Kept
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import WIDTHS, File, Site
from talkoot.outputs.stored import key_of, stored
from talkoot.records.fields import Picture
from talkoot.records.record import values_of
from talkoot.sources.finding import PICTURES
from talkoot.sources.pictures import open_picture


def assets(site: Site) -> Iterator[File]:
    """Styles, scripts and icons, once for all languages."""
    for path, content in site.frames.assets.items():
        yield File(path, partial(bytes, content), of=sha256(content).digest())


def pictures(site: Site) -> Iterator[File]:
    """The pictures that records name, in each size they are shown in, and those of the hand-written pages."""
    folders = {path.rpartition("/")[0] for path in site.pictures}
    for of_kind in site.network.kinds.values():
        for kept in of_kind.values():
            if kept.folder in folders and is_shown(kept):
                yield from _of_record(site, kept)
    for path, seen in site.pictures.items():
        if path.startswith(f"{PICTURES}/"):
            width = min(seen.width, WIDTHS[-1])
            height = max(1, round(seen.height * width / seen.width))
            address = f"pictures/{path.removeprefix(f'{PICTURES}/')}"
            yield _file(site, address, site.root / path, width, height)


def _of_record(site: Site, kept: Kept[Any]) -> Iterator[File]:
    for name in sorted(set(values_of(kept.record, Picture))):
        picture = site.picture(kept, name)
        for address, width, height in picture.sizes if picture else ():
            yield _file(site, address, site.root / kept.folder / name, width, height)


def _file(site: Site, address: str, file: Path, width: int, height: int) -> File:
    """A picture made anew, once: the next build takes what this one kept."""

    def make() -> bytes:
        key = key_of(sha256(file.read_bytes()).hexdigest(), width, height, version("pillow"), _WAY)
        return stored(site.root, key, partial(made_anew, file, width, height))

    return File(address, make, picture=True)


_WAY = sha256(Path(__file__).read_bytes()).hexdigest()
"""A digest of how pictures are made here: another way makes them again."""


def made_anew(file: Path, width: int, height: int) -> bytes:
    """The picture on a fresh canvas of this size: its pixels and nothing else.

    Turned as it is to be looked at, colours in sRGB; of an animation the first picture.
    """
    from PIL import Image, ImageCms, ImageOps

    with open_picture(file) as opened:
        form = opened.format
        if form == "JPEG":
            opened.draft("RGB", (width * 2, height * 2))
        profile = opened.info.get("icc_profile")
        turned = ImageOps.exif_transpose(opened)
        clear = "A" in turned.getbands() or "transparency" in turned.info
        if profile and turned.mode in ("RGB", "CMYK", "L"):
            try:
                source = ImageCms.ImageCmsProfile(BytesIO(profile))
                turned = (
                    ImageCms.profileToProfile(
                        turned, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
                    )
                    or turned
                )
            except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is none
                turned = turned.convert("RGB")
        if turned.mode.startswith("I"):  # 16 bits a pixel, of which a screen shows 8
            turned = turned.convert("I").point(lambda value: value / 256).convert("L")
        drawn = turned.convert("RGBA" if clear else "RGB").resize((width, height), Image.Resampling.LANCZOS)
    canvas = Image.new(drawn.mode, drawn.size)
    canvas.paste(drawn)
    out = BytesIO()
    if form == "JPEG":
        canvas.convert("RGB").save(out, "JPEG", quality=82, optimize=True, progressive=True)
    elif form == "WEBP":
        canvas.save(out, "WEBP", quality=82, method=4)
    else:
        canvas.save(out, "PNG", optimize=True)
    return out.getvalue()
