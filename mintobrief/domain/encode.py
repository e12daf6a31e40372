"""A meeting as JSON values, with the keys that `convert --json` promises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from mintobrief.domain.evidence import AudioSpan, Box, Evidence, Quote, ScanRegion, TextSpan
from mintobrief.domain.means import encode_means
from mintobrief.domain.meeting import Attendee, Header, Meeting, Point, Source, Topic
from mintobrief.domain.notice import Notice
from mintobrief.domain.page import Glyph, Mark, PageReport
from mintobrief.domain.resolution import Deadline, Field, Judgement, Resolution, Vote
from mintobrief.domain.speaker import Naming, Speaker
from mintobrief.domain.transcript import Change, Doubt, Utterance

SCHEMA = 1

Object = dict[str, object]
Said = Sequence[Utterance]
T = TypeVar("T")


def encode_meeting(meeting: Meeting) -> Object:
    """The whole meeting as JSON values; every quote carries its words."""
    said = meeting.utterances
    return {
        "schema": SCHEMA,
        "meeting": {"id": meeting.id, **encode_header(meeting.header, said)},
        "sources": [_source(source) for source in meeting.sources],
        "speakers": [_speaker(speaker) for speaker in meeting.speakers],
        "utterances": [_utterance(utterance) for utterance in said],
        "topics": [encode_topic(topic) for topic in meeting.topics],
        "points": [encode_point(point, said) for point in meeting.points],
        "resolutions": [encode_resolution(r, said) for r in meeting.resolutions],
        "warnings": [_notice(notice) for notice in meeting.notices],
        "pages": [_page(page) for page in meeting.pages],
        **_near_misses(meeting),
        **_composed(meeting),
        **_statements(meeting),
    }


def _near_misses(meeting: Meeting) -> Object:
    """What is no candidate, where a finder told of any."""
    found = [encode_resolution(r, meeting.utterances) for r in meeting.near_misses]
    return {"near_misses": found} if found else {}


def _statements(meeting: Meeting) -> Object:
    """What was said of the whole, where anything was."""
    told: list[Object] = [
        {
            "part": str(one.part),
            "text": one.text,
            "quotes": [_quote(quote, meeting.utterances) for quote in one.quotes],
        }
        for one in meeting.statements
    ]
    return {"statements": told} if told else {}


def _composed(meeting: Meeting) -> Object:
    """What a person wrote, where anybody did."""
    told = [{"part": str(one.part), "text": one.text} for one in meeting.composed]
    return {"composed": told} if told else {}


def encode_resolution(resolution: Resolution, said: Said) -> Object:
    """One resolution; `said` are the utterances that its quotes count in."""
    return {
        "id": resolution.id,
        "topic": resolution.topic,
        "action": resolution.action.value,
        "measures": _value(resolution.measures),
        "owners": [owner.value for owner in resolution.owners],
        **_deadline(_value(resolution.deadline)),
        "supervision": _value(resolution.supervision),
        "vote": _vote(_value(resolution.vote)),
        "evidence": list(resolution.evidence),
        "confidence": resolution.confidence,
        "flags": [str(flag) for flag in resolution.flags],
        "field_evidence": _field_evidence(resolution, said),
        **({"because": resolution.because} if resolution.because else {}),
        **encode_means(resolution),
    }


def encode_judgement(judgement: Judgement, said: Said) -> Object:
    """One judgement, with the resolution as the reviewer left it."""
    edited = judgement.edited
    return {
        "resolution": judgement.resolution_id,
        "verdict": str(judgement.verdict),
        "reviewer": judgement.reviewer,
        "at": judgement.at.isoformat(),
        "edited": encode_resolution(edited, said) if edited else None,
    }


def encode_naming(naming: Naming) -> Object:
    """One reviewer's word on who a voice is."""
    return {
        "label": naming.label,
        "source": naming.source_id,
        "name": naming.name,
        "reviewer": naming.reviewer,
        "at": naming.at.isoformat(),
    }


def _value(field: Field[T] | None) -> T | None:
    return field.value if field else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def encode_header(header: Header, said: Said) -> Object:
    """The particulars; `said` are the utterances that their quotes count in."""
    return {
        "title": _value(header.title),
        "held_on": _day(_value(header.held_on)),
        "start": _value(header.start),
        "end": _value(header.end),
        "place": _value(header.place),
        "host": _value(header.host),
        "recorder": _value(header.recorder),
        "attendees": [_attendee(person, said) for person in header.attendees],
        "observers": [_attendee(person, said) for person in header.observers],
        **_roll_call(header, said),
        "field_evidence": _header_evidence(header, said),
    }


def _roll_call(header: Header, said: Said) -> Object:
    """Who was missing and how many were counted, and a chosen kind, where there is any."""
    told: Object = {
        "absent": [_attendee(person, said) for person in header.absent],
        "expected": _value(header.expected),
        "present": _value(header.present),
        "kind": header.kind,
    }
    return {key: value for key, value in told.items() if value not in (None, [])}


def _header_evidence(header: Header, said: Said) -> Object:
    return {
        "title": _quotes(header.title, said),
        "held_on": _quotes(header.held_on, said),
        "start": _quotes(header.start, said),
        "end": _quotes(header.end, said),
        "place": _quotes(header.place, said),
        "host": _quotes(header.host, said),
        "recorder": _quotes(header.recorder, said),
        **({"expected": _quotes(header.expected, said)} if header.expected else {}),
        **({"present": _quotes(header.present, said)} if header.present else {}),
    }


