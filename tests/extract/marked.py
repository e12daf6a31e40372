"""Talk written with marks (`黄秀梅：[a1 换灯]{D1}`) as utterances and what a tagger says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from mintobrief.domain import Found, Header, Topic, Utterance
from mintobrief.extract import find_candidates
from mintobrief.extract.reader import ReadingFinder
from mintobrief.extract.rules import RuleFinder
from mintobrief.progress import Progress, no_progress
from mintobrief.tagging.mentions import Act, Marked, Mention, MentionKind
from models.understanding.meetings.marks import Span, Unit, read_marks
from tests.extract.meetings import header, talk

Tied = tuple[Mention, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Marks:
    """A tagger that was told the answer."""

    marked: Marked

    def mark(self, utterances: Sequence[Utterance]) -> Marked:  # noqa: ARG002
        return self.marked


def marked_talk(*lines: str, probability: float = 1.0) -> tuple[tuple[Utterance, ...], Marked]:
    """The utterances of lines of talk, and their marks; links are certain."""
    said: list[str] = []
    tied: list[Tied] = []
    for line in lines:
        who, _, marks = line.partition("：")
        words, sentences = read_marks(marks)
        utterances = len(talk(*said))
        said.append(f"{who}：{words}")
        for at, sentence in enumerate(sentences, utterances):
            tied += _tied(at, sentence.marks, probability)
    return talk(*said), _linked(sorted(tied, key=lambda pair: pair[0].place))


def _tied(at: int, marks: Sequence[Unit | Span], probability: float) -> Iterator[Tied]:
    for mark in marks:
        is_unit = isinstance(mark, Unit)
        act = Act(mark.move.value) if isinstance(mark, Unit) else None
        kind = MentionKind.UNIT if isinstance(mark, Unit) else MentionKind(mark.kind.value)
        if mark.resolutions or not is_unit:
            place = (at, mark.start, mark.end)
            yield Mention(kind, *place, probability, act, mark.current), mark.resolutions


def _linked(tied: Sequence[Tied]) -> Marked:
    pairs = combinations(enumerate(tied), 2)
    same = {(i, j): 1.0 for (i, (_, a)), (j, (_, b)) in pairs if set(a) & set(b)}
    return Marked(tuple(mention for mention, _ in tied), same)


class NoRules(RuleFinder):
    """Rules that find nothing, so that only what was read counts."""

    def find(
        self,
        utterances: Sequence[Utterance],  # noqa: ARG002
        topics: Sequence[Topic],  # noqa: ARG002
        header: Header,  # noqa: ARG002
        progress: Progress = no_progress,  # noqa: ARG002
    ) -> Found:
        return Found(())


def read_in(*lines: str, probability: float = 1.0) -> Found:
    """What the reading finder makes of marked lines."""
    utterances, marked = marked_talk(*lines, probability=probability)
    return find_candidates(utterances, (), header(), ReadingFinder(Marks(marked), NoRules()))
