"""Clauses to utterances: one sentence each, by one voice, with its marks and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mintobrief.domain import AudioSpan, Utterance
from mintobrief.transcribe.align import SENTENCE_MARKS, Clause
from mintobrief.transcribe.genuine import bare
from mintobrief.transcribe.heard import Word
from mintobrief.transcribe.marks import Gap, Punctuator, places, punctuate
from mintobrief.transcribe.written import Piece, sentence

_SHORTEST = 0.1  # seconds that the evidence of an utterance lasts at least


def utterances(
    clauses: Sequence[Clause],
    source_id: str,
    seconds: float,
    punctuator: Punctuator,
    *,
    labels: dict[int, str] | None = None,
) -> tuple[Utterance, ...]:
    """Sentences in order, speakers named S1, S2 … in order of their first words.

    Where `labels` are given, voices keep those they have, and new ones are added.
    """
    labels = {} if labels is None else labels
    found: list[Utterance] = []
    turn = -1
    for said, pieces in _sentences(clauses, punctuator):
        speaker = labels.setdefault(said[0].voice, f"S{len(labels) + 1}")
        if not found or found[-1].speaker != speaker:
            turn += 1
        words = [place.word for place in said]
        text, changes = sentence(pieces)
        span = _span(words, source_id, seconds)
        sure = _confidence(words)
        found.append(Utterance(turn, text, span, speaker, confidence=sure, changes=changes))
    return tuple(found)


def _sentences(
    clauses: Sequence[Clause], punctuator: Punctuator
) -> Iterator[tuple[list[Gap], list[Piece]]]:
    """The words of each sentence, and the pieces it is written with."""
    everything = places([clause for clause in clauses if _has_letters(clause)])
    said: list[Gap] = []
    pieces: list[Piece] = []
    for place, mark in zip(everything, punctuate(everything, punctuator), strict=True):
        said.append(place)
        pieces += [Piece(place.text, place.word.was, place.word.kind), Piece(mark)]
        if mark and mark in SENTENCE_MARKS:
            yield said, pieces
            said, pieces = [], []


def _has_letters(clause: Clause) -> bool:
    return any(bare(word.text) for word in clause.words)


def _span(words: Sequence[Word], source_id: str, seconds: float) -> AudioSpan:
    start = max(0.0, min(words[0].start, seconds - _SHORTEST))
    end = min(seconds, max(words[-1].end, start + _SHORTEST))
    return AudioSpan(source_id, round(start, 3), round(end, 3))


def _confidence(words: Sequence[Word]) -> float:
    """The mean probability of the characters."""
    weights = [len(word.text.strip()) for word in words]
    total = sum(word.probability * weight for word, weight in zip(words, weights, strict=True))
    return round(total / sum(weights), 3)
