"""Lines as they were meant: broken ones joined to paragraphs, slips of a recogniser put right.

What is found in them is led back to the utterances it was read from, so that a person is shown
the words as they stand on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mintobrief.domain import UNREAD, Quote, ScanRegion, Speaker, TextSpan, Topic, Utterance
from mintobrief.extract.wrapping import wrapped_lines
from mintobrief.language.lookalikes import mended
from mintobrief.language.sentences import split_sentences

# In typed lists □ is a box to tick: what a page did not yield is another sign while we read.
_GAP = "〓"
_HAN = "[一-鿿]"
_MARK = "[，,。.：:；;（(）)！!？?、]"
# half-width marks among Chinese
_PERIOD = re.compile(rf"(?<=[一-鿿）)])[.．](?={_HAN}|\s|$)")
_COMMA = re.compile(rf"(?<=[一-鿿）)\d]),(?={_HAN}|\s|$)|(?<=[一-鿿）)]),(?=\d)")
# what says nothing: Markdown's emphasis, blanks beside a mark or in a row of characters set apart
_EMPHASIS = r"\*\*|__|\\(?=[|*_])"
_BESIDE_MARK = rf"(?<={_MARK})[ \u3000]+|(?<![ \u3000])[ \u3000]+(?={_MARK})"
_SET_APART = rf"(?<=(?<!{_HAN}){_HAN}) (?={_HAN}(?:\s|{_MARK}|$))"
_LOOSE = re.compile(f"{_EMPHASIS}|{_BESIDE_MARK}|{_SET_APART}")


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
        """One quote for each utterance; blanks that were left out are in it."""
        found: Quote | None = None
        for piece in self.pieces[quote.utterance]:
            start = max(piece.start, piece.start + quote.start - piece.at)
            end = min(piece.end, piece.start + quote.end - piece.at)
            if start >= end:
                continue
            if found is not None and found.utterance == piece.utterance:
                found = Quote(piece.utterance, found.start, end)
                continue
            if found is not None:
                yield found
            found = Quote(piece.utterance, start, end)
        if found is not None:
            yield found


def paragraphs_of(utterances: Sequence[Utterance]) -> Paragraphs:
    """The utterances as they are understood; what was said stays as it is."""
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
        for utterance in dict.fromkeys(piece.utterance for piece in made_of):
            found[utterance].append(sentence)
    return tuple(map(tuple, found))


def _paragraphs(utterances: Sequence[Utterance]) -> Iterator[tuple[int, ...]]:
    """The indexes of lines that go on with each other."""
    wrapped = wrapped_lines(utterances)
    lines: list[int] = []
    for index, utterance in enumerate(utterances):
        goes_on = lines and (index in wrapped or _goes_on(utterances[lines[-1]], utterance))
        if lines and not goes_on:
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
    first = utterances[lines[0]]
    if not is_written(first):
        yield first, (Piece(lines[0], 0, len(first.text), 0),)
        return
    signs = [(i, place) for i in lines for place in range(len(utterances[i].text))]
    whole = "".join(utterances[i].text[place] for i, place in signs)
    kept = _kept(whole)
    signs, text = [signs[at] for at in kept], _understood("".join(whole[at] for at in kept), first)
    for start, end in split_sentences(text, 0, len(text)):
        made_of = tuple(_pieces(signs[start:end]))
        yield _read_as(text[start:end], utterances[made_of[0].utterance]), made_of


def _kept(text: str) -> list[int]:
    """The places of the characters that count: emphasis in Markdown, blanks beside a mark, and
    between characters set apart one by one, do not."""
    gone = {place for found in _LOOSE.finditer(text) for place in range(*found.span())}
    return [place for place in range(len(text)) if place not in gone]


def _pieces(signs: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The runs of neighbouring characters of one utterance."""
    begin = 0
    for at in range(1, len(signs) + 1):
        (utterance, last), after = signs[at - 1], signs[at] if at < len(signs) else None
        if after != (utterance, last + 1):
            yield Piece(utterance, signs[begin][1], last + 1, begin)
            begin = at


def _understood(text: str, first: Utterance) -> str:
    """The text of a paragraph with set words put right and full-width marks, as long as before."""
    if isinstance(first.evidence, ScanRegion):
        text = text.replace(UNREAD, _GAP)
    return _COMMA.sub("，", _PERIOD.sub("。", mended(text)))


def _read_as(text: str, first: Utterance) -> Utterance:
    """A sentence under the particulars of the line that it begins in."""
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