def _attendee(person: Attendee, said: Said) -> Object:
    quotes = [_quote(quote, said) for quote in person.quotes]
    return {"name": person.name, "role": person.role, "org": person.org, "quotes": quotes}


def _source(source: Source) -> Object:
    return {
        "id": source.id,
        "kind": str(source.kind),
        "name": source.name,
        "sha256": source.sha256,
        "seconds": source.seconds,
        "pages": source.pages,
        "text": source.text,
        "held_on": _day(source.held_on),
        "recorded_on": _day(source.recorded_on),
        "guessed_encoding": source.guessed_encoding,
    }


def _speaker(speaker: Speaker) -> Object:
    return {
        "label": speaker.label,
        "source": speaker.source_id,
        "name": speaker.name,
        "role": speaker.role,
        "org": speaker.org,
        "evidence": list(speaker.evidence),
        "confidence": speaker.confidence,
        "is_chair": speaker.is_chair,
        "confirmed": speaker.confirmed,
    }


def _utterance(utterance: Utterance) -> Object:
    return {
        "turn": utterance.turn,
        "speaker": utterance.speaker,
        "name": utterance.name,
        "text": utterance.text,
        "confidence": utterance.confidence,
        "sent": utterance.sent,
        "evidence": _evidence(utterance.evidence),
        "changes": [_change(change) for change in utterance.changes],
        "doubts": [_doubt(doubt) for doubt in utterance.doubts],
        "glyphs": [_glyph(glyph) if glyph else None for glyph in utterance.glyphs],
        "wrapped": utterance.wrapped,
    }


def _change(change: Change) -> Object:
    return {
        "start": change.start,
        "end": change.end,
        "was": change.was,
        "kind": str(change.kind),
    }


def _doubt(doubt: Doubt) -> Object:
    return {"start": doubt.start, "end": doubt.end, "kind": str(doubt.kind)}


def _glyph(glyph: Glyph) -> Object:
    others = [[option.text, option.probability] for option in glyph.others]
    return {"box": _box(glyph.box), "probability": glyph.probability, "others": others}


def _box(box: Box) -> list[int]:
    return [box.left, box.top, box.right, box.bottom]


def _page(page: PageReport) -> Object:
    return {
        "source": page.source_id,
        "page": page.page,
        "state": str(page.state),
        "turned": page.turned,
        "doubtful": page.doubtful,
        "marks": [_mark(mark) for mark in page.marks],
        **({"failed": page.failed} if page.failed else {}),
    }


def _mark(mark: Mark) -> Object:
    return {"kind": str(mark.kind), "box": _box(mark.box), "text": mark.text}


def _evidence(evidence: Evidence) -> Object:
    match evidence:
        case AudioSpan(source_id, start, end):
            return {"kind": "audio", "source": source_id, "start": start, "end": end}
        case ScanRegion(source_id, page, box):
            return {"kind": "scan", "source": source_id, "page": page, "box": _box(box)}
        case TextSpan(source_id, start, end):
            return {"kind": "text", "source": source_id, "start": start, "end": end}


def encode_topic(topic: Topic) -> Object:
    """One topic."""
    told: Object = {"title": topic.title, "first": topic.first, "last": topic.last}
    return {**told, "retold": True} if topic.retold else told


def encode_point(point: Point, said: Said) -> Object:
    """One point; `said` are the utterances that its quotes count in."""
    return {
        "topic": point.topic,
        "kind": str(point.kind),
        "text": point.text,
        "speaker": point.speaker,
        "unsupported": point.unsupported,
        **({"by_hand": True} if point.by_hand else {}),
        "quotes": [_quote(quote, said) for quote in point.quotes],
    }


def _deadline(deadline: Deadline | None) -> Object:
    return {
        "deadline_text": deadline.text if deadline else None,
        "deadline": _day(deadline.day) if deadline else None,
        "deadline_kind": str(deadline.kind) if deadline else "none",
    }


def _vote(vote: Vote | None) -> Object | None:
    return {"for": vote.for_, "against": vote.against, "abstain": vote.abstain} if vote else None


def _field_evidence(resolution: Resolution, said: Said) -> Object:
    return {
        "action": _quotes(resolution.action, said),
        "measures": _quotes(resolution.measures, said),
        "owners": [_quotes(owner, said) for owner in resolution.owners],
        "deadline": _quotes(resolution.deadline, said),
        "supervision": _quotes(resolution.supervision, said),
        "vote": _quotes(resolution.vote, said),
    }


def _quotes(field: Field[T] | None, said: Said) -> list[Object]:
    return [_quote(quote, said) for quote in field.quotes] if field else []


def _quote(quote: Quote, said: Said) -> Object:
    words = said[quote.utterance].text[quote.start : quote.end]
    return {
        "utterance": quote.utterance,
        "start": quote.start,
        "end": quote.end,
        "text": words,
    }


def _notice(notice: Notice) -> Object:
    evidence = _evidence(notice.evidence) if notice.evidence else {}
    return {"code": str(notice.code), "message": notice.message, "evidence": evidence}
