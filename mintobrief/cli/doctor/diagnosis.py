"""What the doctor says of one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mintobrief.errors import MintobriefError


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at; `advice` is empty where nothing need be done.

    What is not `needed` may be missing: the program does without, less well.
    """

    what: str
    found: str
    advice: str = ""
    needed: bool = True

    @property
    def mark(self) -> str:
        if not self.advice:
            return "✓"
        return "✗" if self.needed else "–"


def attempt(what: str, look: Callable[[], str]) -> Diagnosis:
    """What a look tells; the error it ends with is the advice."""
    try:
        return Diagnosis(what, look())
    except MintobriefError as error:
        return Diagnosis(what, "有问题", str(error))
