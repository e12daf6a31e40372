"""The meeting as a language model is shown it: numbered lines that no word of it can leave.

Angle brackets, the bar after the number and the brackets around a name get look-alikes in the
words, blanks become one, control and invisible characters go: whatever is said, a line stays a
line, and the meeting ends where we end it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import Utterance
from mintobrief.extract.llm.windows import Window

_LOOK_ALIKES = str.maketrans({"<": "‹", ">": "›", "＜": "‹", "＞": "›", "|": "¦", "｜": "¦"})
_NAME_MARKS = str.maketrans({"【": "〔", "】": "〕"})
_LONGEST_NAME = 24
_NOTHING = "（无）"
_MOST_SETTLED = 40
_MOST_OPEN = 12
_MOST_PEOPLE = 40
_LONGEST = 60  # characters of one part of a line
_HIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its number in the meeting, who says it (empty where it was written)."""

    number: int
    speaker: str
    text: str


def lines_of(utterances: Sequence[Utterance], window: Window) -> tuple[Line, ...]:
    """The lines of a window, numbered as the meeting's utterances are."""
    return tuple(
        Line(i, utterances[i].name or utterances[i].speaker or "", utterances[i].text)
        for i in range(window.first, window.end)
    )


def script(lines: Iterable[Line]) -> str:
    """The lines as text, a name above the first of those that one voice says."""
    return "\n".join(_script(lines))


def _script(lines: Iterable[Line]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line.speaker != before:
            yield f"【{harmless(line.speaker)[:_LONGEST_NAME] or '记录'}】"
        before = line.speaker
        yield f"{line.number}｜{harmless(line.text)}"


def harmless(words: str) -> str:
    """The words on one line, without a character that means something to us."""
    plain = "".join(c for c in words if c.isspace() or unicodedata.category(c) not in _HIDDEN)
    return re.sub(r"\s+", " ", plain).strip().translate(_LOOK_ALIKES).translate(_NAME_MARKS)


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
