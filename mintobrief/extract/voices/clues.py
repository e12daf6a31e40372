"""What the talk tells of who is behind a voice, clue by clue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import Likeness, Turn
from mintobrief.extract.cues import cue
from mintobrief.extract.voices.address import Address, Way, addresses
from mintobrief.extract.voices.cast import Cast

_HEAD = 6  # characters before a name that begins a turn
_TAIL = 60  # characters after a name that still leave the floor to whoever was named


@dataclass(frozen=True, slots=True)
class Clue:
    """Words of one utterance that speak for (or, below zero, against) a voice being a person.

    `weight` is the natural logarithm of how much likelier they make it, roughly.
    """

    voice: str
    name: str
    weight: float
    utterance: int


# How much a name says of who spoke before and who speaks after, where it begins the turn and
# elsewhere: estimated from how often each was so in annotated meetings.
_BEFORE = {
    Way.CALLED: (0.9, 0.3),
    Way.APPEALED: (1.2, 0.9),
    Way.THANKED: (1.8, 1.0),
    Way.ECHOED: (2.2, 1.2),
    Way.TOLD: (0.7, 0.0),
}
_AFTER = {
    Way.CALLED: (1.5, 1.6),
    Way.APPEALED: (1.0, 1.0),
    Way.INVITED: (2.4, 2.4),
    Way.TOLD: (0.3, 0.1),
}
_OWN = 5.0
_AGAINST = {Way.OWN: 0.0, Way.TOLD: -0.9}
_AGAINST_CALLED = -2.5
_NEXT_BUT_ONE = 0.25  # of the weight, for who answers when somebody else has said a word
_PRINT = 2.0  # a voice that sounds like somebody; what is said may weigh more
_BODY, _OTHER_BODY = 1.2, -0.8


def clues_of(turns: Sequence[Turn], cast: Cast) -> Iterator[Clue]:
    """All that one source tells of its voices; the turns are those of different voices."""
    for place, turn in enumerate(turns):
        if turn.speaker is not None:
            for address in addresses(turn, cast):
                yield from _own(turn.speaker, address)
                yield from _neighbours(turns, place, address)
            yield from _for_body(turn.speaker, turn, cast)


def print_clues(turns: Sequence[Turn], likenesses: Iterable[Likeness]) -> Iterator[Clue]:
    """What the voice prints tell, with the first words of the voice to listen to."""
    first: dict[tuple[str, str], int] = {}
    for turn in turns:
        source = turn.utterances[0].evidence.source_id
        first.setdefault((source, turn.speaker or ""), turn.first)
    for likeness in likenesses:
        place = first.get((likeness.source_id, likeness.label))
        if place is not None:
            yield Clue(likeness.label, likeness.name, _PRINT, place)


def _own(voice: str, address: Address) -> Iterator[Clue]:
    if address.way is Way.OWN:
        yield Clue(voice, address.name, _OWN, address.utterance)
    else:
        against = _AGAINST.get(address.way, _AGAINST_CALLED)
        yield Clue(voice, address.name, against, address.utterance)


def _neighbours(turns: Sequence[Turn], place: int, address: Address) -> Iterator[Clue]:
    """Whoever spoke just before was likely meant, or whoever speaks next."""
    where = 0 if address.before <= _HEAD else 1
    near = address.after <= _TAIL
    for offset, weights, share in (
        (-1, _BEFORE, 1.0),
        (1, _AFTER, 1.0 if near else 0.5),
        (2, _AFTER, _NEXT_BUT_ONE if near else 0.0),
    ):
        weight = weights.get(address.way, (0.0, 0.0))[where] * share
        voice = _voice(turns, place, offset)
        if voice is not None and weight:
            yield Clue(voice, address.name, weight, address.utterance)


def _voice(turns: Sequence[Turn], place: int, offset: int) -> str | None:
    """The voice that many turns away, unless it is the same as that of the turn."""
    other = place + offset
    if not 0 <= other < len(turns) or turns[other].speaker == turns[place].speaker:
        return None
    return turns[other].speaker


def _for_body(voice: str, turn: Turn, cast: Cast) -> Iterator[Clue]:
    """我们物业 is said by somebody of the property's, not by the committee's chair."""
    for number, utterance in enumerate(turn.utterances, turn.first):
        for found in cue("voices", "ours").finditer(utterance.text):
            body = cue("voices", "staff").sub("物业", found["body"])
            for name, weight in _of_body(body, cast):
                yield Clue(voice, name, weight, number)


def _of_body(body: str, cast: Cast) -> Iterator[tuple[str, float]]:
    """Everybody whose body is known, and what it tells that this one is meant."""
    for name, person in cast.persons.items():
        known = f"{person.org or ''}{person.role or ''}"
        if known and cue("voices", "bodies").search(known):
            yield name, _BODY if body[:2] in known else _OTHER_BODY
