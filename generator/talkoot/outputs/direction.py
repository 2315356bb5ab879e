"""Text that is read from the right: told to the browser by `dir`, so that it stands whole beside our own."""

import re

from markupsafe import Markup

# The blocks of Unicode for scripts that run from right to left, Hebrew and Arabic among them.
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# In UTF-8, letters of those blocks begin with a byte that is none of these, which is looked up faster.
_OTHERS = bytes(set(range(256)) - {*range(0xD6, 0xE1), 0xEF, 0xF0})

_BLOCK = re.compile(r"<(p|h[2-6]|ul|ol|li|blockquote|td|th)(?=[ >])")


def turns(text: str) -> bool:
    """Whether some of it runs from right to left."""
    if text.isascii() or not text.encode().translate(None, _OTHERS):
        return False
    return _FROM_THE_RIGHT.search(text) is not None


def with_directions(html: Markup) -> Markup:
    """Prose whose blocks each run as their own words do, if any of them turns."""
    return Markup(_BLOCK.sub(r'<\1 dir="auto"', str(html))) if turns(html) else html
