"""Notes as items: the lines that belong to one point, each sentence as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mintobrief.domain import Turn
from mintobrief.extract.cues import cue
from mintobrief.extract.moves import CueTagger, Said
from mintobrief.extract.several import tasks_in

_MARKED = 3
_SHORT = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One point of the notes: its sentences, and the heading it stands under.

    `leads` says that the heading is the line right before it.
    """

    sentences: tuple[Said, ...]
    heading: Said | None = None
    leads: bool = False

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
    answers = cue("written", "answer_line").search(line.text)
    if (
        not adjacent
        or (_is_marked(line) and not answers)
        or cue("written", "head_line").search(line.text)
    ):
        return False
    if before.text.rstrip()[-1] in "，、," or answers:
        return True
    return marked


def _with_headings(groups: Sequence[tuple[Turn, ...]], tagger: CueTagger) -> tuple[Item, ...]:
    found: list[Item] = []
    heading: Said | None = None
    leads = False
    for group in groups:
        said = tuple(
            part
            for turn in group
            for i, u in enumerate(turn.utterances, turn.first)
            for part in tasks_in(tagger.whole(i, u), tagger)
        )
        above = heading if heading is not None and _heads(heading, said[0], leads) else None
        found.append(Item(said, above, leads and above is not None))
        leads = _is_heading(said)
        heading = said[0] if leads else heading
    return tuple(found)


def _heads(heading: Said, line: Said, leads: bool) -> bool:
    """Whether a heading stands over a line: numbered on another level, or right before it."""
    return _marker(heading) != _marker(line) and (leads or _marker(heading) != "")


def _marker(said: Said) -> str:
    """The kind of number or sign a line begins with: lines of one kind are on one level."""
    found = cue("written", "numbering").match(said.clause.text.strip())
    if found is None:
        return ""
    kind = re.sub(r"[一二三四五六七八九十]+", "一", found.group().strip())
    return re.sub(r"[0-9]+[)）、.．]*", "1", kind)


def _is_heading(sentences: Sequence[Said]) -> bool:
    """Whether an item only names what follows: short, without doer, date or full stop."""
    text = "".join(said.clause.text for said in sentences)
    empty = not any(said.limits or _settles(said) for said in sentences)
    return len(text) <= _SHORT and empty and "。" not in text


def _settles(said: Said) -> bool:
    """Whether a line says something of its own: who was there, what was dropped."""
    named = (cue("written", name) for name in ("head_line", "blocked"))
    return any(pattern.search(said.masked) for pattern in named)
