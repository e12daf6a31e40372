"""What somebody said of the meeting as a whole, under the name of whoever said it."""

from __future__ import annotations

from mintobrief.domain import Meeting, Part, Statement
from mintobrief.export.pen import Pen


def said_of(part: Part, meeting: Meeting, pen: Pen) -> tuple[str, ...]:
    """The statements of a part, a paragraph each; what it was for is told by its host alone."""
    found = (one for one in meeting.statements if one.part is part)
    if part is Part.PURPOSE:
        host = meeting.header.host.value if meeting.header.host else None
        told = (one for one in found if host is not None and _speaker(one, meeting) == host)
        return tuple(pen.say("topics.purpose_said", text=pen.text(one.text)) for one in told)
    return tuple(_under_name(one, meeting, pen) for one in found)


def _under_name(one: Statement, meeting: Meeting, pen: Pen) -> str:
    speaker, text = _speaker(one, meeting), pen.text(one.text)
    if speaker is None:
        return text
    return pen.say("topics.point", speaker=pen.text(_with_post(speaker, meeting)), text=text)


def _speaker(one: Statement, meeting: Meeting) -> str | None:
    """Who said all of it; None where nobody's name is known."""
    names = {meeting.utterances[quote.utterance].name for quote in one.quotes}
    return names.pop() if len(names) == 1 else None


def _with_post(name: str, meeting: Meeting) -> str:
    """The name behind the post that the header gives."""
    people = (*meeting.header.attendees, *meeting.header.observers)
    post = next((person.role for person in people if person.name == name), None)
    return f"{post or ''}{name}"
