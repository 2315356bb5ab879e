"""What a page may do: its Content-Security-Policy, with a hash for each inline script and style."""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html.parser import HTMLParser

from talkoot.frames.frame import FrameFault

SOURCES = {
    "default-src": ("'none'",),
    # Pagefind searches in WebAssembly.
    "script-src": ("'self'", "'wasm-unsafe-eval'"),
    "style-src": ("'self'",),
    # Material's style sheet holds its small icons itself.
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
    "object-src": ("'none'",),
}

_DATA_BLOCKS = ("application/ld+json", "application/json")


class _Inspection(HTMLParser):
    """Finds the inline code of a page, and what no policy of ours will allow."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.inline: dict[str, set[str]] = {"script-src": set(), "style-src": set()}
        self.faults: list[str] = []
        self._directive = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.faults += [f"<{tag} {name}=…>" for name in given if name == "style" or name.startswith("on")]
        loads = given.get("src") or (given.get("href") if tag == "link" else None) or ""
        if loads.startswith(("http:", "https:", "//")) and given.get("rel") not in ("canonical", "alternate"):
            self.faults.append(f"<{tag}> loads {loads}")
        if tag == "style":
            self._directive = "style-src"
        elif tag == "script" and "src" not in given and given.get("type") not in _DATA_BLOCKS:
            self._directive = "script-src"

    def handle_data(self, data: str) -> None:
        if self._directive:
            self.inline[self._directive].add(data)

    def handle_endtag(self, tag: str) -> None:
        self._directive = ""


def inline_hashes(html: str) -> frozenset[tuple[str, str]]:
    """Directive and hash of each inline script and style of a page.

    Raises `FrameFault` for what can't be allowed by a hash: style attributes, event handlers, and
    anything loaded from another site. Source: W3C Content Security Policy Level 3.
    """
    inspection = _Inspection()
    inspection.feed(html)
    inspection.close()
    if inspection.faults:
        raise FrameFault(f"the policy does not allow {', '.join(inspection.faults)}")
    return frozenset(
        (directive, f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
        for directive, texts in inspection.inline.items()
        for text in texts
    )


def write_policy(hashes: Iterable[tuple[str, str]] = ()) -> str:
    """The policy as it stands in a page's head or in a header."""
    return "; ".join(
        " ".join((directive, *sources, *sorted(value for where, value in hashes if where == directive)))
        for directive, sources in SOURCES.items()
    )
