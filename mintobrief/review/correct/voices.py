"""A person says that utterances are another voice: voices are merged, or one is split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mintobrief.domain import Meeting, Point, Revoiced, Utterance
from mintobrief.errors import BadEdit

_LONGEST = 40  # characters of a label


def revoiced(meeting: Meeting, edit: Revoiced) -> Meeting:
    """The meeting with these utterances as that voice, under its name; raises BadEdit."""
    label, said = edit.speaker.strip(), meeting.utterances
    if not (label and label.isprintable() and len(label) <= _LONGEST):
        raise BadEdit(edit.speaker, f"发言人的标签不能是空的，不超过 {_LONGEST} 个字。")
    source = _source(said, edit.utterances)
    changed = frozenset(edit.utterances)
    voices = {u.speaker: u.name for u in said if u.evidence.source_id == source}
    now = tuple(
        replace(u, speaker=label, name=voices.get(label)) if i in changed else u
        for i, u in enumerate(said)
    )
    now = _in_turns(said, now, source)
    left = {u.speaker for u in now if u.evidence.source_id == source}
    return replace(
        meeting,
        utterances=now,
        speakers=tuple(s for s in meeting.speakers if s.source_id != source or s.label in left),
        points=tuple(_point(point, said, now, changed) for point in meeting.points),
    )


def _source(said: Sequence[Utterance], utterances: Sequence[int]) -> str:
    if not utterances or not all(0 <= index < len(said) for index in utterances):
        raise BadEdit("发言人", "没有选中要改的话，或者那几句已经不在了。请重新选。")
    sources = {said[index].evidence.source_id for index in utterances}
    if len(sources) > 1:
        raise BadEdit("发言人", "选中的话不在同一份材料里。请分开改。")
    return sources.pop()


def _in_turns(
    before: Sequence[Utterance], now: Sequence[Utterance], source: str
) -> tuple[Utterance, ...]:
    """A turn is one voice's: where a voice now begins within one, later turns count on."""
    more, found, last = 0, [], None
    for was, utterance in zip(before, now, strict=True):
        if utterance.evidence.source_id != source:
            found.append(utterance)
            continue
        if last and last[0].turn == was.turn and last[1].speaker != utterance.speaker:
            more += 1
        found.append(replace(utterance, turn=utterance.turn + more) if more else utterance)
        last = was, utterance
    return tuple(found)


def _point(
    point: Point, before: Sequence[Utterance], now: Sequence[Utterance], changed: frozenset[int]
) -> Point:
    """A point under its voice's name; one that now quotes several voices is nobody's."""
    quoted = [quote.utterance for quote in point.quotes]
    if point.speaker is None or not changed.intersection(quoted):
        return point
    was = {before[index].name for index in quoted} | {before[index].speaker for index in quoted}
    voices = {(now[index].speaker, now[index].name) for index in quoted}
    if point.speaker not in was:
        return point
    label, name = voices.pop()
    return replace(point, speaker=None if voices else name or label)
