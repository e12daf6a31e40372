"""The measures of pages as they are rendered: lines, characters, places, fonts in the file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean, median

from mintobrief.export.check.measure import (
    BODY_SIZE,
    BOTTOM,
    CHARACTERS,
    FACES,
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
    TYPE_HEIGHT,
    TYPE_WIDTH,
    Measure,
    lines_fitting,
    millimetres,
    near,
)
from mintobrief.export.check.pages import Glyph, Page, Rendered

_DASHES = frozenset("—–-")
_NUMBER = re.compile("—[0-9]+—")


def measures_of(found: Rendered) -> tuple[Measure, ...]:
    """Every measure that can be taken from pages."""
    first, last = found.pages[0], found.pages[-1]
    return (
        _paper(found.pages),
        _area(found.pages),
        _lines(found.pages),
        _characters(found.pages),
        *_name(first),
        _red_line(first),
        _title(first),
        _numbers(found.pages),
        _foot(last),
    )


def measures_of_file(found: Rendered, absent: Sequence[str]) -> tuple[Measure, ...]:
    """What only a PDF for keeping must have: fonts inside, the standard, tags, a title."""
    outside = sorted(name for name, inside in found.fonts.items() if not inside)
    used = "、".join(sorted(found.fonts)) or "没有字体"
    told = f"未嵌入：{'、'.join(outside)}" if outside else f"全部嵌入：{used}"
    faces = f"这台电脑缺 {'、'.join(absent)}，已用别的代替" if absent else "齐全"
    return (
        Measure("字体嵌入", "全部嵌入", told, not outside),
        Measure("公文字体", FACES, faces, not absent),
        Measure("存档标准", "PDF/A-2b", found.standard or "没有声明", found.standard == "PDF/A-2b"),
        Measure("标记（朗读、重排）", "有", "有" if found.tagged else "没有", found.tagged),
        Measure("文档标题", "有", found.title or "没有", bool(found.title)),
    )


def completeness(found: Rendered, words: Sequence[str]) -> Measure:
    """Whether the pages show every one of these words: a line that is too narrow hides some."""
    shown = "".join(g.character for page in found.pages for g in page.glyphs).split()
    text = _NUMBER.sub("", "".join(shown))
    lost = [piece for piece in words if piece not in text]
    told = f"缺 {len(lost)} 处，如“{lost[0][:20]}”" if lost else "齐全"
    return Measure("文字", "一个字不少", told, not lost)


def _paper(pages: Sequence[Page]) -> Measure:
    sizes = {(round(page.width / MM), round(page.height / MM)) for page in pages}
    told = "、".join(f"{width}×{height} 毫米" for width, height in sorted(sizes))
    return Measure("纸张", "A4，210×297 毫米", told, sizes == {(round(PAGE[0]), round(PAGE[1]))})


def _body(page: Page) -> tuple[Glyph, ...]:
    """The glyphs inside the type area, without the page number."""
    return tuple(g for g in page.glyphs if g.y > (BOTTOM - 1) * MM and g.character.strip())


def _area(pages: Sequence[Page]) -> Measure:
    """By whole characters: a mark at the end of a line may hang over the edge."""
    glyphs = [g for page in pages for g in _body(page) if _is_whole(g)]
    if not glyphs:
        return Measure("版心", f"{TYPE_WIDTH:g}×{TYPE_HEIGHT:g} 毫米", "没有文字", None)
    left = min(g.x for g in glyphs) / MM
    right = pages[0].width / MM - max(g.x + _width(g) for g in glyphs) / MM
    top = pages[0].height / MM - max(g.y + 0.88 * g.size for g in glyphs) / MM
    told = f"左 {left:.1f}，右 {right:.1f}，上 {top:.1f} 毫米"
    inside = left >= LEFT - 1 and right >= RIGHT - 1 and top >= TOP - 1
    return Measure("版心（左28 右26 上37）", "文字都在版心里", told, inside)


def _width(glyph: Glyph) -> float:
    return glyph.size / 2 if glyph.character.isascii() else glyph.size


def _rows(page: Page, size: float) -> dict[float, list[Glyph]]:
    """The glyphs of that size by the height of their line."""
    rows: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in _body(page):
        if near(glyph.size, size, 0.3):
            rows[round(glyph.y, 1)].append(glyph)
    return rows


def _heights(page: Page, size: float) -> list[float]:
    return [row[0].y for row in _rows(page, size).values()]


def _lines(pages: Sequence[Page]) -> Measure:
    """By the pitch, which every page shows, and by the fullest page there is."""
    asked = f"{LINES} 行，行距 {PITCH} 磅"
    rows = [sorted(_heights(page, BODY_SIZE), reverse=True) for page in pages]
    gaps = [a - b for page in rows for a, b in pairwise(page) if a - b < 2 * BODY_SIZE]
    if not gaps:
        return Measure("每页行数", asked, "正文太短，量不出", None)
    usual = median(gaps)
    # programs round where a line stands; on the average that is nothing
    pitch = mean(gap for gap in gaps if near(gap, usual))
    fitting = lines_fitting(pitch)
    fullest = max(map(len, rows))
    told = f"{fitting} 行，行距 {pitch:.2f} 磅（最满的一页 {fullest} 行）"
    return Measure("每页行数", asked, told, fitting == LINES and fullest <= LINES)


def _characters(pages: Sequence[Page]) -> Measure:
    """By how far apart characters stand, and by the longest line of whole characters."""
    asked, advances, longest = f"{CHARACTERS} 字", [], 0
    for page in pages:
        for row in _rows(page, BODY_SIZE).values():
            ordered = sorted(row, key=lambda g: g.x)
            whole = [_is_whole(a) and _is_whole(b) for a, b in pairwise(ordered)]
            advances += [
                b.x - a.x for (a, b), ok in zip(pairwise(ordered), whole, strict=True) if ok
            ]
            longest = max(longest, 0 if any(g.character.isascii() for g in row) else len(row))
    if not advances:
        return Measure("每行字数", asked, "没有正文", None)
    advance = median(advances)
    fitting = int((TYPE_WIDTH * MM + 0.5) / advance)
    told = f"{fitting} 字，字距 {advance:.2f} 磅（最长的全汉字行 {longest} 字）"
    return Measure("每行字数", asked, told, fitting == CHARACTERS and longest <= CHARACTERS + 1)


def _is_whole(glyph: Glyph) -> bool:
    return "\u4e00" <= glyph.character <= "\u9fff"


def _name(page: Page) -> Iterator[Measure]:
    """报头名称: the largest red characters of the first page."""
    red = [g for g in page.glyphs if g.red and g.size > TITLE_SIZE - 0.5]
    asked = f"红色，{NAME_SIZES[0]:g}—{NAME_SIZES[1]:g} 磅，宽不过 {TYPE_WIDTH:g} 毫米，居中"
    if not red:
        yield Measure("报头名称", asked, "没有红色的报头", False)
        return
    size = max(g.size for g in red)
    left, right = min(g.x for g in red), max(g.x for g in red) + size
    centred = near((left + right) / 2, (LEFT + TYPE_WIDTH / 2) * MM, 3)
    fits = NAME_SIZES[0] <= size <= NAME_SIZES[1] and right - left <= TYPE_WIDTH * MM
    told = f"{size:g} 磅，宽 {millimetres(right - left)}，{'居中' if centred else '没有居中'}"
    yield Measure("报头名称", asked, told, fits and centred)
    top = page.height - max(g.y for g in red) - 0.86 * size - TOP * MM
    # a line with 密级 and 编号 may stand above the name of a 简报
    ok = near(top / MM, 2, 3) or near(top / MM, 35, 3) or near(top / MM, 12, 3)
    yield Measure(
        "报头到版心上边缘",
        "简报约 2 毫米（上有密级行时在其下），纪要、通报 35 毫米",
        millimetres(top),
        ok,
    )


def _red_line(page: Page) -> Measure:
    lines = [rule for rule in page.rules if rule.red]
    asked = f"红色，宽 {TYPE_WIDTH:g} 毫米"
    if not lines:
        return Measure("红线", asked, "没有", False)
    width = max(line.right - line.left for line in lines)
    thickness = max(line.thickness for line in lines)
    told = f"宽 {millimetres(width)}，粗 {thickness:g} 磅"
    return Measure("红线", asked, told, near(width / MM, TYPE_WIDTH, 1.5))


def _title(page: Page) -> Measure:
    rows = {y: row for y, row in _rows(page, TITLE_SIZE).items() if not any(g.red for g in row)}
    asked = "2号，居中，不过三行"
    if not rows:
        return Measure("标题", asked, "没有 2号字的标题", False)
    middle = (LEFT + TYPE_WIDTH / 2) * MM
    off = max(abs(_middle(row) - middle) for row in rows.values())
    told = f"{len(rows)} 行，{'居中' if off < 12 else '没有居中'}"
    return Measure("标题", asked, told, len(rows) <= 3 and off < 12)


def _middle(row: Sequence[Glyph]) -> float:
    last = max(row, key=lambda g: g.x)
    return (min(g.x for g in row) + last.x + _width(last)) / 2


def _numbers(pages: Sequence[Page]) -> Measure:
    """— 1 —, odd right, even left, its lower edge 23 mm above the paper's."""
    asked = f"“— 1 —”4号，单页右、双页左，距纸边 {FOOTER:g} 毫米"
    wrong = [n for n, page in enumerate(pages, start=1) if not _is_numbered(page, n)]
    if wrong:
        return Measure("页码", asked, f"第 {'、'.join(map(str, wrong[:9]))} 页不对", False)
    heights = Counter(round(_footer(page)[0].y / MM) for page in pages)
    height = heights.most_common(1)[0][0]
    told = f"{len(pages)} 页都有，距纸边约 {height} 毫米"
    return Measure("页码", asked, told, near(height, FOOTER, 3))


