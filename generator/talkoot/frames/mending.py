"""Faults of Material outside its templates' blocks, mended once per frame; each mend must find its target."""

import re
from collections.abc import Mapping
from html import escape

from talkoot.frames.frame import FrameFault

MENDS = {
    "the drawer, a hidden checkbox without a name": (
        r'<input class="md-toggle" data-md-toggle="drawer"[^>]*>\s*', ""
    ),
    "the search dialog's switch": (r'<input class="md-toggle" data-md-toggle="search"[^>]*>\s*', ""),
    "the veil over the page": (r'<label class="md-overlay" for="__drawer"></label>', ""),
    # Material gives one only to pages whose headings it knows.
    "the way past the header": (
        r'<div data-md-component="skip">.*?</div>', '<a class="skip-link" href="#page-text">{skip}</a>'
    ),
    "the dialog its scripts would fill": (r'<div class="md-dialog".*?</div>\s*</div>', ""),
}  # fmt: skip
"""What is wrong → the pattern that finds it exactly once, and what comes instead."""

WRITTEN = ("<!-- written text -->", "<!-- /written text -->")


def mend(html: str, words: Mapping[str, str]) -> str:
    """Mend a page of the theme. Raises `FrameFault` where Material is no longer as a mend expects it."""
    for fault, (pattern, instead) in MENDS.items():
        text = instead.format_map({key: escape(word) for key, word in words.items()})
        html, times = re.subn(pattern, lambda _, text=text: text, html, flags=re.DOTALL)  # type: ignore[misc]
        if times != 1:
            raise FrameFault(f"the mend of {fault} found {times} targets instead of one")
    for once in ("<html lang=", "<main", 'class="skip-link"', 'id="page-text"', 'id="site-menu"'):
        if html.count(once) != 1:
            raise FrameFault(f"{once} stands {html.count(once)} times in the page instead of once")
    return html


def squeeze(html: str) -> str:
    """Leave out the blank lines and indents of templates: a third of a page."""
    return re.sub(r"\s*\n\s*", "\n", html)
