"""Pages that search finds → shards: some hundred neighbours at a time are indexed together, and kept.

Neighbours by name, so that shards laid end to end have all pages in order. Whether a shard ends with a page
follows from its own address: a page added or renamed moves no end but those nearby.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain, pairwise
from pathlib import Path
from zlib import crc32

from talkoot.cached import CACHE, kept, key_of
from talkoot.outputs import pagefind, shards
from talkoot.outputs.findable import Findable, findable
from talkoot.outputs.pagefind import index_documents, its_version
from talkoot.outputs.shards import Shard, read_shard
from talkoot.outputs.site import Site
from talkoot.outputs.templates import template
from talkoot.parallel import in_parallel

FIELDS = ("image", "image_alt", "state", "title", "when", "where", "words")
"""What pages say of themselves beside their text, in the order of letters: by `templates/slim.html`, and by
the first picture of a hand-written page, which Pagefind takes up unasked."""

LEAST, MOST = 150, 600
"""Pages of a shard: after the least, one in as many ends it."""

KEPT = f"{CACHE}/search"


@dataclass(frozen=True, slots=True)
class Share:
    """Neighbours by name, all of one language: the pages of one shard."""

    language: str
    pages: Sequence[Findable]


@dataclass(frozen=True, slots=True)
class Indexed:
    """A share that was indexed, and the digest it is kept by; `days` are what its pages are sorted by."""

    share: Share
    key: bytes
    shard: Shard
    days: Sequence[str]


def indexed(site: Site, jobs: int) -> list[Indexed]:
    """Every page that search finds, by language and by name, found out in `jobs` processes.

    Raises `PagefindFault`.
    """
    shares = [*shares_of(site)]
    told = chain(*in_parallel(lambda part: [_index(site, share) for share in part], shares, jobs))
    return [
        Indexed(share, key, Shard.unpack(packed), days)
        for share, (key, packed, days) in zip(shares, told, strict=True)
    ]


def own_files(site: Site, language: str) -> tuple[bytes, dict[str, bytes]]:
    """What Pagefind adds to every index of a language, whatever its pages say, and the digest it is kept by.

    Its entry tells of an index with a single page. Raises `PagefindFault`.
    """

    def make() -> bytes:
        files = index_documents([("index.html", f'<html lang="{language}"><body>{language}</body></html>')])
        own = {path: content for path, content in files.items() if "/" not in path}
        return cbor2.dumps({path: content for path, content in own.items() if not path.endswith(".pf_meta")})

    import cbor2

    key = key_of(_way(), language)
    return key, dict(cbor2.loads(kept(site.root / KEPT, key, make)))


def shares_of(site: Site) -> Iterator[Share]:
    """All pages of a site that search finds."""
    for language in site.languages:
        pages = findable(site, language)
        for begin, end in pairwise([0, *ends([page.path for page in pages])]):
            yield Share(language, pages[begin:end])


def ends(paths: Sequence[str]) -> Iterator[int]:
    """Where shards end: after so many of the paths. A path added or removed moves no end but those nearby."""
    begun = 0
    for n, path in enumerate(paths, 1):
        size = n - begun
        if n == len(paths) or size == MOST or (size >= LEAST and crc32(path.encode()) % LEAST == 0):
            yield n
            begun = n


def slim_documents(share: Share) -> Iterator[tuple[str, str, str]]:
    """Path, HTML and day of each page, as `templates/slim.html` tells it to Pagefind."""
    slim = template("slim.html", share.language)
    for page in share.pages:
        it = page.tell()
        html = slim.render({"language": share.language, "title": page.title, "it": it})
        yield page.path, html, str(it.day or "")


def _index(site: Site, share: Share) -> tuple[bytes, bytes, Sequence[str]]:
    """The digest that the shard is kept by, the shard, packed, and the days of its pages."""
    paths, htmls, days = zip(*slim_documents(share), strict=True)

    def make() -> bytes:
        return read_shard(index_documents(zip(paths, htmls, strict=True)), paths, FIELDS).pack()

    key = key_of(_way(), *paths, *htmls)
    return key, kept(site.root / KEPT, key, make), days


@cache
def _way() -> str:
    """All that a shard depends on beside its documents."""
    digest = sha256(repr((its_version(), FIELDS)).encode())
    for module in (pagefind, shards):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()
