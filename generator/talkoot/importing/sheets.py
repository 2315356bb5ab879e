"""An Excel or CSV file → rows of text as people see it: days as days, numbers without their decimals."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

MOST_ROWS = 5_000
MOST_COLUMNS = 200
LARGEST = 20 * 1024 * 1024
"""Bytes of a file; unpacked it may be five times that."""


class NoSheet(Exception):
    """The file is none that can be read; says why by a key of our words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet; `number` is what the programme shows at its left."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)


def read_sheet(file: Path) -> tuple[Row, ...]:
    """The rows of the first sheet that holds any. A merged cell's text stands in all of its cells.

    Raises `NoSheet` for what is no sheet or too large a one.
    """
    if file.stat().st_size > LARGEST:
        raise NoSheet("import too large")
    content = file.read_bytes()
    rows = _of_excel(content) if content.startswith(b"PK") else _of_text(content)
    return tuple(Row(n, tuple(_padded(cells))) for n, cells in enumerate(rows[:MOST_ROWS], 1) if any(cells))


def _padded(cells: Sequence[str]) -> Iterator[str]:
    return (" ".join(cell.split()) if "\n" not in cell else cell.strip() for cell in cells[:MOST_COLUMNS])


def _of_excel(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > 5 * LARGEST:
                raise NoSheet("import too large")
        book = load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError):
        raise NoSheet("import not a sheet") from None
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" or sheet.max_row > MOST_ROWS * 10:
            continue
        rows = [
            [_text(cell) for cell in row]
            for row in sheet.iter_rows(
                max_row=min(sheet.max_row, MOST_ROWS),
                max_col=min(sheet.max_column, MOST_COLUMNS),
                values_only=True,
            )
        ]
        for area in sheet.merged_cells.ranges:
            told = rows[area.min_row - 1][area.min_col - 1] if area.min_row <= len(rows) else ""
            for row in rows[area.min_row - 1 : area.max_row]:
                for n in range(area.min_col - 1, min(area.max_col, len(row))):
                    row[n] = told
        if any(map(any, rows)):
            return rows
    raise NoSheet("import empty")


def _of_text(content: bytes) -> list[list[str]]:
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoSheet("import not a sheet")
    text = _decoded(content)
    if not text.strip():
        raise NoSheet("import empty")
    begin = text[:20_000]
    delimiter = max(";\t,", key=begin.count)
    return [
        [cell.strip() for cell in row]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    ]


def _decoded(content: bytes) -> str:
    """Text as programmes save it: with a byte order mark, as UTF-8, else as Windows did."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).strip()
