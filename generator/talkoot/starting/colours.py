"""Two colours a network chooses → the tokens of both palettes, readable on every ground (WCAG 2.2)."""

from talkoot.contrast import TEXT, WHITE, contrast, readable

MAIN, ACCENT = "#1e5245", "#f0a63c"
"""The colours of theme/styles/tokens.css."""

LIGHT_GROUND, DARK_GROUND = "#ede8dc", "#18262f"
"""The grounds, of all that text stands on, that leave it the least contrast in each palette."""

INK, NIGHT = "#17222b", "#0f1a21"


def is_readable(colour: str) -> bool:
    """Whether text in `colour`, six hexadecimal digits, can be read on every light ground of ours."""
    return contrast(colour, LIGHT_GROUND) >= TEXT


def tokens(main: str, accent: str) -> tuple[dict[str, str], dict[str, str]]:
    """Token → colour, in the light and in the dark palette."""
    main_at_night, accent_at_night = (readable(colour, DARK_GROUND, TEXT + 1) for colour in (main, accent))
    by_day = {"spruce": main, "on-spruce": WHITE, "cloudberry": accent, "on-cloudberry": _ink_on(accent)}
    at_night = {
        "spruce": main_at_night,
        "on-spruce": NIGHT,
        "cloudberry": accent_at_night,
        "on-cloudberry": _ink_on(accent_at_night),
    }
    return by_day, at_night


def _ink_on(colour: str) -> str:
    return max((INK, WHITE), key=lambda ink: contrast(ink, colour))
