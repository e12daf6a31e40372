"""A small draft as it was heard, and as it may be heard another time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from mintobrief.domain import (
    AudioSpan,
    Field,
    Header,
    Meeting,
    Quote,
    Resolution,
    Source,
    SourceKind,
    Utterance,
)

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
SAID = ("大家开会了", "电梯钢丝绳由物业公司更换", "3月20日之前换好", "门口的灯请居委会来修", "散会")


def sound(sha256: str = "a" * 64, source: str = "s1") -> Source:
    return Source(source, SourceKind.AUDIO, "会.m4a", sha256, Path("gone"), seconds=60.0)


def said(
    texts: tuple[str, ...] = SAID, shift: float = 0.0, source: str = "s1"
) -> tuple[Utterance, ...]:
    """One sentence every ten seconds."""
    spans = [AudioSpan(source, 10 * n + shift, 10 * n + 9 + shift) for n in range(len(texts))]
    return tuple(Utterance(n, text, spans[n], "S1") for n, text in enumerate(texts))


def quoted(utterances: tuple[Utterance, ...], index: int, words: str) -> Field[str]:
    start = utterances[index].text.index(words)
    return Field(words, (Quote(index, start, start + len(words)),))


def draft(
    utterances: tuple[Utterance, ...] | None = None, *, source: Source | None = None
) -> Meeting:
    """Two candidates: the rope of the lift, with owner and day, and the lamp at the gate."""
    words = utterances or said()
    rope = Resolution(
        "r1", quoted(words, 1, "更换"), (1, 2), owners=(quoted(words, 1, "物业公司"),)
    )
    lamp = Resolution("r2", quoted(words, 3, "修"), (3,))
    return Meeting("m", Header(), (source or sound(),), words, resolutions=(rope, lamp))
