"""Two colours → how well one can be read on the other, and a colour that can (WCAG 2.2)."""

from functools import lru_cache

TEXT = 4.5
"""Contrast of text with its ground (WCAG 2.2, 1.4.3)."""

BLACK, WHITE = "#000000", "#ffffff"


def contrast(colour: str, ground: str) -> float:
    """The contrast of two colours of six hexadecimal digits, from 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=256)
def readable(colour: str, ground: str, least: float = TEXT) -> str:
    """`colour`, or as much nearer to black or white as it takes to be read on `ground`."""
    towards = max((WHITE, BLACK), key=lambda end: contrast(end, ground))
    for step in range(100):
        nearer = "#" + "".join(
            f"{round(part + (end - part) * step / 100):02x}"
            for part, end in zip(_parts(colour), _parts(towards), strict=True)
        )
        if contrast(nearer, ground) >= least:
            return nearer
    return towards


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    shares = (part / 255 for part in _parts(colour))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return red, green, blue
