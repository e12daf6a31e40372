"""What was said on each topic, in the speakers' own words: 背景, 讨论情况, 交锋, 共识."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mintobrief.domain import Attendee, Header, Point, PointKind, Resolution, Topic, Utterance
from mintobrief.extract.sayings import Listener, Saying
from mintobrief.extract.speech import clean_speech
from mintobrief.language import lexicon
from mintobrief.language.words import full_words

# How many points of each kind a topic has at most, and how many of them by one speaker.
_MOST = {
    PointKind.BACKGROUND: 2,
    PointKind.VIEW: 8,
    PointKind.DISAGREEMENT: 4,
    PointKind.CONSENSUS: 6,
}
_EACH = 2
# A cue is worth as much as this share of the most central sentence.
_CUE = 0.5
# Sentences of this many characters say enough and no more.
_SHORTEST, _LONGEST = 10, 90
# The background is told in the first part of a topic.
_EARLY = 0.34
# A body of more characters is not said before the post.
_LONGEST_BODY = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A saying with its claim to be reported; `decides` where a resolution rests on it."""

    saying: Saying
    weight: float = 0.0
    decides: bool = False

    @property
    def place(self) -> int:
        return self.saying.place

    @property
    def text(self) -> str:
        return self.saying.text

    @property
    def speaker(self) -> str | None:
        return self.saying.speaker


def find_points(
    utterances: Sequence[Utterance],
    topics: Sequence[Topic],
    resolutions: Sequence[Resolution],
    header: Header,
) -> tuple[Point, ...]:
    """The points of every topic in order: by kind, then as they were said.

    A point's text is what was said less fillers and repetitions; no utterance makes two points.
    A stretch of notes that only lists decisions has none: they stand with the resolutions.
    """
    names = _display_names(header)
    rarity = _rarity(utterances)
    listener = Listener(utterances, header)
    decided = frozenset(place for r in resolutions for place in r.evidence)
    found: list[Point] = []
    for number, topic in enumerate(topics):
        sentences = _sentences(listener.sayings(topic), decided, rarity)
        if not all(s.decides and s.saying.written for s in sentences):
            found += _points(number, _choose(sentences), names)
    return tuple(found)


def _rarity(utterances: Sequence[Utterance]) -> Mapping[str, float]:
    """How seldom each word is said in the meeting."""
    spread = Counter(word for u in utterances for word in set(full_words(u.text)))
    return {word: math.log(1 + len(utterances) / n) for word, n in spread.items()}


def _sentences(
    sayings: Sequence[Saying], decided: frozenset[int], rarity: Mapping[str, float]
) -> tuple[Sentence, ...]:
    """The sayings that say something, weighed by how central their words are."""
    words = [full_words(saying.text) for saying in sayings]
    said = Counter(word for one in words for word in set(one))
    weights = [_centrality(one, said, rarity) for one in words]
    top = max(weights, default=0.0) or 1.0
    return tuple(
        Sentence(saying, weight / top, _decides(saying, decided))
        for saying, weight in zip(sayings, weights, strict=True)
        if not _matches("empty", saying.text.strip())
    )


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


def _choose(sentences: Sequence[Sentence]) -> Iterator[tuple[PointKind, Sentence]]:
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


def _tells(cue: str, sentence: Sentence) -> bool:
    return not sentence.decides and _matches(cue, sentence.text)


def _is_background(sentence: Sentence, first: Sentence) -> bool:
    """What lay behind the topic: told by its words, in notes by standing first under no name."""
    if sentence.saying.written:
        plain = sentence.speaker is None and not _matches("objection", sentence.text)
        return (
            plain and not sentence.decides and (sentence is first or _tells("background", sentence))
        )
    return _tells("background", sentence)


def _is_view(sentence: Sentence) -> bool:
    """Long enough to say something; what notes put under a name was worth writing down."""
    noted = sentence.saying.written and sentence.speaker is not None
    return (noted or len(sentence.text) >= _SHORTEST) and not sentence.decides


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
            yield Point(topic, kind, text, sentence.saying.quotes, _shown(sentence.saying, names))


def _shown(saying: Saying, names: Mapping[str, str]) -> str | None:
    """The speaker as printed; a label that names nobody is not."""
    speaker = saying.speaker or ""
    return names.get(speaker, speaker if saying.written and speaker else None)


def _display_names(header: Header) -> dict[str, str]:
    """Every attendee's name as printed, with body and post where they are known: 物业经理高强."""
    people = (*header.observers, *header.attendees)
    return {person.name: _post_of(person) + person.name for person in people}


def _post_of(person: Attendee) -> str:
    """Body and post once each: 物业公司 and 项目经理, but 业委会主任 alone."""
    org, role = person.org or "", person.role or ""
    if role and person.name.endswith(role):
        return org if not person.name.startswith(org) else ""
    said_twice = role[:2] in org or len(org) > _LONGEST_BODY
    return role if role and said_twice else org + role
