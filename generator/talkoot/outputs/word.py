"""Paragraphs → a Word document that is the same, byte for byte, whenever it is made of the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from talkoot.cached import way_of

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can tell; every part of the document has it."""

A4 = (210, 297)
"""Millimetres of a sheet (ISO 216)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one of Word's own styles."""

    text: str
    style: str = "Normal"


def docx(paragraphs: Sequence[Paragraph], title: str, language: str) -> bytes:
    """The document (Office Open XML, ISO/IEC 29500), its title and language told to screen readers."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm

    document = Document()
    core = document.core_properties
    # Titles end at 255 characters there (python-docx); the text holds the whole one.
    core.title, core.author, core.language, core.comments = title[:255], "", language, ""
    core.created = core.modified = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    for section in document.sections:
        section.page_width, section.page_height = map(Mm, A4)
    for style in document.styles.element.iter(qn("w:lang")):
        style.set(qn("w:val"), language)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph.text, paragraph.style)
    out = BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def way() -> str:
    """How documents are made, for those that are kept between builds."""
    return way_of((Path(__file__),), "python-docx", "lxml")


def _timeless(package: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(package)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as again:
        for name in parts.namelist():
            again.writestr(ZipInfo(name, FIRST_DAY), parts.read(name), ZIP_DEFLATED)
    return out.getvalue()
