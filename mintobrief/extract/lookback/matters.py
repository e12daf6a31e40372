"""Which of several tasks words speak of: by the things and the places that the tasks name."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from mintobrief.domain.task import Task
from mintobrief.extract.lookback.objects import objects_of
from mintobrief.extract.lookback.verbs import Verbs, verbs_of
from mintobrief.language.lexicon import load
from mintobrief.language.nlp import content_words
from mintobrief.language.numerals import read_number

_PLACE = re.compile(
    r"(?P<number>\d+|[〇零一二两三四五六七八九十百]+)(?:[#＃]|号)?(?P<kind>楼|栋|幢|单元|岗|门(?!禁)|库|梯)"
)
_SHORT = 2
# A word of three characters or more that stands there in part counts so much.
_IN_PART = 0.6
# What an owner or the old time limit, named beside, adds to the likeness.
_OWNER, _LIMIT = 0.1, 0.15
# Another task must be less like by so much, else nobody knows which is meant.
_LEAD = 0.12

Place = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Matter:
    """A task and what it is known by."""

    task: Task
    words: frozenset[str]
    places: frozenset[Place]
    verbs: Verbs


class Matters:
    """The tasks that a meeting may speak of."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._matters = tuple(map(_matter, tasks))
        self._weights = _weights(self._matters)
        self._words = frozenset(word for matter in self._matters for word in matter.words)

    def meant(self, text: str, speaker: str | None, least: float) -> Matter | None:
        """The one task that the text names well, and better than any other; None in doubt."""
        places = places_in(text)
        said = {word: share for word in self._words if (share := heard(word, text))}
        near = (m for m in self._matters if said.keys() & m.words or places & m.places)
        found = [(self._likeness(m, said, places), m) for m in near]
        alike = [(share + _beside(m.task, text, speaker), m) for share, m in found if share]
        best = sorted(alike, key=lambda pair: pair[0], reverse=True)[:2]
        if not best or best[0][0] < least:
            return None
        rival = best[1][0] if len(best) > 1 else 0.0
        return best[0][1] if best[0][0] - rival >= _LEAD else None

    def _likeness(
        self, matter: Matter, said: Mapping[str, float], places: frozenset[Place]
    ) -> float:
        """Share of what the task is known by that a text says, from 0 to 1."""
        if _elsewhere(matter.places, places):
            return 0.0
        words = sum(self._weights[word] * said.get(word, 0) for word in matter.words)
        here = sum(self._weights[f"{p}"] for p in matter.places & places)
        if not words and not (here and len(matter.places) == 1):
            return 0.0
        known = (*matter.words, *(f"{place}" for place in matter.places))
        return (words + here) / sum(self._weights[key] for key in known)


def places_in(text: str) -> frozenset[Place]:
    """The numbered places of a text: 3号楼 and 三栋 are one."""
    found = ((_kind(m["kind"]), read_number(m["number"])) for m in _PLACE.finditer(text))
    return frozenset(found)


def _kind(said: str) -> str:
    return "楼" if said in "楼栋幢" else said


def _matter(task: Task) -> Matter:
    bare = _PLACE.sub(" ", task.action)
    words = objects_of(bare) or {word for word in content_words(bare) if len(word) >= _SHORT}
    words = words - _general() or words
    return Matter(task, frozenset(words), places_in(task.action), verbs_of(task.action))


@cache
def _general() -> frozenset[str]:
    return frozenset(load("progress")["general"])


def _weights(matters: Sequence[Matter]) -> Mapping[str, float]:
    """The rarer among the tasks, the more a word tells which is meant."""
    counts = Counter(key for m in matters for key in (*m.words, *map(str, m.places)))
    return {key: math.log(1 + len(matters) / count) for key, count in counts.items()}


def _elsewhere(ours: frozenset[Place], theirs: frozenset[Place]) -> bool:
    """Whether both name places of one kind, and none in common."""
    shared = {kind for kind, _ in ours} & {kind for kind, _ in theirs}
    return any(
        not {p for p in ours if p[0] == kind} & {p for p in theirs if p[0] == kind}
        for kind in shared
    )


def heard(word: str, text: str) -> float:
    """1 where the text says the word, less where it says half of it."""
    if word in text:
        return 1.0
    return _IN_PART if any(half in text for half in _halves(word)) else 0.0


@lru_cache(maxsize=4096)
def _halves(word: str) -> frozenset[str]:
    return frozenset({word[:_SHORT], word[-_SHORT:]} - _general() if len(word) > _SHORT else ())


def _beside(task: Task, text: str, speaker: str | None) -> float:
    owner = any(name in text or name == speaker for name in task.owners)
    limit = bool(task.deadline and task.deadline.text in text)
    return owner * _OWNER + limit * _LIMIT
