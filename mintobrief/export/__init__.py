"""Stage 6: a Briefing becomes a file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from mintobrief.domain import Briefing
from mintobrief.errors import UnknownFormat
from mintobrief.export.edition import Edition
from mintobrief.export.files import write_atomically

__all__ = ["FORMATS", "Edition", "write_briefing"]

# name → (module, what it writes)
FORMATS = {
    "docx": ("mintobrief.export.docx", "Word 文档，公文版式"),
    "pdf": ("mintobrief.export.pdf", "PDF，可直接打印"),
    "md": ("mintobrief.export.markdown", "Markdown"),
    "html": ("mintobrief.export.html", "网页，单个文件"),
    "txt": ("mintobrief.export.text", "纯文字，可贴到微信群"),
    "json": ("mintobrief.export.json", "审核后的全部内容，供其他程序读取"),
    "xlsx": ("mintobrief.export.xlsx", "督办表"),
    "ics": ("mintobrief.export.ics", "日历待办，有日期的决议各一条"),
    "srt": ("mintobrief.export.srt", "录音的字幕"),
}


class Exporter(Protocol):
    """What every module of FORMATS has."""

    def render(self, briefing: Briefing, edition: Edition) -> bytes:
        """The file's bytes."""
        ...


def write_briefing(briefing: Briefing, format: str, path: Path, edition: Edition) -> None:  # noqa: A002
    """Write the briefing to `path`, whole or not at all.

    Raises UnknownFormat, OutputUnwritable, NoRecording (srt), MissingFont (pdf).
    """
    if format not in FORMATS:
        raise UnknownFormat(format, FORMATS)
    module, _ = FORMATS[format]
    exporter = cast("Exporter", import_module(module))
    write_atomically(path, exporter.render(briefing, edition))
