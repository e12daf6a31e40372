"""What two versions of a briefing say differently, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_HEADING = re.compile(r"[一二三四五六七八九十百]{1,4}、|（[一二三四五六七八九十百]{1,4}）")


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph before and after, empty where it is not there; `place` is the heading above."""

    place: str
    before: str
    after: str


def differences(before: Sequence[str], after: Sequence[str]) -> tuple[Difference, ...]:
    """In the order of the briefing; empty where both say the same."""
    return tuple(_differences(before, after))


def _differences(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, first, last, new_first, new_last in matcher.get_opcodes():
        if what == "equal":
            continue
        pairs = zip_longest(before[first:last], after[new_first:new_last], fillvalue="")
        for number, (old, new) in enumerate(pairs):
            if old.strip() or new.strip():
                place = _heading(after, min(new_first + number, new_last))
                yield Difference(place, old.strip(), new.strip())


def _heading(lines: Sequence[str], index: int) -> str:
    """The nearest heading above the line; none behind an empty line, where another part begins."""
    for line in reversed(lines[:index]):
        if not line or _HEADING.match(line):
            return line
    return ""
