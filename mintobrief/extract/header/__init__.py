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
from mintobrief.extract.header.persons import Person
from mintobrief.extract.header.place import find_place, place_of
from mintobrief.extract.header.presiding import find_host, find_recorder
from mintobrief.extract.header.roll import Stretch, read_roll
from mintobrief.extract.header.title import find_title
from mintobrief.extract.header.voices import voice_names


def read_header(
    utterances: Sequence[Utterance], request: Request, held_on_given: date | None
) -> Header:
    """The particulars that heading and opening state; None where they do not.

    What the request says overrules, then `held_on_given` (the file's own data), then the
    text; only what was read from the text has quotes.
    """
    edges = read_edges(utterances, voice_names(utterances))
    labels = tuple(labelled((*edges.opening, *edges.closing)))
    people = find_attendees(edges, labels, utterances, request.roster)
    host, recorder = find_host(edges, labels, people), find_recorder(edges, labels, people)
    observers = find_observers(edges, labels)
    title = find_title(edges, labels)
    start = find_start(edges, labels)
    given = request.held_on or held_on_given
    return Header(
        title=Field(request.title) if request.title else title,
        held_on=Field(given) if given else find_day(edges.opening, labels),
        start=start,
        end=find_end(edges, labels, start),
        place=find_place(edges, labels) or place_of(title),
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
    """Whoever chaired or kept the record was there, listed or not; the post may stand there."""
    people = {person.name: person for person in found}
    for officer in filter(None, officers):
        said = _as_said(officer, utterances)
        listed = people.get(officer.value, said)
        role, org = listed.role or said.role, listed.org or said.org
        people[officer.value] = replace(listed, role=role, org=org)
    return tuple(people.values())


def _as_said(officer: Field[str], utterances: Sequence[Utterance]) -> Attendee:
    """Who chaired, with the post and body that stand beside the name."""
    quote = officer.quotes[0]
    passage = Passage(quote.utterance, utterances[quote.utterance].text, None, None)
    said = next(read_roll([Stretch(passage, quote.start, quote.end)]), Person(officer.value))
    return to_attendee(replace(said, name=officer.value, quotes=officer.quotes))


def _with_roster(found: Sequence[Attendee], roster: Sequence[Attendee]) -> tuple[Attendee, ...]:
    """The roster as the person wrote it, then whoever else was read."""
    listed = {person.name for person in roster}
    return (*roster, *(person for person in found if person.name not in listed))
