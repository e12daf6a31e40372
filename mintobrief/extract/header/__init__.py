"""The meeting's particulars (会议概况), each with the words it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mintobrief.domain import Attendee, Field, Header, Request, Utterance
from mintobrief.extract.header.attendees import find_attendees, find_observers, to_attendee
from mintobrief.extract.header.day import find_day
from mintobrief.extract.header.hours import find_end, find_start
from mintobrief.extract.header.labels import labelled
from mintobrief.extract.header.passage import Passage, read_edges
from mintobrief.extract.header.persons import Person, list_persons
from mintobrief.extract.header.place import find_place
from mintobrief.extract.header.presiding import find_host, find_recorder
from mintobrief.extract.header.title import find_title


def read_header(
    utterances: Sequence[Utterance], request: Request, held_on_given: date | None
) -> Header:
    """The particulars that heading and opening state; None where they do not.

    What the request says overrules, then `held_on_given` (the file's own data), then the
    text; only what was read from the text has quotes.
    """
    edges = read_edges(utterances)
    labels = tuple(labelled((*edges.opening, *edges.closing)))
    people = find_attendees(edges, labels, utterances, request.roster)
    host, recorder = find_host(edges, labels, people), find_recorder(edges, labels, people)
    observers = find_observers(edges, labels)
    given = request.held_on or held_on_given
    return Header(
        title=Field(request.title) if request.title else find_title(edges, labels),
        held_on=Field(given) if given else find_day(edges.opening, labels),
        start=find_start(edges, labels),
        end=find_end(edges, labels),
        place=find_place(edges, labels),
        host=host,
        recorder=recorder,
        attendees=_with_roster(
            _with_officers(people, (host, recorder), utterances), request.roster
        ),
        observers=observers,
    )


def _with_officers(
    found: Sequence[Attendee],
    officers: Iterable[Field[str] | None],
    utterances: Sequence[Utterance],
) -> tuple[Attendee, ...]:
    """Whoever chaired or kept the record was there, listed or not."""
    people = {person.name: person for person in found}
    for officer in officers:
        if officer is not None and officer.value not in people:
            quote = officer.quotes[0]
            words = utterances[quote.utterance].text
            passage = Passage(quote.utterance, words, None, None)
            said = next(list_persons(passage, quote.start, quote.end), None)
            person = said or Person(officer.value)
            people[officer.value] = to_attendee(
                replace(person, name=officer.value, quotes=officer.quotes)
            )
    return tuple(people.values())


def _with_roster(found: Sequence[Attendee], roster: Sequence[Attendee]) -> tuple[Attendee, ...]:
    """The roster as the person wrote it, then whoever else was read."""
    listed = {person.name for person in roster}
    return (*roster, *(person for person in found if person.name not in listed))
