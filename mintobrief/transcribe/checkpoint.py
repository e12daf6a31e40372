"""What was heard is kept window by window: the sound in it, the speech expected, the model and
this very program name the file."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from mintobrief.checkpoints import code_of, load, save, sweep
from mintobrief.language.vocabulary import Vocabulary
from mintobrief.transcribe.heard import RATE, Report, Samples, Segment, Stretch, Transcriber, Word

_CODE = Path(__file__).parent  # all that recognises speech


class Checkpointed:
    """A transcriber that looks under `folder` first, and keeps there what it hears."""

    def __init__(self, transcriber: Transcriber, folder: Path) -> None:
        self._transcriber = transcriber
        self._folder = folder
        sweep(folder)

    @property
    def identity(self) -> str:
        return self._transcriber.identity

    def expect(self, vocabulary: Vocabulary) -> None:
        self._transcriber.expect(vocabulary)

    def hear(
        self, samples: Samples, window: Stretch, speech: Sequence[Stretch], report: Report
    ) -> tuple[Segment, ...]:
        path = self._folder / f"{self._name(samples, window, speech)}.json.gz"
        kept: tuple[Segment, ...] | None = load(path, tuple[Segment, ...])
        if kept is not None and all(_is_heard(segment, window) for segment in kept):
            return kept
        segments = self._transcriber.hear(samples, window, speech, report)
        save(path, segments)
        return segments

    def language(self, samples: Samples, speech: Sequence[Stretch]) -> str | None:
        return self._transcriber.language(samples, speech)

    def _name(self, samples: Samples, window: Stretch, speech: Sequence[Stretch]) -> str:
        asked = f"{code_of(_CODE)} {self.identity} {window} {tuple(speech)}"
        digest = sha256(asked.encode())
        digest.update(samples[int(window.start * RATE) : round(window.end * RATE) + 1].tobytes())
        return digest.hexdigest()


def _is_heard(segment: Segment, window: Stretch) -> bool:
    """False for what no recogniser says: what a bad disk left may still be JSON of our shape."""
    if not segment.words or not all(_is_word(word) for word in segment.words):
        return False
    return segment.start >= 0 and segment.end <= window.end + 1


def _is_word(word: Word) -> bool:
    chances = (word.probability, *(option.probability for option in word.options))
    if not all(0 <= chance <= 1 for chance in chances):
        return False
    text = word.text.strip()
    return bool(text) and text.isprintable() and 0 <= word.start <= word.end
