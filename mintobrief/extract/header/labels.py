"""Labelled particulars of notes: 时间：… 地点：… 主持：…, several on a line or one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from mintobrief.domain import Quote
from mintobrief.extract.header.passage import Passage
from mintobrief.language import lexicon

_KINDS = ("title", "time", "place", "host", "recorder", "attendees", "observers", "other")
_EDGE = " \t　，,；;。|｜、"


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands after a label: characters `start` to `end` of the passage.

    `mark` is where the label itself begins.
    """

    kind: str
    passage: Passage
    mark: int
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def quote(self) -> Quote:
        return self.passage.quote(self.start, self.end)


@cache
def _pattern() -> re.Pattern[str]:
    """Any label, blanks between its characters allowed (a recogniser puts them there).

    The colon may be a blank: it is often too faint to read.
    """
    groups = []
    for kind in _KINDS:
        words = sorted(lexicon.load("header")[f"labels.{kind}"], key=len, reverse=True)
        forms = "|".join(r"\s*".join(word) for word in words)
        groups.append(f"(?P<{kind}>{forms})")
    edge, colon = r"(?:^|(?<=[\s　，,；;。|｜【\[]))", r"(?:\s*[】\]]?\s*[：:]|(?<=\S\S)\s+(?=\S))"
    return re.compile(f"{edge}(?:{'|'.join(groups)}){colon}")


def labelled(passages: Iterable[Passage]) -> Iterator[Labelled]:
    """The labels of the passages with what they label, in order; empty values left out."""
    for passage in passages:
        marks = list(_pattern().finditer(passage.text))
        ends = [*(mark.start() for mark in marks[1:]), len(passage.text)]
        for mark, end in zip(marks, ends, strict=False):
            value = passage.text[mark.end() : end]
            start = mark.end() + len(value) - len(value.lstrip(_EDGE))
            stop = mark.end() + len(value.rstrip(_EDGE))
            yield Labelled(str(mark.lastgroup), passage, mark.start(), start, max(start, stop))


def find_label(labels: Iterable[Labelled], kind: str) -> Labelled | None:
    """The first label of a kind that has a value."""
    return next((found for found in labels if found.kind == kind and found.text), None)
