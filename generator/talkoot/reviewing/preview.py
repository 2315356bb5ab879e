"""A review → a folder with the pages that change, before and after, which a browser opens from the disk."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, join, normpath

from talkoot.build import Examined
from talkoot.cached import CACHE
from talkoot.frames import make_frames
from talkoot.frames.look import site_url
from talkoot.framing import frame_site, look_apart
from talkoot.languages import Words
from talkoot.outputs import File, Site, files_of
from talkoot.outputs.templates import template
from talkoot.reviewing.review import Review
from talkoot.reviewing.saying import say
from talkoot.reviewing.shooting import shoot

MOST = 40
"""Pages beside the records' own that are shown."""
MANY = 6_000
"""Pages of a site above which only the records' own are compared."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self' data: file:",
        "style-src 'self' 'unsafe-inline' file:",
        "font-src 'self' file:",
    )
)
"""What a page of the preview may do: show itself. No script runs, nothing is asked for elsewhere."""

SHOWN = (".css", ".woff2", ".png", ".jpg", ".jpeg", ".webp", ".svg")
"""What a page is shown with; feeds and calendars are only named."""

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*')
_SCRIPT = re.compile(r"<script\b(?![^>]*\bld\+json)[^>]*>.*?</script>", re.DOTALL)
_PRELOAD = re.compile(r'<link rel="(?:preload|modulepreload)"[^>]*>')
_LEADS = re.compile(r'(<a\b[^>]*?)\shref="([^"]*)"')
_LOADS = re.compile(r'\b(?:src|href|srcset|poster)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Pair:
    """One page before and after; an empty text on a side that has no such page."""

    path: str
    title: str
    before: str
    after: str


def write_preview(review: Review, to: Path, words: Words, chromium: Sequence[str] = ()) -> tuple[Pair, ...]:
    """Write the preview of `review` into the new folder `to`; returns its pages, the records' own first.

    The look and the hand-written pages are the base's on both sides: those of a request never reach the theme
    engine. `chromium` are the names a browser may have; where one is there, it takes pictures of the records'
    pages.
    """
    before, after = (_files(review, side, where) for side, where in _sides(review))
    own, others = _changed(review, before, after)
    pairs = [pair for path in (*own, *others[:MOST]) if (pair := _pair(path, before, after))]
    kept = {pair.path for pair in pairs}
    for side, files in (("before", before), ("after", after)):
        for pair in pairs:
            if html := getattr(pair, side):
                _write(to / side / pair.path, _made_still(html, pair.path, kept).encode())
        for path in sorted(_loaded(files, [p for p in pairs if getattr(p, side)], side)):
            _write(to / side / path, files[path].make())
    pictures = shoot(to, [path for path in own if path in kept], chromium)
    view = {
        "language": words.language,
        "said": words.entries["review"],
        "pairs": pairs,
        "pictures": pictures,
        "policy": f"{POLICY}; frame-src 'self' file:",
        "more": say(words, "preview too many", n=len(others) - MOST) if len(others) > MOST else "",
    }
    page = template("review.html", words.language).render(view)
    _write(to / "index.html", page.encode())
    return tuple(pairs)


def _sides(review: Review) -> tuple[tuple[Examined, Path], tuple[Examined, Path]]:
    return (review.sides.was, review.sides.before), (review.sides.is_now, review.sides.after)


def _files(review: Review, side: Examined, where: Path) -> Mapping[str, File]:
    """Every file of one side's site by its path; none where its network can't be told."""
    if side.network is None:
        return {}
    pages, look = look_apart(review.sides.was.texts)
    about = frame_site(where, side.network, site_url(look))
    frames = make_frames(about, pages, look, review.root / CACHE)
    site = Site(where, side.network, frames, side.network.pictures, about.top or None, about.edit_address)
    return {file.path: file for file in files_of(site)}


def _changed(
    review: Review, before: Mapping[str, File], after: Mapping[str, File]
) -> tuple[list[str], list[str]]:
    """The paths of the pages that change: the records' own in every language, and the others."""
    addresses = [
        f"{place.folder.rpartition('/')[0].rpartition('/')[2]}/{place.id}/" for place in review.places
    ]
    every = sorted(path for path in {*before, *after} if path.endswith(".html"))
    own = [
        path
        for path in every
        if any(path == f"{prefix}{a}index.html" for a in addresses for prefix in _prefixes(review))
    ]
    asked = own if len(every) > MANY else every
    changed = [path for path in asked if _made(before, path) != _made(after, path)]
    own.sort(key=lambda path: (path.count("/"), path))  # the default language first
    return [path for path in own if path in changed], [path for path in changed if path not in own]


def _prefixes(review: Review) -> Iterator[str]:
    """What stands before an address in each language."""
    yield ""
    for side, _ in _sides(review):
        yield from (f"{code}/" for code in (side.network.languages if side.network else ()))


def _made(files: Mapping[str, File], path: str) -> bytes:
    return files[path].make() if path in files else b""


def _pair(path: str, before: Mapping[str, File], after: Mapping[str, File]) -> Pair | None:
    was, is_now = _made(before, path).decode(), _made(after, path).decode()
    title = re.search(r"<title>(.*?)</title>", is_now or was, re.DOTALL)
    return Pair(path, unescape(" ".join(title[1].split())) if title else path, was, is_now)


def _made_still(html: str, path: str, kept: set[str]) -> str:
    """A page that shows itself and does nothing: no scripts, and links only to pages that are here."""

    def lead(found: re.Match[str]) -> str:
        target = _target(path, unescape(found[2]))
        if target in kept:
            up = "../" * path.count("/")
            return f'{found[1]} href="{escape(up + target)}"'
        return found[1] if target is not None else found[0]

    html = _PRELOAD.sub("", _SCRIPT.sub("", html))
    return _LEADS.sub(lead, _POLICY.sub(rf"\g<1>{escape(POLICY)}", html))


def _target(path: str, link: str) -> str | None:
    """The file that a link on the page at `path` leads to; None where it is no other file of the site."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#", link):
        return None
    bare = re.split(r"[?#]", link, maxsplit=1)[0]
    target = normpath(join(dirname(path), bare)) if bare else path
    return normpath(join(target, "index.html")) if bare.endswith(("/", "..", ".")) else target


def _loaded(files: Mapping[str, File], pairs: Sequence[Pair], side: str) -> set[str]:
    """What these pages load, and the fonts and pictures that style sheets ask for."""
    found = {path for path in files if path.startswith("assets/") and path.endswith(SHOWN)}
    for pair in pairs:
        for value in _LOADS.findall(_SCRIPT.sub("", getattr(pair, side))):
            for part in unescape(value).split(","):
                target = _target(pair.path, part.split()[0]) if part.strip() else None
                if target and target in files and target.endswith(SHOWN):
                    found.add(target)
    return found


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
