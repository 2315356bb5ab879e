"""Properties → content lines, as calendars (RFC 5545) and address cards (RFC 6350) write them alike.

The rules are those of the `icalendar` library. Its components take a third of a millisecond a meeting, most
of it spent on short lines that need no rule; here only texts and long lines pass through the library.
"""

import re
from collections.abc import Iterable

LONGEST = 74
"""Octets that always fit on one line; the standards allow 75 (RFC 5545, 3.1)."""

_SPECIAL = re.compile(r"[\\;,\r\n]")


def text(value: str) -> str:
    """`value` with its commas, semicolons, backslashes and line breaks escaped."""
    if not _SPECIAL.search(value):
        return value
    from icalendar import vText

    # Part by part: the library takes a backslash before an N for a line break.
    return "\\\\".join(vText(part).to_ical().decode() for part in value.split("\\"))


def lines(properties: Iterable[str]) -> str:
    """The properties (`SUMMARY:What does my hour cost?`) a line each, long ones folded."""
    return "".join(f"{line if _is_short(line) else _folded(line)}\r\n" for line in properties)


def _is_short(line: str) -> bool:
    return len(line) <= LONGEST and (line.isascii() or len(line.encode()) <= LONGEST)


def _folded(line: str) -> str:
    from icalendar.parser import Contentline

    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded.decode()
