"""Shows of hands: what was voted on, how the count came out, whether it carried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import Field, Quote, Vote
from mintobrief.extract.cues import cue
from mintobrief.extract.things import things
from mintobrief.language.clauses import Clause
from mintobrief.language.numerals import read_number

# How many remarks (or lines of a chat) may lie between the call and the result.
_REACH = 10
# A motion is clear if it names so many things.
_CLEAR = 2
_SIDES = ("for", "against", "abstain")


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote: the clauses of the motion, the count if one was said, and how it ended.

    `first` and `last` are positions in the passages the vote was found in.
    """

    motion: tuple[Clause, ...]
    vote: Field[Vote] | None
    carried: bool
    first: int
    last: int


def find_ballots(passages: Sequence[Sequence[Clause]]) -> tuple[Ballot, ...]:
    """The votes in a run of passages (remarks or lines), in order."""
    found: list[Ballot] = []
    start = 0
    for last in range(len(passages)):
        if last >= start and _ends(passages[last]):
            first = _call_before(passages, last, start)
            if first is not None:
                found.append(_ballot(passages, first, _result_after(passages, last)))
                start = found[-1].last + 1
    return tuple(found)


def _ends(passage: Sequence[Clause]) -> bool:
    """Whether a passage counts or settles a vote."""
    return _says(passage, "settled") or tells_count([passage])


def _call_before(passages: Sequence[Sequence[Clause]], last: int, start: int) -> int | None:
    reach = range(last, max(start, last - _REACH) - 1, -1)
    return next((i for i in reach if _says(passages[i], "called")), None)


def _result_after(passages: Sequence[Sequence[Clause]], last: int) -> int:
    """The count may come a little before the word that it carried."""
    reach = range(last + 1, min(last + 4, len(passages)))
    calls = (i for i in reach if _says(passages[i], "called"))
    stop = next(calls, last + 4)
    return next((i for i in reach if i < stop and _says(passages[i], "settled")), last)


def _ballot(passages: Sequence[Sequence[Clause]], first: int, last: int) -> Ballot:
    vote = count_votes(passages[first : last + 1])
    carried = _carried(passages[first : last + 1])
    motion = _motion(passages, first)
    announced = _announced(passages[last])
    if _named(motion) < _CLEAR <= _named(announced):
        motion = announced
    return Ballot(motion, vote, carried, first, last)


def _named(motion: Sequence[Clause]) -> int:
    """How many things a motion names."""
    return sum(len(things(motion_words(clause.text))) for clause in motion)


def _announced(passage: Sequence[Clause]) -> tuple[Clause, ...]:
    """What the result says of the matter itself: 六比一，雨棚装在北门，通过."""
    carried = [i for i, c in enumerate(passage) if cue("ballot", "passed").search(c.text)]
    before = passage[: carried[0]] if carried else ()
    said = [c for c in before if not cue("ballot", "counting").search(c.text)]
    return tuple(c for c in said if things(c.text) and not _has(c.text, "called"))


def _says(passage: Iterable[Clause], name: str) -> bool:
    return bool(cue("ballot", name).search(_text(passage)))


def _text(passage: Iterable[Clause]) -> str:
    return "".join(f"{clause.text}{clause.mark or '，'}" for clause in passage)


def _carried(passages: Sequence[Sequence[Clause]]) -> bool:
    """Whether the motion passed: what was said of it counts before the numbers."""
    if any(_says(passage, "failed") for passage in passages):
        return False
    count = _count(passages)
    if count.told and count.for_ is not None:
        return count.for_ > (count.against or 0)
    return any(_says(passage, "passed") for passage in passages)


def _motion(passages: Sequence[Sequence[Clause]], first: int) -> tuple[Clause, ...]:
    """The clauses up to the call for hands that say what is voted on."""
    for at in range(first, max(-1, first - 3), -1):
        found = _motion_in(passages[at], whole=at < first)
        if found:
            return found
    return ()


def _motion_in(passage: Sequence[Clause], *, whole: bool) -> tuple[Clause, ...]:
    calls = [i for i, c in enumerate(passage) if cue("ballot", "called").search(c.text)]
    last = len(passage) - 1 if whole or not calls else calls[-1]
    said = [c for c in passage[: last + 1] if len(motion_words(c.text)) > 3]
    opened = [c for c in said if re.match(cue("ballot", "motion_from").pattern, c.text)]
    return tuple(said[said.index(opened[-1]) :] if opened else said[-4:])


def motion_words(text: str) -> str:
    """A clause of a motion without the call for hands."""
    head = cue("ballot", "motion_head").pattern
    text = re.sub(f"{cue('ballot', 'motion_end').pattern}.*$", "", text)
    return re.sub(f"^{head}*", "", text).strip("，, 的")


