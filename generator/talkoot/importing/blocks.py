"""A file from elsewhere → its lines in order: a saved page, copied text or a Word document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from talkoot.sources.refused import Refused

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is still read."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph; `heading` where the file itself marks it as one, `level` of a page's heading."""

    text: str
    heading: bool = False
    level: int = 0
    links: tuple[tuple[str, str], ...] = ()
    """What its links are called, and where they lead."""
    markdown: str = ""
    """Its text with the addresses of its links, where it has any."""

    @property
    def told(self) -> str:
        """All that it tells, as a record's text has it."""
        return self.markdown or self.text


def block_of(runs: Iterable[tuple[str, str]], heading: bool = False, level: int = 0) -> Block:
    """A line made of stretches of text, each with the address it leads to, or none."""
    merged = [("".join(text for text, _ in run), to) for to, run in groupby(runs, key=itemgetter(1))]
    text = spaced("".join(words for words, _ in merged))
    links = tuple((spaced(words), to) for words, to in merged if to and words.strip())
    told = spaced("".join(words.replace(words.strip(), linked(words.strip(), to)) for words, to in merged))
    return Block(text, heading, level, links, told if links else "")


def linked(words: str, address: str) -> str:
    """Words with the address they lead to: a Markdown link, or in brackets what is no page's address."""
    if not words or not address or bare_address(address) in words:
        return words
    if re.fullmatch(r"https?://[^\s()<>]+", address) and not re.search(r"[\[\]]", words):
        return f"[{words}]({address})"
    return f"{words} ({address})"


def bare_address(address: str) -> str:
    """An address as people read it out."""
    return re.sub(r"^(?:mailto|tel):", "", address)


def spaced(text: str) -> str:
    """Text with one space wherever it has any."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read: its lines, and its language where it says so."""

    blocks: tuple[Block, ...]
    language: str = ""
    form: str = "text"
    """`html`, `text` or `docx`."""
    around: tuple[str, ...] = ()
    """Lines of menus, footers and hidden parts, which belong to no practice unless somebody says so."""
    pictures: tuple[str, ...] = ()
    """What its pictures show, or what they are called."""
    name: str = ""
    """What the file is called."""


def read_file(path: Path) -> Read:
    """The lines of a saved page, a text or a Word document. Raises `Refused` for anything else."""
    from talkoot.importing.pages import read_page
    from talkoot.importing.word_files import read_word

    if path.stat().st_size > LARGEST:
        raise Refused("import-too-large")
    content = path.read_bytes()
    if content[:4] == b"PK\x03\x04":
        return read_word(path)
    if content[:4] in (b"%PDF", b"{\\rt", b"\xd0\xcf\x11\xe0") or (
        b"\0" in content[:1000] and not _has_mark(content)
    ):
        raise Refused("import-form")
    text = decode(_page_of(content))
    if re.search(r"<(?:!doctype html|html|body|h1|p|div)\b", text[:20_000], re.IGNORECASE):
        return read_page(text, path.stem)
    lines = (" ".join(line.split()) for line in re.split(r"\r\n?|\n|\u2028|\u2029", text))
    return Read(tuple(Block(line) for line in lines if line), name=path.stem)


def _page_of(content: bytes) -> bytes:
    """The page in a file that a browser saved whole (MHTML, RFC 2557), or the file itself."""
    if not re.search(rb"^Content-Type:\s*multipart/related", content[:4096], re.IGNORECASE | re.MULTILINE):
        return content
    from email import message_from_bytes

    for part in message_from_bytes(content).walk():
        page = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(page, bytes):
            return page
    return content


def _has_mark(content: bytes) -> bool:
    return content[:2] in (b"\xff\xfe", b"\xfe\xff")


def decode(content: bytes) -> str:
    """Text in whatever encoding it was saved: by its mark, by what a page says of itself, else by trying."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace")
    told = re.search(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_-]+)", content[:4096], re.IGNORECASE)
    for name in (*([told[1].decode("ascii")] if told else []), "utf-8", "cp1252"):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")
