"""The measures of a Word document, read from its page, its styles and its numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section
from docx.text.paragraph import Paragraph

from mintobrief.export.check.measure import (
    BODY_SIZE,
    BOTTOM,
    CHARACTERS,
    FOOT_SIZE,
    FOOTER,
    LEFT,
    LINES,
    MM,
    NAME_SIZES,
    PAGE,
    PITCH,
    RIGHT,
    TITLE_SIZE,
    TOP,
    TYPE_WIDTH,
    Measure,
    lines_fitting,
    near,
)
from mintobrief.export.check.styles import Look, Styles
from mintobrief.export.heads import MOST_TITLE_LINES

_SIZES = {16.0: "3号", 22.0: "2号", 14.0: "4号"}
_SONG, _FANG, _HEI, _KAI, _TITLE = "宋体", "仿宋", "黑体", "楷体", "方正小标宋简体"
# style of a level → its number as printed, and its font
_LEVELS = {
    "Heading1": ("一、", _HEI),
    "Heading2": ("（一）", _KAI),
    "Heading3": ("1.", _FANG),
    "Heading4": ("（1）", _FANG),
}
_ZERO = re.compile(r"\d{4}年(?:0\d|\d{1,2}月0\d)")


def measures_of(document: WordDocument) -> tuple[Measure, ...]:
    """Every measure that the file itself tells, whatever program shows it."""
    styles = Styles(document)
    paragraphs = document.paragraphs
    return (
        *_page(document.sections[0]),
        *_body(styles),
        *_levels(document, styles),
        *_head(paragraphs, styles),
        _title(paragraphs, styles),
        *_labels(paragraphs, styles),
        _foot(paragraphs, styles),
        *_numbers(document, styles),
        _direct(paragraphs),
    )


def fonts_named(document: WordDocument) -> tuple[str, ...]:
    """The fonts for Chinese that the document names, each once."""
    parts = (document.styles.element, document.element)
    named = (f.get(qn("w:eastAsia")) for part in parts for f in part.iter(qn("w:rFonts")))
    return tuple(dict.fromkeys(name for name in named if name))


def words_in(document: WordDocument) -> tuple[str, ...]:
    """Every stretch of text between line ends and tabs, without spaces: what pages must show."""
    paragraphs = [*document.paragraphs]
    for table in document.tables:
        paragraphs += [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    pieces = (piece for p in paragraphs for piece in re.split(r"[\n\t]", p.text))
    return tuple(filter(None, ("".join(piece.split()) for piece in pieces)))


def _page(section: Section) -> Iterator[Measure]:
    width, height = _mm(section.page_width), _mm(section.page_height)
    told = f"{width:.0f}×{height:.0f} 毫米"
    yield Measure("纸张", "A4，210×297 毫米", told, near(width, PAGE[0]) and near(height, PAGE[1]))
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    found, asked = [_mm(edge) for edge in edges], (TOP, BOTTOM, LEFT, RIGHT)
    told = " ".join(f"{side}{edge:.1f}" for side, edge in zip("上下左右", found, strict=True))
    holds = all(near(a, b) for a, b in zip(found, asked, strict=True))
    yield Measure("页边距", "上37 下35 左28 右26 毫米", told, holds)
    distance = _mm(section.footer_distance)
    asked_for = f"{FOOTER:g} 毫米"
    yield Measure("页脚距离", asked_for, f"{distance:.1f} 毫米", near(distance, FOOTER))
    grid = section._sectPr.find(qn("w:docGrid"))
    kind = grid.get(qn("w:type"), "") if grid is not None else ""
    free = kind not in ("linesAndChars", "snapToChars")
    yield Measure("文档网格", "不用（行距和字距定在样式里）", kind or "没有", free)


def _mm(length: int | None) -> float:
    return (length or 0) / 36000


def _body(styles: Styles) -> Iterator[Measure]:
    look = styles.look_of("Body") if _has(styles, "Body") else styles.look_of("Normal")
    indent = look.first_line / 100
    told = f"{_told(look)}，{_aligned(look)}，首行缩进 {indent:g} 字"
    holds = _is(look, _FANG, BODY_SIZE) and look.alignment == "both" and look.first_line == 200
    yield Measure("正文", "3号仿宋，两端对齐，首行缩进 2 字", told, holds)
    pitch = look.pitch / 20
    fitting = lines_fitting(pitch) if look.exact else 0
    told = f"{fitting} 行，固定行距 {pitch:g} 磅" if fitting else "行距不是固定值"
    yield Measure("每页行数", f"{LINES} 行，固定行距 {PITCH} 磅", told, fitting == LINES)
    advance = look.size + look.spacing
    count = int(TYPE_WIDTH * MM / advance) if advance else 0
    told = f"{count} 字，字距 {look.spacing:+g} 磅"
    yield Measure("每行字数", f"{CHARACTERS} 字", told, count == CHARACTERS)


def _levels(document: WordDocument, styles: Styles) -> Iterator[Measure]:
    numbers = _numbering(document)
    for place, (style, (number, font)) in enumerate(_LEVELS.items(), start=1):
        what = f"第{'一二三四'[place - 1]}级标题"
        asked = f"{number} 自动编号，3号{font}"
        if not _has(styles, style):
            yield Measure(what, asked, "没有这一级样式", None)
            continue
        look, found = styles.look_of(style), numbers.get(style, "不是自动编号")
        holds = found == number and _is(look, font, BODY_SIZE)
        yield Measure(what, asked, f"{found} {_told(look)}", holds)


def _numbering(document: WordDocument) -> dict[str, str]:
    """Style of a level → how Word prints its first number."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    found: dict[str, str] = {}
    for level in root.iter(qn("w:lvl")):
        style, text, kind = (level.find(qn(f"w:{n}")) for n in ("pStyle", "lvlText", "numFmt"))
        if style is not None and text is not None and kind is not None:
            one = "1" if kind.get(qn("w:val")) == "decimal" else "一"
            printed = re.sub(r"%\d", one, text.get(qn("w:val"), ""))
            found[style.get(qn("w:val"), "")] = printed
    return found


