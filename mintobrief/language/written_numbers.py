"""Spoken numbers in the form of official writing (数字用法, GB/T 15835): 三号楼 becomes 3号楼.

A number is written in figures where the words around it say what it counts: a date, a time, an
amount, an address, a vote, a measure. Ordinals (第一个议题), round numbers (三五个, 几十),
fractions, days of the moon and set phrases (十分, 万一) stay as they are said, and so does
whatever is in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from mintobrief.language import lexicon
from mintobrief.language.dictionary import jieba
from mintobrief.language.number_rules import Replacement, rules
from mintobrief.language.number_words import NUMERALS, ONE

__all__ = ["Replacement", "rewrite", "written"]

_MASK = "■"  # stands for a character that no rule may touch
_WEEK = "(?:周|星期|礼拜)"
_WEEKDAY = re.compile(f"{_WEEK}([一二三四五六])")
_PER_WEEK = re.compile(
    f"(?:[{NUMERALS}每半几]|个){_WEEK}([{NUMERALS}]{{2,}})(?![点号日{NUMERALS}])"
)
_LONGEST_WORD = 8


def written(text: str) -> tuple[Replacement, ...]:
    """What to replace in a sentence in simplified characters: in order, no two overlapping."""
    if not any(c in text for c in f"{NUMERALS}{ONE}"):
        return ()
    masked = _masked(text)
    taken: list[Replacement] = []
    for rule in rules():
        for match in rule.pattern.finditer(masked):
            found = rule.read(match)
            if not any(_is_hindered(text, one, taken) for one in found):
                taken += found
    return tuple(sorted(taken, key=lambda replacement: replacement.start))


def rewrite(text: str, replacements: Iterable[Replacement]) -> str:
    """The text with the replacements made."""
    for replacement in sorted(replacements, key=lambda r: r.start, reverse=True):
        text = text[: replacement.start] + replacement.text + text[replacement.end :]
    return text


def _masked(text: str) -> str:
    """The text, of the same length, without the numerals that stay as they are."""
    for pattern in (_PER_WEEK, _WEEKDAY):
        text = pattern.sub(lambda match: _hidden(match, 1), text)
    return _fixed().sub(lambda match: _hidden(match, 0), text)


def _hidden(match: re.Match[str], group: int) -> str:
    before = match[0][: match.start(group) - match.start()]
    after = match[0][match.end(group) - match.start() :]
    return before + _MASK * len(match[group]) + after


@cache
def _fixed() -> re.Pattern[str]:
    return re.compile(f"(?<![{NUMERALS}])" + lexicon.load("numbers").expression("fixed"))


@cache
def _counts() -> re.Pattern[str]:
    """Words of the dictionary that are nothing but a number and what it counts: 六月份, 二号楼."""
    units = lexicon.load("numbers").expression("measure", "count")
    return re.compile(
        f"(?:[{NUMERALS}年月日号点半元块毛分秒楼份底末初中上旬之小钟比晚下午早]|{units})+"
    )


def _is_hindered(text: str, found: Replacement, taken: Iterable[Replacement]) -> bool:
    meets = any(found.start < other.end and other.start < found.end for other in taken)
    return meets or _is_in_word(text, found)


def _is_in_word(text: str, found: Replacement) -> bool:
    """Whether the number is part of a word of the dictionary: 三元里, 连中三元, 神舟五号."""
    words = (
        text[start:stop]
        for start in range(max(0, found.start - _LONGEST_WORD), found.start + 1)
        for stop in range(found.end, min(start + _LONGEST_WORD, len(text)) + 1)
        if start < found.start or stop > found.end + 1  # more than the number and a unit
    )
    # beginnings of words are in the table too, with nothing counted
    return any(jieba.dt.FREQ.get(word) and not _counts().fullmatch(word) for word in words)
