"""The right words for what was read.

Between the characters that the recogniser weighed a language model decides in context. A
paragraph is read as one, so that words and sentences go on over the ends of lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import log

from mintobrief.config import Settings
from mintobrief.domain import Change, ChangeKind, Glyph, Option
from mintobrief.language.beam import LONGEST, Beam
from mintobrief.language.characters import is_chinese
from mintobrief.language.ngrams import State, load_model
from mintobrief.language.vocabulary import Vocabulary
from mintobrief.read.line import Line
from mintobrief.read.trust.certainty import certain
from mintobrief.read.words.shapes import Words, beginnings, slot
from mintobrief.weights import assemble

_CONTEXT = 0.6 * log(10)  # weight of the language model, which answers in log10
_WEIGHED = 0.05  # of the probability of what was read, for another character to stand there
_RIVAL = 0.8  # of it, where that makes no longer word: 了 and 的 go with anything


@dataclass(frozen=True, slots=True)
class Choice:
    """A character that stands in a place, and how well it goes with its neighbours.

    `fit` is the language model's log10 for its word, shared among the word's characters; None
    where the model was not asked.
    """

    text: str
    fit: float | None = None
    word: str = ""


class TrigramCorrector:
    """Reads doubtful characters again by the words that they make."""

    def __init__(self, settings: Settings) -> None:
        self._model = load_model(assemble("ngrams", settings))
        self._beginnings = beginnings(self._model.vocabulary)
        self._last: _Search | None = None

    def correct(self, lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Line, ...]:
        """The lines with better characters, each with the probability that it is right.

        Every change is among a line's `changes`. Lines without glyphs stay as they are.
        """
        search = self._search(vocabulary)
        return tuple(
            line for paragraph in _paragraphs(lines) for line in search.corrected(paragraph)
        )

    def _search(self, vocabulary: Vocabulary) -> _Search:
        """Made once for all pages of a meeting."""
        if self._last is None or self._last.vocabulary != vocabulary:
            model = self._model.with_words(vocabulary.words)
            begun = self._beginnings | beginnings(vocabulary.words)
            words = Words(model.vocabulary, begun, vocabulary)
            self._last = _Search(Beam(model, vocabulary, _CONTEXT), words, vocabulary)
        return self._last


@dataclass(frozen=True, slots=True)
class _Search:
    beam: Beam
    words: Words
    vocabulary: Vocabulary

    def corrected(self, paragraph: Sequence[Line]) -> Iterator[Line]:
        places = [
            place for line in paragraph for place in zip(line.text, _glyphs(line), strict=True)
        ]
        choices = iter(self._choices(places))
        for line in paragraph:
            yield self._line(line, [next(choices) for _ in line.text])

    def _choices(self, places: Sequence[tuple[str, Glyph | None]]) -> list[Choice]:
        found: list[Choice] = []
        state = self.beam.model.begin()
        for chinese, run in groupby(places, key=lambda place: is_chinese(place[0])):
            if chinese:
                words, after = self._likeliest(list(run), state)
                found += self._fitted(words, state)
                state = after
            else:
                found += [Choice(text) for text, _ in run]
                state = self.beam.model.after(())
        return found

    def _likeliest(
        self, run: Sequence[tuple[str, Glyph | None]], state: State
    ) -> tuple[list[str], State]:
        slots = [slot(text, glyph) for text, glyph in run]
        return self.beam.likeliest(
            len(slots), lambda at: self.words.at(slots[at : at + LONGEST]), state
        )

    def _fitted(self, words: Iterable[str], state: State) -> Iterator[Choice]:
        for word in words:
            likelihood, state = self.beam.model.score(state, word)
            likelihood += self.vocabulary.words.get(word, 0.0)
            for character in word:
                yield Choice(character, likelihood / len(word), word)

    def _line(self, line: Line, found: Sequence[Choice]) -> Line:
        choices = [
            choice if self._may_stand(was, glyph, choice) else replace(choice, text=was)
            for was, glyph, choice in zip(line.text, _glyphs(line), found, strict=True)
        ]
        glyphs = tuple(
            glyph and _chosen(was, glyph, choice)
            for was, glyph, choice in zip(line.text, _glyphs(line), choices, strict=True)
        )
        changes = (*line.changes, *self._changes(line, choices))
        changed = replace(
            line,
            text="".join(choice.text for choice in choices),
            glyphs=glyphs if line.glyphs else (),
            changes=tuple(sorted(changes, key=lambda change: (change.start, change.end))),
        )
        return certain(changed, [choice.fit for choice in choices])

    def _may_stand(self, was: str, glyph: Glyph | None, choice: Choice) -> bool:
        """Whether what was seen allows the choice; a meeting's own words need not be seen."""
        if choice.text == was or glyph is None or choice.word in self.vocabulary.words:
            return True
        least = _WEIGHED if len(choice.word) > 1 else _RIVAL
        weighed = {option.text: option.probability for option in glyph.others}
        return weighed.get(choice.text, 0.0) >= least * glyph.probability

    def _changes(self, line: Line, choices: Sequence[Choice]) -> Iterator[Change]:
        """Neighbours of one word are one change, if nothing else was changed between them."""
        edges = {edge for change in line.changes for edge in (change.start, change.end)}
        at = 0
        while at < len(choices):
            end = at
            while end < len(choices) and choices[end].text != line.text[end]:
                end += 1
                if end in edges or (end < len(choices) and choices[end].word != choices[at].word):
                    break
            if end > at:
                known = choices[at].word in self.vocabulary.words
                kind = ChangeKind.TERM if known else ChangeKind.SHAPE
                yield Change(at, end, line.text[at:end], kind)
            at = max(end, at + 1)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that go on with each other."""
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not line.wrapped:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _glyphs(line: Line) -> Sequence[Glyph | None]:
    return line.glyphs or (None,) * len(line.text)


def _chosen(was: str, glyph: Glyph, choice: Choice) -> Glyph:
    """The glyph of the character that stands there now; the former one is among its others."""
    if choice.text == was:
        return glyph
    weighed = {option.text: option.probability for option in glyph.others}
    own = weighed.pop(choice.text, 0.0)
    others = (Option(was, glyph.probability), *(Option(c, p) for c, p in weighed.items()))
    return Glyph(glyph.box, own, others)
