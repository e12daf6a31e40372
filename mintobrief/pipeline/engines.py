"""The replaceable parts of the flow, and those that come with the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mintobrief import extract, read, segment, transcribe
from mintobrief.config import Settings
from mintobrief.domain import VoicePrint


@dataclass(frozen=True, slots=True)
class Engines:
    """The replaceable parts of the flow; each is made when it is first needed.

    Decoded sound lies under `scratch` for as long as it is needed; None leaves it to the system.
    Voices are compared with the `voiceprints`, which are empty unless a person asked for it.
    Points stay as they are told where there is no `writer`.
    """

    transcriber: Callable[[], transcribe.Transcriber]
    diarizer: Callable[[], transcribe.Diarizer]
    speller: Callable[[], transcribe.Speller]
    punctuator: Callable[[], transcribe.Punctuator]
    desk: Callable[[], read.Desk]
    corrector: Callable[[], read.Corrector]
    splitter: Callable[[], segment.TopicSplitter]
    finder: Callable[[], extract.ResolutionFinder]
    scratch: Path | None = None
    voiceprints: tuple[VoicePrint, ...] = ()
    writer: Callable[[], extract.PointWriter | None] = lambda: None


def shipped_engines(settings: Settings) -> Engines:
    """The engines that come with the program."""
    return Engines(
        transcriber=lambda: transcribe.with_checkpoints(
            transcribe.load_engine("faster-whisper", settings), settings.cache / "heard"
        ),
        diarizer=lambda: transcribe.load_diarizer("segmentation-3.0+cam++", settings),
        speller=lambda: transcribe.load_speller("trigrams", settings),
        punctuator=lambda: transcribe.load_punctuator("network", settings),
        desk=lambda: read.OneDesk(shipped_reader(settings)),
        corrector=lambda: read.load_corrector("trigrams", settings),
        splitter=lambda: segment.load_splitter(_splitter(settings), settings),
        finder=lambda: extract.load_finder(settings.finder, settings),
        scratch=settings.cache,
        writer=lambda: extract.load_writer(settings.finder, settings),
    )


def _splitter(settings: Settings) -> str:
    """Who asked for rules alone gets topics by rules too."""
    return "rules" if settings.finder == "rules" else "reader"


def shipped_reader(settings: Settings) -> read.Reader:
    """The reader of pages that comes with the program, with its models in memory."""
    return read.load_engine("rapidocr", settings)