def _head(paragraphs: Sequence[Paragraph], styles: Styles) -> Iterator[Measure]:
    if mark := _in_style(paragraphs, "密级编号"):
        look = styles.look(mark[0])
        yield Measure("密级、编号", "首行，3号黑体", _told(look), _is(look, _HEI, BODY_SIZE))
    asked = f"红色{_TITLE}，居中，{NAME_SIZES[0]:g}—{NAME_SIZES[1]:g} 磅，窄于 {TYPE_WIDTH:g} 毫米"
    names = _in_style(paragraphs, "简报名称")
    if not names:
        yield Measure("报头名称", asked, "没有用“简报名称”样式的段落", False)
    for name in names[:1]:
        look = styles.look(name)
        width = len(name.text) * look.size / MM
        fits = NAME_SIZES[0] <= look.size <= NAME_SIZES[1] and width < TYPE_WIDTH
        red = look.colour == "FF0000" and look.alignment == "center" and look.font == _TITLE
        colour = "红色" if look.colour == "FF0000" else f"颜色 {look.colour or '未定'}"
        told = f"{colour}{look.font}，{look.size:g} 磅，宽 {width:.0f} 毫米"
        yield Measure("报头名称", asked, told, fits and red)
    for serial in _in_style(paragraphs, "期号")[:1]:
        look = styles.look(serial)
        holds = _is(look, _FANG, BODY_SIZE) and look.alignment == "center"
        yield Measure("期号", "3号仿宋，居中", f"{serial.text}，{_told(look)}", holds)
    yield from _issue(paragraphs, styles)


def _issue(paragraphs: Sequence[Paragraph], styles: Styles) -> Iterator[Measure]:
    lines = [*_in_style(paragraphs, "编印"), *_in_style(paragraphs, "红线")]
    for line in _in_style(paragraphs, "编印")[:1]:
        look, words = styles.look(line), line.text.split("\t")[1:]
        holds = _is(look, _FANG, BODY_SIZE) and len(words) == 2 and not _ZERO.search(line.text)
        asked = "一行，3号仿宋，左单位右日期，日期不补零"
        yield Measure("编印单位、日期", asked, f"{'｜'.join(words)}，{_told(look)}", holds)
    asked = "红色，宽与版心同，粗 1.5 磅，距文字 11 磅"
    if not lines:
        yield Measure("红线", asked, "没有", False)
        return
    border = styles.look(lines[0]).border
    yield Measure("红线", asked, border or "没有", border == "FF0000 12 11")


