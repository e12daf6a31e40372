"""The meeting's particulars (会议概况), each with the words it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mintobrief.domain import Attendee, Field, Header, Quote, Request, Speaker, Utterance
from mintobrief.extract.header.attendees import find_attendees, find_observers, to_attendee
from mintobrief.extract.header.day import find_day
from mintobrief.extract.header.hours import find_end, find_start
from mintobrief.extract.header.labels import Labelled, labelled
from mintobrief.extract.header.passage import Edges, Passage, read_edges
from mintobrief.extract.header.persons import Person
from mintobrief.extract.header.place import find_place, place_of
from mintobrief.extract.header.presiding import find_host, find_recorder
from mintobrief.extract.header.roll import Stretch, read_roll
from mintobrief.extract.header.rollcall import RollCall, call_roll, without_absent
from mintobrief.extract.header.title import find_title


def read_header(
    utterances: Sequence[Utterance],
    request: Request,
    held_on_given: date | None,
    speakers: Sequence[Speaker] = (),
) -> Header:
    """The particulars that heading and opening state; None where they do not.

    `speakers` are who the voices were found to be. What the request says overrules, then
    `held_on_given` (the file's own data), then the text; only what was read from the text has
    quotes.
    """
    edges = read_edges(utterances)
    text = _Text(edges, tuple(labelled((*edges.opening, *edges.closing))), utterances)
    labels, title = text.labels, find_title(edges, text.labels)
    start = find_start(edges, labels)
    given = request.held_on or held_on_given
    there = _who_was_there(text, speakers, request.roster)
    return Header(
        title=Field(request.title) if request.title else title,
        held_on=Field(given) if given else find_day(edges.opening, labels, request.handed_in),
        start=start,
        end=find_end(edges, labels, start),
        place=find_place(edges, labels) or place_of(title),
        host=there.host,
        recorder=there.recorder,
        attendees=there.attendees,
        observers=find_observers(edges, labels),
        absent=there.called.absent,
        expected=there.called.expected,
        present=there.called.present,
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """What a meeting's particulars are read from; `labels` are those of heading and close."""

    edges: Edges
    labels: tuple[Labelled, ...]
    utterances: Sequence[Utterance]


@dataclass(frozen=True, slots=True)
class _There:
    """Who led, who kept the record, who came, and what the roll call said."""

    host: Field[str] | None
    recorder: Field[str] | None
    attendees: tuple[Attendee, ...]
    called: RollCall


def _who_was_there(text: _Text, speakers: Sequence[Speaker], roster: Sequence[Attendee]) -> _There:
    edges, labels, utterances = text.edges, text.labels, text.utterances
    found = find_attendees(edges, labels, utterances, roster)
    people = _with_voices(found, speakers, utterances)
    host = find_host(edges, labels, people) or _in_the_chair(speakers, utterances)
    recorder = find_recorder(edges, labels, people)
    everybody = _with_roster(_with_officers(people, (host, recorder), utterances), roster)
    called = call_roll(edges, labels, utterances)
    came, called = without_absent(everybody, called, utterances, edges.names)
    return _There(host, recorder, came, called)


def _in_the_chair(
    speakers: Iterable[Speaker], utterances: Sequence[Utterance]
) -> Field[str] | None:
    """Whoever leads by what he or she does, with the words that show it."""
    for speaker in speakers:
        if speaker.is_chair and speaker.name and speaker.evidence:
            return Field(speaker.name, _told(speaker, utterances))
    return None


def _with_voices(
    found: Sequence[Attendee], speakers: Iterable[Speaker], utterances: Sequence[Utterance]
) -> tuple[Attendee, ...]:
    """The people with what their voices were found by, where nothing else was read of them."""
    voices = {speaker.name: speaker for speaker in speakers}
    return tuple(
        replace(
            person,
            role=person.role or voice.role,
            org=person.org or voice.org,
            quotes=person.quotes or _told(voice, utterances),
        )
        if (voice := voices.get(person.name))
        else person
        for person in found
    )


def _told(speaker: Speaker, utterances: Sequence[Utterance]) -> tuple[Quote, ...]:
    """The utterances that tell who the speaker is."""
    return tuple(Quote(i, 0, len(utterances[i].text)) for i in speaker.evidence)


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
