"""Speech made fit to print: fillers, false starts and repetitions out, nothing added."""

from __future__ import annotations

import re
from functools import cache

from mintobrief.language import lexicon


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry) for entry in lexicon.load("points")[name])


def clean_speech(text: str) -> str:
    """What was said less what the tongue adds; the rest is word for word as said."""
    for pattern in _patterns("fillers"):
        text = pattern.sub("", text)
    for pattern in _patterns("repeats"):
        text = pattern.sub(r"\1", text)
    return re.sub(r"^[，,、。；;\s]+|[，,、\s]+$", "", text)
