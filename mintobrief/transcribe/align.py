"""Words to voices: clauses, each said by one voice.

A word goes to the voice that speaks at its own time. But neither word times nor the edges
of turns are exact, so a clause is split between voices only where both have a good run of
words in it; a word or two that stray do not tear a sentence apart. Where two speak at once
the recogniser writes down one of them, or a mixture: the words go to who spoke first, and are
believed less.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from mintobrief.transcribe.heard import Segment, SpeakerTurn, Stretch, Voices, Word

CLAUSE_MARKS = "，、；：,;:"
SENTENCE_MARKS = "。！？!?"
_CLAUSE_PAUSE = 0.3
_RUN_WORDS = 3  # that a voice must have in a clause to own a part of it
_RUN_SECONDS = 0.8
_CROWDED = 0.6  # of a word's probability is left where two speak at once
_LIKELIER = 0.3  # seconds by which a pause is rather between two segments than elsewhere
_DRAWN_OUT = 0.3  # seconds of a word that count; the rest is silence
_SYLLABLE = 0.1  # seconds that a word keeps, however much of it is silence


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of one voice said in one go, and the pause after them in seconds."""

    words: tuple[Word, ...]
    voice: int
    pause: float

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return self.words[-1].end


def clauses(segments: Sequence[Segment], voices: Voices) -> list[Clause]:
    """The recognised words as clauses in order of time."""
    recognised = [word for segment in segments for word in segment.words]
    ends = _segment_ends(segments)
    words, pauses = _settled(recognised, voices.speech, ends)
    words = _doubted(words, crowded(voices.turns))
    turns = one_at_a_time(voices.turns)
    found: list[Clause] = []
    first = 0
    for index, word in enumerate(words):
        after = words[index + 1] if index + 1 < len(words) else None
        if index in ends or pauses[index] >= _CLAUSE_PAUSE or _breaks(word, after):
            found += _by_voice(words[first : index + 1], pauses[index], turns)
            first = index + 1
    return found


def crowded(turns: Sequence[SpeakerTurn]) -> tuple[Stretch, ...]:
    """Where two or more speak at once, in order of time."""
    found: list[Stretch] = []
    busy = 0.0  # until when somebody speaks who has begun
    for turn in sorted(turns, key=lambda turn: turn.start):
        until = min(busy, turn.end)
        if found and turn.start < found[-1].end:
            found[-1] = Stretch(found[-1].start, max(found[-1].end, until))
        elif turn.start < until:
            found.append(Stretch(turn.start, until))
        busy = max(busy, turn.end)
    return tuple(found)


def one_at_a_time(turns: Sequence[SpeakerTurn]) -> tuple[SpeakerTurn, ...]:
    """The turns without what is said over them: who spoke first goes on to the end."""
    found: list[SpeakerTurn] = []
    for turn in sorted(turns, key=lambda turn: turn.start):
        start = max(turn.start, found[-1].end) if found else turn.start
        if start < turn.end:
            found.append(replace(turn, start=start))
    return tuple(found)


def _doubted(words: Sequence[Word], crowds: Sequence[Stretch]) -> list[Word]:
    return [
        replace(word, probability=word.probability * _CROWDED)
        if _is_within(word.middle, crowds)
        else word
        for word in words
    ]


def _is_within(time: float, stretches: Sequence[Stretch]) -> bool:
    at = bisect_right(stretches, time, key=lambda stretch: stretch.end)
    return at < len(stretches) and stretches[at].start <= time


def _segment_ends(segments: Iterable[Segment]) -> set[int]:
    ends, count = set(), 0
    for segment in segments:
        count += len(segment.words)
        ends.add(count - 1)
    return ends


def _breaks(word: Word, after: Word | None) -> bool:
    """The recogniser ends a clause with a mark, or with a space between characters."""
    if after is None or word.text.strip()[-1] in CLAUSE_MARKS + SENTENCE_MARKS:
        return True
    return after.text[0].isspace() and not (_is_latin(word) and _is_latin(after))


