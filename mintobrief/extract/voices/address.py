"""Who is spoken to: a name that calls somebody, gives the floor, thanks or agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from mintobrief.domain import Turn
from mintobrief.extract.cues import cue
from mintobrief.extract.people import Mention
from mintobrief.extract.voices.cast import Cast
from mintobrief.extract.voices.introductions import introduced

_LIST_MARKS = " 、，,和跟"


class Way(StrEnum):
    """How a name is used."""

    INVITED = "invited"  # 请物业李经理说说
    CALLED = "called"  # 李经理，你看呢
    APPEALED = "appealed"  # 行不行李经理
    THANKED = "thanked"  # 谢谢李经理
    ECHOED = "echoed"  # 王主任说得对
    TOLD = "told"  # 金经理负责: spoken of
    OWN = "own"  # 我是李强


@dataclass(frozen=True, slots=True)
class Address:
    """A person's name in a turn: how it is used, in which utterance, how far from the ends.

    `before` and `after` count the turn's characters on either side.
    """

    name: str
    way: Way
    utterance: int
    before: int
    after: int


def addresses(turn: Turn, cast: Cast) -> Iterator[Address]:
    """Everybody whom a turn names, in order."""
    length, done = len(turn.text), 0
    for place, utterance in enumerate(turn.utterances, turn.first):
        mentions = cast.mentions(utterance.text)
        listed = _listed(utterance.text, mentions)
        own = {cast.resolve(person.name) for person in introduced(utterance.text)}
        for mention in mentions:
            way = Way.OWN if mention.name in own else _way(utterance.text, mention)
            told = Way.TOLD if way is Way.CALLED and mention in listed else way
            start, end = done + mention.start, done + mention.end
            yield Address(mention.name, told, place, start, length - end)
        done += len(utterance.text)


def _listed(text: str, mentions: tuple[Mention, ...]) -> set[Mention]:
    """Those counted up one after another: 小林，老顾，彭姐."""
    found: set[Mention] = set()
    for one, other in pairwise(mentions):
        between = text[one.end : other.start]
        if one.name != other.name and between and not between.strip(_LIST_MARKS):
            found |= {one, other}
    return found


def _way(text: str, mention: Mention) -> Way:
    before, after = text[: mention.start], text[mention.end :]
    if cue("voices", "my_own").search(before):
        return Way.OWN
    if cue("voices", "thanked").search(before):
        return Way.THANKED
    if cue("voices", "echoed").search(after):
        return Way.ECHOED
    if cue("voices", "invited").search(before) and cue("voices", "speaks").search(after):
        return Way.INVITED
    if cue("people", "oblique").search(before):
        return Way.TOLD
    return _called(before, after)


def _called(before: str, after: str) -> Way:
    if cue("voices", "lead").search(before) and cue("voices", "called").search(after):
        return Way.CALLED
    ends = cue("voices", "ends").search(after) or after[:1] in ("你", "您")
    if cue("voices", "particle").search(before) and ends:
        return Way.APPEALED
    return Way.TOLD
