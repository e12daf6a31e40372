"""Whether papers can be set: fonts, and what would do it better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mintobrief.cli.doctor.diagnosis import Diagnosis, attempt


def papers() -> Iterator[Diagnosis]:
    """The fonts of a PDF, and LibreOffice, which `check` measures pages with."""
    yield fonts()
    yield office()


def fonts() -> Diagnosis:
    """Whether a PDF can be made, and with which fonts."""
    from mintobrief.export.typefaces import fonts_used, stand_ins

    what = "字体（导出 PDF）"
    found = attempt(what, lambda: "、".join(dict.fromkeys(fonts_used().values())))
    if found.advice:
        return replace(found, needed=False)
    if not (instead := stand_ins()):
        return found
    others = "、".join(dict.fromkeys(instead.values()))
    told = f"没有{'、'.join(instead)}，用 {others} 代替"
    advice = "公文的字体没有装全，PDF 里用别的代替；打印室的电脑装了就用 docx。装上以后自动用。"
    return Diagnosis(what, told, advice, needed=False)


def office() -> Diagnosis:
    """Nothing but `check` uses it: PDF is made without."""
    from mintobrief.export.check.office import office as installed

    what = "LibreOffice（check 按页面量版式）"
    if found := installed():
        return Diagnosis(what, found)
    advice = "可以不装：导出 PDF 不用它，只有 check 少量几项。要装，在 libreoffice.org 下载。"
    return Diagnosis(what, "没有装", advice, needed=False)
