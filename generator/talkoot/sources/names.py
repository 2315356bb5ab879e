"""What record folders, pages and pictures may be called, and what to call the others instead."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_LANGUAGE = r"(?:\.(?P<language>[a-z]{2,3}(?:-[a-z0-9]{2,8})*))?"

RECORD = re.compile(_ID)
PAGE = re.compile(rf"(?P<id>{_ID}){_LANGUAGE}\.md")
VOCABULARY = re.compile(rf"(?P<id>{_ID})\.yml")
PICTURE = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*\.(?:png|jpe?g|webp)", re.IGNORECASE | re.ASCII)

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp")
OTHER_PICTURE_ENDINGS = (".avif", ".bmp", ".eps", ".gif", ".heic", ".heif", ".pdf", ".psd", ".svg", ".tif")

LEFTOVERS = frozenset({".ds_store", ".directory", ".gitkeep", "desktop.ini", "thumbs.db"})
"""What the computer, not the author, leaves in a folder."""

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"})


@cache
def texts_like(file: str) -> re.Pattern[str]:
    """Matches `file` and its translations, `member.yml` and `member.fi.yml`; group `language`."""
    stem, _, ending = file.rpartition(".")
    return re.compile(rf"{re.escape(stem)}{_LANGUAGE}\.{ending}")


def suggest_id(name: str) -> str:
    """“Hirsi ja Hopea” → `hirsi-ja-hopea`; empty where no letter or digit of `name` can be kept."""
    return _plain(name.casefold(), r"[^a-z0-9]+")


def suggest_picture(name: str) -> str:
    """“Talon pääty (1).JPG” → `Talon-paaty-1.JPG`; empty where no letter or digit can be kept."""
    stem, _, ending = name.rpartition(".")
    plain = _plain(stem, r"[^A-Za-z0-9]+")
    return plain and f"{plain}.{ending}"


def usual_ending(name: str) -> str:
    """`name` with the ending we use: others write `.yaml`, `.markdown`, and programmes add `.txt` unasked."""
    plain = re.sub(r"\.ya?ml$", ".yml", name.casefold().removesuffix(".txt"))
    return re.sub(r"\.(?:markdown|mdown|mkd)$", ".md", plain)


def near(word: str, among: Iterable[str]) -> str:
    """The entry of `among` that `word` most likely meant, or an empty text; case and accents aside."""
    from difflib import get_close_matches

    plain = {_folded(entry): entry for entry in among}
    close = get_close_matches(_folded(word), plain, 1, 0.7)
    return plain[close[0]] if close else ""


def _folded(text: str) -> str:
    return _plain(text.strip().casefold(), r"[ _]+")


def _plain(name: str, others: str) -> str:
    """`name` in ASCII, a hyphen for each run of `others`."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(others, "-", letters).strip("-")
