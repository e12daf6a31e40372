"""Figures and votes that were left out because a line seemed to be drawn through them.

A rule of the paper or an underline that sits high looks like such a line, and what is left
reads well: nothing else tells a reviewer that a figure is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mintobrief.domain import Change, ChangeKind, Doubt, DoubtKind
from mintobrief.language.number_words import NUMERALS, ONE

_KINDS = {
    DoubtKind.FIGURE: re.compile(
        rf"[0-9０-９{NUMERALS}{ONE}%％]|[年月日号]|星期|周[末天]|[今明后昨][天晚早]|[上中下]旬"
        r"|[本上下]周"
    ),
    DoubtKind.VOTE: re.compile(r"同意|赞成|反对|弃权|通过|否决|一致|全票|[票不未]"),
}


def crossed_out(text: str, changes: Sequence[Change]) -> Iterator[Doubt]:
    """A doubt on the character beside each figure, date or vote that was drawn through.

    It stands on the character after it, or before it where none follows: a doubt is of words
    that are there.
    """
    for change in changes:
        if change.kind is ChangeKind.STRUCK and change.start == change.end:
            at = _beside(text, change.start)
            for kind, lost in _KINDS.items():
                if lost.search(change.was):
                    yield Doubt(at, at + 1, kind)


def _beside(text: str, at: int) -> int:
    """The place of a character next to `at`; not a space, which shows no mark."""
    return at if at < len(text) and not text[at].isspace() else max(at - 1, 0)


def with_crossed_out(
    doubts: Sequence[Doubt], text: str, changes: Sequence[Change]
) -> tuple[Doubt, ...]:
    """The doubts of a line and those of what was drawn through, in order.

    A place that is doubted for the same reason already gets no other.
    """
    found = list(doubts)
    for doubt in crossed_out(text, changes):
        if not any(d.kind is doubt.kind and d.start <= doubt.start < d.end for d in found):
            found.append(doubt)
    return tuple(sorted(found, key=lambda doubt: (doubt.start, doubt.end, doubt.kind)))
