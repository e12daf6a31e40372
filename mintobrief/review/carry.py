"""A meeting is read anew: what persons decided stays where what it rests on still stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from mintobrief.domain import (
    BY_HAND,
    NEAR_MISS,
    Correction,
    Judgement,
    Meeting,
    Naming,
    Resolution,
    Verdict,
)
from mintobrief.review import keep
from mintobrief.review.compile import latest_judgements
from mintobrief.review.judge import rank, standing, with_added
from mintobrief.review.keep_text import kept_text
from mintobrief.review.relocate import Relocation, near, relocated
from mintobrief.review.rename import renamed


@dataclass(frozen=True, slots=True)
class Carried:
    """A newer draft, and what persons had decided of the older one that counts for it too.

    `meeting` is the draft with the judged candidates as they were judged, and those that a person
    added, whether the machine found them again or not. `reopened` and `unnamed` are the judgements
    and namings whose evidence stands no longer: a person must look again. `corrections` are those
    that count for the draft; what does not is told in its notices.
    """

    meeting: Meeting
    judgements: tuple[Judgement, ...]
    reopened: tuple[Judgement, ...]
    namings: tuple[Naming, ...]
    unnamed: tuple[Naming, ...]
    corrections: tuple[Correction, ...] = ()


def carry(
    before: Meeting,
    judgements: Iterable[Judgement],
    namings: Iterable[Naming],
    draft: Meeting,
    *,
    used: Collection[str] = (),
    corrections: Sequence[Correction] = (),
) -> Carried:
    """Judgements and namings on `before` for a newer `draft` of the same meeting.

    A candidate that is still the same keeps its id; no id means two different candidates.
    `used` are the ids that drafts older than `before` gave, `corrections` those that stand in
    `before`. The draft takes the id of `before`.
    """
    latest = latest_judgements(judgements)
    taken = {r.id for r in before.resolutions} | set(latest) | set(used)
    before, latest = _with_own_ids(with_added(before, latest), latest, taken)
    way = Relocation.between(before, draft)
    stays = keep.kept(corrections, way)
    text = kept_text(before, corrections, draft, way)
    dated = keep.headed(draft, stays.corrections)
    kept = [k for r in before.resolutions if (k := _kept(r, latest.get(r.id), way, before, dated))]
    taken |= {r.id for r in before.resolutions}
    counted = [k.judgement for k in kept if k.judgement]
    lost = {r.id for r in before.resolutions} - {judgement.resolution_id for judgement in counted}
    named, unnamed = renamed(before, namings, draft, way)
    resolutions = _merged(kept, draft.resolutions, taken)
    notices = (*draft.notices, *stays.notices, *text.notices)
    return Carried(
        meeting=replace(draft, id=before.id, resolutions=resolutions, notices=notices),
        judgements=tuple(counted),
        reopened=tuple(judgement for i, judgement in latest.items() if i in lost),
        namings=named,
        unnamed=unnamed,
        corrections=(*stays.counting(k.resolution for k in kept if k.stays), *text.corrections),
    )


def _with_own_ids(
    before: Meeting, latest: Mapping[str, Judgement], taken: Collection[str]
) -> tuple[Meeting, dict[str, Judgement]]:
    """A near miss that a person added is a candidate now; the next draft has others of its id."""
    free = _free_ids(taken)
    ids = {r.id: next(free) if r.id.startswith(NEAR_MISS) else r.id for r in before.resolutions}
    judged = {}
    for old, judgement in latest.items():
        new, edited = ids.get(old, old), judgement.edited
        edited = replace(edited, id=new) if edited else None
        judged[new] = replace(judgement, resolution_id=new, edited=edited)
    resolutions = tuple(replace(r, id=ids[r.id]) for r in before.resolutions)
    return replace(before, resolutions=resolutions), judged


@dataclass(frozen=True, slots=True)
class _Kept:
    """A candidate that stands in the new draft, with the judgement that counts for it there."""

    resolution: Resolution
    judgement: Judgement | None

    @property
    def stays(self) -> bool:
        """Whether a person had a hand in it: then the machine need not find it again."""
        return self.judgement is not None or _is_by_hand(self.resolution)


def _is_by_hand(candidate: Resolution) -> bool:
    return candidate.id.startswith(BY_HAND)


def _kept(
    candidate: Resolution,
    latest: Judgement | None,
    way: Relocation,
    before: Meeting,
    draft: Meeting,
) -> _Kept | None:
    """The candidate where it stands now; None where its evidence is gone."""
    if latest is None:
        asked = candidate if _is_by_hand(candidate) else _bare(candidate)
        found = relocated(asked, way, draft)
        return _Kept(found, None) if found else None
    if latest.verdict is Verdict.REJECTED:
        found = relocated(candidate, way, draft) or relocated(_bare(candidate), way, draft)
        return _Kept(found, latest) if found else None
    left = relocated(standing(candidate, latest), way, draft)
    if left is None or not _same_days(left, before, draft):
        return None
    if latest.edited is None:
        return _Kept(left, latest)
    shown = relocated(candidate, way, draft) or left
    return _Kept(shown, replace(latest, edited=left))


def _bare(candidate: Resolution) -> Resolution:
    """Only what is to be done: enough to know a candidate again."""
    return Resolution(candidate.id, candidate.action, candidate.evidence)


def _same_days(resolution: Resolution, before: Meeting, draft: Meeting) -> bool:
    """Whether 下周五 is still the day that was judged: it counts from the day of the meeting."""
    deadline = resolution.deadline
    if deadline is None or deadline.value.day is None or not deadline.quotes:
        return True
    found = [r for r in draft.resolutions if r.deadline and _same(resolution, r)]
    return before.header.day == draft.header.day or any(
        r.deadline and r.deadline.value.day == deadline.value.day for r in found
    )


def _same(one: Resolution, other: Resolution) -> bool:
    """Whether two candidates of one draft are the same: what is to be done is the same words."""
    mine = {(q.utterance, at) for q in one.action.quotes for at in range(q.start, q.end)}
    theirs = {(q.utterance, at) for q in other.action.quotes for at in range(q.start, q.end)}
    if mine and theirs:
        return 2 * len(mine & theirs) > min(len(mine), len(theirs))
    meet = bool(set(one.evidence) & set(other.evidence))
    return (meet or not (one.evidence and other.evidence)) and near(
        one.action.value, other.action.value
    )


def _merged(
    kept: Sequence[_Kept], found: Sequence[Resolution], taken: Collection[str]
) -> tuple[Resolution, ...]:
    """The draft's candidates: known ones with their ids, judged ones as they were judged."""
    free = _free_ids(taken)
    left = list(kept)
    by_hand = [k.resolution for k in kept if _is_by_hand(k.resolution)]
    merged: list[Resolution] = []
    for candidate in found:
        known = next((k for k in left if _same(k.resolution, candidate)), None)
        if known is None and any(_same(one, candidate) for one in by_hand):
            continue  # a person merged it with the one that stands
        if known is None:
            merged.append(replace(candidate, id=next(free)))
            continue
        left.remove(known)
        same = replace(candidate, id=known.resolution.id)
        merged.append(known.resolution if known.stays else same)
    for lost in (k.resolution for k in left if k.stays):
        merged.insert(rank(lost, merged), lost)
    return tuple(merged)


def _free_ids(taken: Collection[str]) -> Iterator[str]:
    numbers = [int(found[1]) for i in taken if (found := re.fullmatch(r"r(\d{1,9})", i))]
    return (f"r{number}" for number in count(max(numbers, default=0) + 1))
