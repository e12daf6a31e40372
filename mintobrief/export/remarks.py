"""What a person should know of a file that was written: its fonts and its rarest characters."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain import Briefing
from mintobrief.export.edition import Edition
from mintobrief.export.layout import lay_out
from mintobrief.export.letterhead import Letterhead
from mintobrief.export.texts import texts_of
from mintobrief.export.typefaces import installed_fonts, missing_faces, stand_ins, unprintable

_MOST = 20  # characters told of


def remarks(briefing: Briefing, name: str, edition: Edition, head: Letterhead) -> tuple[str, ...]:
    """Sentences in Chinese, of a docx or a pdf."""
    told = _of_pdf_fonts() if name == "pdf" else _of_docx_fonts()
    lacking = unprintable("".join(texts_of(lay_out(briefing, edition, head))))
    return (*told, *_of_characters(lacking, name))


def _of_pdf_fonts() -> Iterator[str]:
    instead = "、".join(f"{face}用 {font}" for face, font in stand_ins().items())
    if instead:
        yield f"这台电脑没有装全公文字体，PDF 里代替的是：{instead}。装上字体再导出一次，就用原字体"


def _of_docx_fonts() -> Iterator[str]:
    absent = missing_faces(installed_fonts())
    if absent:
        yield (
            f"这台电脑没有装 {'、'.join(absent)}，在这里打开或打印会换成别的字体；"
            "文档里写的是这些字体的名称，换到装了它们的电脑上就正常"
        )


def _of_characters(lacking: tuple[str, ...], name: str) -> Iterator[str]:
    if not lacking:
        return
    shown = "、".join(f"{character}（U+{ord(character):X}）" for character in lacking[:_MOST])
    more = f"等 {len(lacking)} 个" if len(lacking) > _MOST else ""
    instead = (
        "PDF 里写成编码，如〔U+2B740〕" if name == "pdf" else "在这里打开会显示成方框，字没有丢"
    )
    yield f"这台电脑的字体里没有这些字：{shown}{more}。{instead}；请装收字更全的字体，或手工核对"
