"""What the windows before have settled and left open, told to the next in a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mintobrief.extract.llm.script import harmless

_NOTHING = "（无）"
_MOST_SETTLED = 40
_MOST_OPEN = 12
_MOST_PEOPLE = 40
_LONGEST = 60  # characters of one part of a line


@dataclass(frozen=True, slots=True)
class Settled:
    """A resolution as the next window is told of it; `deadline` is empty where there is none."""

    action: str
    owners: tuple[str, ...] = ()
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What came before a window: R1 is the first of `settled`; the last ones are told."""

    settled: tuple[Settled, ...] = ()
    open: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    def told(self) -> str:
        """The lines of it; （无） where there is nothing to tell."""
        return "\n".join(self._lines()) or _NOTHING

    def _lines(self) -> Iterator[str]:
        if self.people:
            yield f"在场：{'、'.join(_short(name) for name in self.people[:_MOST_PEOPLE])}"
        for number, settled in list(enumerate(self.settled, start=1))[-_MOST_SETTLED:]:
            yield f"R{number} {_line(settled)}"
        for matter in self.open[:_MOST_OPEN]:
            yield f"未定：{_short(matter)}"


def _line(settled: Settled) -> str:
    owners = "、".join(_short(owner) for owner in settled.owners)
    parts = [_short(settled.action)]
    parts += [f"责任：{owners}"] if owners else []
    parts += [f"时限：{_short(settled.deadline)}"] if settled.deadline else []
    return "；".join(parts)


def _short(words: str) -> str:
    return harmless(words)[:_LONGEST]
