"""The finder by rules: dialogue moves for talk, set phrases for what was written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from mintobrief.config import Settings
from mintobrief.domain import NEAR_MISS, Found, Header, Resolution, Topic, Turn, Utterance, turns_of
from mintobrief.domain.resolution_flags import flags_of
from mintobrief.extract.combine import twin
from mintobrief.extract.merge import merge_sources
from mintobrief.extract.notes import find_in_notes
from mintobrief.extract.people import People, people_of
from mintobrief.extract.speeches import is_talk, speeches_of
from mintobrief.extract.talk import find_in_talk, remarks_of
from mintobrief.progress import Progress, no_progress

# More of them nobody reads.
_MOST_MISSED = 20


class RuleFinder:
    """Finds candidates without any training."""

    def find(
        self,
        utterances: Sequence[Utterance],
        topics: Sequence[Topic],
        header: Header,
        progress: Progress = no_progress,  # noqa: ARG002 - is done at once
    ) -> Found:
        """The candidates in the order of the meeting, every field with its quotes."""
        people = people_of(header, utterances)
        told = [_find(turns, topics, people, header) for turns in _by_source(utterances)]
        found = merge_sources([one.resolutions for one in told])
        missed = [near for one in told for near in one.near_misses]
        return Found(finished(found, topics, header), missed_beside(found, missed, topics, header))


def _by_source(utterances: Sequence[Utterance]) -> list[tuple[Turn, ...]]:
    turns = turns_of(utterances)
    runs = groupby(turns, key=lambda turn: turn.utterances[0].evidence.source_id)
    return [tuple(run) for _, run in runs]


def _find(turns: Sequence[Turn], topics: Sequence[Topic], people: People, header: Header) -> Found:
    """One source, by what it is: a talk, or something written down."""
    if is_talk(turns):
        return find_in_talk(remarks_of(speeches_of(turns), people, header, header.day), topics)
    return Found(find_in_notes(turns, people, header.day))


def finished(
    found: Sequence[Resolution], topics: Sequence[Topic], header: Header, letter: str = "r"
) -> tuple[Resolution, ...]:
    """The candidates numbered, under their topics, flagged for what they lack."""
    return tuple(_finish(f"{letter}{i}", r, topics, header.day) for i, r in enumerate(found, 1))


def missed_beside(
    found: Sequence[Resolution],
    missed: Sequence[Resolution],
    topics: Sequence[Topic],
    header: Header,
) -> tuple[Resolution, ...]:
    """The near misses that are no candidate in other words, numbered n1, n2; the likeliest."""
    kept: list[Resolution] = []
    for near in sorted(missed, key=lambda r: -r.confidence):
        if len(kept) < _MOST_MISSED and twin(near, [*found, *kept]) is None:
            kept.append(near)
    return finished(sorted(kept, key=lambda r: r.evidence), topics, header, NEAR_MISS)


def _finish(
    number: str, resolution: Resolution, topics: Sequence[Topic], held_on: date | None
) -> Resolution:
    """Number the candidate, place it under its topic, flag what it lacks."""
    placed = replace(resolution, id=number, topic=_topic_of(resolution, topics))
    return replace(placed, flags=flags_of(placed, held_on))


def _topic_of(resolution: Resolution, topics: Sequence[Topic]) -> int | None:
    """The topic most of the evidence lies in; the earlier of equals."""
    hits = [sum(t.first <= e <= t.last for e in resolution.evidence) for t in topics]
    return hits.index(max(hits)) if hits and max(hits) > 0 else None


def load_rules(settings: Settings) -> RuleFinder:  # noqa: ARG001 - as every finder is made
    """The rules need nothing of the settings: their lexicons are part of the program."""
    return RuleFinder()
