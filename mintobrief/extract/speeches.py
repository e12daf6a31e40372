"""Who says what: turns of a transcript, messages of a group chat, or a voice without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import AudioSpan, Turn, Utterance
from mintobrief.extract.people import is_anonymous

# A chat program's line above a message: who, and when.
_STAMP = re.compile(
    r"\s*(?P<who>\S(?:.{0,14}\S)?)\s+(?:\d{2,4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s*)?"
    r"(?:上午|下午|晚上)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*"
)
_STAMPS_OF_A_CHAT = 4
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
    """Whether a source was spoken, not written: it has speakers, or is a recording."""
    return any(
        turn.speaker is not None or isinstance(turn.utterances[0].evidence, AudioSpan)
        for turn in turns
    )


def is_chat(turns: Sequence[Turn]) -> bool:
    """Whether lines are the log of a group chat: a name and a time over each message."""
    return sum(_stamp(turn) is not None for turn in turns) >= max(_STAMPS_OF_A_CHAT, len(turns) / 5)


def speeches_of(turns: Sequence[Turn]) -> tuple[Speech, ...]:
    """The speeches of a talk; where voices were not told apart each sentence stands alone."""
    if len({turn.speaker for turn in turns}) > 1:
        return tuple(_speech(turn) for turn in turns)
    return tuple(speech for turn in turns for speech in _alone(turn))


def messages_of(turns: Sequence[Turn]) -> tuple[Speech, ...]:
    """The messages of a chat under the names over them."""
    return tuple(_messages(turns))


def _speech(turn: Turn) -> Speech:
    numbered = tuple(enumerate(turn.utterances, turn.first))
    return Speech(turn.name or turn.speaker, _person(turn.name), numbered)


def _alone(turn: Turn) -> Iterator[Speech]:
    if len(turn.utterances) <= _MONOLOGUE:
        yield _speech(turn)
        return
    for number, utterance in enumerate(turn.utterances, turn.first):
        yield Speech(f"?{number}", None, ((number, utterance),))


def _messages(turns: Sequence[Turn]) -> Iterator[Speech]:
    who: str | None = None
    lines: list[tuple[int, Utterance]] = []
    for turn in turns:
        stamp = _stamp(turn)
        if stamp is not None:
            if who is not None and lines:
                yield Speech(who, who, tuple(lines))
            who, lines = stamp, []
        else:
            lines += enumerate(turn.utterances, turn.first)
    if who is not None and lines:
        yield Speech(who, who, tuple(lines))


def _stamp(turn: Turn) -> str | None:
    found = _STAMP.fullmatch(turn.text)
    return found["who"] if found else None


def _person(name: str | None) -> str | None:
    """The name, unless it is a mere label."""
    return None if name is None or is_anonymous(name) else name
