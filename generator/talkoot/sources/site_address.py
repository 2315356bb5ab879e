"""What can be a site's own address: a whole one on the web, or on this machine while it is tried."""

import re

SITE_ADDRESS = re.compile(r"""https?://[^\s/?#@<>"'\\]+(/[^\s?#<>"\\]*)?""", re.IGNORECASE)


def is_site_address(text: str) -> bool:
    """Whether `text` is one: `https://portal.example.org/`, `http://localhost:8000/lapland/`."""
    return bool(SITE_ADDRESS.fullmatch(text))
