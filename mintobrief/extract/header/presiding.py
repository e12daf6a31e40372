"""Who chaired the meeting (主持人) and who kept the record (记录人)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from mintobrief.domain import Attendee, Field
from mintobrief.extract.header.labels import Labelled, find_label
from mintobrief.extract.header.names import fullest
from mintobrief.extract.header.passage import Edges, Passage
from mintobrief.extract.header.persons import read_person
from mintobrief.extract.header.roll import Stretch, read_roll
from mintobrief.language import lexicon


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression(f"presiding.{name}"))


@cache
def _cues(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry) for entry in lexicon.load("header")[f"presiding.{name}"])


def find_host(
    edges: Edges, labels: Sequence[Labelled], people: Sequence[Attendee]
) -> Field[str] | None:
    """Labelled, stated, said of oneself, or else whoever opens the talk."""
    return (
        _by_label(labels, "host", people)
        or _self_declared(edges.opening, "self")
        or _stated(edges.opening, "host", people)
        or (None if edges.written else _opener(edges.first_speech))
    )


def find_recorder(
    edges: Edges, labels: Sequence[Labelled], people: Sequence[Attendee]
) -> Field[str] | None:
    """Labelled or stated, in the heading or below the text."""
    return (
        _by_label(labels, "recorder", people)
        or _self_declared(edges.opening, "self_recorder")
        or _stated((*edges.opening, *edges.closing), "recorder", people)
    )


def _by_label(
    labels: Iterable[Labelled], kind: str, people: Sequence[Attendee]
) -> Field[str] | None:
    label = find_label(labels, kind)
    if label is None:
        return None
    stretch = Stretch(label.passage, label.start, label.end)
    person = read_person(label.text) or next(read_roll([stretch]), None)
    said = person.name if person else re.split(r"[，,、；;\s　（(]", label.text)[0]
    return Field(_resolve(said, people), (label.quote,))


def _stated(
    passages: Iterable[Passage], kind: str, people: Sequence[Attendee]
) -> Field[str] | None:
    for passage in passages:
        for pattern in _cues(kind):
            for found in pattern.finditer(passage.text):
                person = read_person(found["who"].strip())
                if person:
                    quote = passage.quote(*found.span("who"))
                    return Field(_resolve(person.name, people), (quote,))
    return None


def _self_declared(opening: Iterable[Passage], kind: str) -> Field[str] | None:
    """我来主持, 我来记录: whoever says it."""
    for passage in opening:
        found = _cue(kind).search(passage.text)
        if found and passage.name:
            return Field(passage.name, (passage.quote(*found.span()),))
    return None


def _opener(speech: Iterable[Passage]) -> Field[str] | None:
    """The first to speak, where he or she opens the meeting."""
    for passage in speech:
        found = _cue("opening").search(passage.text)
        if found and passage.name:
            return Field(passage.name, (passage.quote(*found.span()),))
    return None


def _resolve(name: str, people: Sequence[Attendee]) -> str:
    return fullest(name, [person.name for person in people])
