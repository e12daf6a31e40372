"""Stretches of time: windows to recognise one after the other, and what was left unheard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mintobrief.transcribe.heard import Segment, Stretch

_LONG = 120.0  # a window of this length ends at the next good pause
_LONGEST = 240.0  # and here in any case, so that memory stays flat
_GOOD_PAUSE = 0.8
_DEAD = 20.0  # silence that is skipped altogether
_MARGIN = 0.6  # of silence around the speech of a window
_HELD = 0.6  # seconds one character may last before it is hiding lost speech
_BREATH = 0.5  # between words that follow each other


def windows(speech: Sequence[Stretch], seconds: float) -> list[Stretch]:
    """Cut the sound where nobody speaks; every second of speech lies in exactly one window."""
    groups: list[Stretch] = []
    for part in _hard_cuts(speech):
        if groups and not _must_cut(groups[-1], part):
            groups[-1] = Stretch(groups[-1].start, part.end)
        else:
            groups.append(part)
    return [_widened(i, groups, seconds) for i in range(len(groups))]


def _hard_cuts(speech: Iterable[Stretch]) -> Iterable[Stretch]:
    for part in speech:
        start = part.start
        while part.end - start > _LONGEST:
            yield Stretch(start, start + _LONGEST)
            start += _LONGEST
        yield Stretch(start, part.end)


def _must_cut(window: Stretch, part: Stretch) -> bool:
    pause = part.start - window.end
    if pause > _DEAD or part.end - window.start > _LONGEST:
        return True
    return window.seconds > _LONG and pause > _GOOD_PAUSE


def _widened(index: int, groups: Sequence[Stretch], seconds: float) -> Stretch:
    """Give a window some of the silence around it, at most half the way to its neighbour."""
    here = groups[index]
    before = groups[index - 1].end if index else 0.0
    after = groups[index + 1].start if index + 1 < len(groups) else seconds
    return Stretch(
        max(here.start - _MARGIN, (before + here.start) / 2 if index else 0.0),
        min(here.end + _MARGIN, (here.end + after) / 2 if index + 1 < len(groups) else seconds),
    )


def unheard(
    speech: Iterable[Stretch], segments: Iterable[Segment], shortest: float
) -> list[Stretch]:
    """The parts of the speech, of some length, in which no words were recognised."""
    covered = _covered(segments)
    gaps = [gap for part in speech for gap in _uncovered(part, covered)]
    return [gap for gap in gaps if gap.seconds >= shortest]


def within(speech: Iterable[Stretch], window: Stretch) -> list[Stretch]:
    """The parts of the speech that lie in a window."""
    parts = (Stretch(max(s.start, window.start), min(s.end, window.end)) for s in speech)
    return [part for part in parts if part.seconds > 0]


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


def _uncovered(part: Stretch, covered: Iterable[Stretch]) -> Iterable[Stretch]:
    start = part.start
    for cover in covered:
        if cover.end <= start or cover.start >= part.end:
            continue
        if cover.start > start:
            yield Stretch(start, cover.start)
        start = cover.end
    if start < part.end:
        yield Stretch(start, part.end)
