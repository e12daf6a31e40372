"""Subtitles: the words of SRT and WebVTT cues, with who says them where the cue tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mintobrief.layouts.labels import label_of
from mintobrief.layouts.lines import Row, Words, rows_of

_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"^\s*{_CLOCK}\s*-{{1,3}}>\s*{_CLOCK}")
# A timing line that was damaged still opens a cue; its words are good.
_DAMAGED = re.compile(r"\d\s*-->|-->\s*\d")
_NUMBER = re.compile(r"^\s*\d+\s*$")
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)\b")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+?)\s*>")


def is_captions(rows: Sequence[Row]) -> bool:
    """Whether the text has at least one cue."""
    return any(_TIMING.match(row.text) for row in rows)


def read_captions(text: str) -> tuple[Words, ...]:
    """The words of every cue; a cue is a turn, counted whether or not it has words."""
    cues = list(_cues(rows_of(text)))
    labelled = sum(1 for cue in cues if cue and label_of(cue[0]))
    prefixed = labelled * 2 >= len(cues) > 0
    return tuple(w for turn, cue in enumerate(cues) for w in _words(turn, cue, prefixed))


def _cues(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of words of each cue. A cue ends at the next one's timing line, without its number,
    or at a comment block: a blank line inside a cue is a slip that tools do make."""
    opened = [i for i, row in enumerate(rows) if _opens(row)]
    for first, following in zip(opened, [*opened[1:], len(rows)], strict=True):
        cue = rows[first + 1 : following]
        if following < len(rows):
            cue = _without_identifier(cue)
        yield [row for row in cue[: _comment(cue)] if not row.blank]


def _comment(cue: Sequence[Row]) -> int:
    """Where a comment or style block begins among the rows of a cue, or where they end."""
    begins = (i for i in range(1, len(cue)) if cue[i - 1].blank and _BLOCK.match(cue[i].text))
    return next(begins, len(cue))


def _opens(row: Row) -> bool:
    return bool(_TIMING.match(row.text) or _DAMAGED.search(row.text))


def _without_identifier(cue: Sequence[Row]) -> Sequence[Row]:
    """Drop the next cue's number, or its name where it stands alone after a blank line."""
    if not cue or cue[-1].blank:
        return cue
    alone = len(cue) > 1 and cue[-2].blank
    return cue[:-1] if alone or _NUMBER.match(cue[-1].text) else cue


def _words(turn: int, cue: Sequence[Row], prefixed: bool) -> Iterator[Words]:
    label = None
    for row in cue:
        start = row.start
        if prefixed and (named := label_of(row)):
            label, start = named.name, row.start + named.words
        for tag in _TAG.finditer(row.text):
            if row.start + tag.start() > start:
                yield Words(turn, start, row.start + tag.start(), label)
            if voice := _VOICE.fullmatch(tag[0]):
                label = voice[1]
            start = max(start, row.start + tag.end())
        if start < row.end:
            yield Words(turn, start, row.end, label)
