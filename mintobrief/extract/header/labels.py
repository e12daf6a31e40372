"""Labelled particulars of notes: 时间：… 地点：… 主持：…, several on a line or one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from mintobrief.domain import Quote
from mintobrief.extract.header.passage import Passage
from mintobrief.language import lexicon

_KINDS = ("title", "time", "place", "host", "recorder", "attendees", "observers", "absent", "other")
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


_COLON = r"\s*[】\]]?\s*[：:]"


@cache
def _pattern() -> re.Pattern[str]:
    """Any label, blanks between its characters allowed (a recogniser puts them there).

    The colon may be a blank: it is often too faint to read.
    """
    edge, colon = r"(?:^|(?<=[\s　，,；;。|｜【\[)）]))", rf"(?:{_COLON}|(?<=\S\S)\s+(?=\S))"
    return re.compile(f"{edge}{_forms(1)}{colon}")


@cache
def _glued() -> re.Pattern[str]:
    """A label that follows the value before it without a gap: 主持：伍敏记录：戚文."""
    return re.compile(_forms(2) + _COLON)


def _forms(shortest: int) -> str:
    groups = []
    for kind in _KINDS:
        words = [w for w in lexicon.load("header")[f"labels.{kind}"] if len(w) >= shortest]
        forms = "|".join(r"\s*".join(word) for word in sorted(words, key=len, reverse=True))
        groups.append(f"(?P<{kind}>{forms})")
    return f"(?:{'|'.join(groups)})"


def _marks(text: str) -> list[re.Match[str]]:
    """The labels of a line; only a line that begins with one has others run into it."""
    marks = list(_pattern().finditer(text))
    if marks and not text[: marks[0].start()].strip():
        starts = {mark.end() for mark in marks}
        marks += [mark for mark in _glued().finditer(text) if mark.end() not in starts]
    return sorted(marks, key=lambda mark: mark.start())


def labelled(passages: Iterable[Passage]) -> Iterator[Labelled]:
    """The labels of the passages with what they label, in order; empty values left out."""
    for passage in passages:
        marks = _marks(passage.text)
        ends = [*(mark.start() for mark in marks[1:]), len(passage.text)]
        for mark, end in zip(marks, ends, strict=False):
            value = passage.text[mark.end() : end]
            start = mark.end() + len(value) - len(value.lstrip(_EDGE))
            stop = mark.end() + len(value.rstrip(_EDGE))
            yield Labelled(str(mark.lastgroup), passage, mark.start(), start, max(start, stop))


def find_label(labels: Iterable[Labelled], kind: str) -> Labelled | None:
    """The first label of a kind that has a value."""
    return next((found for found in labels if found.kind == kind and found.text), None)
