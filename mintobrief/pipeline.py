"""The whole flow on one page: the files of one meeting become a draft to review."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from time import time

from mintobrief import extract, ingest, read, segment, transcribe
from mintobrief.config import Settings
from mintobrief.domain import (
    Header,
    Meeting,
    Notice,
    NoticeCode,
    Reading,
    Request,
    Resolution,
    Source,
    SourceKind,
    VoicePrint,
)
from mintobrief.errors import CacheUnwritable
from mintobrief.progress import Progress, Stage, no_progress

_STALE = 3 * 24 * 3600.0  # longer than the longest recording takes


@dataclass(frozen=True, slots=True)
class Engines:
    """The replaceable parts of the flow; each is made when it is first needed.

    Decoded sound lies under `scratch` for as long as it is needed; None leaves it to the system.
    Voices are compared with the `voiceprints`, which are empty unless a person asked for it.
    """

    transcriber: Callable[[], transcribe.Transcriber]
    diarizer: Callable[[], transcribe.Diarizer]
    speller: Callable[[], transcribe.Speller]
    punctuator: Callable[[], transcribe.Punctuator]
    reader: Callable[[], read.Reader]
    splitter: Callable[[], segment.TopicSplitter]
    finder: Callable[[], extract.ResolutionFinder]
    scratch: Path | None = None
    voiceprints: tuple[VoicePrint, ...] = ()


def shipped_engines(settings: Settings) -> Engines:
    """The engines that come with the program."""
    return Engines(
        transcriber=lambda: transcribe.with_checkpoints(
            transcribe.load_engine("faster-whisper", settings), settings.cache / "heard"
        ),
        diarizer=lambda: transcribe.load_diarizer("segmentation-3.0+cam++", settings),
        speller=lambda: transcribe.load_speller("trigrams", settings),
        punctuator=lambda: transcribe.load_punctuator("network", settings),
        reader=lambda: read.load_engine("rapidocr", settings),
        splitter=lambda: segment.load_splitter("rules"),
        finder=lambda: extract.load_finder("rules"),
        scratch=settings.cache,
    )


def convert(
    paths: Sequence[Path],
    request: Request,
    engines: Engines,
    progress: Progress = no_progress,
) -> Meeting:
    """Turn the files of one meeting into a draft with candidate resolutions to review.

    Raises an InputError for the first file that cannot be used.
    """
    sources = [ingest.open_source(path) for path in paths]
    distinct = _distinct(sources)
    ordered = ingest.in_order(distinct)
    readings = _readings(ordered, request, engines, progress)
    notices = [*_repeated(sources, distinct), *_reordered(distinct, ordered)]
    return _understand(ordered, readings, notices, request, engines, progress)


def _distinct(sources: Iterable[Source]) -> tuple[Source, ...]:
    first: dict[str, Source] = {}
    for source in sources:
        first.setdefault(source.sha256, source)
    return tuple(first.values())


def _readings(
    sources: Iterable[Source], request: Request, engines: Engines, progress: Progress
) -> list[Reading]:
    """What each file says."""
    room = cache(lambda: _room(request, engines))  # made only where there is a recording
    return [_read_source(source, engines, progress, room) for source in sources]


def _read_source(
    source: Source, engines: Engines, progress: Progress, room: Callable[[], _Room]
) -> Reading:
    """Whatever the file is, get what it says."""
    match source.kind:
        case SourceKind.AUDIO:
            return _read_recording(source, engines, progress, room)
        case SourceKind.SCAN:
            return read.read_pages(source, ingest.open_pages(source), engines.reader(), progress)
        case SourceKind.TRANSCRIPT:
            return read.read_transcript(source)
        case SourceKind.NOTES:
            return read.read_notes(source)


@dataclass(frozen=True, slots=True)
class _Room:
    """What the recordings of one meeting share: a voice keeps its label from part to part."""

    ears: transcribe.Ears
    vocabulary: transcribe.Vocabulary
    parts: transcribe.Parts


def _room(request: Request, engines: Engines) -> _Room:
    ears = transcribe.Ears(
        engines.transcriber(), engines.diarizer(), engines.speller(), engines.punctuator()
    )
    words = transcribe.likely_words(request.roster, request.glossary)
    return _Room(ears, words, transcribe.Parts())


def _read_recording(
    source: Source, engines: Engines, progress: Progress, room: Callable[[], _Room]
) -> Reading:
    with _scratch_folder(engines.scratch) as folder:
        sound = ingest.open_sound(source, folder, progress)

        def told(stage: Stage, done: float, total: float, text: str = "") -> None:
            sound.release()  # told every few seconds of sound: what was read need not stay
            progress(stage, done, total, text)

        reading = transcribe.transcribe_audio(
            source,
            sound.samples,
            room().ears,
            told,
            vocabulary=room().vocabulary,
            parts=room().parts,
            prints=engines.voiceprints,
        )
    return replace(reading, notices=sound.notices + reading.notices)


@contextmanager
def _scratch_folder(within: Path | None) -> Iterator[Path]:
    """A folder that is gone afterwards, but for what Windows still maps. Raises CacheUnwritable."""
    try:
        if within:
            within.mkdir(parents=True, exist_ok=True)
            _sweep(within)
        made = TemporaryDirectory(prefix="sound-", dir=within, ignore_cleanup_errors=True)
    except OSError as exc:
        raise CacheUnwritable(str(within or gettempdir()), exc) from exc
    with made as folder:
        yield Path(folder)


def _sweep(scratch: Path) -> None:
    """Remove the sound that a program killed long ago left behind."""
    for left in scratch.glob("sound-*"):
        with suppress(OSError):  # another program swept it first
            if time() - left.stat().st_mtime > _STALE:
                rmtree(left)


def _understand(
    sources: tuple[Source, ...],
    readings: Sequence[Reading],
    notices: Iterable[Notice],
    request: Request,
    engines: Engines,
    progress: Progress,
) -> Meeting:
    """From what was said and written to topics, particulars and candidates."""
    said = tuple(u for reading in readings for u in reading.utterances)
    progress(Stage.UNDERSTAND, 0, 3)
    alike = tuple(likeness for reading in readings for likeness in reading.likenesses)
    speakers = extract.name_speakers(said, request.roster, alike)
    utterances = extract.with_names(said, speakers)
    header = extract.read_header(utterances, request, _held_on(sources), speakers)
    topics = segment.split_topics(utterances, request.agenda, engines.splitter())
    progress(Stage.UNDERSTAND, 1, 3)
    resolutions = extract.find_resolutions(utterances, topics, header, engines.finder())
    progress(Stage.UNDERSTAND, 2, 3)
    points = extract.find_points(utterances, topics, resolutions, header)
    progress(Stage.UNDERSTAND, 3, 3)
    told = [notice for reading in readings for notice in reading.notices]
    return Meeting(
        id=_meeting_id(sources, header),
        header=header,
        sources=sources,
        utterances=utterances,
        topics=topics,
        points=points,
        resolutions=resolutions,
        notices=(*notices, *told, *_shortcomings(header, resolutions)),
        speakers=speakers,
    )


def _held_on(sources: Iterable[Source]) -> date | None:
    return next((source.held_on for source in sources if source.held_on), None)


def _meeting_id(sources: Iterable[Source], header: Header) -> str:
    """The same files on the same day are the same meeting, whatever they are called."""
    digest = hashlib.sha256("".join(sorted(s.sha256 for s in sources)).encode()).hexdigest()
    day = header.held_on.value.isoformat().replace("-", "") if header.held_on else "undated"
    return f"{day}-{digest[:6]}"


def _repeated(sources: Sequence[Source], distinct: Sequence[Source]) -> list[Notice]:
    kept = {id(source) for source in distinct}
    return [
        Notice(NoticeCode.REPEATED_INPUT, f"{source.name} 与另一个文件内容相同，只用了一份。")
        for source in sources
        if id(source) not in kept
    ]


def _reordered(given: Sequence[Source], ordered: Sequence[Source]) -> list[Notice]:
    if tuple(given) == tuple(ordered):
        return []
    names = "、".join(s.name for s in ordered if s.kind is SourceKind.AUDIO)
    told = f"录音按文件名的次序接成了一次会议：{names}。如果次序不对，请改好文件名重新转换。"
    return [Notice(NoticeCode.REORDERED, told)]


def _shortcomings(header: Header, resolutions: Sequence[Resolution]) -> list[Notice]:
    """What the person must know of the draft as a whole."""
    found = []
    if header.held_on is None:
        found.append(
            Notice(
                NoticeCode.NO_DATE,
                "没有找到开会日期，“下周五”之类的时限无法换算。"
                "请加上 --held-on 2026-03-14 这样的日期重新转换。",
            )
        )
    if not resolutions:
        told = "没有找到决议。如果会上有决定，请人工补充。"
        found.append(Notice(NoticeCode.NO_RESOLUTIONS, told))
    return found
