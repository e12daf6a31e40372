"""Whether a wording says no more and no other than the words it rests on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from mintobrief.language import lexicon
from mintobrief.language.numerals import read_number
from mintobrief.language.words import cut, full_words, tag
from mintobrief.language.written_numbers import rewrite, written

_FIGURE = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)([百千万亿]?)", re.ASCII)
_UNITS = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万廿卅]+")
_LONGEST_NUMERAL = 16  # a longer run is no number that anybody said
_MARK = re.compile("[^\\w]")
# So far before a word a denial still is of it: 不太同意.
_NEAR = 2


def unsaid(wording: str, said: str) -> tuple[str, ...]:
    """What of a wording the words it rests on do not bear out; empty where they bear out all.

    Figures, names, content words, what is denied, and how sure it was said are held against
    them; a secretary's own joining words and everyday words in written form are not.
    """
    known = f"{said}\n{in_written_words(said)}"
    told = (
        *_figures(wording, known),
        *(word for word in _content(wording) if not _tells(known, word)),
        *_denials(wording, known),
        *_certainty(wording, said),
    )
    return tuple(dict.fromkeys(told))


def content_count(wording: str) -> int:
    """How many words of a wording are held against what it rests on."""
    return len(_content(wording))


def in_written_words(text: str) -> str:
    """The text with everyday words as they are written: 觉得 as 认为, 上礼拜 as 上周."""
    for pattern, instead in _instead():
        text = pattern.sub(instead, text)
    return text


def stated(words: str) -> frozenset[str]:
    """The figures that words state, by what official writing makes of them."""
    plain = unicodedata.normalize("NFKC", words)
    return frozenset(_FIGURE.findall(rewrite(plain, written(plain))))


@lru_cache(maxsize=1024)
def held(words: str) -> frozenset[str]:
    """Every figure that words can be read to hold, however written: 三号楼 holds 3."""
    plain = unicodedata.normalize("NFKC", words)
    runs = (run for run in _NUMERAL.findall(plain) if len(run) <= _LONGEST_NUMERAL)
    numbers = (read_number(run) for run in runs)
    spoken = {str(number) for number in numbers if number is not None}
    return stated(words) | frozenset(_FIGURE.findall(plain)) | spoken


def _figures(wording: str, said: str) -> Iterator[str]:
    """The figures of a wording that were not said, in figures or words: 3.2万 is 三万二."""
    plain = unicodedata.normalize("NFKC", wording)
    plain = rewrite(plain, written(plain))
    for found in _AMOUNT.finditer(plain):
        if found[1] not in held(said) and _value(found[1], found[2]) not in _values(said):
            yield found[1]


@lru_cache(maxsize=1024)
def _values(said: str) -> frozenset[Decimal]:
    """The numbers that words hold, by what they come to."""
    plain = unicodedata.normalize("NFKC", said)
    amounts = (_value(found[1], found[2]) for found in _AMOUNT.finditer(plain))
    runs = (run for run in _NUMERAL.findall(plain) if len(run) <= _LONGEST_NUMERAL)
    numbers = (read_number(run) for run in runs)
    return frozenset((*amounts, *(Decimal(str(n)) for n in numbers if n is not None)))


def _value(figure: str, unit: str | None) -> Decimal:
    return Decimal(figure) * _UNITS[unit or ""]


def _content(wording: str) -> tuple[str, ...]:
    """The full words, and the names among the rest, without a secretary's own: 组织, 进行."""
    own = frozenset(lexicon.load("prose")["secretary.words"])
    names = (word for word in cut(wording) if tag(word).startswith("nr") and len(word) > 1)
    return tuple(word for word in (*full_words(wording), *names) if word not in own)


def _tells(said: str, word: str) -> bool:
    """Whether words hold this one: a name as it is, of others half: 换 tells of 更换."""
    if word in said or tag(word).startswith("nr"):
        return word in said
    return sum(sign in said for sign in word) >= len(word) / 2


def _denials(wording: str, said: str) -> Iterator[str]:
    """Words that are denied in one of the two and plainly stand in the other."""
    for word in dict.fromkeys(word for word in cut(wording) if len(word) > 1):
        here, there = _denied(word, wording), _denied(word, said)
        if there and here and not here & there:
            yield word
    if (_denies(said) and not _denies(wording)) or (_denies(wording) and not _denies(said)):
        yield "不"


def _denied(word: str, text: str) -> frozenset[bool]:
    """Whether a word stands in a text denied, plainly, or both; empty where it does not stand."""
    places = (found.start() for found in re.finditer(re.escape(word), text))
    before = (_MARK.split(text[max(0, at - _NEAR - 1) : at])[-1] for at in places)
    return frozenset(bool(_denial().search(near)) for near in before)


def _denies(text: str) -> bool:
    return bool(_denial().search(text))


def _certainty(wording: str, said: str) -> Iterator[str]:
    """Words that leave it open, said and left out."""
    doubts = re.compile(lexicon.load("prose").expression("doubting.words"))
    if (found := doubts.search(said)) and not doubts.search(wording):
        yield found.group()


@cache
def _denial() -> re.Pattern[str]:
    return re.compile(lexicon.load("prose").expression("denying.words"))


@cache
def _instead() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = (entry.rpartition("=") for entry in lexicon.load("prose")["instead.words"])
    return tuple((re.compile(spoken), wanted) for spoken, _, wanted in pairs)
