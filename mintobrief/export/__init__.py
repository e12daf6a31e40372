"""Stage 6: a Briefing becomes a file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, cast

from mintobrief.domain import Briefing
from mintobrief.engines import Part, load
from mintobrief.errors import UnknownFormat
from mintobrief.export.edition import Edition
from mintobrief.export.files import write_atomically

__all__ = ["FORMATS", "Edition", "write_briefing"]

FORMATS = {
    "docx": Part("mintobrief.export.docx", "python-docx"),
    "pdf": Part("mintobrief.export.pdf", "typst"),
    "md": Part("mintobrief.export.markdown", "mintobrief"),
    "html": Part("mintobrief.export.html", "mintobrief"),
    "txt": Part("mintobrief.export.text", "mintobrief"),
    "json": Part("mintobrief.export.json", "mintobrief"),
    "xlsx": Part("mintobrief.export.xlsx", "openpyxl"),
    "ics": Part("mintobrief.export.ics", "mintobrief"),
    "srt": Part("mintobrief.export.srt", "mintobrief"),
}


class Exporter(Protocol):
    """What every module of FORMATS has."""

    def render(self, briefing: Briefing, edition: Edition) -> bytes:
        """The file's bytes."""
        ...


def write_briefing(briefing: Briefing, name: str, path: Path, edition: Edition) -> None:
    """Write the briefing to `path` in the format of that name, whole or not at all.

    Raises UnknownFormat, MissingEngine, OutputUnwritable, NoRecording (srt), MissingFont (pdf).
    """
    if name not in FORMATS:
        raise UnknownFormat(name, FORMATS)
    exporter = cast(Exporter, load(name, FORMATS))
    write_atomically(path, exporter.render(briefing, edition))
