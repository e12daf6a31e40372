"""The meeting around some marks: who says what, who is spoken to, which topic it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mintobrief.domain import Header, Topic, Utterance, turns_of
from mintobrief.extract.people import Mention, People, people_of
from mintobrief.extract.speeches import Speech, is_talk, speeches_of
from mintobrief.layouts import is_generic


@dataclass(frozen=True, slots=True)
class Scene:
    """What the marks are read against; `speech_of` counts for each utterance its speech."""

    utterances: tuple[Utterance, ...]
    topics: tuple[Topic, ...]
    header: Header
    people: People
    speeches: tuple[Speech, ...]
    speech_of: tuple[int, ...]
    named: tuple[tuple[Mention, ...], ...]

    @property
    def held_on(self) -> date | None:
        return self.header.day

    def text(self, utterance: int) -> str:
        return self.utterances[utterance].text

    def speech(self, utterance: int) -> Speech:
        return self.speeches[self.speech_of[utterance]]

    def name(self, utterance: int) -> str | None:
        """The fullest name of who speaks; None where it is a mere label, or written down."""
        name = self.speech(utterance).name
        return self.people.resolve(name) if name else None

    def chairs(self, utterance: int) -> bool:
        """Whether who speaks is the one named as host."""
        host, name = self.header.host, self.speech(utterance).name
        return bool(host and name and (name in host.value or host.value in name))

    def answered_by(self, utterance: int) -> Speech | None:
        """The next speech of somebody else, in the same source."""
        here, at = self.speech(utterance), self.speech_of[utterance]
        source = self.utterances[utterance].evidence.source_id
        for speech in self.speeches[at + 1 : at + 4]:
            if speech.utterances[0][1].evidence.source_id != source:
                return None
            if speech.speaker != here.speaker:
                return speech
        return None

    def title(self, utterance: int) -> str:
        """The title of the topic it belongs to; empty where there is none."""
        return next((t.title for t in self.topics if t.first <= utterance <= t.last), "")


def scene_of(utterances: Sequence[Utterance], topics: Sequence[Topic], header: Header) -> Scene:
    """The scene that a meeting's utterances, topics and particulars make."""
    people = people_of(header, utterances)
    speeches = tuple(_speeches(utterances))
    speech_of = [number for number, s in enumerate(speeches) for _ in s.utterances]
    return Scene(
        tuple(utterances),
        tuple(topics),
        header,
        people,
        speeches,
        tuple(speech_of),
        tuple(people.mentions(u.text) for u in utterances),
    )


def _speeches(utterances: Sequence[Utterance]) -> list[Speech]:
    runs = groupby(turns_of(utterances), key=lambda turn: turn.utterances[0].evidence.source_id)
    found: list[Speech] = []
    for _, run in runs:
        turns = list(run)
        if is_talk(turns):
            found += speeches_of(turns)
        else:
            found += [
                Speech(None, None, tuple(enumerate(turn.utterances, turn.first))) for turn in turns
            ]
    return found


def is_named(name: str | None) -> bool:
    """Whether a name tells who it is: 说话人2 does not."""
    return name is not None and not is_generic(name)
