"""Words folded so that one pattern finds all spellings: １３８, 幺三八, 1 3 8, ①③⑧ are 138."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_DIGITS = {
    **{c: str(i) for i, c in enumerate("〇一二三四五六七八九")},
    **{c: str(i) for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict.fromkeys("○◯", "0"),
    **dict.fromkeys("幺弌", "1"),
    "贰": "2",
    "貳": "2",
    "弍": "2",
    "叄": "3",
    "弎": "3",
    "陸": "6",
}
_INVISIBLE = frozenset({"Cf", "Mn", "Me"})
# 三个八, said within a number
_TIMES = re.compile(r"(?<=\d\d)([2-6])个(\d)")
# blanks that only space a line out: 3 号 楼 5 0 2 室
_SPACING = re.compile(
    r"(?<=[一-龥])[^\S\n]+(?=[一-龥\d])|(?<=\d)[^\S\n]+(?=[一-龥])"
    r"|(?<!\d\d)(?<=\d)[^\S\n]+(?=\d(?!\d))"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is folded; its character `i` comes from the original's `starts[i]` to `ends[i]`.

    `spoken` says which are figures that stand there as Chinese words.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spoken: tuple[bool, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters stand in the original."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Plain:
    """`text` with digits of every kind as 0 to 9, letters as A to Z, invisible signs left out."""
    pieces = [(shown, i) for i, character in enumerate(text) for shown in _folded(character)]
    folded = "".join(shown for shown, _ in pieces)
    places = tuple(i for _, i in pieces)
    spoken = tuple(text[i] in _DIGITS for i in places)
    return _multiplied(Plain(folded, places, tuple(i + 1 for i in places), spoken))


def closed_up(plain: Plain) -> Plain:
    """Without the blanks between Chinese characters and figures, and between single figures."""
    blank = {i for found in _SPACING.finditer(plain.text) for i in range(*found.span())}
    if not blank:
        return plain
    kept = [i for i in range(len(plain.text)) if i not in blank]
    return Plain(
        "".join(plain.text[i] for i in kept),
        tuple(plain.starts[i] for i in kept),
        tuple(plain.ends[i] for i in kept),
        tuple(plain.spoken[i] for i in kept),
    )


def key_of(words: str) -> str:
    """What words have in common with every other spelling of them; empty where they are none."""
    return re.sub(r"[^\w*]|_", "", fold(words).text)


def _folded(character: str) -> str:
    if character.isascii():
        return character.upper()
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    if character in _DIGITS:
        return _DIGITS[character]
    shown = unicodedata.normalize("NFKC", character)
    return "".join(_DIGITS.get(c, c) for c in shown).upper()


def _multiplied(plain: Plain) -> Plain:
    found = _TIMES.search(plain.text)
    if not found:
        return plain
    start, end = found.span()
    said, count = found[2], int(found[1])
    first, last = plain.span(start, end)
    return _multiplied(
        Plain(
            plain.text[:start] + said * count + plain.text[end:],
            plain.starts[:start] + (first,) * count + plain.starts[end:],
            plain.ends[:start] + (last,) * count + plain.ends[end:],
            plain.spoken[:start] + (True,) * count + plain.spoken[end:],
        )
    )
