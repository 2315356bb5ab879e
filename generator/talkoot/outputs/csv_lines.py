"""Rows → CSV as RFC 4180 describes it, in UTF-8 with the mark by which spreadsheets know it."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable
from io import BytesIO, TextIOWrapper

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""What a text may not begin with: spreadsheets would reckon with it (OWASP, CSV Injection)."""


def csv_lines(rows: Iterable[Iterable[object]], mark: bytes = BOM_UTF8) -> bytes:
    """The rows a line each; a cell of None is empty, of anything but text what `str` says of it."""
    written = BytesIO()  # which gives what it holds without a copy
    written.write(mark)
    out = TextIOWrapper(written, "utf-8", newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    out.flush()
    return written.getvalue()


def plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in FORMULA else text
