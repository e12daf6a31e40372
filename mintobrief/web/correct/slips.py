"""Which word was wrong and which is right, from a line before and after a person corrected it."""

from __future__ import annotations

from collections.abc import Iterator
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

    None where words were added or left out, or more than a word is another. A word of one
    character takes in the neighbour beside which it stands most often.
    """
    found = [Slip(*pair, len(same_words(meeting, pair[0]))) for pair in _words(before, now)]
    return max(found, key=lambda slip: slip.places, default=None)


def _words(before: str, now: str) -> Iterator[tuple[str, str]]:
    """What may be the word that is another, as it was and as it is."""
    head = _shared(before, now)
    rest = before[head:], now[head:]
    tail = _shared(*(text[::-1] for text in rest))
    was, right = (text[: len(text) - tail] for text in rest)
    if not was or not right or max(len(was), len(right)) > _LONGEST:
        return
    for first, last in _stretches(now, head, head + len(right)):
        pair = before[first : len(before) - (len(now) - last)], now[first:last]
        if all(_SHORTEST <= len(word) <= _LONGEST and word.isalnum() for word in pair):
            yield pair


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch, widened to the words it lies in; with a neighbour where it is too short."""
    from mintobrief.language.words import cut

    at, first, last = 0, start, end
    for word in cut(text):
        if at < end and start < at + len(word):
            first, last = min(first, at), max(last, at + len(word))
        at += len(word)
    if last - first >= _SHORTEST:
        return [(first, last)]
    beside = [(first - 1, last), (first, last + 1)]
    return [(one, other) for one, other in beside if one >= 0 and other <= len(text)]
