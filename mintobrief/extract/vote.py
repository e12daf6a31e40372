"""Shows of hands: what was voted on, how the count came out, whether it carried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import Field, Quote, Vote
from mintobrief.extract.clauses import Clause
from mintobrief.extract.cues import cue
from mintobrief.extract.things import things
from mintobrief.language.numerals import read_number

# How many remarks (or lines of a chat) may lie between the call and the result.
_REACH = 10
# A motion is clear if it names so many things.
_CLEAR = 2


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
    return _says(passage, "settled") or count_votes([passage]) is not None


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
    carried = _carried(passages[first : last + 1], vote)
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


def _carried(passages: Sequence[Sequence[Clause]], vote: Field[Vote] | None) -> bool:
    """Whether the motion passed: what was said of it counts before the numbers."""
    if any(_says(passage, "failed") for passage in passages):
        return False
    if vote is not None and vote.value.for_ <= vote.value.against:
        return False
    return vote is not None or any(_says(passage, "passed") for passage in passages)


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


def count_votes(passages: Sequence[Sequence[Clause]]) -> Field[Vote] | None:
    """The count said in a run of passages; None where no number of those in favour is said."""
    clauses = [clause for passage in passages for clause in passage]
    text = _text(clauses)
    ratio = cue("ballot", "ratio").search(text)
    if ratio and cue("ballot", "called").search(text) is None and not _has(text, "passed"):
        ratio = None
    for_ = read_number(ratio.group(1)) if ratio else _tally(text, "for")
    if for_ is None:
        return None
    against = read_number(ratio.group(2)) if ratio else _tally(text, "against")
    abstain = _tally(text, "abstain")
    if against is None and abstain is None and not _counts_votes(text):
        return None
    return Field(Vote(for_, against or 0, abstain or 0), tuple(_count_quotes(clauses)))


def _has(text: str, name: str) -> bool:
    return bool(cue("ballot", name).search(text))


def _counts_votes(text: str) -> bool:
    return bool(re.search(f"{cue('ballot', 'number').pattern} ?票", text)) or _has(text, "passed")


def _tally(text: str, side: str) -> int | None:
    """How many were on a side: 六票同意, 反对的？没有, 弃权的，一个."""
    number, unit = cue("ballot", "number").pattern, cue("ballot", "unit").pattern
    word, none = cue("ballot", side).pattern, cue("ballot", "none").pattern
    negative = "(?<!不)" if side == "for" else ""
    before = re.findall(f"({number}) ?(?:{unit})?(?:人)?{negative}{word}", text)
    if before and (found := read_number(before[-1])) is not None:
        return found
    if re.search(
        f"{none}(?:人)?{word}|{word}(?:的)?(?:人)?(?:[，,？?。：: ]*){none}|{word}{none}", text
    ):
        return 0
    other = "|".join(cue("ballot", o).pattern for o in ("for", "against", "abstain") if o != side)
    found_after = re.search(
        f"{negative}{word}(?:(?!{other}).){{0,28}}?({number}) ?(?:{unit})(?![号栋楼])", text
    )
    return read_number(found_after.group(1)) if found_after else None


def _count_quotes(clauses: Iterable[Clause]) -> Iterator[Quote]:
    sides = [cue("ballot", name).pattern for name in ("for", "against", "abstain", "ratio")]
    for clause in clauses:
        if re.search("|".join(sides), clause.text):
            yield clause.quote
