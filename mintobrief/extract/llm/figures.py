"""The figures in words, however they are written: 三号楼 and 3号楼 hold the same."""

from __future__ import annotations

import re
import unicodedata

from mintobrief.language.numerals import read_number
from mintobrief.language.written_numbers import rewrite, written

_FIGURE = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万廿卅]+")


def stated(words: str) -> frozenset[str]:
    """The figures that words state, by what official writing makes of them."""
    plain = unicodedata.normalize("NFKC", words)
    return frozenset(_FIGURE.findall(rewrite(plain, written(plain))))


def held(words: str) -> frozenset[str]:
    """Every figure that words can be read to hold."""
    plain = unicodedata.normalize("NFKC", words)
    numbers = (read_number(run) for run in _NUMERAL.findall(plain))
    spoken = {str(number) for number in numbers if number is not None}
    return stated(words) | frozenset(_FIGURE.findall(plain)) | spoken
