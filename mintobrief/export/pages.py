"""The pages of the PDF as pictures, to be looked at before it is published."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

from mintobrief.domain import Briefing
from mintobrief.export import pdf
from mintobrief.export.edition import Edition
from mintobrief.export.letterhead import PLAIN, Letterhead

DPI = 110
_POINTS = 72  # to an inch


def pictures(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> tuple[bytes, ...]:
    """Every page of the PDF as PNG, as it will be printed. Raises MissingFont."""
    document = pypdfium2.PdfDocument(pdf.render(briefing, edition, head))
    try:
        return tuple(_picture(page) for page in document)
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage) -> bytes:
    """In few colours: type on paper needs no more, and the file is a third as large."""
    picture = page.render(scale=DPI / _POINTS).to_pil().quantize(64)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    page.close()
    return file.getvalue()
