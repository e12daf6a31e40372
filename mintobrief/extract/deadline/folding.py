"""Text as the rules read it: half-width, simplified, without gaps and slips of the recogniser.

Every folded character knows where it stood, so that what a rule finds can be quoted verbatim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLDED = str.maketrans(
    "週個號內後禮兩幾節開會時報〇○●—–－−‐～〜〔〕【】「」『』﹒·",
    "周个号内后礼两几节开会时报〇〇〇-----~~()()()()..",
)
_GAP = re.compile(r"[^\S\n]")
_ASCII_WORD = re.compile(r"[0-9A-Za-z]")

# Slips of OCR and ASR, each with what must stand beside it; none changes the length.
_SLIPS = (
    (re.compile(r"(?<![A-Za-z])[0-9OoIl]*\d[0-9OoIl]*(?![A-Za-z])"), "OoIl", "0011"),
    (re.compile(r"(?<=\d[.:/-])[OoIl]{1,2}(?![A-Za-z])"), "OoIl", "0011"),
    (re.compile(r"(?<![0-9A-Za-z])[OoIl]{1,2}(?=[月号]|日前)"), "OoIl", "0011"),
    (re.compile(r"(?<=[月年周度])未(?=前|之前|以前)"), "未", "末"),
    (re.compile(r"(?<=月)[低氐](?!于|价|温|谷|保|压)"), "低氐", "底底"),
    (re.compile(r"(?<=\d)[曰目](?=前|之前|内|以内|上午|下午)"), "曰目", "日日"),
)


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` to match in; `at[i]` is where its character i stands in `original`."""

    original: str
    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's characters for the folded ones from `start` to `end`, not empty."""
        return self.at[start], self.at[end - 1] + 1


def fold(original: str) -> Folded:
    """Fold `original`; gaps go except between two words or numbers in ASCII."""
    plain = original.translate(_FULL_WIDTH).translate(_FOLDED)
    kept = tuple(i for i, c in enumerate(plain) if not _GAP.match(c) or _parts_words(plain, i))
    text = "".join(plain[i] for i in kept)
    for pattern, wrong, right in _SLIPS:
        text = _mend(text, pattern, str.maketrans(wrong, right))
    return Folded(original, text, kept)


def _mend(text: str, pattern: re.Pattern[str], table: dict[int, int]) -> str:
    return pattern.sub(lambda match: match[0].translate(table), text)


def _parts_words(text: str, gap: int) -> bool:
    before, after = text[gap - 1 : gap], text[gap + 1 : gap + 2]
    return bool(_ASCII_WORD.match(before) and _ASCII_WORD.match(after))
