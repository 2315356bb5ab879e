"""A page of the theme with slots → a frame, filled by a join."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from markupsafe import escape

TEXT_SLOTS = frozenset({"title", "description", "edit", "form", "address", "policy"})
"""Slots that take text and escape it, so they may stand in attributes. All others take HTML."""

# theme/slots.html writes these; the reader of sources refuses them, so no author can.
_NAME = "([a-z0-9-]+)"
_REST = "([^\ue000-\ue004]*)"
_SLOT = re.compile(f"\ue000{_NAME}\ue001|\ue002{_REST}\ue000{_NAME}\ue001{_REST}\ue003")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_IN_CODE = re.compile(r"<(script|style)\b(?![^>]*\btype=\"application/ld\+json\")")


class FrameFault(Exception):
    """The theme, or the network's `overrides/`, makes a page that can't be cut into a frame."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap in a frame. `before` and `after` appear only where it is filled with something."""

    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Frame:
    """A page with gaps: `pieces` of HTML, one more than there are `slots` between them."""

    pieces: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of the values that `fill` needs."""
        return frozenset(slot.name for slot in self.slots)

    @cached_property
    def digest(self) -> bytes:
        """Tells it from every other frame."""
        return sha256(repr((self.pieces, self.slots)).encode()).digest()

    def fill(self, values: Mapping[str, str]) -> bytes:
        """The page in UTF-8. Text slots are escaped here, the others take HTML as it is.

        Raises KeyError where a slot has no value; values without a slot are left aside.
        """
        first, *others = self.encoded
        page = [first]
        for slot, piece in zip(self.slots, others, strict=True):
            page += ("".join(_filled(slot, values[slot.name])).encode(), piece)
        return b"".join(page)

    @cached_property
    def encoded(self) -> tuple[bytes, ...]:
        """The pieces in UTF-8: most of what every page says."""
        return tuple(piece.encode() for piece in self.pieces)

    def fill_some(self, values: Mapping[str, str]) -> "Frame":
        """A frame in which only the slots without a value are still open."""
        pieces, slots = [self.pieces[0]], []
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            if slot.name in values:
                pieces[-1] += "".join(_filled(slot, values[slot.name])) + piece
            else:
                slots.append(slot)
                pieces.append(piece)
        return Frame(tuple(pieces), tuple(slots))


def cut(html: str, expected: Mapping[str, int]) -> Frame:
    """Cut a page at its slots; `expected` says how often each of them occurs.

    Raises `FrameFault` for a slot that is missing, repeated or unknown, for one inside a script or a
    style, where a value could become code, and for a slot of HTML inside a tag.
    """
    pieces, slots, end = [], [], 0
    for found, slot in _slots_in(html):
        pieces.append(html[end : found.start()])
        slots.append(slot)
        end = found.end()
    pieces.append(html[end:])
    counts = Counter(slot.name for slot in slots)
    if counts != Counter(expected):
        raise FrameFault(f"slots found: {dict(counts)}, expected: {dict(expected)}")
    if any(_PRIVATE.search(piece) for piece in pieces):
        raise FrameFault("half a slot is left in the page")
    return Frame(tuple(pieces), tuple(slots))


def _filled(slot: Slot, value: str) -> tuple[str, ...]:
    if not value:
        return ()
    return (slot.before, escape(value) if slot.name in TEXT_SLOTS else value, slot.after)


def _slots_in(html: str) -> Iterator[tuple[re.Match[str], Slot]]:
    for found in _SLOT.finditer(html):
        bare, before, name, after = found.groups()
        slot = Slot(bare) if bare else Slot(name, before, after)
        above = html[: found.start()] + slot.before
        for code in _IN_CODE.finditer(above):
            if f"</{code[1]}" not in above[code.end() :]:
                raise FrameFault(f"slot “{slot.name}” stands inside a {code[1]}")
        if above.rfind("<") > above.rfind(">") and slot.name not in TEXT_SLOTS:
            raise FrameFault(f"slot “{slot.name}” takes HTML but stands inside a tag")
        yield found, slot
