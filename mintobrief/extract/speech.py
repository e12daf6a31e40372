"""Words made fit to print: numbering, fillers, false starts and repetitions out, nothing added."""

from __future__ import annotations

import re
from functools import cache

from mintobrief.extract.cues import cue
from mintobrief.language import lexicon

_HAN = "一二三四五六七八九十"
_NUMBER = (
    rf"[【〔](?:\s*[{_HAN}\d]{{1,3}}\s*[、.．，])?\s*",
    rf"(?:议\s*题|事\s*项)\s*[{_HAN}\d]{{1,3}}\s*[、.．，,:：\s]\s*",
    rf"[{_HAN}]{{1,3}}\s*[、.．，,:：](?!\s*[{_HAN}]\s*[、，,])\s*",
    rf"[（(]\s*[{_HAN}\d]{{1,3}}\s*[）)]\s*",
    r"\d{1,2}\s*(?:[、）)]|[.．](?!\d))\s*",
    r"[①-⑳]\s*",
)
_TAIL = re.compile(r"[，,、\s]+$")


@cache
def _lead() -> re.Pattern[str]:
    bullets = f"(?:{cue('written', 'bullet').pattern}|[↑→#])+\\s*"
    return re.compile(rf"\s*(?:{'|'.join((bullets, *_NUMBER))})*")


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry) for entry in lexicon.load("points")[name])


def numbering_end(text: str) -> int:
    """Where the words begin after bullets and the numbers of items (1. （一） · ①)."""
    found = _lead().match(text)
    return found.end() if found else 0


def words_end(text: str) -> int:
    """Where the words end before commas that lead to nothing."""
    found = _TAIL.search(text)
    return found.start() if found else len(text)


def clean_speech(text: str) -> str:
    """What was said less what the tongue adds; the rest is word for word as said."""
    for pattern in _patterns("fillers"):
        text = pattern.sub("", text)
    for pattern in _patterns("repeats"):
        text = pattern.sub(r"\1", text)
    return re.sub(r"^[，,、。；;\s]+|[，,、\s]+$", "", text)
