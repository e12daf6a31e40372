"""What the pages of a cupboard of notebooks are, known to who made them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path


class State(StrEnum):
    """What a page is like; a whole file may be damaged, or the twin of another."""

    WRITTEN = "written"
    BLANK = "blank"
    UPSIDE_DOWN = "upside down"
    TORN = "torn"
    DAMAGED = "damaged"
    TWIN = "twin"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a file (from 1; None for what has no pages to count)."""

    file: str
    page: int | None
    state: State
    begins: bool  # a meeting


@dataclass(frozen=True, slots=True)
class Truth:
    """Every page of the cupboard, once."""

    leaves: tuple[Leaf, ...]

    @property
    def pages(self) -> tuple[Leaf, ...]:
        """Those of files that are whole and no copies."""
        return tuple(x for x in self.leaves if x.state not in (State.DAMAGED, State.TWIN))

    def counted(self) -> dict[str, int]:
        return dict(Counter(leaf.state.value for leaf in self.leaves))

    def dumps(self) -> str:
        return json.dumps([asdict(leaf) for leaf in self.leaves], ensure_ascii=False, indent=0)

    @classmethod
    def load(cls, path: Path) -> Truth:
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(tuple(Leaf(**{**one, "state": State(one["state"])}) for one in told))
