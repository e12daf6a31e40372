"""Who says what: turns of a transcript, messages of a group chat, or a voice without a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import Turn, Utterance
from mintobrief.language.spoken import spoken_places
from mintobrief.layouts import is_generic

# A turn this long is a recording whose voices were not told apart.
_MONOLOGUE = 30


@dataclass(frozen=True, slots=True)
class Speech:
    """What one person says in one go: utterances with their index in the meeting's.

    `speaker` is the same for one voice; `name` is who that is, None where nobody said.
    """

    speaker: str | None
    name: str | None
    utterances: tuple[tuple[int, Utterance], ...]


def is_talk(turns: Sequence[Turn]) -> bool:
    """Whether a source was spoken, not written down."""
    return bool(spoken_places([u for turn in turns for u in turn.utterances]))


def speeches_of(turns: Sequence[Turn]) -> tuple[Speech, ...]:
    """The speeches of a talk; where voices were not told apart each sentence stands alone."""
    if len({turn.speaker for turn in turns}) > 1:
        return tuple(_speech(turn) for turn in turns)
    return tuple(speech for turn in turns for speech in _alone(turn))


def _speech(turn: Turn) -> Speech:
    numbered = tuple(enumerate(turn.utterances, turn.first))
    return Speech(turn.name or turn.speaker, _person(turn.name), numbered)


def _alone(turn: Turn) -> Iterator[Speech]:
    if len(turn.utterances) <= _MONOLOGUE:
        yield _speech(turn)
        return
    for number, utterance in enumerate(turn.utterances, turn.first):
        yield Speech(f"?{number}", None, ((number, utterance),))


def _person(name: str | None) -> str | None:
    """The name, unless it is a mere label."""
    return None if name is None or is_generic(name) else name
