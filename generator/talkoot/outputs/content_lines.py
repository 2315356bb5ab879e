"""Properties → content lines, as calendars (RFC 5545) and address cards (RFC 6350) write them alike.

The rules are those of the `icalendar` library, to the byte. It takes 50 ms to load, and folds a line sign by
sign.
"""

from collections.abc import Iterable

LONGEST = 74
"""Octets that always fit on one line; the standards allow 75 (RFC 5545, 3.1)."""


def text(value: str) -> str:
    """`value` with its commas, semicolons, backslashes and line breaks escaped (RFC 5545, 3.3.11)."""
    return value.replace("\r\n", "\n").translate(_ESCAPED)


_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": "\\n"})


def lines(properties: Iterable[str]) -> str:
    """The properties (`SUMMARY:What does my hour cost?`) a line each, long ones folded."""
    return "".join([f"{line if _is_short(line) else _folded(line)}\r\n" for line in properties])


def _is_short(line: str) -> bool:
    return len(line) <= LONGEST and (line.isascii() or len(line.encode()) <= LONGEST)


def _folded(line: str) -> str:
    """`line` with breaks between its characters, but not behind a sign that escapes the next one."""
    rest, parts = line.encode(), []
    while len(rest) > LONGEST:
        end = LONGEST
        while rest[end] & 0b1100_0000 == 0b1000_0000:  # within a character (RFC 3629, 3)
            end -= 1
        if rest[end - 1 : end] in (b"\\", b"^"):
            end -= 1
        parts.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*parts, rest]).decode()
