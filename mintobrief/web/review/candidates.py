"""A candidate as the page shows it: every field with its own evidence and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby

from mintobrief.domain import (
    Field,
    FieldName,
    Judgement,
    Meeting,
    Quote,
    Resolution,
    Verdict,
)
from mintobrief.export.pen import written_deadline, written_vote
from mintobrief.export.provenance import whereabouts
from mintobrief.review import latest_judgements, standing, with_added
from mintobrief.web import words

UNJUDGED = "none"  # the mark of a candidate nobody judged
_AND = "_"  # between what was decided and what the candidate says


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the transcript: characters `start` to `end` of a line as a browser counts them,
    all of the line where both are 0."""

    utterance: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """What one looks up at once: words that go by one second, page or line."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A field: what it says, where that was said, what it lacks."""

    name: str
    label: str
    value: str
    places: tuple[Place, ...] = ()
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A candidate after its latest judgement.

    `state` is "waiting" or the verdict's word. `mark` names what was decided and what it says, so
    that a page can tell whether it still shows what is so.
    """

    id: str
    number: int
    state: str
    verdict: str
    reviewer: str
    at: datetime | None
    action: Row
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]
    because: str
    topic: str
    evidence: tuple[Place, ...]
    quote: str
    mark: str

    @property
    def lacks(self) -> tuple[str, ...]:
        """The fields that are missing or vague, by their labels."""
        return tuple(row.label for row in (self.action, *self.rows) if row.lacks)


def cards_of(meeting: Meeting, judgements: Iterable[Judgement]) -> tuple[Card, ...]:
    """The candidates in the order of the meeting, near misses that were added among them."""
    latest = latest_judgements(judgements)
    shown = with_added(meeting, latest)
    return tuple(
        card_of(shown, candidate, latest.get(candidate.id), number)
        for number, candidate in enumerate(shown.resolutions, start=1)
    )


def near_misses_of(meeting: Meeting, judgements: Iterable[Judgement]) -> tuple[Card, ...]:
    """What sounds like a resolution and was not taken for one, as long as nobody added it."""
    left = with_added(meeting, latest_judgements(judgements)).near_misses
    return tuple(card_of(meeting, near, None, 0) for near in left)


def card_of(
    meeting: Meeting, candidate: Resolution, judgement: Judgement | None, number: int
) -> Card:
    left = standing(candidate, judgement)
    action = left.action
    return Card(
        id=candidate.id,
        number=number,
        state=judgement.verdict.value if judgement else "waiting",
        verdict=(judgement.verdict if judgement else Verdict.REOPENED).called,
        reviewer=judgement.reviewer if judgement else "",
        at=judgement.at if judgement else None,
        action=_row(meeting, FieldName.ACTION, action.value, [action]),
        rows=_rows(meeting, left),
        remarks=tuple(flag.called for flag in left.flags if flag in words.REMARKS),
        because=left.because,
        topic=meeting.topics[left.topic].title if left.topic is not None else "",
        evidence=_places(meeting, [Part(i) for i in left.evidence]),
        quote=" ".join(meeting.utterances[i].text for i in left.evidence),
        mark=mark_shown(meeting, candidate, judgement),
    )


def mark_of(judgement: Judgement | None) -> str:
    """Names what was decided, whoever said so and when: who decides the same disputes nothing."""
    if judgement is None:
        return UNJUDGED
    told = repr((judgement.verdict, judgement.edited))
    return sha256(told.encode()).hexdigest()[:16]


def mark_shown(meeting: Meeting, candidate: Resolution, judgement: Judgement | None) -> str:
    """`mark_of`, and what the candidate says and rests on: a correction of the transcript changes
    that too, and nobody lets stand what nobody saw."""
    left = standing(candidate, judgement)
    day = left.deadline.value.day if left.deadline else None
    said = [meeting.utterances[line].text for line in left.evidence]
    told = repr((sorted(values_of(left).items()), day, said))
    return f"{mark_of(judgement)}{_AND}{sha256(told.encode()).hexdigest()[:16]}"


def is_shown(
    mark: str, meeting: Meeting, candidate: Resolution, judgement: Judgement | None
) -> bool:
    """Whether that mark names what is so; a mark of the judgement alone says no more than that."""
    if _AND in mark:
        return mark == mark_shown(meeting, candidate, judgement)
    return mark == mark_of(judgement)


def values_of(resolution: Resolution) -> Mapping[str, str]:
    """The fields as one types them."""
    deadline, vote = resolution.deadline, resolution.vote
    votes = f"{vote.value.for_}:{vote.value.against}:{vote.value.abstain}" if vote else ""
    return {
        FieldName.ACTION: resolution.action.value,
        FieldName.OWNERS: "、".join(owner.value for owner in resolution.owners),
        FieldName.DEADLINE: deadline.value.text if deadline else "",
        FieldName.MEASURES: resolution.measures.value if resolution.measures else "",
        FieldName.SUPERVISION: resolution.supervision.value if resolution.supervision else "",
        FieldName.VOTE: votes,
    }


def _rows(meeting: Meeting, left: Resolution) -> tuple[Row, ...]:
    """Who and by when always, the others where the meeting said something."""
    rows = [_owners(meeting, left), _deadline(meeting, left)]
    if left.measures:
        rows.append(_row(meeting, FieldName.MEASURES, left.measures.value, [left.measures]))
    if left.supervision:
        found = left.supervision
        rows.append(_row(meeting, FieldName.SUPERVISION, found.value, [found]))
    if left.vote:
        told = written_vote(left.vote.value)
        rows.append(_row(meeting, FieldName.VOTE, told, [left.vote]))
    return tuple(rows)


def _owners(meeting: Meeting, left: Resolution) -> Row:
    told = "、".join(owner.value for owner in left.owners)
    lacks = "" if left.owners else "会上没有说由谁负责"
    return _row(meeting, FieldName.OWNERS, told, left.owners, lacks)


def _deadline(meeting: Meeting, left: Resolution) -> Row:
    found = left.deadline.value if left.deadline else None
    lacks = words.missing_deadline(found, left.flags)
    fields = [left.deadline] if left.deadline else []
    told = written_deadline(found) if found else ""
    return _row(meeting, FieldName.DEADLINE, told, fields, lacks)


def _row(
    meeting: Meeting,
    name: FieldName,
    value: str,
    fields: Iterable[Field[object]],
    lacks: str = "",
) -> Row:
    places = places_of(meeting, (quote for field in fields for quote in field.quotes))
    return Row(name, words.FIELDS[name], value, places, lacks or words.vague_in(value))


def _part(meeting: Meeting, quote: Quote) -> Part:
    text = meeting.utterances[quote.utterance].text
    start, end = (_units(text[:at]) for at in (quote.start, quote.end))
    return Part(quote.utterance, start, end)


def places_of(meeting: Meeting, quotes: Iterable[Quote]) -> tuple[Place, ...]:
    """Where words were quoted from."""
    return _places(meeting, [_part(meeting, quote) for quote in quotes])


def _places(meeting: Meeting, parts: Iterable[Part]) -> tuple[Place, ...]:
    """Neighbours of one label together."""
    grouped = groupby(sorted(parts, key=lambda part: part.utterance), lambda p: _label(meeting, p))
    return tuple(Place(label, tuple(found)) for label, found in grouped)


def _units(text: str) -> int:
    """Its length as a browser counts: a rare character is two."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def _label(meeting: Meeting, part: Part) -> str:
    return whereabouts(meeting, meeting.utterances[part.utterance].evidence)


def is_settled(card: Card) -> bool:
    return card.state in list(Verdict)
