"""Layouts of short lines: verse, lists beside each other, forms, braces, a signature at the foot.

What a person reads first on them is plain to a person; the rows are written in that order.
"""

from __future__ import annotations

from tests.benchmarks.pages_layout import Area, Leaf

SHORT = ("poem", "lists", "form", "braces", "signed")
_LABELS = ("房号", "电话", "户主", "面积", "日期", "金额", "经办", "备注")


def write(layout: str, leaf: Leaf, area: Area) -> None:
    """Fill the page with one of the SHORT layouts, between lines of ordinary notes."""
    y = _notes(leaf, area, area[1], 3)
    match layout:
        case "poem":
            y = _poem(leaf, area, y)
        case "lists":
            y = _lists(leaf, area, y)
        case "form":
            y = _form(leaf, area, y)
        case "braces":
            y = _braces(leaf, area, y)
        case "signed":
            _notes(leaf, area, y, 6)
            _signed(leaf, area)
            return
    _notes(leaf, area, y, 4)


def _notes(leaf: Leaf, area: Area, y: float, sentences: int) -> float:
    """Some sentences from `y` on; where they end."""
    before = len(leaf.rows)
    leaf.fill(leaf.notes.said(sentences), (area[0], y, area[2], area[3]))
    return y + (len(leaf.rows) - before + 0.5) * leaf.pitch


def _poem(leaf: Leaf, area: Area, y: float) -> float:
    """Lines of two halves with a gap between, the halves of every length."""
    apart = leaf.chance.uniform(0.6, 2.5) * leaf.pen.size
    for _ in range(leaf.chance.randint(6, 10)):
        halves = [leaf.notes.verse() for _ in range(2)]
        end = leaf.pen.write(halves[0], area[0], y, len(leaf.rows))
        leaf.pen.write(halves[1], end + apart, y, len(leaf.rows))
        leaf.rows.append(" ".join(halves))
        y += leaf.pitch
    return y


def _lists(leaf: Leaf, area: Area, y: float) -> float:
    """Two or three short lists beside each other, each with a heading; seldom equally long."""
    count, lowest = leaf.chance.choice((2, 2, 3)), y
    width, full = (area[2] - area[0]) / count, leaf.pen.size
    leaf.pen.size *= 0.92 if count == 2 else 0.72
    for number, heading in enumerate(leaf.chance.sample(("已办", "未办", "待定", "明年"), count)):
        down = y + leaf.chance.uniform(-0.25, 0.25) * leaf.pitch
        items = [f"{i}、{leaf.notes.matter()}" for i in range(1, leaf.chance.randint(3, 7))]
        for text in (f"{heading}：", *items):
            leaf.pen.write(text, area[0] + number * width, down, len(leaf.rows))
            leaf.rows.append(text)
            down += leaf.pitch
        lowest = max(lowest, down)
    leaf.pen.size = full
    return lowest + 0.4 * leaf.pitch


def _form(leaf: Leaf, area: Area, y: float) -> float:
    """Labels and what was filled in, two or three to a row; read row by row."""
    count = leaf.chance.choice((2, 3))
    width = (area[2] - area[0]) / count
    for _ in range(leaf.chance.randint(3, 6)):
        cells = [
            f"{label}：{leaf.notes.entry(label)}" for label in leaf.chance.sample(_LABELS, count)
        ]
        for number, cell in enumerate(cells):
            leaf.pen.write(cell, area[0] + number * width, y, len(leaf.rows))
        leaf.rows.append(" ".join(cells))
        y += 1.1 * leaf.pitch
    return y


def _braces(leaf: Leaf, area: Area, y: float) -> float:
    """A heading before a brace, in the middle of the lines that belong to it; read first."""
    for _ in range(3):
        items = [
            leaf.notes.matter() + "，" + leaf.notes.matter()
            for _ in range(leaf.chance.randint(2, 4))
        ]
        heading, high = leaf.notes.topic(), (len(items) - 1) * leaf.pitch
        end = leaf.pen.write(heading, area[0], y + high / 2, len(leaf.rows))
        leaf.rows.append(heading)
        x, lip = end + 0.6 * leaf.pen.size, 0.3 * leaf.pen.size
        points = ((x + lip, y), (x, y), (x, y + high / 2), (x - lip, y + high / 2))
        leaf.pen.stroke(points, leaf.pen.size / 16)
        leaf.pen.stroke([(x, y + high / 2), (x, y + high), (x + lip, y + high)], leaf.pen.size / 16)
        for text in items:
            leaf.pen.write(text, x + 1.5 * lip, y, len(leaf.rows))
            leaf.rows.append(text)
            y += leaf.pitch
        y += 0.4 * leaf.pitch
    return y


def _signed(leaf: Leaf, area: Area) -> None:
    """At the foot who signed, to the right, and lower to the left a printed line."""
    foot = leaf.chance.uniform(2000, 2200)
    signed = f"记录：{leaf.notes.entry('户主')}"
    leaf.pen.write(signed, area[0] + 850, foot, len(leaf.rows))
    leaf.rows.append(signed)
    printed, down = "第 3 页  共 5 页", foot + leaf.chance.uniform(0.6, 0.9) * leaf.pen.size
    leaf.pen.write(printed, area[0] - 30, down, len(leaf.rows))
    leaf.rows.append(printed)
