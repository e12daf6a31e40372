"""Stage 6: a Briefing becomes a file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, cast

from mintobrief.domain import Briefing
from mintobrief.engines import Adapter, load
from mintobrief.errors import ArchiveOnly, UnknownFormat
from mintobrief.export.edition import Edition
from mintobrief.export.files import write_atomically
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.profile import PROFILES

__all__ = [
    "FORMATS",
    "PROFILES",
    "Edition",
    "Letterhead",
    "editions_of",
    "remarks_on",
    "suffix_of",
    "write_briefing",
]

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
    "wechat": Adapter("mintobrief.export.wechat", "mintobrief"),
    "poster": Adapter("mintobrief.export.poster", "typst"),
    "filing": Adapter("mintobrief.export.filing", "python-docx"),
    "notice": Adapter("mintobrief.export.notice", "python-docx"),
    "bundle": Adapter("mintobrief.export.bundle", "mintobrief"),
}
# how a file's name ends, where that is not its format's
_SUFFIXES = {"wechat": "txt", "poster": "pdf", "filing": "docx", "notice": "docx", "bundle": "zip"}
# what hangs in the open is the posted edition only, and evidence never leaves the archive
_ONLY = {"wechat": Edition.PUBLIC, "poster": Edition.PUBLIC, "bundle": Edition.ARCHIVE}


class Exporter(Protocol):
    """What every module of FORMATS has."""

    def render(self, briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
        """The file's bytes."""
        ...


def suffix_of(name: str) -> str:
    """How the name of a file in that format ends: docx, txt."""
    return _SUFFIXES.get(name, name)


def editions_of(name: str) -> tuple[Edition, ...]:
    """The editions that there are of a format."""
    return (_ONLY[name],) if name in _ONLY else tuple(Edition)


def write_briefing(
    briefing: Briefing, name: str, path: Path, edition: Edition, head: Letterhead = PLAIN
) -> None:
    """Write the briefing to `path` in the format of that name, whole or not at all.

    What is made to be posted is so in the posted edition, whichever is asked for. Raises
    UnknownFormat, ArchiveOnly, MissingEngine, OutputUnwritable, NoRecording (srt), MissingFont
    (pdf, poster).
    """
    if name not in FORMATS:
        raise UnknownFormat(name, FORMATS)
    if edition is Edition.PUBLIC and editions_of(name) == (Edition.ARCHIVE,):
        raise ArchiveOnly(name)
    exporter = cast(Exporter, load(name, FORMATS))
    content = exporter.render(briefing, edition, head)
    if edition is Edition.PUBLIC or editions_of(name) == (Edition.PUBLIC,):
        _refuse_leaks(content, briefing, path.name)
    write_atomically(path, content)


def _refuse_leaks(content: bytes, briefing: Briefing, name: str) -> None:
    from mintobrief.export.check.leaks import refuse_leaks

    refuse_leaks(content, briefing, name)


def remarks_on(
    briefing: Briefing, name: str, edition: Edition, head: Letterhead = PLAIN
) -> tuple[str, ...]:
    """What a person should know of a file in that format: fonts that are lacking, characters that
    no font shows. One sentence each, in Chinese; nothing for formats that name no fonts.
    """
    if suffix_of(name) not in ("docx", "pdf"):
        return ()
    from mintobrief.export.remarks import remarks

    return remarks(briefing, suffix_of(name), edition, head)
