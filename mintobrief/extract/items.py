"""Notes as items: the lines that belong to one point, each sentence as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mintobrief.domain import Turn
from mintobrief.extract.cues import cue
from mintobrief.extract.moves import CueTagger, Said

_MARKED = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One point of the notes: its sentences, and the heading or sentence before it."""

    sentences: tuple[Said, ...]
    heading: str = ""

    @property
    def text(self) -> str:
        return "".join(said.clause.text for said in self.sentences)


def items_of(turns: Sequence[Turn], tagger: CueTagger) -> tuple[Item, ...]:
    """The items of notes in order, lines broken off joined to what they go on with."""
    marked = sum(_is_marked(turn) for turn in turns) >= _MARKED
    groups: list[list[Turn]] = []
    for turn in turns:
        if groups and _goes_on(groups[-1][-1], turn, marked=marked):
            groups[-1].append(turn)
        else:
            groups.append([turn])
    return _with_headings([tuple(group) for group in groups], tagger)


def _is_marked(turn: Turn) -> bool:
    return bool(cue("written", "item").search(turn.text))


def _goes_on(before: Turn, line: Turn, *, marked: bool) -> bool:
    """Whether a line goes on with the one before: nothing ended, nothing begins."""
    adjacent = line.utterances[0].turn == before.utterances[0].turn + 1
    if not adjacent or _is_marked(line) or cue("written", "head_line").search(line.text):
        return False
    if before.text.rstrip()[-1] in "，、,":
        return True
    ended = before.text.rstrip()[-1] in "。！？；;：:"
    return marked and _is_marked(before) and not ended


def _with_headings(groups: Sequence[tuple[Turn, ...]], tagger: CueTagger) -> tuple[Item, ...]:
    found: list[Item] = []
    heading = ""
    for group in groups:
        said = tuple(
            tagger.whole(i, u) for turn in group for i, u in enumerate(turn.utterances, turn.first)
        )
        found.append(Item(said, heading))
        if _is_heading(said):
            heading = found[-1].text
    return tuple(found)


def _is_heading(sentences: Sequence[Said]) -> bool:
    """Whether an item only names what follows: short, without doer, date or full stop."""
    text = "".join(said.clause.text for said in sentences)
    return len(text) <= 20 and not any(said.limits for said in sentences) and "。" not in text
