"""Titles as a secretary words them: the agenda's item, the heading, or the stretch's key terms."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from mintobrief.domain import UNREAD
from mintobrief.language import lexicon
from mintobrief.language.words import noun_runs
from mintobrief.segment.agenda import word_share
from mintobrief.segment.stretch import Stretch
from mintobrief.segment.units import Unit

_LONGEST = 16
# What a term gains by being of the field (times), in the opening unit, right after its cue.
_FIELD, _OPENING, _SUBJECT = 2.0, 2, 5
# A stretch of so few units says nothing twice.
_SHORT = 5
# The second term joins the first in a title where it weighs at least this share of it.
_SECOND = 0.55
_UNTITLED = "其他事项"
# 七辆车 is no subject.
_COUNTED = frozenset("0123456789一二两三四五六七八九十百几")


class TitleMaker:
    """Names the stretches of one meeting; knows how often each term is said in all of it."""

    def __init__(self, units: Sequence[Unit], agenda: Sequence[str]) -> None:
        self._units = units
        self._agenda = tuple(agenda)

    def name(self, stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, str]]:
        """Each stretch with its title; no title is given twice."""
        listed = list(stretches)
        terms = [self._terms(stretch) for stretch in listed]
        spread = Counter(term for counts in terms for term in counts)
        used: set[str] = set()
        for stretch, counts in zip(listed, terms, strict=True):
            title = self._title(stretch, _weigh(counts, spread, len(listed)), used)
            used.add(title)
            yield stretch, title

    def _terms(self, stretch: Stretch) -> Counter[str]:
        """How often each term is said; a term of no field counts where it is said again, or
        where nothing else is there to name the stretch by."""
        texts = [unit.text for unit in self._units[stretch.first : stretch.last + 1]]
        spread = Counter(term for text in texts for term in set(_terms_of(text)))
        opening, subject = set(_terms_of(texts[0])), set(_terms_of(stretch.subject))
        weighed = Counter(
            {
                term: n + _OPENING * (term in opening) + _SUBJECT * (term in subject)
                for term, n in spread.items()
            }
        )
        said = {t for t, n in spread.items() if n > 1 or t in _field() or t in subject}
        if len(texts) <= _SHORT or not said:
            return weighed
        return Counter({term: weighed[term] for term in said})

    def _title(self, stretch: Stretch, ranked: list[tuple[str, float]], used: set[str]) -> str:
        texts = [unit.text for unit in self._units[stretch.first : stretch.last + 1]]
        opening = texts[0] + "".join(term for term, _ in ranked[:6])
        candidates = (
            _heading(stretch.heading),
            self._agenda_item(opening, used),
            self._agenda_item("".join(texts), used),
            self._compose(stretch, ranked),
            *(term for term, _ in ranked),
            _UNTITLED,
        )
        numbered = (f"{_UNTITLED}（{n}）" for n in range(2, len(self._units) + 3))
        return next(title for title in (*candidates, *numbered) if title and title not in used)

    def _agenda_item(self, text: str, used: set[str]) -> str:
        """The item, not yet used, most of whose words are in the text."""
        shares = [(word_share(item, text), item) for item in self._agenda if item not in used]
        share, item = max(shares, default=(0.0, ""))
        return item if share >= 0.5 else ""

    def _compose(self, stretch: Stretch, ranked: Sequence[tuple[str, float]]) -> str:
        """One term with what is done about it (水箱清洗), or two that weigh alike (水泵和水费)."""
        if not ranked:
            return ""
        first, weight = ranked[0]
        others = (t for t, w in ranked[1:4] if w >= _SECOND * weight and not set(t) & set(first))
        if second := next(others, ""):
            return f"{first}和{second}"
        return first + self._action(stretch, first)

    def _action(self, stretch: Stretch, term: str) -> str:
        """What is done about the term, where it is spoken of beside it and again."""
        texts = [unit.text for unit in self._units[stretch.first : stretch.last + 1]]
        said = Counter(a for text in texts for a in set(_actions().findall(text)))
        beside = {a for text in texts if term in text for a in _actions().findall(text)}
        fits = [a for a in beside if said[a] >= 2 and not set(a) & set(term)]
        return max(fits, key=lambda a: (said[a], a), default="")


@cache
def _actions() -> re.Pattern[str]:
    return re.compile(lexicon.load("topics").pattern("titles.actions"))


@cache
def _field() -> frozenset[str]:
    return frozenset(lexicon.load("topics")["terms.field"])


@cache
def _field_terms() -> re.Pattern[str]:
    return re.compile(lexicon.load("topics").pattern("terms.field"))


@cache
def _stopped() -> frozenset[str]:
    return frozenset(lexicon.load("topics")["titles.stop"])


def _terms_of(text: str) -> Iterator[str]:
    """The field's terms in a text, and runs of nouns that hold none of them."""
    yield from _field_terms().findall(text)
    for run in noun_runs(_field_terms().sub("，", text)):
        if run[0] not in _COUNTED and not any(run.endswith(stop) for stop in _stopped()):
            yield run


def _weigh(counts: Counter[str], spread: Counter[str], topics: int) -> list[tuple[str, float]]:
    """The terms by weight: often said here, seldom under the other topics."""
    weights = {
        term: n
        * (math.log((topics + 1) / spread[term]) + 0.2)
        * (_FIELD if term in _field() else 1)
        for term, n in counts.items()
    }
    return sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))


def _heading(lead: str) -> str:
    """A heading without the talk that runs on in its line, and without 关于.

    Empty where characters of it could not be read: then its stretch tells what it is about.
    """
    words = re.split(r"[:：，,。；;|｜—?？!！]|\s{2,}", lead.strip())[0].strip()
    words = re.sub(r"^关于|的?(?:问题|事宜|议题)$", "", words).strip()
    return words if 0 < len(words) <= _LONGEST and UNREAD not in words else ""
