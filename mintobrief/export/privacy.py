"""What the posted edition (公示版) keeps back: numbers by their form. Names are not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = r"[-－—–\s]?"
_BUILDING = r"(?P<building>[0-9A-Za-z一二三四五六七八九十]{1,3}\s*(?:号楼|栋|幢|座))"
_UNIT = r"(?:\s*[0-9A-Za-z甲乙丙丁一二三四五六七八九十]{1,2}\s*单元)?"
# a bare number after a building may count something: 3号楼120户, 3号楼201会议室
_ROOM = r"\s*\d{3,4}(?:室|房(?!间)|(?![\d户人个部台元万平米年次月天日辆%％会议办活]))"
_WHO = r"(?:的?(?:业主|住户|居民))?"

# in this order: the longer a number, the earlier; → what stands there instead
_MASKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<!\d)(?:\d{17}[\dXxＸｘ]|\d{14}[Xx])"), "（证件号码略）"),
    (re.compile(rf"(?<!\d)(0\d{{2,3}}){_GAP}\d{{3,4}}(\d{{4}})(?!\d)"), r"\1-****\2"),
    (
        re.compile(rf"(?<!\d)(?:\+?86{_GAP})?(1[3-9]\d){_GAP}\d{{4}}{_GAP}(\d{{4}})(?!\d)"),
        r"\1****\2",
    ),
    (re.compile(rf"(?<!\d)\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?(?!\d)"), "（卡号略）"),
    (re.compile(r"\d{12,}"), "（号码略）"),
    (
        re.compile(
            r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z])"
            r"[\s·•.・-]?[A-Za-z0-9]{2,4}([A-Za-z0-9][A-Za-z0-9挂学警港澳])"
        ),
        r"\1·***\2",
    ),
    (re.compile(_BUILDING + _UNIT + _ROOM + _WHO), r"\g<building>业主"),
)


def mask(text: str) -> str:
    """`text` without phone, identity, card and flat numbers and number plates."""
    for secret, instead in _MASKS:
        text = secret.sub(instead, text)
    return text


def masks_in(text: str) -> Iterator[tuple[str, str]]:
    """What `mask` keeps back of `text`, each with what stands there instead."""
    for secret, instead in _MASKS:
        for found in secret.finditer(text):
            yield found[0], found.expand(instead)
        text = secret.sub(instead, text)
