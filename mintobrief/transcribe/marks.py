"""Which mark belongs after which word: the network proposes, what was heard decides.

Another voice always ends a sentence, a very long pause too; the middle of a word or number
never does. An utterance is what a reviewer plays to check a claim, so it must not grow long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mintobrief.language.number_words import NUMERALS
from mintobrief.language.words import cut
from mintobrief.transcribe.align import CLAUSE_MARKS, SENTENCE_MARKS, Clause
from mintobrief.transcribe.heard import Word
from mintobrief.transcribe.manner import telling

NONE, COMMA, ENUMERATION, STOP, QUESTION = range(5)
MARKS = ("", "，", "、", "。", "？")
_WITHIN_SENTENCE, _AT_END = [COMMA, ENUMERATION], [STOP, QUESTION]

# What the network is told of the silence after a character: a class of length. UNKNOWN where
# there are no times, HINT where the recogniser itself ends a clause though nobody pauses,
# TURN where another voice begins.
UNKNOWN, HINT, TURN = 0, 4, 14
WITHIN = (0.05, 0.15)  # seconds that part the classes 1, 2 and 3
BETWEEN = (0.15, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.4, 2.0)  # those that part HINT to 13

# What is one place for a mark: a Chinese character, a word in Latin letters, a number.
UNIT = re.compile(r"[\u3400-\u9fff〇]|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'\-.]*|\d[\d.,:/%]*")

_ENDING = 2.0  # seconds of silence that end a sentence, whatever was being said
_BREAKING = 1.0  # those after which what looks like one word is two
_MOST, _LONGEST = 60, 18.0  # units and seconds of a sentence
_FEW = 4  # units that are hardly a sentence, and
_HASTY = 0.5  # seconds of silence that make even those one
_TRUSTED, _TRUSTED_STOPS = 1 / 20, 1 / 60  # marks a unit by which a recogniser shows it can
# Evidence is better short than long, and the meetings learnt from are written in long sentences;
# a wrong 、 does more harm than a missing one.
LEANING = np.array([1, 1, 0.4, 2, 3], np.float32)
_LEAST = 1e-6  # no score is taken for less
_CLAUSE = 0.1  # weight of "no mark" where the recogniser or a pause ends a clause
_FULL_WIDTH = str.maketrans(",;:!?.", "，；：！？。")

# Nobody asks without one of these words, and some always ask.
_MAY_ASK = re.compile(r"[吗呢么吧谁哪几怎啥何否]|多[少大长久高远]|(.)不\1|有没有|没有?$|[行对]不$")
_ASKS = re.compile(r"(?:吗|(.)不\1.?)$")

Scores = NDArray[np.float32]


class Punctuator(Protocol):
    """Tells how likely each mark is."""

    def judge(self, units: Sequence[str], pauses: Sequence[int]) -> Scores:
        """A row of probabilities, in the order of MARKS, for every unit.

        `pauses` has the class of the pause after each.
        """
        ...


@dataclass(frozen=True, slots=True)
class Gap:
    """A word without its marks, and all that is known of what follows it."""

    word: Word
    text: str  # may begin with a space
    own: str  # the mark that the recogniser gave it, in full width, or nothing
    pause: float
    ends_clause: bool
    voice: int
    ends_turn: bool

    @property
    def pause_class(self) -> int:
        return TURN if self.ends_turn else pause_class(self.pause, ends_clause=self.ends_clause)


def units(text: str) -> list[str]:
    """What in a text can carry a mark."""
    return UNIT.findall(text)


def pause_class(seconds: float, *, ends_clause: bool) -> int:
    """What the network is told of a pause."""
    edges, first = (BETWEEN, HINT) if ends_clause else (WITHIN, 1)
    return first + sum(seconds >= edge for edge in edges)


def places(clauses: Sequence[Clause]) -> list[Gap]:
    """The words that say something, in order."""
    found: list[Gap] = []
    for place in (place for clause in clauses for place in _of_clause(clause)):
        if place.text.strip():
            found.append(place)
        elif found and not found[-1].own:
            # a mark that is a word of its own
            found[-1] = replace(place, word=found[-1].word, text=found[-1].text)
    ends = [a.voice != b.voice for a, b in pairwise(found)] + [True] * bool(found)
    return [replace(place, ends_turn=end) for place, end in zip(found, ends, strict=True)]


def _of_clause(clause: Clause) -> Iterator[Gap]:
    for index, word in enumerate(clause.words):
        last = index == len(clause.words) - 1
        pause = clause.pause if last else max(0.0, clause.words[index + 1].start - word.end)
        text, own = _parted(word.text)
        yield Gap(word, text, own, pause, last, clause.voice, ends_turn=False)


def _parted(text: str) -> tuple[str, str]:
    """The word, and the strongest mark after it."""
    word = text.strip().strip(f"{CLAUSE_MARKS}{SENTENCE_MARKS}.")
    own = text.rpartition(word)[2] if word else text
    marks = own.strip().translate(_FULL_WIDTH)
    lead = " " if text[:1].isspace() else ""
    return lead + word, max(marks, key=_ends, default="")


def punctuate(said: Sequence[Gap], punctuator: Punctuator) -> list[str]:
    """The mark after each place, or nothing; the last of each turn ends a sentence."""
    scores = _cohesive(said, _paced(said, _scores(said, punctuator)))
    trusted = _punctuates(said)
    marks = [_mark(place, row, trusted) for place, row in zip(said, scores, strict=True)]
    for start, end in _sentences(marks):
        if end - start < _FEW and marks[end - 1] == "。" and _is_hasty(said[end - 1]):
            marks[end - 1] = "，"
    for start, end in _sentences(marks):
        for at in _breaks(said, scores, start, end):
            marks[at] = _ending(scores[at])
    for start, end in _sentences(marks):
        if not said[end - 1].own:
            marks[end - 1] = _asked_or_told(said[start:end], marks[end - 1])
    return marks


def _asked_or_told(sentence: Sequence[Gap], mark: str) -> str:
    text = "".join(place.text for place in sentence)
    if mark == MARKS[QUESTION] and not _MAY_ASK.search(text):
        return MARKS[STOP]
    return MARKS[QUESTION] if _ASKS.search(text) else mark


def _scores(said: Sequence[Gap], punctuator: Punctuator) -> Scores:
    """The row of each place is that of its last unit."""
    spelt = [units(place.text) for place in said]
    pauses = [
        pause
        for place, mine in zip(said, spelt, strict=True)
        for pause in [1] * (len(mine) - 1) + [place.pause_class] * bool(mine)
    ]
    judged = punctuator.judge([unit for mine in spelt for unit in mine], pauses)
    rows = np.zeros((len(said), len(MARKS)), np.float32)
    for index, last in enumerate(accumulate(len(mine) for mine in spelt)):
        rows[index] = judged[last - 1] if spelt[index] else np.eye(len(MARKS))[NONE]
    return rows


def _paced(said: Sequence[Gap], scores: Scores) -> Scores:
    """The scores with what the pauses of each voice tell beside its other pauses."""
    rows = scores.copy()
    for voice in {place.voice for place in said}:
        mine = [i for i, place in enumerate(said) if place.voice == voice and _may_tell(place)]
        leaning = rows[mine] * LEANING
        within, at_end = leaning[:, _WITHIN_SENTENCE].sum(1), leaning[:, _AT_END].sum(1)
        odds = at_end / np.maximum(within, _LEAST)
        told = telling([said[i].pause for i in mine], odds, 1 - rows[mine, NONE])
        rows[np.ix_(mine, _AT_END)] *= np.exp(told / 2)[:, None]
        rows[np.ix_(mine, _WITHIN_SENTENCE)] *= np.exp(-told / 2)[:, None]
    return rows


def _may_tell(place: Gap) -> bool:
    return place.ends_clause and not place.ends_turn


def _cohesive(said: Sequence[Gap], scores: Scores) -> Scores:
    """The scores without marks inside words and numbers."""
    rows = scores.copy()
    inner = _inside_words(said)
    for index, (here, after) in enumerate(pairwise(said)):
        if here.own or here.ends_turn or here.pause >= _BREAKING:
            continue
        if inner[index]:
            rows[index] = np.eye(len(MARKS))[NONE]
        elif _is_number(here, after):
            rows[index, [COMMA, STOP, QUESTION]] = 0  # 三、四号楼 may be
    return rows


def _inside_words(said: Sequence[Gap]) -> list[bool]:
    """True for places that end in the middle of a word of the dictionary."""
    text = "".join(place.text + place.own for place in said)
    ends = set(accumulate(len(word) for word in cut(text)))
    return [end not in ends for end in accumulate(len(p.text + p.own) for p in said)]


def _is_number(here: Gap, after: Gap) -> bool:
    follows = after.text.strip()[0] in NUMERALS
    return follows and (here.text[-1] in NUMERALS or here.text.endswith("之"))


def _punctuates(said: Sequence[Gap]) -> bool:
    """True for a recogniser that sets marks itself, which the larger ones do well."""
    count = sum(len(units(place.text)) for place in said)
    stops = sum(_ends(place.own) for place in said)
    return sum(bool(place.own) for place in said) > _TRUSTED * count and (
        stops > _TRUSTED_STOPS * count
    )


def _mark(place: Gap, row: Scores, trusted: bool) -> str:
    likely = MARKS[int(likeliest(_weighed(place, row)[None])[0])]
    mark = place.own if trusted or _ends(place.own) else likely or place.own
    must_end = place.ends_turn or place.pause >= _ENDING
    return _ending(row) if must_end and not _ends(mark) else mark


def _weighed(place: Gap, row: Scores) -> Scores:
    """The scores, leaning to shorter sentences, and to a mark where a clause was heard to end."""
    weights = LEANING.copy()
    if place.ends_clause:
        weights[NONE] = _CLAUSE
    return row * weights


def likeliest(scores: Scores) -> NDArray[np.intp]:
    """The mark of each row: first whether a sentence ends or goes on, then which mark it is."""
    kinds = [scores[:, kind] for kind in ([NONE], _WITHIN_SENTENCE, _AT_END)]
    chosen = np.stack([kind.sum(axis=1) for kind in kinds]).argmax(axis=0)
    within = np.take(_WITHIN_SENTENCE, kinds[1].argmax(axis=1))
    at_end = np.take(_AT_END, kinds[2].argmax(axis=1))
    found: NDArray[np.intp] = np.choose(chosen, [np.zeros_like(within), within, at_end])
    return found


def _ends(mark: str) -> bool:
    """True for a mark that ends a sentence."""
    return mark != "" and mark in SENTENCE_MARKS


def _ending(row: Scores) -> str:
    return MARKS[max(STOP, QUESTION, key=lambda mark: row[mark] * LEANING[mark])]


def _is_hasty(place: Gap) -> bool:
    return not (place.own or place.ends_turn) and place.pause < _HASTY


def _sentences(marks: Sequence[str]) -> Iterable[tuple[int, int]]:
    ends = [i + 1 for i, mark in enumerate(marks) if _ends(mark)]
    return list(pairwise([0, *ends]))


def _breaks(said: Sequence[Gap], scores: Scores, start: int, end: int) -> Iterator[int]:
    """Where a sentence that is too long is best broken, until no part of it is."""
    seconds = said[end - 1].word.end - said[start].word.start
    if end - start < 2 or (end - start <= _MOST and seconds <= _LONGEST):
        return
    margin = (end - start) // 5
    middle = range(start + margin, max(end - 1 - margin, start + margin + 1))
    at = max(middle, key=lambda i: _breakable(said[i], scores[i]))
    yield at
    yield from _breaks(said, scores, start, at + 1)
    yield from _breaks(said, scores, at + 1, end)


def _breakable(place: Gap, row: Scores) -> float:
    ends = float(row[STOP] + row[QUESTION])
    return ends + 0.4 * float(row[COMMA]) + 0.3 * min(place.pause, 1.0) + 0.1 * bool(place.own)
