"""Words written in between later: small ones over or under a line, and where in it they belong.

The hand shows the place with a caret, or has drawn through what the words are to replace. Small
words with neither are a line like others. Where several gaps may be meant the words stay a line
of their own: words in a wrong place say something else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mintobrief.domain import ChangeKind, Mark, MarkKind
from mintobrief.read.line import Line
from mintobrief.read.marks.carets import Caret, carets_of
from mintobrief.read.marks.ink import Ink, Strip, height_of, places_of
from mintobrief.read.words.cutting import put_in

_SMALL = 0.8  # of the host's height, at most; their boxes have more room around the writing
_NARROW = 0.5  # of the host's width
_LONGEST = 12  # characters; longer ones are a line written small
_OVER = 0.2, 0.6  # heights of the host from its middle to that of the words; lines are at .6
_BESIDE = 0.5  # em: a caret may stand so far before or behind the words
_AT_GAP = 0.4  # em between a caret and the gap that it points into
_SURE = 0.72  # how much a caret must look like one; strokes of characters came to .65
_NEARLY = 0.06  # as good as the best of the carets there
_UPON = 0.5  # of the words lies over what was drawn through


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Words that belong into the line `host`, before its character `at`; None: not known."""

    words: Line
    host: int
    at: int | None


def put_in_place(ink: Ink, lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Mark, ...]]:
    """The lines with inserted words where they belong, and a mark for each of these.

    Words whose place is not certain stay lines of their own, whose boxes are their marks'.
    """
    found = _insertions(ink, lines)
    marks = (Mark(MarkKind.INSERTED, i.words.box, i.words.text.strip()) for i in found.values())
    return tuple(_filled(lines, found)), tuple(marks)


def _filled(lines: Sequence[Line], found: Mapping[int, _Insertion]) -> Iterator[Line]:
    placed = {index: i for index, i in found.items() if i.at is not None}
    for index, line in enumerate(lines):
        if index not in placed:
            own = [(i.at or 0, i.words) for i in placed.values() if i.host == index]
            for at, words in sorted(own, key=lambda one: -one[0]):
                line = put_in(line, at, words)
            yield line


def _insertions(ink: Ink, lines: Sequence[Line]) -> dict[int, _Insertion]:
    """The insertions by the index of their own line; none goes into another one."""
    found = dict[int, _Insertion]()
    for index, hosts in _candidates(lines):
        places = [
            (host, at) for host in hosts for at in _places(ink.strip(lines[host]), lines[index])
        ]
        if places:
            host, at = places[0]
            found[index] = _Insertion(lines[index], host, at if len(places) == 1 else None)
    return {index: one for index, one in found.items() if one.host not in found}


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[int, list[int]]]:
    """Lines that may be insertions, each with those they may belong into, the nearest first."""
    order = sorted(range(len(lines)), key=lambda i: _middle(lines[i]))
    middles = [_middle(lines[i]) for i in order]
    reach = max((line.box.bottom - line.box.top for line in lines), default=0) * _OVER[1]
    for index, words in enumerate(lines):
        if 0 < len(words.text.strip()) <= _LONGEST:
            first = bisect_left(middles, _middle(words) - reach)
            near = order[first : bisect_right(middles, _middle(words) + reach)]
            hosts = [i for i in near if _may_host(lines[i], words)]
            if hosts:
                yield index, sorted(hosts, key=lambda i: abs(_away(lines[i], words)))


def _may_host(host: Line, words: Line) -> bool:
    wide, across = words.box.right - words.box.left, (words.box.left + words.box.right) / 2
    fits = height_of(words) < _SMALL * height_of(host)
    narrow = wide <= _NARROW * (host.box.right - host.box.left)
    over = _OVER[0] <= abs(_away(host, words)) / height_of(host) <= _OVER[1]
    return fits and narrow and over and host.box.left < across < host.box.right


def _away(host: Line, words: Line) -> float:
    """How far the words stand below the middle of the host, where it runs under them."""
    across = (words.box.left + words.box.right - host.box.left - host.box.right) / 2
    return _middle(words) - _middle(host) - host.slope * across


def _middle(line: Line) -> float:
    return (line.box.top + line.box.bottom) / 2


def _places(strip: Strip, words: Line) -> list[int]:
    """Before which characters of the strip's line the words may belong."""
    edges = _edges(strip)
    left, right = strip.column(words.box.left), strip.column(words.box.right)
    for change in strip.line.changes:
        first, end = edges[change.start]
        upon = min(end, right) - max(first, left) >= _UPON * (right - left)
        if upon and change.kind is ChangeKind.STRUCK:
            return [change.start]
    return _pointed_at(strip, edges, carets_of(strip, words.box, _BESIDE * strip.em))


def _edges(strip: Strip) -> list[tuple[float, float]]:
    """From where to where in the strip the gaps before, between and behind characters are."""
    places = places_of(strip.line, strip)
    inner = [(one[1], other[0]) for one, other in pairwise(places)]
    return [(places[0][0],) * 2, *inner, (places[-1][1],) * 2]


def _pointed_at(
    strip: Strip, edges: Sequence[tuple[float, float]], carets: Sequence[Caret]
) -> list[int]:
    """The gaps that the best carets point into, those that are nearly as good as any."""
    best = dict[int, float]()
    for caret in carets:
        away = [abs(sum(edge) / 2 - caret.column) for edge in edges]
        gap = min(range(len(away)), key=away.__getitem__)
        if away[gap] <= _AT_GAP * strip.em:
            best[gap] = max(best.get(gap, 0.0), caret.likeness)
    least = max(_SURE, max(best.values(), default=0.0) - _NEARLY)
    return [gap for gap in best if best[gap] >= least]