def _is_latin(word: Word) -> bool:
    return word.text.strip().isascii()


def _settled(
    words: Sequence[Word], speech: Sequence[Stretch], ends: set[int]
) -> tuple[list[Word], list[float]]:
    """The words without the silence they were stretched over, and the pause after each.

    Recognisers give the silence beside a word to the word. So a pause is taken from where
    nobody speaks, and put at the nearest junction of two words; those between what was
    decoded as two segments are the likeliest.
    """
    settled = list(words)
    pauses = [max(0.0, b.start - a.end) for a, b in pairwise(words)]
    junctions = [(a.end + b.start) / 2 for a, b in pairwise(words)]
    for before, after in pairwise(speech):
        at = _nearest(junctions, (before.end + after.start) / 2, ends)
        if at is not None:
            settled[at] = _until(settled[at], before.end)
            settled[at + 1] = _from(settled[at + 1], after.start)
            pauses[at] = max(pauses[at], after.start - before.end)
    if settled and speech:
        settled[0] = _from(settled[0], speech[0].start)
        settled[-1] = _until(settled[-1], speech[-1].end)
    return settled, [*pauses, float("inf")]


def _nearest(junctions: Sequence[float], time: float, likely: set[int]) -> int | None:
    at = bisect_right(junctions, time)
    near = [i for i in (at - 1, at) if 0 <= i < len(junctions)]
    return min(
        near, key=lambda i: abs(junctions[i] - time) - _LIKELIER * (i in likely), default=None
    )


def _until(word: Word, time: float) -> Word:
    return replace(word, end=max(min(word.end, time), min(word.end, word.start + _SYLLABLE)))


def _from(word: Word, time: float) -> Word:
    return replace(word, start=min(max(word.start, time), max(word.start, word.end - _SYLLABLE)))


def _by_voice(words: Sequence[Word], pause: float, turns: Sequence[SpeakerTurn]) -> list[Clause]:
    """One clause, or several where voices change within it beyond doubt."""
    labelled = [(word, voice_at(word.middle, turns)) for word in words]
    runs = [
        (voice, [word for word, _ in run])
        for voice, run in groupby(labelled, key=lambda pair: pair[1])
    ]
    sure = [voice for voice, run in runs if _is_run(run)]
    if len(set(sure)) < 2:
        return [Clause(tuple(words), _most_heard(labelled), pause)]
    parts: list[tuple[int, list[Word]]] = []
    stray: list[Word] = []
    for voice, run in runs:
        if not _is_run(run):
            (parts[-1][1] if parts else stray).extend(run)
        elif parts and parts[-1][0] == voice:
            parts[-1][1].extend(run)
        else:
            parts.append((voice, stray + run))
            stray = []
    last = len(parts) - 1
    return [
        Clause(tuple(run), voice, pause if i == last else 0.0)
        for i, (voice, run) in enumerate(parts)
    ]


def _is_run(run: Sequence[Word]) -> bool:
    return len(run) >= _RUN_WORDS and run[-1].end - run[0].start >= _RUN_SECONDS


def _most_heard(labelled: Iterable[tuple[Word, int]]) -> int:
    seconds: dict[int, float] = {}
    for word, voice in labelled:
        said = min(max(word.end - word.start, 0.01), _DRAWN_OUT)
        seconds[voice] = seconds.get(voice, 0.0) + said
    return max(seconds, key=lambda voice: seconds[voice])


def voice_at(time: float, turns: Sequence[SpeakerTurn]) -> int:
    """Who speaks at that time, or else nearest to it; voice 0 where nobody ever does.

    The turns come one after the other.
    """
    if not turns:
        return 0
    at = bisect_right(turns, time, key=lambda turn: turn.start)
    near = turns[max(0, at - 1) : at + 1]
    return min(near, key=lambda turn: max(turn.start - time, time - turn.end, 0.0)).voice
