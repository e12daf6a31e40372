"""How a task is checked on, and who does it (监督方式)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mintobrief.domain import Field
from mintobrief.extract.cues import cue
from mintobrief.extract.drafts import Draft
from mintobrief.extract.moves import Move, Said
from mintobrief.extract.remarks import Remark


def word_supervision(draft: Draft, core: Sequence[Said]) -> Field[str] | None:
    """The clauses around a task that say how it is watched; None where none does."""
    found: list[Said] = []
    for _, said in _clauses(draft):
        if said not in found and said not in core and watches(said):
            found.append(said)
    if not found:
        return None
    text = "，".join(plain for said in found if (plain := _plain(said)))
    return Field(text, tuple(said.clause.quote for said in found)) if text else None


def _clauses(draft: Draft) -> Iterator[tuple[Remark, Said]]:
    for seed in (*draft.checks, *draft.seeds):
        yield from ((seed.remark, said) for said in seed.said)
    for remark, statement in draft.details:
        if not statement.does(Move.DEFER):
            yield from ((remark, said) for said in statement.said)


def watches(said: Said) -> bool:
    """Whether a clause says that somebody checks, or reports what was done."""
    blocked = said.does(Move.REPORT, Move.ASK, Move.REJECT, Move.COMPLAIN, Move.EXAMPLE)
    return said.does(Move.CHECK) and not blocked


def _plain(said: Said) -> str:
    return re.sub(f"^{cue('supervision', 'head').pattern}*", "", said.clause.text)
