"""Stage 6: a Briefing becomes a file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, cast

from mintobrief.domain import Briefing
from mintobrief.engines import Adapter, load
from mintobrief.errors import UnknownFormat
from mintobrief.export.edition import Edition
from mintobrief.export.files import write_atomically
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.profile import PROFILES

__all__ = ["FORMATS", "PROFILES", "Edition", "Letterhead", "remarks_on", "write_briefing"]

FORMATS = {
    "docx": Adapter("mintobrief.export.docx", "python-docx"),
    "pdf": Adapter("mintobrief.export.pdf", "typst"),
    "md": Adapter("mintobrief.export.markdown", "mintobrief"),
    "html": Adapter("mintobrief.export.html", "mintobrief"),
    "txt": Adapter("mintobrief.export.text", "mintobrief"),
    "json": Adapter("mintobrief.export.json", "mintobrief"),
    "xlsx": Adapter("mintobrief.export.xlsx", "openpyxl"),
    "ics": Adapter("mintobrief.export.ics", "mintobrief"),
    "srt": Adapter("mintobrief.export.srt", "mintobrief"),
}


class Exporter(Protocol):
    """What every module of FORMATS has."""

    def render(self, briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
        """The file's bytes."""
        ...


def write_briefing(
    briefing: Briefing, name: str, path: Path, edition: Edition, head: Letterhead = PLAIN
) -> None:
    """Write the briefing to `path` in the format of that name, whole or not at all.

    Raises UnknownFormat, MissingEngine, OutputUnwritable, NoRecording (srt), MissingFont (pdf).
    """
    if name not in FORMATS:
        raise UnknownFormat(name, FORMATS)
    exporter = cast(Exporter, load(name, FORMATS))
    write_atomically(path, exporter.render(briefing, edition, head))


def remarks_on(
    briefing: Briefing, name: str, edition: Edition, head: Letterhead = PLAIN
) -> tuple[str, ...]:
    """What a person should know of a file in that format: fonts that are lacking, characters that
    no font shows. One sentence each, in Chinese; nothing for formats that name no fonts.
    """
    if name not in ("docx", "pdf"):
        return ()
    from mintobrief.export.remarks import remarks

    return remarks(briefing, name, edition, head)
