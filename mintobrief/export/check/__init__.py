"""The self-check: a finished docx or PDF is opened again and measured against the rules."""

from __future__ import annotations

from pathlib import Path

from mintobrief.errors import FileGone, IsFolder, UnreadableFile
from mintobrief.export.check.measure import FACES, Measure

__all__ = ["Measure", "check_file"]

_RENDERED = "（LibreOffice 排出的页面）"


def check_file(path: Path) -> tuple[Measure, ...]:
    """Each measure of the layout: what is asked, what was found, whether it holds.

    Raises FileGone, IsFolder, UnreadableFile.
    """
    if path.is_dir():
        raise IsFolder(str(path))
    try:
        with path.open("rb") as file:
            begin = file.read(8)
    except OSError as exc:
        raise FileGone(str(path)) from exc
    if b"%PDF" in begin:
        return _of_pdf(path)
    if begin.startswith(b"PK"):
        return _of_docx(path)
    raise UnreadableFile(path.name, "docx 或 PDF 文件", "开头不是这两种")


def _of_pdf(path: Path) -> tuple[Measure, ...]:
    from mintobrief.export.check import pages, rendered
    from mintobrief.export.typefaces import installed_fonts, missing_faces

    found = pages.read_pdf(path)
    absent = missing_faces(installed_fonts())
    return (*rendered.measures_of(found), *rendered.measures_of_file(found, absent))


def _of_docx(path: Path) -> tuple[Measure, ...]:
    from mintobrief.export.check import structure
    from mintobrief.export.check.office import rendered_by_office
    from mintobrief.export.check.rendered import completeness, measures_of
    from mintobrief.export.check.styles import open_docx

    document = open_docx(path)
    told = (*structure.measures_of(document), *_fonts(structure.fonts_named(document)))
    found = rendered_by_office(path)
    if found is None or not found.pages:
        note = "没有装 LibreOffice，只查了文档里的设定，没有按页面量"
        return (*told, Measure("排出的页面", "按页面再量一遍", note, None))
    on_pages = (*measures_of(found), completeness(found, structure.words_in(document)))
    return (*told, *(Measure(m.what + _RENDERED, m.asked, m.found, m.ok) for m in on_pages))


def _fonts(named: tuple[str, ...]) -> tuple[Measure, ...]:
    from mintobrief.export.typefaces import OFFICIAL, installed_fonts, missing_faces

    official = {names[0] for names in OFFICIAL.values()}
    strange = [name for name in named if name not in official]
    told = f"还用了 {'、'.join(strange)}" if strange else "、".join(named) or "没有指定"
    absent = [face for face in missing_faces(installed_fonts()) if face in named]
    here = f"这台电脑缺 {'、'.join(absent)}，在这里打开会换字体" if absent else "齐全"
    return (
        Measure("用到的字体", FACES, told, not strange),
        Measure("这台电脑的字体", "以上字体都装了", here, not absent),
    )
