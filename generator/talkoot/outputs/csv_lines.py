"""Rows → CSV as RFC 4180 describes it, in UTF-8 with the mark by which spreadsheets know it.

The library's writer asks at each character whether it ends a line: the twentieth part of all a build does.
"""

from codecs import BOM_UTF8
from collections.abc import Iterable
from io import BytesIO

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""What a text may not begin with: spreadsheets would reckon with it (OWASP, CSV Injection)."""


def csv_lines(rows: Iterable[Iterable[object]]) -> bytes:
    """The rows a line each; a cell of None is empty, of anything but text what `str` says of it."""
    out = BytesIO()  # which gives what it holds without a copy
    out.write(BOM_UTF8)
    for row in rows:
        out.write(f"{','.join(['' if value is None else _quoted(str(value)) for value in row])}\r\n".encode())
    return out.getvalue()


def plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in FORMULA else text


def _quoted(text: str) -> str:
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        text = text.replace('"', '""')
        return f'"{text}"'
    return text
