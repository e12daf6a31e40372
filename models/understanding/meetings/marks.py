"""The marks inside a line of an annotated meeting, dialogue moves and spans, and its words.

`[a1 清运3号楼杂物]` is a span, `{D1}` ends a unit and says what it does; README.md has the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from mintobrief.language.sentences import split_sentences
from mintobrief.tagging.mentions import Act

Move = Act  # what a speaker does with a sentence: the words the product uses


class SpanKind(StrEnum):
    """Which field of a resolution the words fill."""

    ACTION = "action"
    OWNER = "owner"
    DEADLINE = "deadline"
    SUPERVISION = "supervision"
    VOTE = "vote"


MOVES = dict(zip("DTPRFBQAXCHSN", Move, strict=True))
SPANS = dict(zip("aodsv", SpanKind, strict=True))

_OPENING = re.compile(r"\[(?P<kind>[aodsv])(?P<ids>\d+(?:,\d+)*)(?P<echo>~?) ")
_MOVE = re.compile(
    r"\{(?P<move>[A-Z])(?P<ids>\d+(?:,\d+)*)?(?P<echo>~?)(?P<all>\*?)(?:! (?P<why>[^}]+))?\}"
)
_QUESTION = re.compile(r"[？?][”’」』）》】\"')\]]*$")


class MarkError(ValueError):
    """A mark that is not closed, not opened or not known."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a sentence that fill a field; not `current` where said before or again."""

    kind: SpanKind
    start: int
    end: int
    resolutions: tuple[int, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a sentence that makes one move; `trap` says why it is no resolution."""

    move: Move
    start: int
    end: int
    resolutions: tuple[int, ...] = ()
    current: bool = True
    trap: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a turn; `start` counts in the turn's text, units and spans in its own."""

    text: str
    start: int
    units: tuple[Unit, ...]
    spans: tuple[Span, ...]

    @property
    def marks(self) -> tuple[Unit | Span, ...]:
        return (*self.units, *self.spans)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A move's mark where it stood in the words; `unit` still begins where it ends."""

    unit: Unit
    for_all: bool


def read_marks(marked: str) -> tuple[str, tuple[Sentence, ...]]:
    """The words without marks, and their sentences with what the marks say."""
    words, spans, stops = _take_out(marked)
    common = next((stop.unit for stop in stops if stop.for_all), None)
    single = [stop.unit for stop in stops if not stop.for_all]
    sentences = [
        _sentence(words, start, end, spans, single, common)
        for start, end in split_sentences(words, 0, len(words))
    ]
    if sum(len(s.spans) for s in sentences) != len(spans):
        raise MarkError(f"a span crosses the end of a sentence: {marked}")
    return words, tuple(sentences)


def _take_out(marked: str) -> tuple[str, list[Span], list[_Stop]]:
    words, spans, stops = "", list[Span](), list[_Stop]()
    opened: list[tuple[re.Match[str], int] | None] = []
    position = 0
    while position < len(marked):
        if move := _MOVE.match(marked, position):
            stops.append(_stop(move, len(words)))
            position = move.end()
        elif opening := _OPENING.match(marked, position):
            opened.append((opening, len(words)))
            position = opening.end()
        elif marked[position] == "]" and opened and (held := opened.pop()):
            spans.append(_span(*held, len(words)))
            position += 1
        else:
            if marked[position] == "[":  # the words' own bracket: [图片]
                opened.append(None)
            words += marked[position]
            position += 1
    if opened:
        raise MarkError(f"a bracket is not closed: {marked}")
    return words, spans, stops


def _stop(found: re.Match[str], at: int) -> _Stop:
    if found["move"] not in MOVES:
        raise MarkError(f"no move: {found[0]}")
    unit = Unit(MOVES[found["move"]], at, at, _ids(found), not found["echo"], found["why"])
    return _Stop(unit, bool(found["all"]))


def _span(opening: re.Match[str], start: int, end: int) -> Span:
    return Span(SPANS[opening["kind"]], start, end, _ids(opening), not opening["echo"])


def _ids(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(number) for number in (found["ids"] or "").split(",") if number)


def _sentence(
    words: str, start: int, end: int, spans: list[Span], stops: list[Unit], common: Unit | None
) -> Sentence:
    text = words[start:end]
    inside = [replace(u, end=u.end - start) for u in stops if start < u.end <= end]
    fallback = replace(common, start=0, end=len(text)) if common else _unmarked(text)
    return Sentence(
        text=text,
        start=start,
        units=tuple(_joined(inside, len(text))) or (fallback,),
        spans=tuple(
            replace(span, start=span.start - start, end=span.end - start)
            for span in sorted(spans, key=lambda span: (span.start, span.end))
            if start <= span.start and span.end <= end
        ),
    )


def _joined(stops: list[Unit], length: int) -> Iterator[Unit]:
    """The units from one mark to the next; the last one reaches the sentence's end."""
    begin = 0
    for index, unit in enumerate(stops, 1):
        end = length if index == len(stops) else unit.end
        yield replace(unit, start=begin, end=end)
        begin = end


def _unmarked(text: str) -> Unit:
    return Unit(Move.ASK if _QUESTION.search(text) else Move.INFORM, 0, len(text))
