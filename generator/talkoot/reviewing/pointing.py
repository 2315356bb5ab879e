"""What changes → what a person should look at twice: links, hosts, contacts, pictures, misleading letters."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from talkoot.records.fields import Email, Phone, Web
from talkoot.reviewing.differing import Difference
from talkoot.reviewing.hosts import alike, hosts_in, is_foreign, links_in, misleading_in, written_out

CONTACT = "contact"
"""The group of fields by which a person is reached."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at: `code` has its sentence in the words of reviews; `keys` lead to the field."""

    code: str
    path: str
    keys: tuple[str, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)


def points(
    differences: Sequence[Difference], known: Collection[str], pictures: Mapping[str, bool]
) -> tuple[Point, ...]:
    """What to look at twice; `known` are the hosts that the network's records lead to already.

    `pictures` are the picture files that the request brings: path → whether one by that name stood before.
    """
    told = [point for difference in differences for point in _in_text(difference, known)]
    for path, stood in pictures.items():
        told.append(Point("picture replaced" if stood else "picture new", path))
    return tuple(_once(told))


def _once(told: Sequence[Point]) -> Iterator[Point]:
    seen: list[Point] = []
    for point in told:
        if point not in seen:
            seen.append(point)
            yield point


def _in_text(difference: Difference, known: Collection[str]) -> Iterator[Point]:
    at = (difference.path, difference.keys)
    before, after = difference.before, difference.after
    if after and (difference.keys[0] == CONTACT or isinstance(difference.kind, Email | Phone)):
        yield Point("contact", *at)
    if not isinstance(difference.kind, Web) and links_in(after) > links_in(before):
        yield Point("link", *at)
    stood = set(hosts_in(before))
    for host in dict.fromkeys(hosts_in(after)):
        if host not in stood:
            yield from _of_host(host, known, at)
    for shows, leads in dict.fromkeys(misleading_in(after)):
        if (shows, leads) not in set(misleading_in(before)):
            yield Point("misleading", *at, {"shows": shows, "leads": leads})
    for word in dict.fromkeys(mixed_words(after)):
        if word not in set(mixed_words(before)):
            yield Point("mixed letters", *at, {"word": word})


def _of_host(host: str, known: Collection[str], at: tuple[str, tuple[str, ...]]) -> Iterator[Point]:
    """A host that this text did not lead to before."""
    told = {"host": host if written_out(host) == host else f"{host} = {written_out(host)}"}
    if other := alike(host, known):
        yield Point("look-alike", *at, told | {"other": other})
    elif is_foreign(host):
        yield Point("foreign host", *at, told)
    elif host not in known:
        yield Point("new host", *at, told)


def mixed_words(text: str) -> Iterator[str]:
    """The words of a text whose letters come from several scripts, as a deceiver writes a name."""
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = {unicodedata.name(sign, "?").partition(" ")[0] for sign in word if sign.isalpha()}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}:
            yield word
