"""Two colours a network chooses → the tokens of both palettes, readable on every ground (WCAG 2.2)."""

MAIN, ACCENT = "#1e5245", "#f0a63c"
"""The colours of theme/styles/tokens.css."""

LIGHT_GROUND, DARK_GROUND = "#ede8dc", "#18262f"
"""The grounds, of all that text stands on, that leave it the least contrast in each palette."""

INK, WHITE, NIGHT = "#17222b", "#ffffff", "#0f1a21"

TEXT = 4.5
"""Contrast of text with its ground (WCAG 2.2, 1.4.3)."""


def is_readable(colour: str) -> bool:
    """Whether text in `colour`, six hexadecimal digits, can be read on every light ground of ours."""
    return contrast(colour) >= TEXT


def contrast(colour: str, ground: str = LIGHT_GROUND) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tokens(main: str, accent: str) -> tuple[dict[str, str], dict[str, str]]:
    """Token → colour, in the light and in the dark palette."""
    main_at_night, accent_at_night = lightened(main), lightened(accent)
    by_day = {"spruce": main, "on-spruce": WHITE, "cloudberry": accent, "on-cloudberry": _ink_on(accent)}
    at_night = {
        "spruce": main_at_night,
        "on-spruce": NIGHT,
        "cloudberry": accent_at_night,
        "on-cloudberry": _ink_on(accent_at_night),
    }
    return by_day, at_night


def lightened(colour: str) -> str:
    """`colour`, as much nearer to white as text on the dark grounds needs."""
    parts = _parts(colour)
    for step in range(101):
        mixed = "#" + "".join(f"{round(part + (255 - part) * step / 100):02x}" for part in parts)
        if contrast(mixed, DARK_GROUND) >= TEXT + 1:
            return mixed
    return WHITE


def _ink_on(colour: str) -> str:
    return max((INK, WHITE), key=lambda ink: contrast(ink, colour))


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    shares = (part / 255 for part in _parts(colour))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return red, green, blue
