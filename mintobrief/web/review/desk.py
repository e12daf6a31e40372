"""What the templates of the review page are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mintobrief.domain import FieldName, Meeting, SourceKind
from mintobrief.store import Seen
from mintobrief.web import words
from mintobrief.web.access import Session
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.review.candidates import Card, cards_of, is_settled, near_misses_of


@dataclass(frozen=True, slots=True)
class Blank:
    """A field to type in."""

    name: str
    label: str
    value: str
    hint: str


@dataclass(frozen=True, slots=True)
class Blanks:
    """A candidate's fields to type in, and the mark of what they were taken from."""

    meeting_id: str
    resolution_id: str
    mark: str
    blanks: tuple[Blank, ...]


def shown(seen: Seen, session: Session) -> dict[str, object]:
    """The meeting with its candidates, as far as they are judged."""
    cards = cards_of(seen.meeting, seen.judgements)
    steps = session.steps_of(seen.meeting.id)
    return {
        "meeting": seen.meeting,
        "version": seen.version,
        "draft": mark_of_draft(seen),
        "cards": cards,
        "groups": _by_topic(cards),
        "near_misses": near_misses_of(seen.meeting, seen.judgements),
        "settled": sum(is_settled(card) for card in cards),
        "can_undo": bool(steps.back),
        "can_redo": bool(steps.forth),
    }


def originals(meeting: Meeting) -> dict[str, object]:
    """What the recordings and pages beside the transcript are shown by."""
    sources = meeting.sources
    heard = [source for source in sources if source.kind is SourceKind.AUDIO]
    return {
        "turned_pages": [page for page in meeting.pages if page.turned],
        "recordings": [source for source in heard if not source.removed_on],
        "removed": [source for source in heard if source.removed_on],
        "has_pages": any(source.kind is SourceKind.SCAN for source in sources),
    }


def fields_to_type(
    meeting_id: str, resolution_id: str, values: Mapping[str, str], mark: str
) -> Blanks:
    """The fields with these values, typed or as they stand."""
    blanks = tuple(
        Blank(name, label, values.get(name, ""), words.HINTS[name])
        for name, label in words.FIELDS.items()
    )
    return Blanks(meeting_id, resolution_id, mark, blanks)


def labels_of(names: Mapping[str, str]) -> dict[str, str]:
    """What was typed, by what the page calls the fields."""
    return {words.FIELDS[name]: names[name] for name in FieldName if name in names}


def _by_topic(cards: tuple[Card, ...]) -> list[tuple[str, list[Card]]]:
    """Neighbours of one topic together."""
    groups: list[tuple[str, list[Card]]] = []
    for card in cards:
        if not groups or groups[-1][0] != card.topic:
            groups.append((card.topic, []))
        groups[-1][1].append(card)
    return groups
