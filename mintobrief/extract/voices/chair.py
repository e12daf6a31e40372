"""Which voice leads the meeting (主持人), told by what it does."""

from __future__ import annotations

from collections.abc import Sequence

from mintobrief.domain import Turn
from mintobrief.extract.cues import cue
from mintobrief.extract.voices.address import Way, addresses
from mintobrief.extract.voices.cast import Cast

_FIRST, _LAST = 6, 6  # turns that open and close a meeting
_ENOUGH, _LEAD = 4.0, 2.0
_SHOWN = 3  # turns
_SIGNS = {"presides": 6.0, "agenda": 1.0, "votes": 1.0, "settles": 0.3}
_CALLS = (Way.CALLED, Way.INVITED)


def find_chair(turns: Sequence[Turn], cast: Cast) -> str | None:
    """The label of the voice that opens, calls on people, puts to the vote and closes.

    None where there are not two voices, or none leads clearly.
    """
    scores: dict[str, float] = {}
    for place, turn in enumerate(turns):
        if turn.speaker is not None:
            score = _score(turn, place, len(turns), cast)
            scores[turn.speaker] = scores.get(turn.speaker, 0.0) + score
    first, second = sorted((0.0, 0.0, *scores.values()), reverse=True)[:2]
    if len(scores) < 2 or first < max(_ENOUGH, second + _LEAD):
        return None
    return max(scores, key=lambda label: scores[label])


def chairing_turns(turns: Sequence[Turn], label: str, cast: Cast) -> list[int]:
    """The first utterances of the turns in which a voice leads most clearly, in order."""
    mine = [
        (_score(turn, place, len(turns), cast), turn.first)
        for place, turn in enumerate(turns)
        if turn.speaker == label
    ]
    return sorted(first for score, first in sorted(mine, reverse=True)[:_SHOWN] if score >= 1)


def _score(turn: Turn, place: int, count: int, cast: Cast) -> float:
    score = sum(weight * _times(f"chairing.{sign}", turn) for sign, weight in _SIGNS.items())
    if place < _FIRST:
        score += 2.0 * bool(_times("chairing.opens", turn)) + (place == 0)
    if place >= count - _LAST:
        score += 2.0 * bool(_times("chairing.closes", turn))
    return score + 0.5 * sum(address.way in _CALLS for address in addresses(turn, cast))


def _times(sign: str, turn: Turn) -> int:
    return len(cue("voices", sign).findall(turn.text))
