"""What was said on each topic, in the speakers' own words: 背景, 讨论情况, 交锋, 共识."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mintobrief.domain import Header, Point, PointKind, Quote, Resolution, Topic, Utterance
from mintobrief.extract.speech import clean_speech
from mintobrief.language import lexicon
from mintobrief.language.words import content_words

# How many points of each kind a topic has at most, and how many of them by one speaker.
_MOST = {
    PointKind.BACKGROUND: 2,
    PointKind.VIEW: 8,
    PointKind.DISAGREEMENT: 4,
    PointKind.CONSENSUS: 4,
}
_EACH = 2
# A cue is worth as much as this share of the most central sentence.
_CUE = 0.5
# Sentences of this many characters say enough and no more.
_SHORTEST, _LONGEST = 10, 90
# The background is told in the first part of a topic.
_EARLY = 0.34


@dataclass(frozen=True, slots=True)
class Sentence:
    """An utterance of a topic with its claim to be reported; `place` is its index."""

    place: int
    text: str
    speaker: str | None
    weight: float


def find_points(
    utterances: Sequence[Utterance],
    topics: Sequence[Topic],
    resolutions: Sequence[Resolution],
    header: Header,
) -> tuple[Point, ...]:
    """The points of every topic in order: by kind, then as they were said.

    A point's text is what was said less fillers and repetitions; no utterance makes two points.
    """
    names = _display_names(header)
    rarity = _rarity(utterances)
    found: list[Point] = []
    for number, topic in enumerate(topics):
        decided = _decided(resolutions, topic)
        sentences = _sentences(utterances, topic, rarity)
        found += _points(number, _choose(sentences, decided), names)
    return tuple(found)


def _rarity(utterances: Sequence[Utterance]) -> Mapping[str, float]:
    """How seldom each word is said in the meeting."""
    spread = Counter(word for u in utterances for word in set(content_words(u.text)))
    return {word: math.log(1 + len(utterances) / n) for word, n in spread.items()}


def _decided(resolutions: Iterable[Resolution], topic: Topic) -> frozenset[int]:
    """The utterances of the topic that establish resolutions."""
    evidence = (place for r in resolutions for place in r.evidence)
    return frozenset(place for place in evidence if topic.first <= place <= topic.last)


def _sentences(
    utterances: Sequence[Utterance], topic: Topic, rarity: Mapping[str, float]
) -> tuple[Sentence, ...]:
    """The topic's sentences that say something, weighed by how central their words are."""
    places = range(topic.first, topic.last + 1)
    words = {place: content_words(utterances[place].text) for place in places}
    said = Counter(word for place in places for word in set(words[place]))
    weights = {place: _centrality(words[place], said, rarity) for place in places}
    top = max(weights.values()) or 1.0
    return tuple(
        Sentence(place, u.text, u.name or u.speaker, weights[place] / top)
        for place in places
        if not _matches("empty", (u := utterances[place]).text.strip())
    )


def _centrality(
    words: Sequence[str], said: Mapping[str, int], rarity: Mapping[str, float]
) -> float:
    """The weight of a sentence's words in its topic; long sentences gain little by length."""
    total = sum(math.log(1 + said[word]) * rarity[word] for word in set(words))
    return total / (6 + len(set(words)))


def _choose(
    sentences: Sequence[Sentence], decided: frozenset[int]
) -> Iterator[tuple[PointKind, Sentence]]:
    """The sentences to report, each under one kind."""
    early = sentences[: max(2, math.ceil(len(sentences) * _EARLY))]
    pools = (
        (PointKind.CONSENSUS, [s for s in sentences if s.place in decided]),
        (PointKind.BACKGROUND, [s for s in early if _matches("background", s.text)]),
        (PointKind.DISAGREEMENT, [s for s in sentences if _matches("objection", s.text)]),
        (PointKind.VIEW, [s for s in sentences if len(s.text) >= _SHORTEST]),
    )
    taken: set[int] = set()
    for kind, pool in pools:
        free = [s for s in pool if s.place not in taken]
        for sentence in _best(kind, free):
            taken.add(sentence.place)
            yield kind, sentence


def _best(kind: PointKind, pool: Sequence[Sentence]) -> list[Sentence]:
    """The weightiest of a pool, no speaker more than twice."""
    spoken: Counter[str | None] = Counter()
    chosen: list[Sentence] = []
    for sentence in sorted(pool, key=lambda s: (-_worth(kind, s), s.place)):
        if sentence.speaker is None or spoken[sentence.speaker] < _EACH:
            spoken[sentence.speaker] += 1
            chosen.append(sentence)
    return chosen[: _MOST[kind]]


_CUES = {
    PointKind.BACKGROUND: "background",
    PointKind.VIEW: "view",
    PointKind.DISAGREEMENT: "objection",
    PointKind.CONSENSUS: "consensus",
}


def _worth(kind: PointKind, sentence: Sentence) -> float:
    worth = sentence.weight + _CUE * _matches(_CUES[kind], sentence.text)
    if not _SHORTEST <= len(sentence.text) <= _LONGEST:
        worth -= _CUE
    if sentence.text.rstrip().endswith(("？", "?")) and kind is not PointKind.DISAGREEMENT:
        worth -= _CUE
    return worth


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(lexicon.load("points").expression(name))


def _matches(name: str, text: str) -> bool:
    return bool(_pattern(name).search(text))


_ORDER = tuple(PointKind)


def _points(
    topic: int, chosen: Iterable[tuple[PointKind, Sentence]], names: Mapping[str, str]
) -> Iterator[Point]:
    """The points of a topic, by kind and then as they were said."""
    ordered = sorted(chosen, key=lambda pair: (_ORDER.index(pair[0]), pair[1].place))
    for kind, sentence in ordered:
        text = clean_speech(sentence.text)
        if text:
            quote = Quote(sentence.place, 0, len(sentence.text))
            yield Point(topic, kind, text, (quote,), names.get(sentence.speaker or ""))


def _display_names(header: Header) -> dict[str, str]:
    """Every attendee's name as printed, with the post where it is known: 物业经理高强."""
    return {
        person.name: person.name
        if not (post := person.role or person.org) or person.name.endswith(post)
        else post + person.name
        for person in (*header.observers, *header.attendees)
    }
