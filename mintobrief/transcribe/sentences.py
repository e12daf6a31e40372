"""Clauses to utterances: one sentence each, by one voice, with its marks.

Nothing but marks is added to what was recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mintobrief.domain import AudioSpan, Utterance
from mintobrief.transcribe.align import SENTENCE_MARKS, Clause
from mintobrief.transcribe.genuine import bare
from mintobrief.transcribe.heard import Word
from mintobrief.transcribe.marks import Place, Punctuator, places, punctuate

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
    for sentence, text in _sentences(clauses, punctuator):
        speaker = labels.setdefault(sentence[0].voice, f"S{len(labels) + 1}")
        if not found or found[-1].speaker != speaker:
            turn += 1
        words = [place.word for place in sentence]
        found.append(
            Utterance(
                turn=turn,
                text=text,
                evidence=_span(words, source_id, seconds),
                speaker=speaker,
                confidence=_confidence(words),
            )
        )
    return tuple(found)


def _sentences(
    clauses: Sequence[Clause], punctuator: Punctuator
) -> Iterator[tuple[list[Place], str]]:
    """The words of each sentence, and how it is written."""
    said = places([clause for clause in clauses if _has_letters(clause)])
    sentence: list[Place] = []
    text = ""
    for place, mark in zip(said, punctuate(said, punctuator), strict=True):
        sentence.append(place)
        text += place.text + mark
        if mark and mark in SENTENCE_MARKS:
            yield sentence, _plain(text)
            sentence, text = [], ""


def _has_letters(clause: Clause) -> bool:
    return any(bare(word.text) for word in clause.words)


def _plain(text: str) -> str:
    """Spaces stay only between words in Latin letters."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text)


def _span(words: Sequence[Word], source_id: str, seconds: float) -> AudioSpan:
    start = max(0.0, min(words[0].start, seconds - _SHORTEST))
    end = min(seconds, max(words[-1].end, start + _SHORTEST))
    return AudioSpan(source_id, round(start, 3), round(end, 3))


def _confidence(words: Sequence[Word]) -> float:
    """The mean probability of the characters."""
    weights = [len(word.text.strip()) for word in words]
    total = sum(word.probability * weight for word, weight in zip(words, weights, strict=True))
    return round(total / sum(weights), 3)