def _title(paragraphs: Sequence[Paragraph], styles: Styles) -> Measure:
    asked = f"2号{_TITLE}，居中，不加粗，不过三行"
    titles = _in_style(paragraphs, "Title")
    if not titles:
        return Measure("标题", asked, "没有用“标题”样式的段落", False)
    look, lines = styles.look(titles[0]), titles[0].text.count("\n") + 1
    holds = _is(look, _TITLE, TITLE_SIZE) and look.alignment == "center" and not look.bold
    told = f"{_told(look)}，{lines} 行"
    return Measure("标题", asked, told, holds and lines <= MOST_TITLE_LINES)


def _labels(paragraphs: Sequence[Paragraph], styles: Styles) -> Iterator[Measure]:
    """出席, 列席 and the like: the label's own style."""
    labelled = [p for p in paragraphs if _style_name(p).startswith("条目")]
    if not labelled:
        return
    bare = [p.text[:8] for p in labelled if "：" not in p.text]
    look = styles.look_of("Label")
    told = f"标签{look.font}" + (f"；缺全角冒号：{bare[0]}" if bare else "，后有全角冒号")
    holds = look.font == _HEI and not bare
    yield Measure("出席、列席等条目", "标签 3号黑体，后标全角冒号", told, holds)


def _foot(paragraphs: Sequence[Paragraph], styles: Styles) -> Measure:
    asked = "4号仿宋，有分隔线，不拆开，放在末页底部"
    feet = _in_style(paragraphs, "报尾")
    if not feet:
        return Measure("报尾", asked, "没有用“报尾”样式的段落", False)
    looks = [styles.look(foot) for foot in feet]
    framed = all(look.frame for look in looks)
    ruled = all(look.border for look in looks)
    told = f"{len(feet)} 行，{_told(looks[0])}，{'在页底' if framed else '没有放在页底'}"
    holds = framed and ruled and all(_is(look, _FANG, FOOT_SIZE) for look in looks)
    return Measure("报尾", asked, told, holds)


def _numbers(document: WordDocument, styles: Styles) -> Iterator[Measure]:
    section = document.sections[0]
    apart = bool(document.settings.odd_and_even_pages_header_footer)
    sides = (("单页", section.footer, "right"), ("双页", section.even_page_footer, "left"))
    for side, footer, wanted in sides:
        asked = f"“— 1 —”4号宋体，{'居右' if wanted == 'right' else '居左'}空一字"
        paragraph = footer.paragraphs[0] if footer.paragraphs else None
        if paragraph is None or "PAGE" not in paragraph._p.xml or not apart:
            yield Measure(f"{side}页码", asked, "没有，或单双页没有分开", False)
            continue
        look = styles.look(paragraph)
        dashed = paragraph.text.strip().startswith("—") and paragraph.text.strip().endswith("—")
        holds = _is(look, _SONG, FOOT_SIZE) and look.alignment == wanted and dashed
        yield Measure(f"{side}页码", asked, f"{_told(look)}，{_aligned(look)}", holds)


def _direct(paragraphs: Sequence[Paragraph]) -> Measure:
    """Fonts and sizes set by hand, which a change of style would not reach."""
    names = ("w:rFonts", "w:sz", "w:b", "w:color")
    by_hand = sum(
        run._r.rPr is not None and any(run._r.rPr.find(qn(name)) is not None for name in names)
        for paragraph in paragraphs
        for run in paragraph.runs
    )
    told = f"{by_hand} 处" if by_hand else "没有"
    return Measure("手工设的字体字号", "没有（都在样式里）", told, by_hand == 0)


def _in_style(paragraphs: Sequence[Paragraph], name: str) -> list[Paragraph]:
    return [p for p in paragraphs if _style_name(p) == name]


def _style_name(paragraph: Paragraph) -> str:
    return (paragraph.style.name or "") if paragraph.style is not None else ""


def _has(styles: Styles, style: str) -> bool:
    found = styles.document.styles.element.findall(qn("w:style"))
    return any(one.get(qn("w:styleId")) == style for one in found)


def _is(look: Look, font: str, size: float) -> bool:
    return look.font == font and near(look.size, size, 0.01)


def _told(look: Look) -> str:
    return f"{_SIZES.get(look.size, f'{look.size:g} 磅')}{look.font or '（字体未定）'}"


def _aligned(look: Look) -> str:
    words = {"both": "两端对齐", "center": "居中", "right": "居右", "left": "居左"}
    return words.get(look.alignment, "居左")
