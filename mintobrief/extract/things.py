"""What a stretch of talk is about, for tasks whose words do not name it (这个, 弄好)."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from mintobrief.domain import Topic
from mintobrief.extract.cues import cue
from mintobrief.extract.moves import Move
from mintobrief.extract.remarks import Remark
from mintobrief.extract.seeds import thin_words
from mintobrief.language import words
from mintobrief.language.nlp import noun_phrases

_LONG = 10
_COMPOUND = 3
# A task is clear enough if it names so many things itself.
_ENOUGH = 2
# Words this many that name a thing need no other beside it.
_CLEAR = 8
# How far back a thing may have been named, and what is left of its weight with each remark.
_LOOK_BACK = 4
_FADES = 0.85
_CHAIR = 0.5

# What the title of the topic, or a question answered, adds to the weight of what it names.
_TITLE = 1.0

Phrases = tuple[str, ...]


class Matter:
    """The things a talk speaks of, remark by remark."""

    def __init__(self, remarks: Sequence[Remark], topics: Sequence[Topic] = ()) -> None:
        self._phrases = tuple(_phrases(remark) for remark in remarks)
        self._titles = tuple(_title_of(remark, topics) for remark in remarks)
        self._asks = tuple(remark.does(Move.ASK) for remark in remarks)
        self._chairs = tuple(remark.chairs for remark in remarks)
        self._spread = Counter(w for phrases in self._phrases for w in _named(phrases))

    def around(self, first: int, last: int, text: str) -> str | None:
        """The thing remarks `first` to `last` are about, where `text` leaves it unnamed.

        Only what the topic or a question names, or what was said more than once; where `text`
        names nothing at all, whatever was named.
        """
        weight = self._weights(first, last)
        room = _ENOUGH - len(things(text))
        # Of equals the later: in 儿童乐园的沙坑 the pit is meant.
        unnamed = sorted((w for w in reversed(weight) if w not in text), key=lambda w: -weight[w])
        named = [weight[w] for w in weight if w in text]
        if len(text) >= _CLEAR and things(text):
            return None
        if not unnamed or (named and (room <= 0 or max(named) >= weight[unnamed[0]])):
            return None
        known = {*_nouns(self._titles[first]), *self._asked(first)}
        phrases = [p for group in self._window(first, last) for p in group if len(p) <= _LONG]
        chosen = unnamed[0]
        repeated = sum(chosen in phrase for phrase in phrases) > 1
        needed = chosen in known or repeated or not things(text)
        return _fullest(chosen, phrases) if needed else None

    def _window(self, first: int, last: int) -> tuple[Phrases, ...]:
        return self._phrases[max(0, first - _LOOK_BACK) : last + 1]

    def _weights(self, first: int, last: int) -> dict[str, float]:
        """How much each thing is the matter: often named, near, by the person in the chair."""
        weight: dict[str, float] = defaultdict(float)
        for number in range(max(0, first - _LOOK_BACK), last + 1):
            near = _FADES ** max(0, first - number)
            for word in _named(self._phrases[number]):
                weight[word] += (1 + _CHAIR * self._chairs[number]) * near
        found = {word: value / math.sqrt(self._spread[word]) for word, value in weight.items()}
        for word in (*_nouns(self._titles[first]), *self._asked(first)):
            found[word] = found.get(word, 0.0) + _TITLE
        return found

    def _asked(self, first: int) -> tuple[str, ...]:
        """The things a question was about that the task's first words answer."""
        if first == 0 or not self._asks[first - 1]:
            return ()
        return tuple(_named(p for group in self._phrases[max(0, first - 2) : first] for p in group))


def _title_of(remark: Remark, topics: Sequence[Topic]) -> str:
    """The title of the topic a remark belongs to; empty where it belongs to none."""
    at = remark.said[0].clause.utterance if remark.said else -1
    return next((topic.title for topic in topics if topic.first <= at <= topic.last), "")


def things(text: str) -> tuple[str, ...]:
    """The words of a text that name a thing one can act on."""
    return tuple(w for w in words.topical_words(text) if w not in thin_words())


def _named(phrases: Iterable[str]) -> dict[str, None]:
    """The things phrases name, each once, in order."""
    return dict.fromkeys(word for phrase in phrases for word in _nouns(phrase))


def _nouns(phrase: str) -> tuple[str, ...]:
    """The things a noun phrase names; itself where it is made of general words (意见表)."""
    nouns = tuple(w for w in things(phrase) if words.tag(w)[0] in "nj" or words.tag(w) == "vn")
    return nouns or ((phrase,) if len(phrase) >= _COMPOUND else ())


def _phrases(remark: Remark) -> Phrases:
    bare = (re.sub("[◆■●]+", "，", said.masked) for said in remark.said)
    found = (phrase for text in bare for phrase in noun_phrases(text) if len(phrase) > 1)
    return tuple(p for p in found if _nouns(p) and not _is_verb(p))


def _is_verb(phrase: str) -> bool:
    """Whether what the dictionary takes for a noun asks or is a mere verb: 贴出来, 打包票."""
    asks = cue("moves", "ask").search(phrase)
    return bool(asks or cue("wording", "verb_alone").fullmatch(phrase))


def _fullest(word: str, phrases: Sequence[str]) -> str:
    return max((p for p in phrases if word in p), key=len, default=word)
