"""What the posted edition (公示版) keeps back of a briefing, by its people and persons' word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mintobrief.domain import Briefing, Field
from mintobrief.export.texts import texts_of
from mintobrief.privacy.masker import Masker
from mintobrief.privacy.people import Roll, people_of


@lru_cache(maxsize=8)
def masker_for(briefing: Briefing) -> Masker:
    """Who reads the same briefing again is given the same."""
    return Masker(people_of(_roll(briefing), _texts(briefing)), briefing.rulings)


def _roll(briefing: Briefing) -> Roll:
    header, meeting = briefing.meeting.header, briefing.meeting
    approved = briefing.approval.by if briefing.approval else None
    acting = (_of(header.host), _of(header.recorder), *briefing.reviewed_by, approved)
    spoken = (*(point.speaker for point in meeting.points), *(u.name for u in meeting.utterances))
    owners = [owner.value for r in briefing.resolutions for owner in r.owners]
    owners += [owner for one in briefing.followed for owner in one.task.owners]
    return Roll(
        listed=(*header.attendees, *header.absent, *header.observers, *briefing.roster),
        acting=frozenset(filter(None, acting)),
        charged=frozenset(owners),
        named=frozenset(filter(None, (*spoken, *(speaker.name for speaker in meeting.speakers)))),
    )


def _of(field: Field[str] | None) -> str:
    return field.value if field else ""


def _texts(briefing: Briefing) -> Iterator[str]:
    """All that any format prints."""
    meeting = briefing.meeting
    printed = (meeting.header, meeting.topics, meeting.points, meeting.composed, meeting.statements)
    yield from texts_of(printed)
    yield from texts_of((briefing.resolutions, meeting.resolutions, briefing.followed))
    yield from (utterance.text for utterance in meeting.utterances)
    yield from (source.name for source in meeting.sources)
