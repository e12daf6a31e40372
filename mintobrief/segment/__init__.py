"""Where one agenda item (议题) ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from mintobrief.domain import Topic, Utterance
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


SPLITTERS = {"rules": Adapter("mintobrief.segment.rules:RuleSplitter", "jieba")}


def load_splitter(name: str) -> TopicSplitter:
    """The splitter of that name. Raises UnknownEngine, MissingEngine."""
    return cast(TopicSplitter, load(name, SPLITTERS)())


def split_topics(
    utterances: Sequence[Utterance], agenda: Sequence[str], splitter: TopicSplitter
) -> tuple[Topic, ...]:
    """The meeting's topics; greetings, roll call and closing belong to none."""
    return splitter.split(utterances, agenda) if utterances else ()
