"""A person adds, merges, splits and orders candidates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from mintobrief.domain import BY_HAND, Edit, Meeting, Replaced, Resolution
from mintobrief.domain.resolution_flags import flags_of
from mintobrief.errors import BadEdit
from mintobrief.review.correct.follow import quotes_of
from mintobrief.review.correct.topics import topic_at
from mintobrief.review.judge import rank


def replaced(meeting: Meeting, edit: Replaced) -> Meeting:
    """The meeting with candidates in the place of others, or where they were said.

    Raises BadEdit for candidates that are not there, and for quotes of words that are not.
    """
    _check(meeting, edit)
    gone = set(edit.gone)
    kept = [r for r in meeting.resolutions if r.id not in gone]
    by = [_settled(one, meeting) for one in edit.by]
    first = next((i for i, r in enumerate(meeting.resolutions) if r.id in gone), None)
    for number, one in enumerate(by):
        kept.insert(rank(one, kept) if first is None else first + number, one)
    near_misses = tuple(near for near in meeting.near_misses if near.id not in gone)
    return replace(meeting, resolutions=tuple(kept), near_misses=near_misses)


def ordered(meeting: Meeting, ids: Sequence[str]) -> Meeting:
    """The meeting with its candidates in that order; a near miss among them is one from now on.

    Raises BadEdit unless every candidate is named once.
    """
    known = {r.id: r for r in (*meeting.near_misses, *meeting.resolutions)}
    all_there = {r.id for r in meeting.resolutions} <= set(ids) <= set(known)
    if len(set(ids)) != len(ids) or not all_there:
        raise BadEdit("顺序", "决议有增减，这个顺序对不上了。请刷新页面再排。")
    left = tuple(near for near in meeting.near_misses if near.id not in ids)
    return replace(meeting, resolutions=tuple(known[i] for i in ids), near_misses=left)


def numbered(edits: Iterable[Edit], used: Collection[str]) -> tuple[Edit, ...]:
    """The edits, the candidates they bring called h1, h2…, no id of which was `used` before."""
    free = _free_ids(used)
    return tuple(
        replace(edit, by=tuple(replace(one, id=next(free)) for one in edit.by))
        if isinstance(edit, Replaced)
        else edit
        for edit in edits
    )


def fits(resolution: Resolution, meeting: Meeting) -> bool:
    """Whether all that a candidate rests on is there."""
    said = meeting.utterances
    return (
        all(0 <= index < len(said) for index in resolution.evidence)
        and all(q.utterance < len(said) for q in quotes_of(resolution))
        and all(q.end <= len(said[q.utterance].text) for q in quotes_of(resolution))
        and (resolution.topic is None or 0 <= resolution.topic < len(meeting.topics))
    )


def _check(meeting: Meeting, edit: Replaced) -> None:
    known = {r.id for r in (*meeting.resolutions, *meeting.near_misses)}
    lost = [one for one in edit.gone if one not in known]
    if lost or len(set(edit.gone)) != len(edit.gone):
        raise BadEdit("、".join(lost or edit.gone), "没有这一条决议，或写了两次。请刷新页面再改。")
    if not edit.by:
        raise BadEdit("、".join(edit.gone), "不要一条决议，请退回它。")
    for one in edit.by:
        if one.id in known - set(edit.gone):
            raise BadEdit(one.id, "这个编号已经有了。")
        if not fits(one, meeting):
            raise BadEdit(one.action.value[:20], "它依据的原话已经不在了。请刷新页面再改。")


def _settled(one: Resolution, meeting: Meeting) -> Resolution:
    """The candidate with its topic, where its words tell it, and its flags."""
    topic = one.topic
    if topic is None and one.evidence:
        topic = topic_at(meeting.topics, one.evidence[0])
    return replace(one, topic=topic, flags=flags_of(one, meeting.header.day))


def _free_ids(used: Collection[str]) -> Iterator[str]:
    found = (re.fullmatch(rf"{BY_HAND}(\d{{1,9}})", one) for one in used)
    numbers = [int(one[1]) for one in found if one]
    return (f"{BY_HAND}{number}" for number in count(max(numbers, default=0) + 1))
