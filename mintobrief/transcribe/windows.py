"""Stretches of time: windows to recognise one after the other, and what was left unheard."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from mintobrief.transcribe.heard import Segment, Stretch

Window = tuple[Stretch, tuple[Stretch, ...]]  # what is recognised in one go, the speech in it

_LONG = 120.0  # a window of this length ends at the next good pause
_LONGEST = 240.0  # and here in any case, so that memory stays flat
_FIRST_LONG = 15.0  # the first one is short: a person wants to see that it works
_FIRST_LONGEST = 30.0
_GOOD_PAUSE = 0.8
_DEAD = 20.0  # silence that is skipped altogether
_MARGIN = 0.6  # of silence around the speech of a window
_HELD = 0.6  # seconds one character may last before it is hiding lost speech
_BREATH = 0.5  # between words that follow each other


def windows(speech: Iterable[Stretch], seconds: float) -> Iterator[Window]:
    """Cut the sound where nobody speaks; every second of speech lies in exactly one window.

    A window is given out as soon as the speech after it is known.
    """
    group: list[Stretch] = []
    earliest = 0.0
    long, longest = _FIRST_LONG, _FIRST_LONGEST
    for part in _hard_cuts(speech):
        if group and _must_cut(group, part, long, longest):
            middle = (group[-1].end + part.start) / 2
            yield _window(group, earliest, middle)
            group, earliest = [], middle
            long, longest = _LONG, _LONGEST
        group.append(part)
    if group:
        yield _window(group, earliest, seconds)


def _hard_cuts(speech: Iterable[Stretch]) -> Iterator[Stretch]:
    for part in speech:
        start = part.start
        while part.end - start > _LONGEST:
            yield Stretch(start, start + _LONGEST)
            start += _LONGEST
        yield Stretch(start, part.end)


def _must_cut(group: Sequence[Stretch], part: Stretch, long: float, longest: float) -> bool:
    pause = part.start - group[-1].end
    if pause > _DEAD or part.end - group[0].start > longest:
        return True
    return group[-1].end - group[0].start > long and pause > _GOOD_PAUSE


def _window(group: Sequence[Stretch], earliest: float, latest: float) -> Window:
    """The speech with some of the silence around it."""
    start = max(group[0].start - _MARGIN, earliest)
    return Stretch(start, min(group[-1].end + _MARGIN, latest)), tuple(group)


def unheard(
    speech: Iterable[Stretch], segments: Iterable[Segment], shortest: float
) -> list[Stretch]:
    """The parts of the speech, of some length, in which no words were recognised."""
    covered = _covered(segments)
    gaps = [gap for part in speech for gap in _uncovered(part, covered)]
    return [gap for gap in gaps if gap.seconds >= shortest]


def _covered(segments: Iterable[Segment]) -> list[Stretch]:
    """Where words were recognised; a character drawn out over seconds covers its beginning."""
    words = [word for segment in segments for word in segment.words]
    covered: list[Stretch] = []
    for word in sorted(words, key=lambda word: word.start):
        end = min(word.end, word.start + _HELD * max(1, len(word.text.strip())))
        if covered and word.start - covered[-1].end <= _BREATH:
            covered[-1] = Stretch(covered[-1].start, max(covered[-1].end, end))
        else:
            covered.append(Stretch(word.start, end))
    return covered


def _uncovered(part: Stretch, covered: Sequence[Stretch]) -> Iterator[Stretch]:
    """What of a part is left; `covered` is in order and nowhere overlaps itself."""
    first = bisect_right(covered, part.start, key=lambda cover: cover.end)
    last = bisect_left(covered, part.end, key=lambda cover: cover.start)
    start = part.start
    for cover in covered[first:last]:
        if cover.start > start:
            yield Stretch(start, cover.start)
        start = cover.end
    if start < part.end:
        yield Stretch(start, part.end)
