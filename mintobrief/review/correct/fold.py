"""A draft as persons corrected it: their edits, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from mintobrief.domain import (
    Correction,
    Cut,
    Edit,
    Joined,
    Meeting,
    Ordered,
    Reheaded,
    Replaced,
    Retold,
    Retopiced,
    Revoiced,
    Reworded,
    Undone,
    Utterance,
    Worded,
)
from mintobrief.errors import BadEdit
from mintobrief.review.correct.candidates import ordered, replaced
from mintobrief.review.correct.follow import resting_on
from mintobrief.review.correct.header import reheaded
from mintobrief.review.correct.sentences import cut, joined
from mintobrief.review.correct.text import retold, worded
from mintobrief.review.correct.topics import retopiced
from mintobrief.review.correct.voices import revoiced
from mintobrief.review.correct.way import Stretch, Way
from mintobrief.review.correct.words import reworded


def standing_corrections(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Those that were not taken back, in order; raises BadEdit where there is nothing to."""
    said = tuple(corrections)
    return tuple(said[at] for at in still_standing([correction.edit for correction in said]))


def still_standing(edits: Iterable[Edit]) -> tuple[int, ...]:
    """Which edits were not taken back; raises BadEdit where there is nothing to take back."""
    stand: list[int] = []
    for at, edit in enumerate(edits):
        if not isinstance(edit, Undone):
            stand.append(at)
        elif stand:
            stand.pop()
        else:
            raise BadEdit("撤销", "没有可以撤销的修改。")
    return tuple(stand)


def apply(meeting: Meeting, edits: Iterable[Edit]) -> Meeting:
    """The draft with these edits. Raises BadEdit for one that is impossible."""
    states = [meeting]
    for edit in edits:
        if not isinstance(edit, Undone):
            states.append(_with(states[-1], edit))
        elif len(states) > 1:
            states.pop()
        else:
            raise BadEdit("撤销", "没有可以撤销的修改。")
    return states[-1]


def _with(meeting: Meeting, edit: Edit) -> Meeting:
    match edit:
        case Reworded() | Cut() | Joined():
            return _with_lines(meeting, edit)
        case Revoiced():
            return revoiced(meeting, edit)
        case Retopiced(topics):
            return retopiced(meeting, topics)
        case Reheaded():
            return reheaded(meeting, edit)
        case Replaced():
            return replaced(meeting, edit)
        case Ordered(ids):
            return ordered(meeting, ids)
        case Retold():
            return retold(meeting, edit)
        case Worded():
            return worded(meeting, edit)
        case Undone():
            raise AssertionError("what takes back an edit is none")
        case _:
            assert_never(edit)


def _with_lines(meeting: Meeting, edit: Reworded | Cut | Joined) -> Meeting:
    match edit:
        case Reworded(index, text):
            said = _utterance(meeting, index)
            return _rewritten(meeting, index, [said], [reworded(said, text)])
        case Cut(index, at):
            said = _utterance(meeting, index)
            return _rewritten(meeting, index, [said], cut(said, at))
        case Joined(index):
            return _joined(meeting, index)


def _joined(meeting: Meeting, index: int) -> Meeting:
    pair = [_utterance(meeting, index), _utterance(meeting, index + 1)]
    if any(topic.last == index or topic.first == index + 1 for topic in meeting.topics):
        raise BadEdit(pair[1].text[:20], "两句分属两个议题，请先移动议题的分界，再合并。")
    return _rewritten(meeting, index, pair, [joined(*pair)])


def _utterance(meeting: Meeting, index: int) -> Utterance:
    if not 0 <= index < len(meeting.utterances):
        raise BadEdit(f"第 {index + 1} 句", "转写稿里没有这一句了。请刷新页面再改。")
    return meeting.utterances[index]


def _rewritten(
    meeting: Meeting, first: int, befores: Sequence[Utterance], nows: Sequence[Utterance]
) -> Meeting:
    said = meeting.utterances
    last = first + len(befores)
    now = (*said[:first], *nows, *said[last:])
    words, new_words = [u.text for u in befores], [u.text for u in nows]
    if words == new_words:
        return replace(meeting, utterances=now)
    return resting_on(meeting, now, Way((Stretch.of(first, words, new_words),)))
