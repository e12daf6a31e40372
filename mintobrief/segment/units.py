"""The meeting as the splitter reads it: one unit a turn, with who spoke and the bare words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mintobrief.domain import AudioSpan, Turn, Utterance, turns_of

# A turn this long is a recording whose voices were not told apart: its sentences stand alone.
_MONOLOGUE = 30
_LABEL = re.compile(
    r"^\s*(?:[\[【(]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\])】]?\s*)?"
    r"(?P<who>[^\s：:，,。！？、|（）()\d]{1,8})(?:[（(][^）)]{1,10}[）)])?"
    r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*[：:]\s*"
)
# A chat program's line above a message: who, and when.
_STAMP = re.compile(
    r"^\s*(?P<who>\S{1,16})\s+(?:\d{2,4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s*)?"
    r"(?:上午|下午|晚上)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*$"
)


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
    """The meeting's units, in order; labels written into the lines of a chat count as speakers."""
    turns = turns_of(utterances)
    label = _chat_label(turns)
    units: list[Unit] = []
    previous: Turn | None = None
    for turn in turns:
        units += _split_turn(turn, label, _follows_gap(previous, turn))
        previous = turn
    return tuple(_carry_speakers(units) if label else units)


def _chat_label(turns: Sequence[Turn]) -> re.Pattern[str] | None:
    """How the lines of a chat name who writes; None where the input is no chat.

    Lines without speakers of which many begin with one of a few names are a chat.
    """
    bare = [turn.utterances[0].text for turn in turns if turn.speaker is None]
    for label, share in ((_STAMP, 0.2), (_LABEL, 0.5)):
        hits = [m["who"] for line in bare if (m := label.match(line))]
        if len(hits) >= 6 and len(hits) > share * len(bare) and len(set(hits)) <= len(hits) / 2:
            return label
    return None


def _carry_speakers(units: Sequence[Unit]) -> Iterator[Unit]:
    """Lines under a name are by that person."""
    speaker: str | None = None
    for unit in units:
        speaker = unit.speaker or speaker
        yield replace(unit, speaker=speaker, spoken=True)


def _follows_gap(previous: Turn | None, turn: Turn) -> bool:
    if previous is None:
        return False
    one, other = previous.utterances[0], turn.utterances[0]
    return one.evidence.source_id == other.evidence.source_id and other.turn - one.turn > 1


def _split_turn(turn: Turn, label: re.Pattern[str] | None, gap: bool) -> list[Unit]:
    if len(turn.utterances) <= _MONOLOGUE:
        return [_unit(turn, label, gap)]
    singles = [Turn(turn.first + i, (u,)) for i, u in enumerate(turn.utterances)]
    return [_unit(single, label, gap and single.first == turn.first) for single in singles]


def _unit(turn: Turn, label: re.Pattern[str] | None, gap: bool) -> Unit:
    sentences = [u.text for u in turn.utterances]
    speaker = turn.name or turn.speaker
    if speaker is None and label and (found := label.match(sentences[0])):
        speaker, sentences[0] = found["who"], sentences[0][found.end() :]
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
