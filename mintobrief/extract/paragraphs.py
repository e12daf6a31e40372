"""Lines as they were meant: broken ones joined to paragraphs, slips of a recogniser put right.

What is found in them is led back to the utterances it was read from, so that a person is shown
the words as they stand on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from mintobrief.domain import Quote, ScanRegion, Speaker, TextSpan, Topic, Utterance
from mintobrief.language.lookalikes import mended
from mintobrief.language.sentences import split_sentences

UNREAD = "□"  # one character that could not be read
# In typed lists □ is a box to tick: what a page did not yield is another sign while we read.
_GAP = "〓"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of an utterance, standing at `at` in a sentence."""

    utterance: int
    start: int
    end: int
    at: int


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The sentences of a meeting as they are understood, and what each is made of.

    `originals` are the utterances as they were read, `utterances` the sentences. Each sentence
    is made of `pieces`; `holding` are for each original the sentences with words of it.
    """

    originals: tuple[Utterance, ...]
    utterances: tuple[Utterance, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    holding: tuple[tuple[int, ...], ...]

    def told_of(self, sentences: Iterable[int]) -> tuple[int, ...]:
        """The utterances that the sentences are made of, in order."""
        return tuple(sorted({p.utterance for i in sentences for p in self.pieces[i]}))

    def sentences_of(self, utterances: Iterable[int]) -> tuple[int, ...]:
        """The sentences that hold words of the utterances, in order."""
        return tuple(sorted({i for utterance in utterances for i in self.holding[utterance]}))

    def topics(self, topics: Iterable[Topic]) -> tuple[Topic, ...]:
        """The topics, counted in sentences."""
        places = ((t, self.sentences_of(range(t.first, t.last + 1))) for t in topics)
        return tuple(replace(t, first=found[0], last=found[-1]) for t, found in places)

    def speakers(self, speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
        """Who the voices are, the evidence counted in sentences."""
        return tuple(replace(s, evidence=self.sentences_of(s.evidence)) for s in speakers)

    def quotes(self, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
        """The words of the utterances that quotes of sentences stand for, each once."""
        return tuple(dict.fromkeys(q for quote in quotes for q in self._originals_of(quote)))

    def verbatim(self, quotes: Iterable[Quote]) -> str:
        """The words of the sentences' quotes as they were read."""
        return "".join(
            self.originals[q.utterance].text[q.start : q.end] for q in self.quotes(quotes)
        )

    def _originals_of(self, quote: Quote) -> Iterator[Quote]:
        for piece in self.pieces[quote.utterance]:
            start = max(piece.start, piece.start + quote.start - piece.at)
            end = min(piece.end, piece.start + quote.end - piece.at)
            if start < end:
                yield Quote(piece.utterance, start, end)


def paragraphs_of(utterances: Sequence[Utterance]) -> Paragraphs:
    """The utterances as they are understood; what was said and typed stays as it is but for
    slips of the pen in set phrases."""
    sentences: list[Utterance] = []
    pieces: list[tuple[Piece, ...]] = []
    joined: dict[str, int] = {}
    for lines in _paragraphs(utterances):
        first = utterances[lines[0]]
        source = first.evidence.source_id
        for sentence, made_of in _sentences(utterances, lines):
            sentences.append(replace(sentence, turn=first.turn - joined.get(source, 0)))
            pieces.append(made_of)
        joined[source] = joined.get(source, 0) + utterances[lines[-1]].turn - first.turn
    holding = _holding(pieces, len(utterances))
    return Paragraphs(tuple(utterances), tuple(sentences), tuple(pieces), holding)


def _holding(pieces: Sequence[tuple[Piece, ...]], count: int) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in range(count)]
    for sentence, made_of in enumerate(pieces):
        for piece in made_of:
            found[piece.utterance].append(sentence)
    return tuple(map(tuple, found))


def _paragraphs(utterances: Sequence[Utterance]) -> Iterator[tuple[int, ...]]:
    """The indexes of lines that go on with each other."""
    lines: list[int] = []
    for index, utterance in enumerate(utterances):
        if lines and not _goes_on(utterances[lines[-1]], utterance):
            yield tuple(lines)
            lines = []
        lines.append(index)
    if lines:
        yield tuple(lines)


def _goes_on(before: Utterance, line: Utterance) -> bool:
    return line.wrapped and before.evidence.source_id == line.evidence.source_id


def _sentences(
    utterances: Sequence[Utterance], lines: Sequence[int]
) -> Iterator[tuple[Utterance, tuple[Piece, ...]]]:
    """The sentences of one paragraph, each with what it is made of."""
    texts = [utterances[i].text for i in lines]
    starts = [0, *accumulate(map(len, texts))]
    whole = "".join(texts)
    for start, end in _spans(utterances[lines[0]], whole):
        made_of = tuple(_made_of(lines, starts, start, end))
        first = utterances[made_of[0].utterance]
        yield _understood(first, whole[start:end]), made_of


def _spans(first: Utterance, text: str) -> tuple[tuple[int, int], ...]:
    """Typed text comes in sentences; a page comes in lines."""
    if isinstance(first.evidence, ScanRegion):
        return tuple(split_sentences(text, 0, len(text)))
    return ((0, len(text)),)


def _made_of(lines: Sequence[int], starts: Sequence[int], start: int, end: int) -> Iterator[Piece]:
    for line, first, last in zip(lines, starts[:-1], starts[1:], strict=True):
        begin, stop = max(start, first), min(end, last)
        if begin < stop:
            yield Piece(line, begin - first, stop - first, begin - start)


def _understood(first: Utterance, text: str) -> Utterance:
    """A sentence under the particulars of the line that it begins in."""
    if isinstance(first.evidence, ScanRegion):
        text = text.replace(UNREAD, _GAP)
    if is_written(first):
        text = mended(text)
    return replace(first, text=text, changes=(), doubts=(), glyphs=(), wrapped=False)


def is_written(utterance: Utterance) -> bool:
    """Whether somebody wrote it down, in notes or on a page."""
    return utterance.speaker is None and isinstance(utterance.evidence, TextSpan | ScanRegion)


def shown(words: str) -> str:
    """Words of a sentence as they are shown: what was not read is □ again."""
    return words.replace(_GAP, UNREAD)


def says_something(words: str) -> bool:
    """Whether there is a letter or figure in the words: □ is none."""
    return any(c.isalnum() for c in shown(words))
