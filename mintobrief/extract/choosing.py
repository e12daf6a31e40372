"""Which sentences of a topic are worth reporting, and under which kind of point."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mintobrief.domain import PointKind
from mintobrief.extract.cues import cue
from mintobrief.extract.prose.persons import is_unresolved
from mintobrief.extract.sayings import Saying
from mintobrief.language.words import full_words

# How many points of each kind a topic has at most, and how many of them by one speaker.
_MOST = {
    PointKind.BACKGROUND: 3,
    PointKind.VIEW: 9,
    PointKind.DISAGREEMENT: 5,
    PointKind.CONSENSUS: 6,
}
_EACH = 2
# A cue is worth as much as this share of the most central sentence.
_CUE = 0.5
# A figure is worth less; chatter, and a 你 that nobody knows, cost.
_FIGURE, _CHATTER, _UNKNOWN = 0.15, 0.4, 0.4
# What is worth less is not reported, as long as a topic has so many others.
_LEAST_WORTH, _ENOUGH = 0.5, 2
# Sentences of this many characters say enough and no more.
_SHORTEST, _LONGEST = 10, 90
# The background is told in the first part of a topic.
_EARLY = 0.34


@dataclass(frozen=True, slots=True)
class Sentence:
    """A saying as it is told, with its claim to be reported.

    `decides` says that a resolution rests on it.
    """

    saying: Saying
    text: str
    weight: float = 0.0
    decides: bool = False

    @property
    def place(self) -> int:
        return self.saying.place

    @property
    def speaker(self) -> str | None:
        return self.saying.speaker


def rarity_of(texts: Sequence[str]) -> Mapping[str, float]:
    """How seldom each word is said in the meeting."""
    spread = Counter(word for text in texts for word in set(full_words(text)))
    return {word: math.log(1 + len(texts) / n) for word, n in spread.items()}


def weighed(
    told: Sequence[tuple[Saying, str]], decided: frozenset[int], rarity: Mapping[str, float]
) -> tuple[Sentence, ...]:
    """The sayings that say something of the matter, weighed by how central their words are.

    What is said of somebody's health or family is nobody else's matter.
    """
    words = [full_words(text) for _, text in told]
    said = Counter(word for one in words for word in set(one))
    weights = [_centrality(one, said, rarity) for one in words]
    top = max(weights, default=0.0) or 1.0
    return tuple(
        Sentence(saying, text, weight / top, _decides(saying, decided))
        for (saying, text), weight in zip(told, weights, strict=True)
        if text and not (_matches("empty", text.strip()) or _matches("private", text))
    )


def chosen(sentences: Sequence[Sentence]) -> Iterator[tuple[PointKind, Sentence]]:
    """The sentences to report, each under one kind."""
    early = sentences[: max(2, math.ceil(len(sentences) * _EARLY))]
    pools = (
        (PointKind.CONSENSUS, [s for s in sentences if s.decides]),
        (PointKind.BACKGROUND, [s for s in early if _is_background(s, sentences[0])]),
        (PointKind.DISAGREEMENT, [s for s in sentences if _tells("objection", s)]),
        (PointKind.VIEW, [s for s in sentences if _is_view(s)]),
    )
    taken: set[int] = set()
    for kind, pool in pools:
        free = [s for s in pool if s.place not in taken]
        for sentence in _best(kind, free):
            taken.add(sentence.place)
            yield kind, sentence


def _decides(saying: Saying, decided: frozenset[int]) -> bool:
    """A resolution rests on it, or it is written down as one (表决：…)."""
    if any(quote.utterance in decided for quote in saying.quotes):
        return True
    return saying.written and _matches("outcome", saying.text)


def _centrality(
    words: Sequence[str], said: Mapping[str, int], rarity: Mapping[str, float]
) -> float:
    """The weight of a sentence's words in its topic; long sentences gain little by length."""
    total = sum(math.log(1 + said[word]) * rarity.get(word, 1.0) for word in set(words))
    return total / (6 + len(set(words)))


def _tells(kind: str, sentence: Sentence) -> bool:
    return not sentence.decides and _matches(kind, sentence.text)


def _is_background(sentence: Sentence, first: Sentence) -> bool:
    """What lay behind the topic: told by its words, in notes by standing first under no name."""
    if sentence.saying.written:
        plain = sentence.speaker is None and not _matches("objection", sentence.text)
        return (
            plain and not sentence.decides and (sentence is first or _tells("background", sentence))
        )
    return _tells("background", sentence) and not _tells("objection", sentence)


def _is_view(sentence: Sentence) -> bool:
    """Long enough to say something; what notes put under a name was worth writing down."""
    noted = sentence.saying.written and sentence.speaker is not None
    return (noted or len(sentence.text) >= _SHORTEST) and not sentence.decides


def _best(kind: PointKind, pool: Sequence[Sentence]) -> list[Sentence]:
    """The weightiest of a pool, no speaker more than twice."""
    spoken: Counter[str | None] = Counter()
    best: list[Sentence] = []
    for sentence in sorted(pool, key=lambda s: (-_worth(kind, s), s.place)):
        if sentence.speaker is None or spoken[sentence.speaker] < _EACH:
            spoken[sentence.speaker] += 1
            best.append(sentence)
    if kind is PointKind.VIEW:
        best = [s for n, s in enumerate(best) if n < _ENOUGH or _is_worthy(kind, s)]
    return best[: _MOST[kind]]


def _is_worthy(kind: PointKind, sentence: Sentence) -> bool:
    """Whether it is worth a paragraph; whoever took notes thought so of all they hold."""
    return sentence.saying.written or _worth(kind, sentence) >= _LEAST_WORTH


_CUES = {
    PointKind.BACKGROUND: "background",
    PointKind.VIEW: "view",
    PointKind.DISAGREEMENT: "objection",
    PointKind.CONSENSUS: "consensus",
}


def _worth(kind: PointKind, sentence: Sentence) -> float:
    worth = sentence.weight + _CUE * _matches(_CUES[kind], sentence.text)
    worth += _FIGURE * bool(re.search(r"\d", sentence.text))
    if not _SHORTEST <= len(sentence.text) <= _LONGEST:
        worth -= _CUE
    if sentence.text.endswith(("？", "?")) and kind is not PointKind.DISAGREEMENT:
        worth -= _CUE
    if not sentence.saying.written:
        worth -= _CHATTER * _matches("chatter", sentence.text)
        worth -= _UNKNOWN * is_unresolved(sentence.text)
    return worth


def _matches(name: str, text: str) -> bool:
    return bool(cue("points", name).search(text))
