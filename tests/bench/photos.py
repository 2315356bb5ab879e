"""Big photographs, the same for the same seed and no two alike: as many bytes as a telephone's."""

import random
import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image

WIDE, HIGH = 4000, 3000
BYTES = 4_000_000
SHOTS = 8
"""How many are drawn; all others are one of them with a note of their own, which makes other bytes of it."""

_START, _COMMENT = b"\xff\xd8", b"\xff\xfe"


def shot(seed: int) -> bytes:
    """A JPEG of about `BYTES`: noise over soft shapes, as light and leaves are."""
    chance = random.Random(seed)
    rough = Image.frombytes("RGB", (WIDE // 8, HIGH // 8), chance.randbytes(WIDE * HIGH // 64 * 3))
    picture = rough.resize((WIDE, HIGH), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (WIDE // 2, HIGH // 2), chance.randbytes(WIDE * HIGH // 4))
    grain = grain.resize((WIDE, HIGH), Image.Resampling.BILINEAR)
    picture = Image.blend(picture, Image.merge("RGB", (grain, grain, grain)), 0.25)
    for quality in (70, 76, 82, 86, 90, 93, 95):
        file = BytesIO()
        picture.save(file, "JPEG", quality=quality)
        if file.tell() >= BYTES:
            break
    return file.getvalue()


def with_note(photo: bytes, number: int) -> bytes:
    """The same picture in other bytes: a comment of its own, as the JPEG standard (ITU T.81) has them."""
    note = f"photo {number}".encode()
    return _START + _COMMENT + (len(note) + 2).to_bytes(2, "big") + note + photo.removeprefix(_START)


def room_for(count: int, folder: Path) -> bool:
    """Whether `count` photographs and what is made of them fit below `folder`."""
    return shutil.disk_usage(folder).free > count * BYTES * 1.5
