"""What one browser did to a meeting, so that it can be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass, field

from mintobrief.domain import Judgement

_MOST = 200  # steps remembered


@dataclass(frozen=True, slots=True)
class Step:
    """A candidate's latest judgement before and after a change; None is none."""

    resolution_id: str
    before: Judgement | None
    after: Judgement | None


@dataclass(slots=True)
class Steps:
    """The steps back, and those forth again after going back. Lost with the server: the
    judgements are not, only the convenience."""

    back: list[Step] = field(default_factory=list)
    forth: list[Step] = field(default_factory=list)

    def did(self, step: Step) -> None:
        """A new change: what was undone before it cannot be done again."""
        self.back = [*self.back, step][-_MOST:]
        self.forth.clear()

    def undid(self) -> None:
        self.forth.append(self.back.pop())

    def redid(self) -> None:
        self.back.append(self.forth.pop())