def _footer(page: Page) -> list[Glyph]:
    below = (g for g in page.glyphs if g.y < (BOTTOM - 1) * MM and g.character.strip())
    return sorted(below, key=lambda g: g.x)


def _is_numbered(page: Page, number: int) -> bool:
    footer = _footer(page)
    words = "".join(g.character for g in footer)
    if not footer or words.strip("".join(_DASHES)) != str(number) or words[0] not in _DASHES:
        return False
    right = footer[-1].x + footer[-1].size
    at_right = near(right, page.width - RIGHT * MM - FOOT_SIZE, FOOT_SIZE)
    at_left = near(footer[0].x, LEFT * MM + FOOT_SIZE, FOOT_SIZE)
    return (at_right if number % 2 else at_left) and near(footer[0].size, FOOT_SIZE)


def _foot(page: Page) -> Measure:
    """报尾: between rules as wide as the type area, the lowest at its lower edge."""
    asked = "末页版心底部，4号，上下有线，宽与版心同"
    wide = [r for r in page.rules if not r.red and near((r.right - r.left) / MM, TYPE_WIDTH, 2)]
    words = [row for row in _rows(page, FOOT_SIZE).values() if row]
    if not wide or not words:
        return Measure("报尾", asked, "没有找到", False)
    lowest = min(rule.y for rule in wide)
    count = _above(lowest, page)
    told = f"{count} 行，最下的线距版心下边缘 {millimetres(abs(lowest - BOTTOM * MM))}"
    return Measure("报尾", asked, told, count > 0 and near(lowest / MM, BOTTOM, 3))


def _above(height: float, page: Page) -> int:
    """How many lines of 4号 stand one on another above that height."""
    count = 0
    for line in sorted(_heights(page, FOOT_SIZE)):
        if height < line < height + 2.5 * FOOT_SIZE:
            count, height = count + 1, line
    return count
