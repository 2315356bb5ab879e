"""Some pages of one language as Pagefind indexed them → a shard, ready to be joined with others.

Pagefind's files are CBOR below a signature, compressed. Pages stand in lists by number, each told as the
difference from the one before, so a list can follow another's once its first difference is told anew.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talkoot.outputs.pagefind import PagefindFault

SIGNATURE = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"

ACCENTED = "\0"
"""What stands before a word as it is written with its accents; it follows the plain word."""

NUMBER, TEXT, LIST = 0, 3, 4
"""Major types of CBOR (RFC 8949, section 3.1)."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Neighbouring pages and what they are found by. Pages are told by their position among them."""

    pages: Sequence[Sequence[Any]]
    """The name of each page's fragment, and how many words it has."""
    filters: Mapping[str, Mapping[str, Sequence[int]]]
    words: Sequence[str]
    """In order; what follows stands in the same order."""
    weights: Sequence[int]
    """What Pagefind measures its files by."""
    counts: Sequence[int]
    """On how many pages a word stands."""
    firsts: Sequence[int]
    lasts: Sequence[int]
    lengths: Sequence[int]
    postings: bytes
    """All that is told of a word's places after the number of its first page; `lengths` of it each."""
    fragments: Sequence[bytes]

    def pack(self) -> bytes:
        """As bytes that `unpack` reads. They carry no code."""
        import orjson

        columns = [self.words, self.weights, self.counts, self.firsts, self.lasts, self.lengths]
        sizes = [len(fragment) for fragment in self.fragments]
        head = orjson.dumps([self.pages, self.filters, *columns, len(self.postings), sizes])
        return b"".join((len(head).to_bytes(8, "big"), head, self.postings, *self.fragments))

    @classmethod
    def unpack(cls, content: bytes) -> "Shard":
        """The shard that `pack` made these bytes of."""
        import orjson

        at = 8 + int.from_bytes(content[:8], "big")
        pages, filters, *columns, size, sizes = orjson.loads(content[8:at])
        words, weights, counts, firsts, lasts, lengths = columns
        postings = content[at : at + size]
        fragments = [*_cut(content, at + size, sizes)]
        return cls(pages, filters, words, weights, counts, firsts, lasts, lengths, postings, fragments)


def _cut(content: bytes, at: int, sizes: Sequence[int]) -> Iterator[bytes]:
    for size in sizes:
        yield content[at : at + size]
        at += size


def read_shard(files: Mapping[str, bytes], paths: Sequence[str], fields: Sequence[str]) -> Shard:
    """The shard that Pagefind's `files` tell of the documents at `paths`, all of one language.

    `fields` are the names of what documents say of themselves, in the order that all shards keep to; others
    are told as the last of them. Raises `PagefindFault` where the files are not what Pagefind 1.5 writes, or
    a document is missing.
    """
    try:
        (about,) = json.loads(files[ENTRY])["languages"].values()
        _, pages, chunks, filters, _, own_fields = unpacked(files[f"pagefind.{about['hash']}.pf_meta"])
        fragments = [files[f"fragment/{name}.pf_fragment"] for name, _ in pages]
        found = [json.loads(_bare(fragment))["url"] for fragment in fragments]
        if found != [f"/{path.removesuffix('index.html')}" for path in paths]:
            raise PagefindFault("Pagefind left out a page that it was given")
        words = [word for *_, name in chunks for word in _words(*unpacked(files[f"index/{name}.pf_index"]))]
        at = {name: n for n, name in enumerate(fields)}
        numbers = [-at.get(name, len(fields) - 1) - 1 for name in own_fields]
        if numbers != [-n - 1 for n in range(len(numbers))]:
            _renumber(words, numbers)
        columns = zip(*(_column(word, where) for word, where in words), strict=True)
        names, weights, counts, firsts, lasts, lengths, postings = columns
        values = dict(_values(*unpacked(files[f"filter/{name}.pf_filter"])) for _, name in filters)
    except (LookupError, ValueError, TypeError) as error:
        raise PagefindFault(f"Pagefind's files are not what they were: {error!r}") from error
    told = b"".join(postings)
    return Shard(pages, values, names, weights, counts, firsts, lasts, lengths, told, fragments)


Places = Sequence[list[Any]]
"""Pages on which a word stands: number, places in the text, places in the fields."""


def _words(held: Any) -> Iterator[tuple[str, Places]]:
    for word, where, accented in held:
        yield word, where
        for form, where_accented in accented:
            yield ACCENTED + form, where_accented


def _values(title: str, values: Any) -> tuple[str, Mapping[str, Sequence[int]]]:
    return title, dict(values)


def _renumber(words: Sequence[tuple[str, Places]], numbers: Sequence[int]) -> None:
    """Tell fields as all shards do: a negative number says in which of them the places after it are."""
    for _, where in words:
        for page in where:
            page[2] = [numbers[-place - 1] if place < 0 else place for place in page[2]]


def _column(word: str, where: Places) -> tuple[str, int, int, int, int, int, bytes]:
    import cbor2

    if not where:
        return word, 0, 0, 0, 0, 0, b""
    first = where[0][0]
    begun = len(head(LIST, len(where)) + head(LIST, 3) + head(NUMBER, first))
    rest = cbor2.dumps(where)[begun:]
    weight = sum([len(places) + len(told) + 1 for _, places, told in where])
    return word, weight, len(where), first, sum([page[0] for page in where]), len(rest), rest


def head(kind: int, n: int) -> bytes:
    """The first bytes of an item of CBOR: its major type with a number."""
    if n < 24:
        return _HEADS[kind][n]
    if n < 0x100:
        return bytes((kind << 5 | 24, n))
    if n < 0x10000:
        return bytes((kind << 5 | 25, n >> 8, n & 0xFF))
    return bytes((kind << 5 | 26,)) + n.to_bytes(4, "big")


_HEADS = [[bytes((kind << 5 | n,)) for n in range(24)] for kind in range(LIST + 1)]


def unpacked(content: bytes) -> Any:
    """What a file of Pagefind's says."""
    import cbor2

    return cbor2.loads(_bare(content))


def _bare(content: bytes) -> bytes:
    return gzip.decompress(content).removeprefix(SIGNATURE)
