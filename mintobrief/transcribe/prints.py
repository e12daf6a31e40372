"""Voice prints: a voice measured for keeping, and voices of a recording compared with those kept.

Nothing here is kept: vectors come in and go out as plain numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mintobrief.domain import Likeness, Vector, VoicePrint
from mintobrief.errors import LittleSpeech, SeveralVoices
from mintobrief.transcribe.heard import RATE, Diarizer, Samples, Voices

ENOUGH = 10.0  # seconds of speech that tell a voice
_ALIKE = 0.65  # the same voice on other days: .71 and more; another: .66 at most
_LEAD = 0.10  # over the next best print
_SHARE = 0.9  # of the speech must be one voice's where a voice is measured


@dataclass(frozen=True, slots=True)
class Measured:
    """A voice as a vector of unit length, and the seconds of speech it was measured on."""

    vector: Vector
    seconds: float


def measure_voice(
    name: str,
    samples: Samples,
    diarizer: Diarizer,
    *,
    start: float = 0.0,
    end: float | None = None,
) -> Measured:
    """The one voice that speaks from second `start` to `end` of a recording called `name`.

    Raises LittleSpeech, SeveralVoices.
    """
    piece = samples[int(start * RATE) : None if end is None else int(end * RATE)]
    speech = tuple(diarizer.find_speech(piece, _no_report))
    voices = diarizer.find_voices(piece, speech, _no_report)
    spoken = _seconds(voices)
    most = max(spoken, key=lambda voice: spoken[voice], default=None)
    if most is None or voices.centroids is None or spoken[most] < ENOUGH:
        raise LittleSpeech(name, spoken.get(most, 0.0) if most is not None else 0.0, ENOUGH)
    if spoken[most] < _SHARE * sum(spoken.values()):
        raise SeveralVoices(name)
    vector = voices.centroids[most]
    return Measured(tuple(float(number) for number in vector), spoken[most])


def likenesses(
    source_id: str, voices: Voices, labels: Mapping[int, str], prints: Sequence[VoicePrint]
) -> Iterator[Likeness]:
    """Whose print each voice with enough speech sounds like, where one stands out.

    `labels` are those of the voices, by their number; a voice without one said nothing.
    """
    if voices.centroids is None or not prints:
        return
    spoken = _seconds(voices)
    kept = np.array([print_.vector for print_ in prints], np.float32)
    for voice, centroid in enumerate(voices.centroids):
        likeness = kept @ centroid
        best = int(likeness.argmax())
        others = np.delete(likeness, best)
        alike = likeness[best] >= max(_ALIKE, others.max(initial=-1.0) + _LEAD)
        if alike and spoken.get(voice, 0.0) >= ENOUGH and voice in labels:
            similarity = min(1.0, round(float(likeness[best]), 3))
            yield Likeness(labels[voice], source_id, prints[best].name, similarity)


def _seconds(voices: Voices) -> dict[int, float]:
    """How long each voice speaks."""
    found: dict[int, float] = {}
    for turn in voices.turns:
        found[turn.voice] = found.get(turn.voice, 0.0) + turn.end - turn.start
    return found


def _no_report(_: float) -> None:
    """Nobody watches."""
