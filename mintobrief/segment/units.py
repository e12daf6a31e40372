"""The meeting as the splitter reads it: one unit a turn, with who spoke and the bare words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mintobrief.domain import AudioSpan, Turn, Utterance, turns_of
from mintobrief.language.chat import Sender, are_subtitles, read_senders

# A turn this long is a recording whose voices were not told apart: its sentences stand alone.
_MONOLOGUE = 30


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch no boundary falls into: utterances `first` to `last`, by `speaker`.

    `gap` says that blank lines come before it in its source, `spoken` that it was said, not
    written.
    """

    first: int
    last: int
    source: str
    speaker: str | None
    text: str
    sentences: tuple[str, ...]
    gap: bool = False
    spoken: bool = True


def units_of(utterances: Sequence[Utterance]) -> tuple[Unit, ...]:
    """The meeting's units, in order; a message of a chat is one unit by its sender."""
    turns = turns_of(utterances)
    senders = _senders(turns)
    units: list[Unit] = []
    previous: Turn | None = None
    for turn, sender in zip(turns, senders or [None] * len(turns), strict=True):
        units += _split_turn(turn, sender, _follows_gap(previous, turn))
        previous = turn
    if are_subtitles(utterances):
        return tuple(replace(unit, spoken=True) for unit in units)
    return tuple(_messages(units) if senders else units)


def _senders(turns: Sequence[Turn]) -> tuple[Sender | None, ...] | None:
    if any(turn.speaker is not None for turn in turns):
        return None
    return read_senders([turn.utterances[0].text for turn in turns])


def _messages(units: Sequence[Unit]) -> Iterator[Unit]:
    """The lines under a name are one message by that person."""
    message: list[Unit] = []
    for unit in units:
        if unit.speaker is not None and message:
            yield _join(message)
            message = []
        message.append(unit)
    if message:
        yield _join(message)


def _join(message: Sequence[Unit]) -> Unit:
    sentences = tuple(s for unit in message for s in unit.sentences if s)
    return replace(
        message[0],
        last=message[-1].last,
        text="".join(sentences),
        sentences=sentences,
        spoken=True,
    )


def _follows_gap(previous: Turn | None, turn: Turn) -> bool:
    if previous is None:
        return False
    one, other = previous.utterances[0], turn.utterances[0]
    return one.evidence.source_id == other.evidence.source_id and other.turn - one.turn > 1


def _split_turn(turn: Turn, sender: Sender | None, gap: bool) -> list[Unit]:
    if len(turn.utterances) <= _MONOLOGUE:
        return [_unit(turn, sender, gap)]
    singles = [Turn(turn.first + i, (u,)) for i, u in enumerate(turn.utterances)]
    return [_unit(single, sender, gap and single.first == turn.first) for single in singles]


def _unit(turn: Turn, sender: Sender | None, gap: bool) -> Unit:
    sentences = [u.text for u in turn.utterances]
    speaker = turn.name or turn.speaker
    if sender is not None:
        speaker, sentences[0] = sender.name, sentences[0][sender.words :]
    return Unit(
        first=turn.first,
        last=turn.first + len(turn.utterances) - 1,
        source=turn.utterances[0].evidence.source_id,
        speaker=speaker,
        text="".join(sentences),
        sentences=tuple(sentences),
        gap=gap,
        spoken=speaker is not None or isinstance(turn.utterances[0].evidence, AudioSpan),
    )
