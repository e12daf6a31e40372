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
