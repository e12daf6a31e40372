"""Where one agenda item (议题) ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from mintobrief.domain import Topic, Utterance
from mintobrief.errors import UnknownEngine


class TopicSplitter(Protocol):
    """Finds the topics of a meeting.

    What it returns is in order, disjoint and within the utterances; boundaries fall between
    turns, and inside one only where it is so long that voices were not told apart. `agenda`
    are the announced items, empty where nobody handed one in.
    """

    def split(
        self, utterances: Sequence[Utterance], agenda: Sequence[str]
    ) -> tuple[Topic, ...]: ...


# name → module:class
SPLITTERS = {"rules": "mintobrief.segment.rules:RuleSplitter"}


def load_splitter(name: str) -> TopicSplitter:
    """The splitter called `name`; raises UnknownEngine, naming those there are."""
    if name not in SPLITTERS:
        raise UnknownEngine(name, SPLITTERS)
    module, _, cls = SPLITTERS[name].partition(":")
    return cast(TopicSplitter, getattr(import_module(module), cls)())


def split_topics(
    utterances: Sequence[Utterance],
    agenda: Sequence[str] = (),
    splitter: TopicSplitter | None = None,
) -> tuple[Topic, ...]:
    """The meeting's topics; greetings, roll call and closing belong to none."""
    return (splitter or load_splitter("rules")).split(utterances, agenda) if utterances else ()
