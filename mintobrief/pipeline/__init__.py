"""The whole flow on one page: the files of one meeting become a draft to review."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mintobrief import extract, ingest, segment
from mintobrief.domain import (
    Header,
    Meeting,
    Notice,
    NoticeCode,
    Point,
    Reading,
    Request,
    Source,
    Utterance,
)
from mintobrief.errors import InputError, NoSpeech, NoWords
from mintobrief.pipeline.engines import Engines, shipped_engines, shipped_reader
from mintobrief.pipeline.sources import read_sources
from mintobrief.progress import Progress, Stage, no_progress

__all__ = [
    "Engines",
    "convert",
    "joined",
    "read_sources",
    "shipped_engines",
    "shipped_reader",
    "understand",
    "understand_all",
]


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
    header, inferred = extract.date_header(header, utterances, sources, request)
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
        notices=(*reading.notices, *stacked, *inferred, *found.notices, *unworded, *lacking),
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
