"""Clauses to utterances: sentences with the marks that pauses stand for.

The small recogniser hardly punctuates. A pause that ends a clause is written as a comma, a
long one, or another voice, as a full stop. Nothing else is added to what was recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mintobrief.domain import AudioSpan, Utterance
from mintobrief.transcribe.align import CLAUSE_MARKS, SENTENCE_MARKS, Clause
from mintobrief.transcribe.genuine import bare

# The pause that ends a sentence, by how many characters it already has: the more was said,
# the shorter a pause will do.
_SENTENCE_PAUSES = ((20, 0.5), (40, 0.35), (60, 0.2))
_SHORTEST = 0.1  # seconds that the evidence of an utterance lasts at least
_FULL_WIDTH = str.maketrans(",;:!?", "，；：！？")


def utterances(
    clauses: Sequence[Clause],
    source_id: str,
    seconds: float,
    *,
    labels: dict[int, str] | None = None,
) -> tuple[Utterance, ...]:
    """Sentences in order, speakers named S1, S2 … in order of their first words.

    Where `labels` are given, voices keep those they have, and new ones are added.
    """
    labels = {} if labels is None else labels
    found: list[Utterance] = []
    turn = -1
    for sentence in _sentences(clause for clause in clauses if _has_letters(clause)):
        speaker = labels.setdefault(sentence[0].voice, f"S{len(labels) + 1}")
        if not found or found[-1].speaker != speaker:
            turn += 1
        found.append(
            Utterance(
                turn=turn,
                text=_text(sentence),
                evidence=_span(sentence, source_id, seconds),
                speaker=speaker,
                confidence=_confidence(sentence),
            )
        )
    return tuple(found)


def _has_letters(clause: Clause) -> bool:
    return any(bare(word.text) for word in clause.words)


def _sentences(clauses: Iterable[Clause]) -> list[list[Clause]]:
    sentences: list[list[Clause]] = []
    for clause in clauses:
        if sentences and not _ends(sentences[-1], clause):
            sentences[-1].append(clause)
        else:
            sentences.append([clause])
    return sentences


def _ends(sentence: Sequence[Clause], following: Clause) -> bool:
    last = sentence[-1]
    length = sum(len(clause.words) for clause in sentence)
    needed = next((pause for limit, pause in _SENTENCE_PAUSES if length < limit), 0.0)
    return (
        last.voice != following.voice
        or last.pause >= needed
        or last.words[-1].text.strip()[-1] in SENTENCE_MARKS
    )


def _text(sentence: Sequence[Clause]) -> str:
    parts = [_plain(clause) for clause in sentence]
    inner = [part if part[-1] in CLAUSE_MARKS else f"{part}，" for part in parts[:-1]]
    last = parts[-1] if parts[-1][-1] in SENTENCE_MARKS else parts[-1].rstrip(CLAUSE_MARKS)
    if last[-1] not in SENTENCE_MARKS:
        last += "？" if last.endswith("吗") else "。"
    return "".join([*inner, last])


def _plain(clause: Clause) -> str:
    """The words of a clause; marks in full width, spaces only between Latin words."""
    text = "".join(word.text for word in clause.words).translate(_FULL_WIDTH)
    text = text.lstrip(f" {CLAUSE_MARKS}{SENTENCE_MARKS}").rstrip()
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text).rstrip(".") or text


def _span(sentence: Sequence[Clause], source_id: str, seconds: float) -> AudioSpan:
    start = max(0.0, min(sentence[0].start, seconds - _SHORTEST))
    end = min(seconds, max(sentence[-1].end, start + _SHORTEST))
    return AudioSpan(source_id, round(start, 3), round(end, 3))


def _confidence(sentence: Sequence[Clause]) -> float:
    """The mean probability of the characters."""
    words = [word for clause in sentence for word in clause.words]
    weights = [len(word.text.strip()) for word in words]
    total = sum(word.probability * weight for word, weight in zip(words, weights, strict=True))
    return round(total / sum(weights), 3)
