"""How a task is to be carried out (具体措施), where more is said than what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mintobrief.domain import Field
from mintobrief.extract.action import plain_words
from mintobrief.extract.cues import cue
from mintobrief.extract.drafts import Draft
from mintobrief.extract.moves import Move, Said

_MOST = 3
_SHORTEST = 4
_BLOCKS = (
    Move.ASK, Move.REPORT, Move.REJECT, Move.DEFER, Move.COMPLAIN, Move.EXAMPLE, Move.QUOTE,
    Move.CHECK, Move.CALL, Move.CONDITION, Move.PROPOSE,
)  # fmt: skip


def word_measures(draft: Draft, core: Sequence[Said]) -> Field[str] | None:
    """The clauses that say how, beyond those in the action; None where none does."""
    found = [said for said in dict.fromkeys(_clauses(draft)) if said not in core and _tells(said)]
    text = "，".join(plain_words(said) for said in found[:_MOST])
    return Field(text, tuple(said.clause.quote for said in found[:_MOST])) if text else None


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
