"""The marks of a meeting, made of what the network says of its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np

from mintobrief.tagging.decode import (
    CURRENT,
    ECHO,
    FieldSpan,
    Scores,
    Unit,
    read_fields,
    read_units,
)
from mintobrief.tagging.links import Spot
from mintobrief.tagging.mentions import Mention, MentionKind, Stretch
from mintobrief.tagging.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the tokens it was read from."""

    mention: Mention
    spot: Spot


@dataclass(frozen=True, slots=True)
class Marks:
    """What was found in all sentences: mentions in order of place, and what each one does."""

    found: tuple[Found, ...]
    stretches: tuple[tuple[Stretch, ...], ...]


def mark_all(sentences: Sequence[Sentence], scores: Scores) -> Marks:
    """The marks of the sentences, by the scores of the meeting's tokens."""
    units = [_units(sentence, scores) for sentence in sentences]
    pairs = list(zip(sentences, units, strict=True))
    found = chain.from_iterable(
        chain(_tied(sentence, own), _filled(sentence, scores)) for sentence, own in pairs
    )
    return Marks(
        tuple(sorted(found, key=lambda f: f.mention.place)),
        tuple(tuple(_stretch(sentence, unit) for unit in own) for sentence, own in pairs),
    )


def _units(sentence: Sentence, scores: Scores) -> tuple[Unit, ...]:
    own = scores.part(sentence.start, sentence.end)
    return tuple(read_units(own, sentence.clause_ends()))


def _stretch(sentence: Sentence, unit: Unit) -> Stretch:
    return Stretch(*sentence.characters(unit.start, unit.end), unit.act, unit.probability)


def _tied(sentence: Sentence, units: Sequence[Unit]) -> Iterator[Found]:
    for unit in units:
        words = sentence.words(unit.start, unit.end)
        if words and unit.counts:
            kind, place = MentionKind.UNIT, (sentence.index, *words)
            mention = Mention(kind, *place, unit.tied, unit.act, unit.current)
            yield Found(mention, _spot(sentence, unit))


def _filled(sentence: Sentence, scores: Scores) -> Iterator[Found]:
    own = scores.part(sentence.start, sentence.end)
    for field in read_fields(own):
        if words := sentence.words(field.start, field.end):
            place = (sentence.index, *words)
            current = _is_current(own, field)
            mention = Mention(field.kind, *place, field.probability, current=current)
            yield Found(mention, _spot(sentence, field))


def _is_current(scores: Scores, field: FieldSpan) -> bool:
    """A field's words are as current as the unit they stand in."""
    ties = np.exp(scores.ties[field.start : field.end]).mean(axis=0)
    return bool(ties[CURRENT] >= ties[ECHO])


def _spot(sentence: Sentence, part: Unit | FieldSpan) -> Spot:
    return Spot(sentence.start + part.start, sentence.start + part.end, sentence.line)


def topic_starts(
    sentences: Sequence[Sentence], scores: Scores, firsts: Sequence[int]
) -> tuple[float, ...]:
    """The probability that a topic starts with each sentence: 0 but for the first of a line.

    `firsts` are the lines' first tokens.
    """
    starts = np.exp(scores.topics[list(firsts)]).tolist()
    lines = [-1, *(sentence.line for sentence in sentences)]
    return tuple(
        min(1.0, starts[line]) if line != before else 0.0 for before, line in pairwise(lines)
    )
