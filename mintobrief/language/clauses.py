"""Clauses: the pieces between commas, in which one thing is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mintobrief.domain import Quote

# A comma or colon inside a number (1,200 or 14:30) ends nothing.
_BREAK = re.compile(r"(?:[，。；;！!？?…—～~\s]|(?<!\d)[,:：]|[,:：](?!\d))+")


@dataclass(frozen=True, slots=True)
class Clause:
    """Characters `start` to `end` of one utterance's text; `mark` is the punctuation after them."""

    utterance: int
    start: int
    end: int
    text: str
    mark: str = ""

    @property
    def quote(self) -> Quote:
        return Quote(self.utterance, self.start, self.end)

    def part(self, start: int, end: int) -> Clause:
        """The words from `start` to `end` of this clause as a clause; the last keeps the mark."""
        mark = self.mark if end == len(self.text) else ""
        return Clause(
            self.utterance, self.start + start, self.start + end, self.text[start:end], mark
        )

    def quote_of(self, start: int, end: int) -> Quote:
        """The words from `start` to `end` of this clause."""
        return Quote(self.utterance, self.start + start, self.start + end)


def clauses_of(utterance: int, text: str) -> tuple[Clause, ...]:
    """The clauses of an utterance in order, punctuation left out."""
    return tuple(_clauses(utterance, text))


def _clauses(utterance: int, text: str) -> Iterator[Clause]:
    start = 0
    for found in _BREAK.finditer(text):
        if found.start() > start:
            words = text[start : found.start()]
            yield Clause(utterance, start, found.start(), words, found.group())
        start = found.end()
    if start < len(text):
        yield Clause(utterance, start, len(text), text[start:])
