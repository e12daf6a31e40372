"""Written text as it would be spoken: numbers in words, no marks, sentences of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_DIGITS = "零一二三四五六七八九"
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([%％‰])?")
_SAME = str.maketrans("０１２３４５６７８９〇", "0123456789零")
_SENTENCE = re.compile(r"[。！？!?；;…\n]+")
_MARKS = re.compile(r"[^\u3400-\u9fffA-Za-z]+")
_PIECE = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+")

START, END, UNKNOWN = 0, 1, 2


def say(number: int) -> str:
    """A whole number in words, 20050 as 二万零五十."""
    said, gap = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        head, number = divmod(number, unit)
        if head:
            said += ("零" if said and (head < 1000 or gap) else "") + _thousands(head) + name
        gap = bool(said) and not head
    return (said[1:] if said.startswith("一十") else said) or "零"


def _thousands(number: int) -> str:
    said, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            said += ("零" if gap else "") + _DIGITS[digit] + name
        gap = bool(said) and not digit
    return said


def _say_match(match: re.Match[str]) -> str:
    whole, decimals, share = match[1].replace(",", ""), match[2], match[3]
    is_year = len(whole) == 4 and match.string[match.end() :].startswith("年")
    if not decimals and (is_year or len(whole) > 8 or (len(whole) > 1 and whole[0] == "0")):
        said = "".join(_DIGITS[int(digit)] for digit in whole)
    else:
        said = say(int(whole))
        said += "点" + "".join(_DIGITS[int(digit)] for digit in decimals[1:]) if decimals else ""
    if share:
        said = ("千" if share == "‰" else "百") + "分之" + said
    return said


def sentences(line: str) -> Iterator[list[str]]:
    """A line's sentences, each as its runs of Chinese characters or of Latin letters."""
    said = _NUMBER.sub(_say_match, line.translate(_SAME))
    for sentence in _SENTENCE.split(said):
        runs = _PIECE.findall(_MARKS.sub("", sentence))
        if runs:
            yield runs


class Cutter:
    """Cuts runs into words, so that the product of their probabilities is greatest."""

    def __init__(self, scores: Mapping[str, tuple[int, float]]) -> None:
        self._scores = scores
        self._beginnings = {word[:n] for word in scores for n in range(1, len(word))}

    def numbers(self, line: str) -> Iterator[int]:
        """The numbers of the words of every sentence, between START and END."""
        for runs in sentences(line):
            yield START
            for run in runs:
                yield from [UNKNOWN] if run[0] < "\u3000" else self.cut(run)
            yield END

    def cut(self, run: str) -> list[int]:
        """The numbers of the words of one run of Chinese characters."""
        best = [0.0] + [-1e9] * len(run)
        back: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(run) + 1)
        for start in range(len(run)):
            for end in range(start + 1, len(run) + 1):
                word = run[start:end]
                number, score = self._scores.get(
                    word, (UNKNOWN, -18.0 if end == start + 1 else -1e9)
                )
                if best[start] + score > best[end]:
                    best[end], back[end] = best[start] + score, (start, number)
                if word not in self._beginnings:
                    break
        found: list[int] = []
        at = len(run)
        while at:
            at, number = back[at]
            found.append(number)
        return found[::-1]
