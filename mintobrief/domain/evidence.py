"""Where words came from: the second of sound, the line of the scan, the characters of the text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

PageKey = tuple[str, int]  # a source's id, and the number of its page


@dataclass(frozen=True, slots=True)
class AudioSpan:
    """A stretch of a recording, in seconds from its start."""

    source_id: str
    start: float
    end: float

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"audio span runs from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in pixels of the page as stored, from its top left."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right and 0 <= self.top < self.bottom):
            raise ValueError(f"box {self.left},{self.top},{self.right},{self.bottom} is empty")

    @classmethod
    def around(cls, boxes: Collection[Box]) -> Box:
        """The smallest box that holds all of these, of which there is at least one."""
        return cls(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )


@dataclass(frozen=True, slots=True)
class ScanRegion:
    """A region of a scanned page; pages count from 1."""

    source_id: str
    page: int
    box: Box

    def __post_init__(self) -> None:
        if self.page < 1:
            raise ValueError(f"pages count from 1, not {self.page}")

    @property
    def page_key(self) -> PageKey:
        """Which page of which file."""
        return self.source_id, self.page


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Characters `start` to `end` (half-open) of a source's decoded text."""

    source_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"text span runs from {self.start} to {self.end}")


Evidence = AudioSpan | ScanRegion | TextSpan


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one utterance: characters `start` to `end` (half-open) of its text.

    `utterance` is the index in the meeting's utterances. A field of a resolution quotes the
    words it was read from; the utterance's own evidence leads on to the sound or the page.
    """

    utterance: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.utterance < 0 or not 0 <= self.start < self.end:
            raise ValueError(f"quote of utterance {self.utterance} from {self.start} to {self.end}")
