"""What each file of a meeting says: recordings are heard, scans and texts are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from mintobrief import ingest, read, transcribe
from mintobrief.domain import Notice, NoticeCode, Reading, Request, Source, SourceKind, VoicePrint
from mintobrief.errors import NoSpeech
from mintobrief.language.vocabulary import Vocabulary, likely_words
from mintobrief.pipeline.engines import Engines
from mintobrief.progress import Progress, Stage, no_progress


def read_sources(
    sources: Sequence[Source],
    request: Request,
    engines: Engines,
    progress: Progress = no_progress,
) -> tuple[Reading, ...]:
    """What each file says; a recording in which nobody speaks says so in a notice.

    Recordings are compared, so that a voice keeps its label: they are read together or not.
    """
    means = _means(sources, request, engines)
    return tuple(_read_or_tell(source, means, progress) for source in sources)


@dataclass(frozen=True, slots=True)
class _Means:
    """What the sources of one meeting share. Engines are made once, when they are first needed;
    a voice keeps its label from part to part."""

    ears: Callable[[], transcribe.Ears]
    known: Callable[[], transcribe.KnownVoices]
    pages: _Pages
    corrector: Callable[[], read.Corrector]
    words: Vocabulary
    prints: tuple[VoicePrint, ...]
    scratch: Path | None


def _means(sources: Iterable[Source], request: Request, engines: Engines) -> _Means:
    return _Means(
        ears=cache(lambda: _ears(engines)),
        known=cache(lambda: transcribe.KnownVoices()),
        pages=_Pages([s for s in sources if s.kind is SourceKind.SCAN], engines.desk),
        corrector=cache(engines.corrector),
        words=likely_words(request.roster, request.glossary),
        prints=engines.voiceprints,
        scratch=engines.scratch,
    )


def _ears(engines: Engines) -> transcribe.Ears:
    return transcribe.Ears(
        engines.transcriber(), engines.diarizer(), engines.speller(), engines.punctuator()
    )


def _read_or_tell(source: Source, means: _Means, progress: Progress) -> Reading:
    try:
        return _read_source(source, means, progress)
    except NoSpeech as exc:
        return Reading((), (Notice(NoticeCode.SILENT, f"{exc}其余文件不受影响。"),))


def _read_source(source: Source, means: _Means, progress: Progress) -> Reading:
    """Whatever the file is, get what it says."""
    match source.kind:
        case SourceKind.AUDIO:
            return _read_recording(source, means, progress)
        case SourceKind.SCAN:
            return _read_scan(source, means, progress)
        case SourceKind.TRANSCRIPT:
            return read.read_transcript(source)
        case SourceKind.NOTES:
            return read.read_notes(source)


def _read_scan(source: Source, means: _Means, progress: Progress) -> Reading:
    pages, told = ingest.open_pages(source), means.pages.counted(source, progress)
    desk, corrector = means.pages, means.corrector()
    return read.read_pages(source, pages, desk, corrector, told, vocabulary=means.words)


class _Pages:
    """The pages of all scans of one meeting, on one desk: while those of one file are looked
    at, the next file's are being read. Itself the desk that each file's pages come from."""

    def __init__(self, scans: Sequence[Source], desk: Callable[[], read.Desk]) -> None:
        self._total = sum(source.pages or 0 for source in scans)
        self._before = 0
        self._sheets = _sheets(scans, desk)

    def read(self, pages: Iterable[read.Page]) -> Iterator[read.Sheet | read.Unread]:
        return (sheet for _, sheet in zip(pages, self._sheets, strict=False))

    def counted(self, source: Source, progress: Progress) -> Progress:
        """Tells of the source's pages as a part of all of them."""
        before = self._before
        self._before += source.pages or 0

        def told(stage: Stage, done: float, total: float, text: str = "") -> None:
            progress(stage, before + done, max(self._total, before + total), text)

        told(Stage.READ, 0, 0)
        return told


def _sheets(
    scans: Sequence[Source], desk: Callable[[], read.Desk]
) -> Iterator[read.Sheet | read.Unread]:
    yield from desk().read(page for source in scans for page in ingest.open_pages(source))


def _read_recording(source: Source, means: _Means, progress: Progress) -> Reading:
    with ingest.scratch_folder(means.scratch) as folder:
        sound = ingest.open_sound(source, folder, progress)

        def told(stage: Stage, done: float, total: float, text: str = "") -> None:
            sound.release()  # told every few seconds of sound: what was read need not stay
            progress(stage, done, total, text)

        reading = transcribe.transcribe_audio(
            source,
            sound.samples,
            means.ears(),
            told,
            vocabulary=means.words,
            known=means.known(),
            prints=means.prints,
        )
    return replace(reading, notices=sound.notices + reading.notices)
