"""LibreOffice, as somebody has it who was sent a Word file."""

import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
"""Of OpenDocument (ISO/IEC 26300)."""


@dataclass(frozen=True)
class Opened:
    """What LibreOffice has of a document: its lines, each with the level of its heading or 0."""

    title: str
    lines: list[tuple[int, str]]
    sheets: set[str]
    """How wide and high its pages are, in millimetres: `210 × 297`."""
    languages: set[str]

    @property
    def sections(self) -> dict[str, list[str]]:
        """Heading → the lines below it."""
        found: dict[str, list[str]] = {}
        below: list[str] = []
        for level, text in self.lines:
            if level:
                below = found.setdefault(text, [])
            elif text:
                below.append(text)
        return found


def saved_as(file: Path, kind: str, to: Path) -> Path:
    """The document, opened by LibreOffice and saved as a file of another kind (`fodt`, `docx`) below `to`."""
    made = to / "saved" / f"{file.stem}.{kind}"
    home = f"-env:UserInstallation={(to / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(made.parent), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert made.is_file(), done.stdout + done.stderr
    return made


def opened(file: Path, to: Path) -> Opened:
    """What LibreOffice reads in a Word file."""
    root = ET.parse(saved_as(file, "fodt", to)).getroot()
    body = root.find("office:body/office:text", NAMES)
    assert body is not None
    heading, paragraph, level = (_name("text", name) for name in ("h", "p", "outline-level"))
    lines = [
        (int(line.get(level, "0")) if line.tag == heading else 0, "".join(line.itertext()).strip())
        for line in body.iter()
        if line.tag in (heading, paragraph)
    ]
    sheets = {
        " × ".join(
            str(_millimetres(sheet.get(_name("fo", f"page-{side}"), ""))) for side in ("width", "height")
        )
        for sheet in root.iterfind(".//style:page-layout-properties", NAMES)
        if _name("fo", "page-width") in sheet.attrib
    }
    told = [
        node.get(_name("fo", "language"), "") for node in root.iterfind(".//style:text-properties", NAMES)
    ]
    title = root.findtext("office:meta/dc:title", "", NAMES)
    return Opened(title, lines, sheets, {language for language in told if language not in ("", "none")})


def _name(space: str, name: str) -> str:
    return f"{{{NAMES[space]}}}{name}"


def _millimetres(length: str) -> int:
    unit = {"in": 25.4, "cm": 10, "mm": 1}[length[-2:]]
    return round(float(length[:-2]) * unit)
