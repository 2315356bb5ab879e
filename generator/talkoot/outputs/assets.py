"""The theme's own files, and every picture made anew."""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkoot.cached import key_of, way_of
from talkoot.kept import Kept
from talkoot.outputs.records import is_shown
from talkoot.outputs.site import WIDTHS, File, Site
from talkoot.outputs.stored import Fleeting
from talkoot.records.fields import Picture
from talkoot.records.record import values_of
from talkoot.sources import pictures as looking
from talkoot.sources.finding import PICTURES
from talkoot.sources.pictures import ORIENTATION, Seen, digest_of, open_picture

if TYPE_CHECKING:
    from PIL import Image

Sizes = tuple[tuple[int, int], ...]
"""Widths and heights in pixels."""

FINER = 1.25
"""How much finer than the largest size a JPEG is opened at least; opened whole, it takes twice as long."""


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
            yield from _files(site, seen, [(f"pictures/{path.removeprefix(f'{PICTURES}/')}", width, height)])


def _of_record(site: Site, kept: Kept[Any]) -> Iterator[File]:
    for name in sorted(set(values_of(kept.record, Picture))):
        if picture := site.picture(kept, name):
            yield from _files(site, site.pictures[f"{kept.folder}/{name}"], picture.sizes)


def _files(site: Site, seen: Seen, sizes: Sequence[tuple[str, int, int]]) -> Iterator[File]:
    """A picture in each of its sizes."""
    measures = tuple((width, height) for _, width, height in sizes)
    for n, (address, _, _) in enumerate(sizes):
        make = partial(_made, site.root / seen.path, seen.digest, measures, n)
        key = partial(_key, seen.digest, measures, n)
        yield File(address, make, stage="photos", key=key, bunch=seen.path)


def _key(digest: str, sizes: Sizes, n: int) -> bytes:
    return key_of("picture", digest, sizes, n, way_of((Path(__file__), Path(looking.__file__)), "pillow"))


def _made(file: Path, digest: str, sizes: Sizes, n: int) -> bytes:
    holds, made = _in_all_sizes(file, digest, sizes)
    if holds != digest:
        _in_all_sizes.cache_clear()  # The file may yet become again what it was.
        return Fleeting(made[n])
    return made[n]


@lru_cache(maxsize=1)  # They are asked for one after another, and opening a photo takes longest.
def _in_all_sizes(file: Path, digest: str, sizes: Sizes) -> tuple[str, list[bytes]]:
    """What the file holds now, whatever it held when it was looked at, and the pictures made of it."""
    content = file.read_bytes()
    return digest_of(content), made_anew(content, sizes)


def made_anew(content: bytes, sizes: Sizes) -> list[bytes]:
    """The picture that a file holds, on a fresh canvas of each of the sizes: its pixels and nothing else.

    Turned as it is to be looked at, colours in sRGB; of an animation the first picture. `sizes` are those of
    the turned picture.
    """
    from PIL import Image, ImageOps

    largest = max(sizes)
    with open_picture(content) as opened:
        form = opened.format or "PNG"
        lies = opened.getexif().get(ORIENTATION, 1) >= 5
        size = (largest[1], largest[0]) if lies else largest
        if form == "JPEG":
            opened.draft("RGB", (ceil(size[0] * FINER), ceil(size[1] * FINER)))
        # All else is done to the smaller picture: a photo of 24 megapixels would fill 100 MB each time.
        small = _in_tones(opened).resize(size, Image.Resampling.LANCZOS, reducing_gap=2)
        turned = ImageOps.exif_transpose(small)
    drawn = _in_srgb(turned)
    drawn = drawn.convert("RGBA" if "A" in drawn.getbands() else "RGB")
    return [_saved(drawn.resize(size, Image.Resampling.LANCZOS), form) for size in sizes]


def _in_tones(picture: "Image.Image") -> "Image.Image":
    """The picture in a mode in which neighbouring pixels can be mixed."""
    if picture.mode.startswith("I"):  # 16 bits a pixel, of which a screen shows 8
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode not in ("RGBA", "LA") and ("A" in picture.getbands() or "transparency" in picture.info):
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else picture.convert("RGB")


def _in_srgb(picture: "Image.Image") -> "Image.Image":
    """The picture as it looks, where it says what its colours mean."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK", "L"):
        return picture
    try:
        source, ours = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, ours, outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is none
        return picture


def _saved(drawn: "Image.Image", form: str) -> bytes:
    from PIL import Image

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
