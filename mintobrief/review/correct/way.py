"""Where quoted words stand after utterances were reworded, cut or joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate

from mintobrief.domain import Quote, Utterance

Step = tuple[int, int, int, int]  # characters before (half-open) that became these (half-open)
_ALIKE = 0.4  # two sentences that share less were not corrected but written anew
# characters before and after changed words that tell which words they are
_AROUND = ((2, 2), (1, 1), (2, 0), (0, 2), (1, 0), (0, 1), (0, 0))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Utterances `first` to `last` (half-open) before, which are `count` ones now.

    `before` and `now` are their words, `steps` where those differ.
    """

    first: int
    last: int
    count: int
    befores: tuple[str, ...]
    nows: tuple[str, ...]
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, first: int, befores: Sequence[str], nows: Sequence[str]) -> Stretch:
        """The stretch from `first` on, whose utterances had these words and have those now."""
        steps = tuple(_steps("".join(befores), "".join(nows)))
        return cls(first, first + len(befores), len(nows), tuple(befores), tuple(nows), steps)

    @property
    def text(self) -> str:
        return "".join(self.befores)

    @property
    def now(self) -> str:
        return "".join(self.nows)

    def span(self, quote: Quote) -> tuple[int, int]:
        """A quote in characters of the words before."""
        at = sum(map(len, self.befores[: quote.utterance - self.first]))
        return at + quote.start, at + quote.end

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the words before as characters of those now; empty where none are left."""
        return self._at(start, end=False), self._at(end - 1, end=True)

    def changes(self, start: int, end: int) -> Iterator[Step]:
        """The steps that change words within these characters of the words before."""
        for step in self.steps:
            inserted = step[0] == step[1] and start < step[0] < end
            if inserted or (step[0] < end and start < step[1] and step[0] < step[1]):
                yield step

    def quotes(self, start: int, end: int) -> tuple[Quote, ...]:
        """One quote for each utterance now that these characters of the words now are in."""
        edges = [0, *accumulate(map(len, self.nows))]
        return tuple(
            Quote(
                self.first + i, max(start, edges[i]) - edges[i], min(end, edges[i + 1]) - edges[i]
            )
            for i in range(self.count)
            if max(start, edges[i]) < min(end, edges[i + 1])
        )

    def _at(self, position: int, *, end: bool) -> int:
        moved = 0
        for first, last, now_first, now_last in self.steps:
            if position < first:
                break
            if position < last:
                if last - first == now_last - now_first:
                    return now_first + position - first + end
                return now_last if end else now_first
            moved = now_last - last
        return position + moved + end


@dataclass(frozen=True, slots=True)
class Way:
    """Leads from utterances before to those now; `stretches` are in order, others only move."""

    stretches: tuple[Stretch, ...]

    @classmethod
    def between(cls, before: Sequence[Utterance], now: Sequence[Utterance]) -> Way:
        """The way between two states of one draft."""
        head = _alike(before, now)
        tail = _alike(before[head:][::-1], now[head:][::-1])
        olds = before[head : len(before) - tail]
        news = now[head : len(now) - tail]
        matcher = SequenceMatcher(None, [*map(_key, olds)], [*map(_key, news)], autojunk=False)
        return cls(
            tuple(
                Stretch.of(head + i, _texts(olds[i:j]), _texts(news[m:n]))
                for tag, i, j, m, n in matcher.get_opcodes()
                if tag != "equal"
            )
        )

    def stretch(self, utterance: int) -> Stretch | None:
        """The changed stretch that an utterance was in."""
        at = bisect_right(self.stretches, utterance, key=lambda stretch: stretch.first) - 1
        found = self.stretches[at] if at >= 0 else None
        return found if found and utterance < found.last else None

    def rewritten(self) -> Iterator[tuple[int, str]]:
        """The words of the changed stretches as they are now, by their utterances now."""
        for stretch in self.stretches:
            yield from enumerate(stretch.nows, stretch.first + self._shift(stretch.first))

    def leaves(self, utterances: Iterable[int]) -> bool:
        """Whether these utterances are what they were, and where they were."""
        return not any(self._shift(i) or self.stretch(i) for i in utterances)

    def index(self, utterance: int) -> tuple[int, ...]:
        """Where the words of an utterance are now."""
        found = self.stretch(utterance)
        if found is None:
            return (utterance + self._shift(utterance),)
        span = found.span(Quote(utterance, 0, len(found.befores[utterance - found.first])))
        shift = self._shift(found.first)
        return tuple(quote.utterance + shift for quote in found.quotes(*found.moved(*span)))

    def quotes(self, quote: Quote) -> tuple[Quote, ...]:
        """Where the quoted words, or what they were corrected to, stand now."""
        found = self.stretch(quote.utterance)
        if found is None:
            shift = self._shift(quote.utterance)
            return (replace(quote, utterance=quote.utterance + shift),) if shift else (quote,)
        shift = self._shift(found.first)
        there = found.quotes(*found.moved(*found.span(quote)))
        return tuple(replace(one, utterance=one.utterance + shift) for one in there)

    def followed(self, words: str, quotes: Sequence[Quote]) -> str:
        """Words that were read from the quotes, corrected as those were where they hold them."""
        for quote in quotes:
            found = self.stretch(quote.utterance)
            if found is not None:
                words = _followed(words, found, found.span(quote))
        return words

    def touches(self, quotes: Sequence[Quote]) -> bool:
        """Whether quoted words are others now."""
        return any(
            found is not None and any(found.changes(*found.span(quote)))
            for quote in quotes
            for found in [self.stretch(quote.utterance)]
        )

    def _shift(self, utterance: int) -> int:
        past = (s for s in self.stretches if s.last <= utterance and s.first < utterance)
        return sum(s.count - (s.last - s.first) for s in past)


def _followed(words: str, found: Stretch, span: tuple[int, int]) -> str:
    was, now = found.text, found.now
    first, last = found.moved(*span)
    old, new = was[span[0] : span[1]], now[first:last]
    if old == new:
        return words
    if old in words:
        return words.replace(old, new)
    for step in found.changes(*span):
        for old, new in _windows(was, now, step, span):
            if old in words:
                words = words.replace(old, new)
                break
    return words


def _windows(was: str, now: str, step: Step, span: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Changed words and what they became, with ever less of what stands beside them."""
    first, last, now_first, now_last = step
    before = was[:first][::-1]
    for most in _AROUND:
        left = max(0, min(most[0], first - span[0], _alike(before, now[:now_first][::-1])))
        right = max(0, min(most[1], span[1] - last, _alike(was[last:], now[now_last:])))
        old = was[first - left : last + right]
        if len(old) > 1:  # a single character says too little
            yield old, now[now_first - left : now_last + right]


def _steps(was: str, now: str) -> Iterator[Step]:
    """Where the words differ."""
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.ratio() < _ALIKE:
        head = _alike(was, now)
        tail = _alike(was[head:][::-1], now[head:][::-1])
        yield head, len(was) - tail, head, len(now) - tail
        return
    for tag, i, j, m, n in matcher.get_opcodes():
        if tag != "equal":
            yield i, j, m, n


def _alike(one: Sequence[object], other: Sequence[object]) -> int:
    """How many of the first are the same."""
    pairs = zip(one, other, strict=False)
    return next(
        (at for at, (a, b) in enumerate(pairs) if a is not b and a != b), min(len(one), len(other))
    )


def _texts(utterances: Sequence[Utterance]) -> list[str]:
    return [utterance.text for utterance in utterances]


def _key(utterance: Utterance) -> tuple[object, str]:
    return utterance.evidence, utterance.text
