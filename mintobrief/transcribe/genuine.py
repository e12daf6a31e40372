"""What a recogniser made up: loops, impossible speed, credits of subtitles."""

from __future__ import annotations

import re
import zlib
from functools import cache

from mintobrief.language.lexicon import load
from mintobrief.transcribe.heard import Segment

REPETITIVE = 2.4  # compression ratio that only loops reach
_FASTEST = 10.0  # characters a second
_GUESS = 0.2  # mean probability of a word
_FEW = 5  # too few characters to judge their speed


def is_genuine(segment: Segment) -> bool:
    """False for a segment that nobody can have said."""
    text = bare(segment.text)
    return bool(text) and not (
        _is_guess(segment) or _is_loop(text) or _is_rushed(segment, text) or _is_invented(text)
    )


def bare(text: str) -> str:
    """Letters and characters alone."""
    return re.sub(r"[\W_]", "", text)


def _is_guess(segment: Segment) -> bool:
    """The recogniser believed none of it: what it says of a silence it was sent to search."""
    return sum(word.probability for word in segment.words) < _GUESS * len(segment.words)


def _is_loop(text: str) -> bool:
    content = text.encode()
    return len(content) / len(zlib.compress(content)) > REPETITIVE


def _is_rushed(segment: Segment, text: str) -> bool:
    seconds = segment.end - segment.start
    characters = len(re.sub(r"[A-Za-z]+", "x", text))
    return characters >= _FEW and characters > _FASTEST * seconds


def _is_invented(text: str) -> bool:
    anywhere, alone = _inventions()
    return text in alone or any(line in text for line in anywhere)


@cache
def _inventions() -> tuple[tuple[str, ...], frozenset[str]]:
    lexicon = load("invented")
    return (
        tuple(bare(entry) for entry in lexicon["credits"]),
        frozenset(bare(entry) for entry in lexicon["endings"]),
    )
