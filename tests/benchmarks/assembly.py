"""How much is lost between perfect marks and resolutions.

    python tests/benchmarks/assembly.py SCORE_PY

The annotated meetings of models/understanding are read by the program itself; their annotation
stands in for a tagger, with every mark and link certain. What is lost then is assembly's fault.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from mintobrief import pipeline
from mintobrief.config import read_settings
from mintobrief.domain import Found, Header, Meeting, Request, Topic, Utterance
from mintobrief.domain.encode import encode_meeting
from mintobrief.extract import find_candidates
from mintobrief.extract.assemble import candidates_of, scene_of
from mintobrief.extract.paragraphs import paragraphs_of
from mintobrief.extract.reader import ENOUGH
from mintobrief.extract.rules import finished
from mintobrief.progress import Progress, no_progress
from mintobrief.tagging.mentions import Act, Marked, Mention, MentionKind, Stretch
from models.understanding.meetings.case import as_case
from models.understanding.meetings.marks import Sentence, Span, Unit
from models.understanding.meetings.read import Annotated, read_meetings
from tests.benchmarks.resolutions import group_of, in_turns, load_scorer

Place = tuple[int, int]


class Annotation:
    """A tagger that knows the answer: the marks of one annotated meeting."""

    def __init__(self, meeting: Annotated, originals: Sequence[Utterance]) -> None:
        self._meeting = meeting
        self._places = _places(meeting, originals)

    def mark(self, utterances: Sequence[Utterance]) -> Marked:
        """Every span, and every unit that is tied to a task."""
        found = self.pairs()
        same = {
            (i, j): 1.0
            for (i, (_, a)), (j, (_, b)) in combinations(enumerate(found), 2)
            if set(a) & set(b)
        }
        stretches: list[list[Stretch]] = [[] for _ in utterances]
        for place, unit in self.units():
            stretches[place[0]].append(Stretch(place[1], place[2], Act(unit.move.value)))
        return Marked(tuple(mention for mention, _ in found), same, tuple(map(tuple, stretches)))

    def pairs(self) -> list[tuple[Mention, tuple[int, ...]]]:
        """The mentions in order, each with the tasks it is tied to."""
        return sorted(self._mentions(), key=lambda pair: pair[0].place)

    def units(self) -> Iterator[tuple[tuple[int, int, int], Unit]]:
        """Every unit, with its utterance and characters."""
        for turn in self._meeting.turns:
            for sentence in turn.sentences:
                for unit in sentence.units:
                    if place := self._place(turn.index, sentence, unit):
                        yield place, unit

    def _mentions(self) -> Iterator[tuple[Mention, tuple[int, ...]]]:
        for turn in self._meeting.turns:
            for sentence in turn.sentences:
                for mark in sentence.marks:
                    place = self._place(turn.index, sentence, mark)
                    if place and mark.resolutions:
                        yield _mention(place, mark), mark.resolutions

    def _place(
        self, turn: int, sentence: Sentence, mark: Unit | Span
    ) -> tuple[int, int, int] | None:
        """Its utterance and characters; None where a line was understood otherwise."""
        first = self._places.get((turn, sentence.start + mark.start))
        last = self._places.get((turn, sentence.start + mark.end - 1))
        if first is None or last is None or first[0] != last[0]:
            return None
        return first[0], first[1], last[1] + 1


def _mention(place: tuple[int, int, int], mark: Unit | Span) -> Mention:
    if isinstance(mark, Unit):
        act = Act(mark.move.value)
        return Mention(MentionKind.UNIT, *place, act=act, current=mark.current)
    return Mention(MentionKind(mark.kind.value), *place, current=mark.current)


def _places(meeting: Annotated, originals: Sequence[Utterance]) -> dict[Place, Place]:
    """Where each character of a turn stands in the sentences as they are understood."""
    made = paragraphs_of(originals)
    at = {}
    for sentence, pieces in enumerate(made.pieces):
        for piece in pieces:
            for k in range(piece.end - piece.start):
                at[piece.utterance, piece.start + k] = (sentence, piece.at + k)
    found = {}
    texts = {turn.index: turn.text for turn in meeting.turns}
    cursor: dict[int, int] = {}
    for number, utterance in enumerate(originals):
        text = texts.get(utterance.turn, "")
        begin = text.find(utterance.text, cursor.get(utterance.turn, 0))
        if begin < 0:
            continue
        cursor[utterance.turn] = begin + len(utterance.text)
        for k in range(len(utterance.text)):
            if (number, k) in at:
                found[utterance.turn, begin + k] = at[number, k]
    return found


@dataclass(frozen=True, slots=True)
class Alone:
    """A finder without the rules, so that nothing but the assembly is measured."""

    tagger: Annotation

    def find(
        self,
        utterances: Sequence[Utterance],
        topics: Sequence[Topic],
        header: Header,
        progress: Progress = no_progress,  # noqa: ARG002
    ) -> Found:
        scene = scene_of(utterances, topics, header)
        made = [c.resolution for c in candidates_of(self.tagger.mark(utterances), scene)]
        likely = [r for r in made if r.confidence >= ENOUGH]
        return Found(finished(likely, topics, header))


def understood(meeting: Annotated, engines: pipeline.Engines) -> dict[str, Any]:
    """The meeting with the resolutions that its annotation leads to, in turns of the input."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{meeting.id}.meeting.json")
        path.write_text(json.dumps(as_case(meeting), ensure_ascii=False), encoding="utf-8")
        read = pipeline.convert([path], Request(), engines)
    found = find_candidates(
        read.utterances, read.topics, read.header, Alone(Annotation(meeting, read.utterances))
    )
    made: Meeting = replace(read, resolutions=found.resolutions)
    turned: dict[str, Any] = in_turns(dict(encode_meeting(made)))
    return turned


def main() -> None:
    scorer = load_scorer(Path(sys.argv[1]))
    engines = pipeline.shipped_engines(read_settings(os.environ))
    meetings = read_meetings()
    cases: dict[str, Any] = {meeting.id: as_case(meeting) for meeting in meetings}
    found = {meeting.id: understood(meeting, engines) for meeting in meetings}
    print(scorer.table(scorer.score(cases, found)))
    groups = {name: group_of(name, case) for name, case in cases.items()}
    for group in sorted(set(groups.values())):
        part = {name: case for name, case in cases.items() if groups[name] == group}
        row = scorer.score(part, found)["micro"]
        figures = ("precision", "recall", "f1", "owners", "dated", "complete")
        print(f"{group:12}", *(f"{key} {row[key]:.3f}" for key in figures))


if __name__ == "__main__":
    main()
