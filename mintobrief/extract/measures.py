"""How a task is to be carried out (具体措施), where more is said than what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mintobrief.domain import Field
from mintobrief.extract.action import in_turn, plain_words, spare_of
from mintobrief.extract.cues import cue
from mintobrief.extract.drafts import Draft
from mintobrief.extract.moves import Move, Said

_MOST = 3
_SHORTEST = 4
_BLOCKS = (
    Move.ASK, Move.REPORT, Move.REJECT, Move.DEFER, Move.COMPLAIN, Move.EXAMPLE, Move.QUOTE,
    Move.CHECK, Move.CALL, Move.CONDITION, Move.PROPOSE,
)  # fmt: skip


def share_out(draft: Draft, core: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """The clauses of the action and those that say how: whatever carries the task is in one.

    What the core has no room for says how; where other clauses do, it stays in the action.
    """
    spare = spare_of(draft, core)
    told = [said for said in dict.fromkeys(_clauses(draft)) if said not in core and _tells(said)]
    if not told:
        return list(core), spare
    how = told[:_MOST]
    return in_turn([*core, *(said for said in spare if said not in how)]), how


def word_measures(how: Sequence[Said]) -> Field[str] | None:
    """How it is to be done in the clauses `how`; None where they say nothing."""
    worded = [(said, plain) for said in how if (plain := plain_words(said))]
    text = "，".join(plain for _, plain in worded)
    return Field(text, tuple(said.clause.quote for said, _ in worded)) if text else None


def _clauses(draft: Draft) -> Iterator[Said]:
    """What was said with the task, then what its people said around it."""
    for seed in draft.seeds:
        yield from seed.said
    concerned = {seed.remark.speaker for seed in draft.seeds}
    for remark, statement in draft.details:
        if remark.speaker in concerned and remark.number <= draft.touched:
            yield from statement.said


def _tells(said: Said) -> bool:
    instructs = bool(cue("moves", "instructs").search(said.masked))
    return instructs and not said.does(*_BLOCKS) and len(plain_words(said)) >= _SHORTEST
