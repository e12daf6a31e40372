"""What two versions of a briefing say differently, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_HEADING = re.compile(r"[一二三四五六七八九十百]{1,4}、|（[一二三四五六七八九十百]{1,4}）")

_NUMBER = re.compile(r"\d+\. ?")


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph before and after, empty where it is not there; `place` is the heading above."""

    place: str
    before: str
    after: str


def differences(before: Sequence[str], after: Sequence[str]) -> tuple[Difference, ...]:
    """In the order of the briefing; empty where both say the same.

    A line of a numbered list that only has another number is not told of beside others.
    """
    found = tuple(_differences(before, after))
    return _without_renumbered(found) or found


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


def _without_renumbered(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """What is left where lines of a list are compared without their numbers."""
    gone, come = (
        {_NUMBER.sub("", line) for line in lines if _NUMBER.match(line)}
        for lines in ([one.before for one in found], [one.after for one in found])
    )
    moved = gone & come

    def told(line: str) -> str:
        return "" if _NUMBER.match(line) and _NUMBER.sub("", line) in moved else line

    olds = [Difference(one.place, told(one.before), "") for one in found]
    news = [Difference(one.place, "", told(one.after)) for one in found]
    return tuple(_paired(olds, news)) if moved else tuple(found)


def _paired(olds: Sequence[Difference], news: Sequence[Difference]) -> Iterator[Difference]:
    """What went from a place beside what came there, in their order."""
    places = dict.fromkeys(one.place for one in (*olds, *news))
    for place in places:
        before = [one.before for one in olds if one.place == place and one.before]
        after = [one.after for one in news if one.place == place and one.after]
        for old, new in zip_longest(before, after, fillvalue=""):
            yield Difference(place, old, new)
