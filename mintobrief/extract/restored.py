"""What was found in paragraphs, led back to the utterances as they were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from mintobrief.domain import (
    UNREAD,
    Attendee,
    Deadline,
    Field,
    Header,
    Point,
    Resolution,
    Statement,
)
from mintobrief.extract.paragraphs import Paragraphs, says_something, shown

T = TypeVar("T")


def restored_resolution(resolution: Resolution, made: Paragraphs) -> Resolution | None:
    """The resolution with its quotes and evidence in the utterances.

    None where its action has no words but those that could not be read. Nobody becomes its
    owner whose name was not read.
    """
    if not says_something(resolution.action.value):
        return None
    owners = tuple(_text(owner, made) for owner in resolution.owners)
    return replace(
        resolution,
        action=_text(resolution.action, made),
        evidence=made.told_of(resolution.evidence),
        measures=_readable(resolution.measures, made),
        owners=tuple(owner for owner in owners if UNREAD not in owner.value),
        deadline=_deadline(resolution.deadline, made),
        supervision=_readable(resolution.supervision, made),
        vote=_quoted(resolution.vote, made),
    )


def restored_header(header: Header, made: Paragraphs) -> Header:
    """The header with its quotes in the utterances, without names that were not read."""
    return replace(
        header,
        title=_readable(header.title, made),
        held_on=_quoted(header.held_on, made),
        start=_quoted(header.start, made),
        end=_quoted(header.end, made),
        place=_readable(header.place, made),
        host=_name(header.host, made),
        recorder=_name(header.recorder, made),
        attendees=_people(header.attendees, made),
        observers=_people(header.observers, made),
        absent=_people(header.absent, made),
        expected=_quoted(header.expected, made),
        present=_quoted(header.present, made),
    )


def restored_point(point: Point, made: Paragraphs) -> Point | None:
    """The point with its quotes in the utterances; None where no word of it was read."""
    if not says_something(point.text):
        return None
    return replace(point, text=shown(point.text), quotes=made.quotes(point.quotes))


def restored_statement(one: Statement, made: Paragraphs) -> Statement | None:
    """The statement with its quotes in the utterances; None where no word of it was read."""
    if not says_something(one.text):
        return None
    return replace(one, text=shown(one.text), quotes=made.quotes(one.quotes))


def _quoted(field: Field[T] | None, made: Paragraphs) -> Field[T] | None:
    return replace(field, quotes=made.quotes(field.quotes)) if field else None


def _text(field: Field[str], made: Paragraphs) -> Field[str]:
    return replace(field, value=shown(field.value), quotes=made.quotes(field.quotes))


def _readable(field: Field[str] | None, made: Paragraphs) -> Field[str] | None:
    """The field where words of it were read."""
    return _text(field, made) if field and says_something(field.value) else None


def _name(field: Field[str] | None, made: Paragraphs) -> Field[str] | None:
    """A name with a gap names nobody."""
    found = _readable(field, made)
    return None if found is None or UNREAD in found.value else found


def _people(people: Iterable[Attendee], made: Paragraphs) -> tuple[Attendee, ...]:
    named = (p for p in people if UNREAD not in shown(p.name))
    return tuple(
        replace(
            person,
            role=_whole(person.role),
            org=_whole(person.org),
            quotes=made.quotes(person.quotes),
        )
        for person in named
    )


def _whole(words: str | None) -> str | None:
    return None if words is None or UNREAD in shown(words) else words


def _deadline(field: Field[Deadline] | None, made: Paragraphs) -> Field[Deadline] | None:
    """The time limit in the very words of the utterances, slips and all."""
    if field is None:
        return None
    understood = "".join(made.utterances[q.utterance].text[q.start : q.end] for q in field.quotes)
    if understood != field.value.text:
        return _quoted(field, made)
    said = replace(field.value, text=made.verbatim(field.quotes))
    return replace(field, value=said, quotes=made.quotes(field.quotes))
