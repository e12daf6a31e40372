"""Which lines go on with the paragraph of the line before: by their place and their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from mintobrief.read.layout.rows import Placed

# 1. 2、 3） （4） 五、 （六） ⑦ 第八条 and dots; in 3、4号楼 and 10.5元 the digits go on
LIST_NUMBER = re.compile(
    r"[（(〔]\s*[一二三四五六七八九十\d]{1,3}\s*[）)〕]"
    r"|\d{1,2}\s*(?:[.．、,，](?!\d)|[）)])"
    r"|[一二三四五六七八九十]{1,3}\s*(?:[、.．,，:：]|[）)])"
    r"|第[一二三四五六七八九十\d]{1,3}[条项点章件]"
    r"|[①-⒇❶-❿㈠-㈩]|[-–—•·●○◆■□★☆※√✓*]+(?=\s*\w)"
)
# 时间： 主持人： 王明（物业）：
_LABEL = re.compile(r"[^\W\d]{2,8}(?:[（(][^）)]{1,8}[）)])?[:：]")
_ENDS = re.compile(r"[。！？；：!?;:][”’」』）》\"')]*$")
_GOES_ON = re.compile(r"[，、,—（(“《]$")  # nobody ends a line so who does not go on

_NEAR = 10  # lines before and after that tell where the lines of a column begin and end
_SHORT = 2.2  # characters a full line may lack: a word that would not fit
_SHARED = 0.15  # of the lines near reach as far, and two at least: it is the edge they share
_INDENT = 1.2  # of a line's height: what begins further to the right begins a paragraph
_HANGING = 4.0  # of a line's height that the lines of a list item may be set in
_APART = 1.6  # times the usual distance of two lines


def begins_item(text: str) -> bool:
    """Whether a line begins with a list number or a label."""
    text = text.lstrip()
    return bool(LIST_NUMBER.match(text) or _LABEL.match(text))


def gather(lines: Sequence[Placed]) -> list[Placed]:
    """The lines of one column, from its top, with those marked that go on with the one before."""
    pitch = _pitch(lines)
    gathered = list(lines[:1])
    item = bool(lines) and begins_item(lines[0].line.text)
    for i, (before, line) in enumerate(pairwise(lines), 1):
        near = lines[max(0, i - _NEAR) : i + _NEAR]
        wrapped = (
            may_go_on(before, line)
            and line.middle - before.middle <= _APART * pitch
            and (_is_open(before) or _is_full(before, near))
            and (_is_open(before) or not _is_indented(line, near, hanging=item))
        )
        item = item if wrapped else begins_item(line.line.text)
        gathered.append(replace(line, line=replace(line.line, wrapped=wrapped)))
    return gathered


def runs_over(before: Sequence[Placed], after: Sequence[Placed]) -> bool:
    """Whether the paragraph that ends one column goes on in the next one."""
    if not before or not after or not may_go_on(before[-1], after[0]):
        return False
    if _is_open(before[-1]):
        return True
    indented = _is_indented(after[0], after[:_NEAR], hanging=False)
    return _is_full(before[-1], before[-_NEAR:]) and len(after) > 1 and not indented


def may_go_on(before: Placed, line: Placed) -> bool:
    """Whether the words themselves allow that the one goes on with the other."""
    ended = _ENDS.search(before.line.text.rstrip())
    in_table = "\t" in before.line.text or "\t" in line.line.text
    return not (ended or in_table or begins_item(line.line.text))


def _is_open(line: Placed) -> bool:
    return bool(_GOES_ON.search(line.line.text.rstrip()))


def _is_full(line: Placed, near: Sequence[Placed]) -> bool:
    """Whether the line was ended by the edge of the column, so that its words go on."""
    short = _SHORT * line.width / max(1, len(line.line.text))
    edge = sorted(other.right for other in near)[-2:][0]
    reaching = sum(other.right >= edge - short for other in near)
    return line.right >= edge - short and reaching >= max(2, _SHARED * len(near))


def _is_indented(line: Placed, near: Sequence[Placed], *, hanging: bool) -> bool:
    """Whether the line begins to the right of where most begin; in a list item it may."""
    start = median(sorted(other.left for other in near)[: max(1, len(near) // 2)])
    return line.left - start >= (_HANGING if hanging else _INDENT) * line.height


def _pitch(lines: Sequence[Placed]) -> float:
    """How far one line stands from the next, by the usual."""
    steps = [after.middle - before.middle for before, after in pairwise(lines)]
    return median(steps) if steps else 0.0
