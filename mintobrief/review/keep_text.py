"""What persons wrote in the text of one draft, as far as it counts for a newer one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mintobrief.domain import (
    Correction,
    Meeting,
    Notice,
    NoticeCode,
    Point,
    PointKind,
    Retold,
    Worded,
)
from mintobrief.domain.line import one_line
from mintobrief.review.correct.text import LONGEST
from mintobrief.review.correct.topics import topic_at
from mintobrief.review.relocate import Relocation


@dataclass(frozen=True, slots=True)
class KeptText:
    """The corrections for the newer draft, and how many topics that persons told are not in it."""

    corrections: tuple[Correction, ...] = ()
    lost: int = 0

    @property
    def notices(self) -> tuple[Notice, ...]:
        told = sum(isinstance(one.edit, Retold) for one in self.corrections)
        found = []
        if told:
            words = f"正文里由人改过的 {told} 个议题照旧，请对照新的转写稿看一遍。"
            found.append(Notice(NoticeCode.TEXT_KEPT, words))
        if self.lost:
            words = (
                f"重新转换以前，正文里由人改过的 {self.lost} 个议题在新的一稿里对不上了，"
                "没有带过来。请在历史里查看，还需要的请再改一次。"
            )
            found.append(Notice(NoticeCode.CORRECTIONS_LOST, words))
        return tuple(found)


def kept_text(
    before: Meeting, corrections: Sequence[Correction], draft: Meeting, way: Relocation
) -> KeptText:
    """A topic that a person told stays so where most of its utterances are of one topic now.

    Its points keep the quotes that still stand. What the program took for consensus is not kept:
    the draft has its own.
    """
    told = [number for number, topic in enumerate(before.topics) if topic.retold]
    places = {number: _topic_now(before, number, draft, way) for number in told}
    taken = Counter(places.values())
    kept = {old: new for old, new in places.items() if new is not None and taken[new] == 1}
    edits = [Retold(new, tuple(_points(before, old, draft, way, new))) for old, new in kept.items()]
    composed = [Worded(one.part, one.text) for one in before.composed]
    made: tuple[Retold | Worded, ...] = (*edits, *composed)
    signed = [_signed(corrections, edit) for edit in made]
    return KeptText(tuple(one for one in signed if one), len(told) - len(kept))


def _topic_now(before: Meeting, number: int, draft: Meeting, way: Relocation) -> int | None:
    """The topic that most of what was said under it is of; None where there is none."""
    topic = before.topics[number]
    there = way.evidence(range(topic.first, topic.last + 1))
    found = Counter(topic_at(draft.topics, utterance) for utterance in there)
    best = max(found, key=lambda one: found[one], default=None)
    return best if best is not None and 2 * found[best] > len(there) else None


def _points(
    before: Meeting, old: int, draft: Meeting, way: Relocation, new: int
) -> Iterator[Point]:
    for point in before.points:
        quotes = tuple(now for quote in point.quotes for now in way.quotes(quote))
        stands = point.by_hand or (quotes and point.kind is not PointKind.CONSENSUS)
        if point.topic == old and stands and (text := one_line(point.text)[:LONGEST]):
            yield replace(point, topic=new, text=text, quotes=quotes)
    for point in draft.points:
        if point.topic == new and point.kind is PointKind.CONSENSUS:
            yield point


def _signed(corrections: Sequence[Correction], edit: Retold | Worded) -> Correction | None:
    """The edit, of who made the last one of its kind."""
    alike = [one for one in corrections if type(one.edit) is type(edit)]
    return replace(alike[-1], edit=edit) if alike else None
