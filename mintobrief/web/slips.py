"""Which word was wrong and which is right, from a line before and after a person corrected it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from mintobrief.domain import Meeting
from mintobrief.review.correct import same_words

_LONGEST = 8  # characters of a word
_SHORTEST = 2  # a single character stands in too many other words


@dataclass(frozen=True, slots=True)
class Slip:
    """A word heard wrong, what it is in truth, and in how many other places it stands."""

    was: str
    now: str
    places: int


def slip_in(before: str, now: str, meeting: Meeting) -> Slip | None:
    """The slip that was corrected in a line of `meeting`, which has the line as it is now.

    None where words were added or left out, or more than a word is another.
    """
    found = _changed_word(before, now)
    if found is None:
        return None
    was, right = found
    return Slip(was, right, len(same_words(meeting, was)))


def _changed_word(before: str, now: str) -> tuple[str, str] | None:
    head = _shared(before, now)
    rest = before[head:], now[head:]
    tail = _shared(*(text[::-1] for text in rest))
    was, right = (text[: len(text) - tail] for text in rest)
    if not was or not right or max(len(was), len(right)) > _LONGEST:
        return None
    first, last = _whole_words(now, head, head + len(right))
    words = before[first : len(before) - (len(now) - last)], now[first:last]
    is_word = all(len(word) >= _SHORTEST and word.isalnum() for word in words)
    return words if is_word and max(map(len, words)) <= _LONGEST else None


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, widened to the words it lies in, and to a neighbour where it is too short."""
    from mintobrief.language.words import cut

    at, first, last = 0, start, end
    for word in cut(text):
        if at < end and start < at + len(word):
            first, last = min(first, at), max(last, at + len(word))
        at += len(word)
    if last - first < _SHORTEST:
        beside = text[last : last + 1]
        return (first, last + 1) if beside.isalnum() else (max(0, first - 1), last)
    return first, last
