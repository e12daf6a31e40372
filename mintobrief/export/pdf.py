"""The briefing as PDF, set by Typst: PDF/A-2b, tagged, with the fonts of this computer in it."""

from __future__ import annotations

from pathlib import Path

from mintobrief.domain import Briefing
from mintobrief.export.blocks import Layout
from mintobrief.export.edition import Edition
from mintobrief.export.heads import name_size, title_lines
from mintobrief.export.layout import lay_out
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.typefaces import FONTS, choose_font, fonts_used, installed_fonts
from mintobrief.export.typesetting import compiled, given_to

__all__ = ["FONTS", "choose_font", "fonts_used", "installed_fonts", "render"]

TEMPLATE = Path(__file__).with_name("pdf.typ")


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """The bytes of a PDF; raises MissingFont."""
    return compiled(TEMPLATE, _given(lay_out(briefing, edition, head)), briefing.reviewed_on)


def _given(layout: Layout) -> str:
    return given_to(
        {
            "layout": layout,
            "title_lines": title_lines(layout.title),
            "name_size": name_size(layout.masthead.name),
            "fonts": fonts_used(),
        }
    )
