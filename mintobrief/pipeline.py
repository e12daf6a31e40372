"""The whole flow on one page: the files of one meeting become a draft to review."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from mintobrief import extract, ingest, read, segment, transcribe
from mintobrief.config import Settings
from mintobrief.domain import (
    Header,
    Meeting,
    Notice,
    NoticeCode,
    Point,
    Reading,
    Request,
    Source,
    SourceKind,
    Utterance,
    VoicePrint,
)
from mintobrief.errors import InputError, NoSpeech, NoWords
from mintobrief.language.vocabulary import Vocabulary, likely_words
from mintobrief.progress import Progress, Stage, no_progress


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


def convert(
    paths: Sequence[Path],
    request: Request,
    engines: Engines,
    progress: Progress = no_progress,
) -> Meeting:
    """Turn the files of one meeting into a draft with candidate resolutions to review.

    A scan without words or a recording in which nobody speaks is a notice where other files
    have some. Raises an InputError for the first file that cannot be used, NoWords where
    nothing is written on any page.
    """
    sources, notices = ingest.open_sources(paths)
    readings = read_sources(sources, request, engines, progress)
    said = joined(sources, notices, readings)
    return understand(sources, said, request, engines, progress=progress)


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


def joined(
    sources: Sequence[Source], notices: Iterable[Notice], readings: Sequence[Reading]
) -> Reading:
    """All that was said and written, in one; a reading for each source.

    Raises NoSpeech, or NoWords, where that is nothing.
    """
    said = Reading(
        utterances=tuple(u for reading in readings for u in reading.utterances),
        notices=(*notices, *(notice for reading in readings for notice in reading.notices)),
        likenesses=tuple(likeness for reading in readings for likeness in reading.likenesses),
        pages=tuple(page for reading in readings for page in reading.pages),
    )
    if not said.utterances:
        raise _nothing_said(sources, readings)
    return said


def _nothing_said(sources: Sequence[Source], readings: Sequence[Reading]) -> InputError:
    for source, reading in zip(sources, readings, strict=True):
        if any(notice.code is NoticeCode.SILENT for notice in reading.notices):
            return NoSpeech(source.name)
    return NoWords("、".join(source.name for source in sources))


def understand_all(
    sources: tuple[Source, ...],
    reading: Reading,
    request: Request,
    engines: Engines,
    *,
    progress: Progress = no_progress,
) -> Iterator[Meeting]:
    """As `understand`, but scans that the request says may be of several meetings are divided
    where that is sure."""
    parts = segment.divide_stack(reading, sources) if request.several else (reading,)
    for part in parts:
        used = sources if len(parts) == 1 else _used(sources, part)
        meeting = understand(used, part, request, engines, progress=progress)
        begins = "" if len(parts) == 1 else f"#{part.pages[0].page}.{part.utterances[0].turn}"
        yield replace(meeting, id=_meeting_id(used, meeting.header, begins))


def _used(sources: Iterable[Source], part: Reading) -> tuple[Source, ...]:
    ids = {report.source_id for report in part.pages}
    return tuple(source for source in sources if source.id in ids)


def understand(
    sources: tuple[Source, ...],
    reading: Reading,
    request: Request,
    engines: Engines,
    *,
    progress: Progress = no_progress,
) -> Meeting:
    """From what was said and written to topics, particulars and candidates."""
    progress(Stage.UNDERSTAND, 0, 3)
    speakers = extract.name_speakers(reading.utterances, request.roster, reading.likenesses)
    utterances = extract.with_names(reading.utterances, speakers)
    header = extract.read_header(utterances, request, _held_on(sources), speakers)
    topics = segment.split_topics(utterances, request.agenda, engines.splitter())
    progress(Stage.UNDERSTAND, 1, 3)
    found = extract.find_candidates(
        utterances, topics, header, engines.finder(), _within(progress, 1, 3)
    )
    progress(Stage.UNDERSTAND, 2, 3)
    points = extract.find_points(utterances, topics, found.resolutions, header)
    statements = extract.find_statements(utterances, topics, points, found.resolutions, header)
    points, unworded = _worded(points, utterances, engines.writer(), _within(progress, 2, 3))
    progress(Stage.UNDERSTAND, 3, 3)
    lacking = extract.shortcomings(header, found.resolutions)
    stacked = segment.stack_notices(utterances, reading.pages, sources)
    return Meeting(
        id=_meeting_id(sources, header),
        header=header,
        sources=sources,
        utterances=utterances,
        topics=topics,
        points=points,
        statements=statements,
        resolutions=found.resolutions,
        near_misses=found.near_misses,
        notices=(*reading.notices, *stacked, *found.notices, *unworded, *lacking),
        speakers=speakers,
        pages=reading.pages,
    )


def _worded(
    points: tuple[Point, ...],
    utterances: Sequence[Utterance],
    writer: extract.PointWriter | None,
    progress: Progress,
) -> tuple[tuple[Point, ...], tuple[Notice, ...]]:
    """The points as the writer words them, and what it could not do."""
    return writer.reword(points, utterances, progress) if writer else (points, ())


def _within(progress: Progress, before: float, steps: float) -> Progress:
    """Tells of parts of the step that comes after so many of all."""

    def told(stage: Stage, done: float, total: float, text: str = "") -> None:
        progress(stage, before + done / total, steps, text)

    return told


def _held_on(sources: Iterable[Source]) -> date | None:
    return next((source.held_on for source in sources if source.held_on), None)


def _meeting_id(sources: Iterable[Source], header: Header, begins: str = "") -> str:
    """The same files on the same day are the same meeting, whatever they are called; of a stack
    that was divided, those that begin in the same place."""
    files = "".join(sorted(s.sha256 for s in sources))
    digest = hashlib.sha256((files + begins).encode()).hexdigest()
    day = header.held_on.value.isoformat().replace("-", "") if header.held_on else "undated"
    return f"{day}-{digest[:6]}"
