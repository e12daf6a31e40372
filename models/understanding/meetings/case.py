"""An annotated meeting as a gold case: the JSON that a scorer of resolutions and topics reads."""

from __future__ import annotations

from collections.abc import Iterator

from models.understanding.meetings.read import Annotated, Form, Task, Topic, Turn


def as_case(meeting: Annotated) -> dict[str, object]:
    """The case; a turn's index there is its index here, in notes the line's number from 0."""
    talk = meeting.form is Form.TRANSCRIPT
    return {
        "id": meeting.id,
        "kind": "transcript" if talk else "notes",
        "meeting": _header(meeting),
        **({"turns": list(_turns(meeting))} if talk else {"notes": _notes(meeting)}),
        "topics": [
            {"title": t.title, "first": t.first, "last": _last_words(meeting, t)}
            for t in meeting.topics
        ],
        "resolutions": [_resolution(meeting, task) for task in meeting.tasks],
        "distractors": list(_distractors(meeting)),
    }


def _header(meeting: Annotated) -> dict[str, object]:
    return {
        "title": meeting.title,
        "held_on": meeting.held_on.isoformat(),
        "start": meeting.start,
        "place": meeting.place,
        "host": meeting.host,
        "recorder": meeting.recorder,
        "attendees": [{"name": p.name, "role": p.role, "org": p.org} for p in meeting.people],
    }


def _turns(meeting: Annotated) -> Iterator[dict[str, object]]:
    known: dict[str | None, str] = {}
    for turn in meeting.turns:
        speaker = known.setdefault(turn.label, f"S{len(known) + 1}")
        yield {"speaker": speaker, "name": turn.name, "text": turn.text}


def _notes(meeting: Annotated) -> str:
    return "\n".join(turn.text for turn in meeting.turns)


def _resolution(meeting: Annotated, task: Task) -> dict[str, object]:
    evidence = meeting.evidence(task)
    return {
        "topic": _topic(meeting, evidence),
        "action": task.action,
        "owners": list(task.owners),
        "deadline_text": task.deadline_text,
        "deadline": task.deadline.isoformat() if task.deadline else None,
        "deadline_kind": task.deadline_kind,
        "supervision": task.supervision,
        "vote": dict(zip(("for", "against", "abstain"), task.vote, strict=True))
        if task.vote
        else None,
        "evidence": list(evidence),
        "status": "adopted",
    }


def _last_words(meeting: Annotated, topic: Topic) -> int:
    """The last line of the topic that is not blank."""
    lines = range(topic.first, topic.last + 1)
    return max(index for index in lines if meeting.turns[index].text.strip())


def _topic(meeting: Annotated, evidence: tuple[int, ...]) -> int | None:
    """The topic in which the evidence begins, else None."""
    holding = (
        number
        for turn in evidence
        for number, topic in enumerate(meeting.topics)
        if topic.first <= turn <= topic.last
    )
    return next(holding, None)


def _distractors(meeting: Annotated) -> Iterator[dict[str, object]]:
    for turn in meeting.turns:
        if why := _trap(turn):
            yield {"evidence": [turn.index], "why": why}


def _trap(turn: Turn) -> str | None:
    units = (unit for sentence in turn.sentences for unit in sentence.units)
    return next((unit.trap for unit in units if unit.trap), None)