# ---- the count -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Count:
    """How many were on each side; `unread` where a side is named whose number is not there."""

    for_: int | None
    against: int | None
    abstain: int | None
    unread: bool
    told: bool


def count_votes(passages: Sequence[Sequence[Clause]]) -> Field[Vote] | None:
    """The count said in a run of passages; None where a side is named without its number."""
    count = _count(passages)
    if count.for_ is None or count.unread or not count.told:
        return None
    clauses = (clause for passage in passages for clause in passage)
    vote = Vote(count.for_, count.against or 0, count.abstain or 0)
    return Field(vote, tuple(_count_quotes(clauses)))


def tells_count(passages: Sequence[Sequence[Clause]]) -> bool:
    """Whether votes are counted, be it with figures that could not be read."""
    return _count(passages).told


def has_unread_count(passages: Sequence[Sequence[Clause]]) -> bool:
    """Whether votes are counted and a side is named without its number."""
    count = _count(passages)
    return count.told and count.unread


def _count(passages: Sequence[Sequence[Clause]]) -> _Count:
    text = _text(clause for passage in passages for clause in passage)
    ratio = cue("ballot", "ratio").search(text)
    if ratio and cue("ballot", "called").search(text) is None and not _has(text, "passed"):
        ratio = None
    for_ = read_number(ratio.group(1)) if ratio else _tally(text, "for")
    against = read_number(ratio.group(2)) if ratio else _tally(text, "against")
    abstain = _tally(text, "abstain")
    others = against is not None or abstain is not None
    told = for_ is not None and (others or _counts_votes(text))
    lost = [side for side in _SIDES if _is_lost(text, side)]
    named = [s for s, n in (("against", against), ("abstain", abstain)) if n is None]
    open_ = not _has(text, "unanimous") and any(_is_named(text, side) for side in named)
    return _Count(for_, against, abstain, bool(lost) or open_, told or bool(lost))


def _is_lost(text: str, side: str) -> bool:
    """Whether a number, or a part of it, was there and is not read: 反对□票, 弃权票，."""
    word, number = cue("ballot", side).pattern, cue("ballot", "number").pattern
    unit, negative = cue("ballot", "unit").pattern, _negative(side)
    gap = f"(?:{number})?[□〓](?:{number})? ?(?:{unit})"
    after = f"{negative}{word}(?:的|者|人|票数?)?[:：为 ]*(?:{gap}|[□〓]+[，,。；;、])"
    bare = f"(?<!没有)(?<![没无]){negative}{word}票数?[:： ]*(?=[，,。；;、])"
    before = f"{gap} ?(?:人)?{negative}{word}(?![:：]? ?{number})"
    return bool(re.search(f"{after}|{before}", text)) or (
        bool(re.search(bare, text)) and _counts_votes(text)
    )


def _is_named(text: str, side: str) -> bool:
    """Whether a side was called or counted: 反对的, 弃权票."""
    return bool(re.search(f"{cue('ballot', side).pattern}(?:的|者|票)", text))


def _negative(side: str) -> str:
    return "(?<!不)" if side == "for" else ""


def _has(text: str, name: str) -> bool:
    return bool(cue("ballot", name).search(text))


def _counts_votes(text: str) -> bool:
    return bool(re.search(f"{cue('ballot', 'number').pattern} ?票", text)) or _has(text, "passed")


def _tally(text: str, side: str) -> int | None:
    """How many were on a side: 六票同意, 反对的？没有, 弃权的，一个."""
    number, unit = cue("ballot", "number").pattern, cue("ballot", "unit").pattern
    word, none = cue("ballot", side).pattern, cue("ballot", "none").pattern
    negative = _negative(side)
    before = re.findall(f"({number}) ?(?:{unit})?(?:人)?{negative}{word}", text)
    if before and (found := read_number(before[-1])) is not None:
        return found
    if re.search(
        f"{none}(?:人)?{word}|{word}(?:的)?(?:人)?(?:[，,？?。：: ]*){none}|{word}{none}", text
    ):
        return 0
    other = "|".join(cue("ballot", o).pattern for o in _SIDES if o != side)
    found_after = re.search(
        f"{negative}{word}(?:(?!{other}).){{0,28}}?({number}) ?(?:{unit})(?![号栋楼])", text
    )
    return read_number(found_after.group(1)) if found_after else None


def _count_quotes(clauses: Iterable[Clause]) -> Iterator[Quote]:
    sides = [cue("ballot", name).pattern for name in ("for", "against", "abstain", "ratio")]
    for clause in clauses:
        if re.search("|".join(sides), clause.text):
            yield clause.quote
