"""Where one agenda item (议题) ends and the next begins; in a stack of pages, one meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, cast

from mintobrief.config import Settings
from mintobrief.domain import Notice, PageReport, Reading, Source, SourceKind, Topic, Utterance
from mintobrief.engines import Adapter, load


class TopicSplitter(Protocol):
    """Finds the topics of a meeting.

    What it returns is in order, disjoint and within the utterances; boundaries fall between
    turns, and inside one only where it is so long that voices were not told apart. `agenda`
    are the announced items, empty where nobody handed one in.
    """

    def split(
        self, utterances: Sequence[Utterance], agenda: Sequence[str]
    ) -> tuple[Topic, ...]: ...


SPLITTERS = {
    "rules": Adapter("mintobrief.segment.rules:load_rules", "jieba"),
    "reader": Adapter("mintobrief.segment.reader:load_reader", "onnxruntime"),
}


def load_splitter(name: str, settings: Settings) -> TopicSplitter:
    """The splitter of that name. Raises UnknownEngine, MissingEngine, BadWeights."""
    return cast(TopicSplitter, load(name, SPLITTERS)(settings))


def split_topics(
    utterances: Sequence[Utterance], agenda: Sequence[str], splitter: TopicSplitter
) -> tuple[Topic, ...]:
    """The meeting's topics; greetings, roll call and closing belong to none."""
    return splitter.split(utterances, agenda) if utterances else ()


def stack_notices(
    utterances: Sequence[Utterance], reports: Sequence[PageReport], sources: Iterable[Source]
) -> tuple[Notice, ...]:
    """Whether scanned pages seem to be of several meetings, or out of order; see segment.stack."""
    if not reports:
        return ()
    from mintobrief.segment import stack

    leaves = stack.leaves_of(utterances, reports)
    names = {source.id: source.name for source in sources}
    return stack.stack_notices(stack.split_stack(leaves), names)


def divide_stack(reading: Reading, sources: Sequence[Source]) -> tuple[Reading, ...]:
    """A reading for each meeting that scans surely hold; other files are always of one."""
    if not reading.pages or any(source.kind is not SourceKind.SCAN for source in sources):
        return (reading,)
    from mintobrief.segment import stack

    return stack.divide(reading, {source.id: source.name for source in sources})
