"""Texts → the hosts they lead to, and what a host's name looks like to a reader."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

ADDRESS = re.compile(
    r"(?:(?<![\w.])(?:https?:)?//|(?<![\w./@-])(?=www\.))([^\s/?#<>\"'\\)\]]+)", re.IGNORECASE
)
"""What leads elsewhere in Markdown and in fields: the part after `//`, or from `www.` on."""
BARE = re.compile(
    r"(?<![\w./@:-])(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,24}|xn--[a-z0-9-]+)(?=/)", re.IGNORECASE
)
"""An address without its beginning: `example.org/shop`."""
MARKED = re.compile(r"\[([^\]\n]*)\]\(\s*<?([^)\s>]+)")
"""A link of Markdown: what it shows, where it leads."""
LINK = re.compile(
    r"\[[^\]\n]*\]\([^)]|\[[^\]\n]*\]\[|^ {0,3}\[[^\]\n]+\]:|mailto:|tel:|[\w.+-]+@[\w-]+\.\w", re.MULTILINE
)
"""The other ways of GitHub's Markdown to make a link."""

ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏкмтвнгпԛԝьзбɡɑοανρτυικεηωγχοƅƄ01|!ıɩǃ",
    "aeopcyxijsdhlkmtbhrnqwb36gaoavptuikenwyxobbollliil",
)
"""Letters and digits that fonts draw like others, after Unicode's confusables (UTS #39)."""
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def hosts_in(text: str) -> Iterator[str]:
    """Every host that a text leads to, in small letters, without port and account; as written otherwise."""
    for found in ADDRESS.findall(text):
        host = re.sub(r":\d*$", "", found.rpartition("@")[2]).casefold().rstrip(".,;:!")
        if "." in host:
            yield host
    for bare in BARE.findall(text):
        yield bare.casefold()


def links_in(text: str) -> int:
    """How many links a text makes, its plain addresses among them."""
    return len(ADDRESS.findall(text)) + len(LINK.findall(text)) + len(BARE.findall(text))


def misleading_in(text: str) -> Iterator[tuple[str, str]]:
    """What a link shows and where it leads, where it shows one host and leads to another."""
    for shown, address in MARKED.findall(text):
        says = [
            *hosts_in(shown),
            *hosts_in(f"//{shown.strip()}/" if re.fullmatch(r"\S+\.\S+", shown.strip()) else ""),
        ]
        leads = [*hosts_in(address)]
        if says and leads and says[0].removeprefix("www.") != leads[0].removeprefix("www."):
            yield says[0], leads[0]
    for found in ADDRESS.findall(text):
        if "@" in found:  # https://bank.example@elsewhere.example
            yield found.rpartition("@")[0], found.rpartition("@")[2]


def written_out(host: str) -> str:
    """A host with the letters that its `xn--` parts stand for (RFC 3492)."""
    parts = []
    for part in host.split("."):
        if part.startswith("xn--"):
            try:
                part = part[4:].encode("ascii").decode("punycode")
            except (UnicodeError, ValueError):
                return host
        parts.append(part)
    return ".".join(parts)


def alike(host: str, known: Iterable[str]) -> str:
    """The known host that `host` is easily taken for, or an empty text; the same host is none."""
    seen = _skeleton(written_out(host))
    bare = written_out(host).removeprefix("www.")
    for other in sorted(known):
        plain = other.removeprefix("www.")
        if bare == plain or bare.endswith(f".{plain}"):
            return ""
    for other in sorted(known):
        plain = _skeleton(other)
        if (
            bare.startswith((f"{other}.", f"{other}-"))
            or seen == plain
            or (min(len(seen), len(plain)) > 7 and _a_slip_apart(seen, plain))
        ):
            return other
    return ""


def is_foreign(host: str) -> bool:
    """Whether a host's name mixes scripts, or writes Latin-looking words in another one."""
    scripts = {unicodedata.name(sign, "?").partition(" ")[0] for sign in written_out(host) if sign.isalpha()}
    return bool(scripts - {"LATIN"})


def _skeleton(host: str) -> str:
    plain = unicodedata.normalize("NFKD", host.casefold().removeprefix("www."))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(ALIKE)
    for two, one in PAIRS:
        letters = letters.replace(two, one)
    return letters


def _a_slip_apart(one: str, other: str) -> bool:
    """Whether one letter was added, dropped, changed or two were exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if sorted(one) == sorted(other):
        differing = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        return len(differing) == 2 and differing[1] - differing[0] == 1
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= max(len(one), len(other)) - 1
