"""A coordinator's sheet as they are: titles above, merged headings, answers in every spelling, twins, sums."""

from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

ROWS = 80
PLACES = ("Rovaniemi", "INARI", " rovaniemi ", "Enare")
DAYS: tuple[Any, ...] = (datetime(2024, 9, 12), "12.9.2024", "2024-09-12", "12/9/2024", 45547)
PHONES: tuple[Any, ...] = (401234567, "040 123 4567", "+358 40 123 4567", 358401234567.0)
AGREED: tuple[Any, ...] = ("Kyllä", "Ei", "kyllä", "", True, "12.3.2026")
SIZES: tuple[Any, ...] = (2, "3 hlö", "noin 4", "1", "2–3")

ABOVE = (("Kasvuverkoston jäsenet", 12), ("Päivitetty 11/2026, kysy Liisalta", 12))
GROUPED = (
    "Yritys",
    "Yritys",
    "Yritys",
    "Yritys",
    "Yritys",
    "Yhteystiedot",
    "Yhteystiedot",
    "Yhteystiedot",
    "Yhteystiedot",
    "Muuta",
    "Muuta",
    "Muuta",
)
HEADINGS = ("Yrityksen nimi", "Toimiala(t)", "Kunta", "Mitä teemme", "Hlö-määrä", "Yhteyshlö", "S-posti", "Puh.", "Saa julkaista?", "Liittynyt verkostoon", "Tarpeet", "Laskutusosoite")  # fmt: skip


def member(n: int) -> list[Any]:
    return [
        f"Yritys {n:02} Oy",
        ("Käsityö", "matkailu, käsityö", "food", "rakettitiede")[n % 4],
        PLACES[n % 4],
        f"Teemme asiaa numero {n}",
        SIZES[n % 5],
        f"Henkilö {n}",
        f" info{n}@example.org" if n % 7 else "ei sähköpostia",
        PHONES[n % 4],
        AGREED[n % 6],
        DAYS[n % 5],
        "Tuotekuvaus\nvarastotilaa talveksi" if n % 3 else "",
        f"Laskutie {n}",
    ]


def messy_rows() -> list[list[Any]]:
    """The headings' two rows and the 80 below them: 70 firms, five twins, a sum, headings again, a member."""
    rows: list[list[Any]] = [[*GROUPED], [*HEADINGS], *(member(n) for n in range(70))]
    for n, name in enumerate(
        ("YRITYS 03 OY", "Yritys-04", "yritys 05 oy ", "Yritys 06  Ab", "Yritys  07, Oy")
    ):
        rows.append([name, *member(n)[1:]])
    rows.insert(42, [*HEADINGS])
    rows.append(["Hirsi ja Hopea Tmi", *member(1)[1:]])
    rows.append([None] * 12)
    rows.append(["Yhteensä", None, None, None, 190, *[None] * 7])
    rows.append([None, None, None, "kysy vielä Annalta", *[None] * 8])
    return rows


def as_excel(file: Path) -> Path:
    """The sheet as Excel keeps it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for text, width in ABOVE:
        sheet.append([text])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)
    for row in messy_rows():
        sheet.append(row)
    for start, stop in ((1, 5), (6, 9), (10, 12)):
        for column in range(start + 1, stop + 1):
            sheet.cell(3, column).value = None
        sheet.merge_cells(start_row=3, end_row=3, start_column=start, end_column=stop)
    book.save(file)
    return file
