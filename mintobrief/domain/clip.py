"""What a resolution rests on, cut out of its file: a stretch of sound, a line of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound (WAV) or the picture (JPEG) of one utterance, `suffix` saying which.

    `content` is empty where the file can no longer be opened.
    """

    utterance: int
    suffix: str
    content: bytes
