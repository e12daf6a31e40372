"""Set words of minutes whose characters were taken for others that look alike: 负贵人, 期眼."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate

from mintobrief.language import lexicon, words

# In so short a word one wrong character is half of it.
_SHORT = 2
_NUMERALS = re.compile(
    r"(?<=[\d.:：．/#])[OoＯ]+(?=[\d\s年月日号#.:：．元万]|$|[OoＯ])|(?<=\d)[OoＯ]+|[OoＯ]+(?=\d)"
)
_ONES = re.compile(r"(?<=\d)[lI]|(?<=\d)\|(?=[年月日号](?![底末初]))|(?<![A-Za-z\d|])[lI](?=\d)")
_LONE_BAR = re.compile(r"(?<=\d)\|(?=[\d.:：．]|$)")  # of several, in |1|修路灯|, each parts cells
_DAY = re.compile(r"(?<=[\d一二三四五六七八九十])曰")
_NUMBER_ONE = re.compile(r"^(\s*)[lI|](?=\s*[、.．)）])")
_HAN_ONE = re.compile(r"^(\s*)[—－–-](?=\s*、)")


@lru_cache(maxsize=8192)
def mended(text: str) -> str:
    """The text with such words and figures put right, character for character: 2O26年 is 2026年.

    Only set words of minutes are: whatever else may be wrong stays as it is.
    """
    return _words_mended(_figures_mended(text))


def _figures_mended(text: str) -> str:
    """Letters among figures are figures, a stroke before 、 is a number. A letter that was put
    right makes its neighbour one among figures: what is put right stays right."""
    while (better := _figures_once(text)) != text:
        text = better
    return text


def _figures_once(text: str) -> str:
    if text.count("|") == 1:
        text = _LONE_BAR.sub("1", text)
    text = _NUMERALS.sub(lambda found: "0" * len(found.group()), text)
    text = _DAY.sub("日", _ONES.sub("1", text))
    return _HAN_ONE.sub(r"\1一", _NUMBER_ONE.sub(r"\g<1>1", text))


def _words_mended(text: str) -> str:
    slips = [(at, slip) for at, slip in _slips(text) if _stands_apart(text, at, slip)]
    for at, slip in slips:
        text = text[:at] + _meant()[slip] + text[at + len(slip) :]
    return text


def _slips(text: str) -> Iterator[tuple[int, str]]:
    """Where one of our words seems to stand with a wrong character; they do not overlap."""
    end = 0
    for found in _anything().finditer(text):
        if found.start() < end:
            continue
        for length in _lengths():
            window = text[found.start() : found.start() + length]
            if window in _meant():
                end = found.start() + length
                yield found.start(), window
                break


def _stands_apart(text: str, at: int, slip: str) -> bool:
    """Whether the slip cuts no other word: 负责入 does in 负责入户; a short one is no words.

    One of our words with a character more (物业黄) is a slip only before a colon, or where no
    word begins with that character (末同意).
    """
    closed = text[at + len(slip) :].lstrip()[:1] in ("：", ":")
    sure = _meant()[slip][0] + slip[0] in lexicon.load("lookalikes")["sure"]
    if not (closed or sure) and {slip[:-1], slip[1:]} & set(lexicon.load("lookalikes")["words"]):
        return False
    tokens = words.cut(text)
    edges = {0, *accumulate(map(len, tokens))}
    inside = edges.intersection(range(at + 1, at + len(slip)))
    whole = len(inside) == len(slip) - 1
    return {at, at + len(slip)} <= edges and (whole or len(slip) > _SHORT)


@cache
def _meant() -> dict[str, str]:
    """What is meant by each of our words with one character taken for another."""
    alike = {entry[0]: entry[1:] for entry in lexicon.load("lookalikes")["alike"]}
    ours = lexicon.load("lookalikes")["words"]
    meant: dict[str, str] = {}
    for word in sorted(ours, key=len):
        for place, character in enumerate(word):
            for wrong in alike.get(character, ""):
                slip = word[:place] + wrong + word[place + 1 :]
                if words.tag(slip) == "x" and slip not in ours:
                    meant[slip] = word
    return meant


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(slip) for slip in _meant()}, reverse=True))


@cache
def _anything() -> re.Pattern[str]:
    """A place where a slip can begin."""
    return re.compile(f"[{re.escape(''.join({slip[0] for slip in _meant()}))}]")
