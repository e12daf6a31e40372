"""All rules over a text: the expressions that stand, and the one that counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from mintobrief.domain import Deadline, DeadlineKind
from mintobrief.extract.deadline import (
    anchored,
    days,
    events,
    festivals,
    figures,
    periods,
    recurring,
    spans,
    weeks,
)
from mintobrief.extract.deadline.folding import Folded, fold
from mintobrief.extract.deadline.grammar import TO, YEAR, Found, Role, Rule, year_named
from mintobrief.extract.deadline.tail import extend
from mintobrief.extract.deadline.unread import touches_gap

_PLAIN = (*days.RULES, *figures.RULES, *weeks.RULES, *periods.RULES, *festivals.RULES)
_TO = re.compile(TO)
_YEAR = re.compile(rf"(?=\d{{4}}|[〇零一二三四五六七八九]{{4}}){YEAR}")
_COUNTS_ON = re.compile(r"[\d一二三四五六七八九十廿卅周星礼初]")
_LONGEST_EVENT = 20  # characters
_KINDS = (DeadlineKind.VAGUE, DeadlineKind.EVENT, DeadlineKind.RECURRING, DeadlineKind.DATE)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in a text: its characters `start` to `end` (half-open), verbatim.

    `is_limit` tells whether it can be a deadline: the words say so (之前, 内, 月底), or the day
    is still to come. Past days, starts (6月1日起) and times merely mentioned are not.
    """

    start: int
    end: int
    text: str
    deadline: Deadline
    is_limit: bool


def find_deadlines(text: str, held_on: date | None) -> tuple[Expression, ...]:
    """The time expressions of `text` in order, none overlapping, the longest where they compete.

    A time of which a character could not be read is none.
    Days are counted from `held_on`; without it, only dates with their year have a day.
    """
    folded = fold(text)
    return tuple(_expression(folded, found) for found in _found(folded.text, held_on))


def read_deadline(text: str, held_on: date | None) -> Deadline | None:
    """The deadline that a short text states, as somebody typed or said it; None where none.

    Of several, what limits by its words goes first, then a date, then what was said last.
    A start ("6月1日起") is no deadline.
    """
    folded = fold(text)
    found = [*_found(folded.text, held_on), *_typed(folded.text, held_on)]
    found = found or list(_some_event(folded.text, held_on))
    ends = [f for f in found if f.moment.role is not Role.START]
    if not ends:
        return None
    best = max(ends, key=lambda f: (f.moment.role, _KINDS.index(f.moment.kind), f.end))
    return _expression(folded, best).deadline


def read_day(text: str, held_on: date | None) -> date | None:
    """The first full calendar date in `text`; years of two digits are of this century.

    "今年" and its like count from `held_on`. Where a day without a year and a year stand apart
    ("今天六月九号，二〇二六年头一回碰头") they are put together.
    """
    folded = fold(text).text
    dated = [f for rule in (days.FULL, *figures.FULL) for f in rule.find(folded, held_on)]
    dated = [f for f in dated if f.moment.day and not touches_gap(folded, f.start, f.end)]
    if dated:
        return min(dated, key=lambda f: f.start).moment.day
    return _joined_day(folded)


def _joined_day(text: str) -> date | None:
    """A year and a month with its day, each said once, the year apart."""
    year = _YEAR.search(text)
    if not year:
        return None
    first = date(year_named(year["year"], date.min), 1, 1)
    found = days.RULES[0].find(text, first)
    return next((f.moment.day for f in found if not touches_gap(text, f.start, f.end)), None)


def _found(text: str, today: date | None) -> list[Found]:
    firm = _longest(_candidates(text, today))
    loose = _longest(f for rule in events.loose_rules() for f in rule.find(text, today))
    apart = [f for f in loose if all(f.end <= k.start or k.end <= f.start for k in firm)]
    found = _ranges(text, sorted([*firm, *apart], key=lambda f: f.start))
    return [f for f in found if not touches_gap(text, f.start, f.end)]


def _candidates(text: str, today: date | None) -> Iterator[Found]:
    for rule in _PLAIN:
        yield from (extend(text, found) for found in rule.find(text, today))
    for rule in (*spans.RULES, *recurring.RULES, *events.rules()):
        yield from rule.find(text, today)
    yield from anchored.find(text, today)


def _longest(candidates: Iterable[Found]) -> list[Found]:
    """The candidates that stand: the leftmost, the longest of those that begin together."""
    kept: list[Found] = []
    for found in sorted(candidates, key=lambda f: (f.start, -f.end)):
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


def _ranges(text: str, found: list[Found]) -> list[Found]:
    """Neighbours joined by 至 made one that ends with the second: “3月1日至4月2日”."""
    joined: list[Found] = []
    for later in found:
        earlier = joined[-1] if joined else None
        if earlier and _joins(text, earlier, later):
            joined[-1] = _range(text, earlier, later)
        else:
            joined.append(later)
    return joined


def _joins(text: str, earlier: Found, later: Found) -> bool:
    link = _TO.fullmatch(text, earlier.end, later.start)
    kinds = {earlier.moment.kind, later.moment.kind}
    return bool(link) and kinds == {DeadlineKind.DATE}


def _range(text: str, earlier: Found, later: Found) -> Found:
    """The second day counts on from the first where it leaves out its month or its week."""
    moment = later.moment
    if earlier.moment.day and _COUNTS_ON.match(text, later.start):
        again = _at(text, later, earlier.moment.day)
        moment = replace(again.moment, role=moment.role) if again else moment
    return Found(earlier.start, later.end, moment)


def _at(text: str, found: Found, today: date) -> Found | None:
    hits = (extend(text, hit) for rule in _PLAIN for hit in rule.find(text, today))
    return next((hit for hit in hits if (hit.start, hit.end) == (found.start, found.end)), None)


def _typed(text: str, today: date | None) -> Iterator[Found]:
    """What only the whole of a text can mean: “6.23”, “二十六”, “3个工作日”."""
    rules: tuple[Rule, ...] = (*days.TYPED, *figures.TYPED, *spans.TYPED)
    for rule in rules:
        yield from (f for f in rule.find(text, today) if (f.start, f.end) == (0, len(text)))


def _some_event(text: str, today: date | None) -> Iterator[Found]:
    """What the whole of a text names where no rule knows it: “测完之前”."""
    for rule in events.TYPED if len(text) <= _LONGEST_EVENT else ():
        yield from rule.find(text, today)


def _expression(folded: Folded, found: Found) -> Expression:
    start, end = folded.span(found.start, found.end)
    words = folded.original[start:end]
    moment = found.moment
    day = moment.day if moment.kind is DeadlineKind.DATE else None
    deadline = Deadline(words, moment.kind, day)
    return Expression(start, end, words, deadline, moment.role >= Role.OPEN)
