"""Stage 4: from topics to candidate resolutions, each field with the words it was read from.

Lines of a page are understood as paragraphs, with slips of the recogniser put right; what comes
out quotes the utterances as they were read (see paragraphs).
`name_speakers` says who the voices are, `read_header` reads the particulars and `date_header`
gives them a day where nobody said it, `find_candidates` finds the candidates, `find_points` what
was said on each topic, `find_statements` what was said of the whole, `shortcomings` tells what
is missing.
The finder is replaceable: see ResolutionFinder and FINDERS.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, cast

from mintobrief.config import Settings
from mintobrief.domain import (
    Attendee,
    Found,
    Header,
    Likeness,
    Notice,
    Point,
    Request,
    Resolution,
    Source,
    Speaker,
    Statement,
    Topic,
    Utterance,
)
from mintobrief.domain.resolution_flags import flags_of
from mintobrief.engines import Adapter, load
from mintobrief.extract.shortcomings import shortcomings
from mintobrief.progress import Progress, no_progress

__all__ = [
    "FINDERS",
    "PointWriter",
    "ResolutionFinder",
    "date_header",
    "find_candidates",
    "find_points",
    "find_statements",
    "load_finder",
    "load_writer",
    "name_speakers",
    "read_header",
    "shortcomings",
    "with_names",
]


class ResolutionFinder(Protocol):
    """Finds the candidate resolutions of a meeting."""

    def find(
        self,
        utterances: Sequence[Utterance],
        topics: Sequence[Topic],
        header: Header,
        progress: Progress = no_progress,
    ) -> Found:
        """The candidates in the order of the meeting, every field with its quotes.

        `progress` is told of parts of the meeting, where they are looked at one after the other.
        """
        ...


class PointWriter(Protocol):
    """Words the points of a meeting anew."""

    def reword(
        self,
        points: Sequence[Point],
        utterances: Sequence[Utterance],
        progress: Progress = no_progress,
    ) -> tuple[tuple[Point, ...], tuple[Notice, ...]]:
        """The same points in the same order, each with a wording that its quotes bear out."""
        ...


FINDERS = {
    "rules": Adapter("mintobrief.extract.rules:load_rules", "spacy"),
    "reader": Adapter("mintobrief.extract.reader:load_reader", "onnxruntime"),
    "model": Adapter("mintobrief.extract.llm:load_model_finder", "onnxruntime"),
}
# by the finder that a person chose: who asks a language model has it write as well
WRITERS = {"model": Adapter("mintobrief.extract.llm:load_model_writer", "httpx")}


def load_finder(name: str, settings: Settings) -> ResolutionFinder:
    """The finder of that name. Raises UnknownEngine, MissingEngine, BadWeights."""
    return cast(ResolutionFinder, load(name, FINDERS)(settings))


def load_writer(name: str, settings: Settings) -> PointWriter | None:
    """Who words the points where that finder is chosen; None where they stay as they are told."""
    return cast(PointWriter, load(name, WRITERS)(settings)) if name in WRITERS else None


def find_candidates(
    utterances: Sequence[Utterance],
    topics: Sequence[Topic],
    header: Header,
    finder: ResolutionFinder,
    progress: Progress = no_progress,
) -> Found:
    """The candidate resolutions of a meeting, and what sounds like one and is none."""
    from mintobrief.extract.briefed import resolutions_in
    from mintobrief.extract.doubted import with_doubts
    from mintobrief.extract.heard import only_heard
    from mintobrief.extract.paragraphs import paragraphs_of
    from mintobrief.extract.restored import restored_resolution
    from mintobrief.extract.telling import with_origins

    made = paragraphs_of(utterances)
    made_topics = made.topics(topics)
    written = resolutions_in(made.utterances, made_topics, header)
    found = (
        Found(written) if written else finder.find(made.utterances, made_topics, header, progress)
    )
    found = only_heard(found, made.utterances, made_topics, header)

    def told(resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
        kept = (r for resolution in resolutions if (r := restored_resolution(resolution, made)))
        return tuple(_finished(with_doubts(r, utterances), header) for r in kept)

    candidates = tuple(with_origins(r, utterances) for r in told(found.resolutions))
    return Found(candidates, told(found.near_misses), found.notices)


def _finished(resolution: Resolution, header: Header) -> Resolution:
    """An owner or a date that was not read is missing, and flagged as such."""
    return replace(resolution, flags=flags_of(resolution, header.day))


# Those below load the dictionary of the language, so their files are imported when called.


def name_speakers(
    utterances: Sequence[Utterance],
    roster: Sequence[Attendee],
    likenesses: Sequence[Likeness] = (),
) -> tuple[Speaker, ...]:
    """Who the voices without a name seem to be; see mintobrief.extract.voices."""
    from mintobrief.extract.voices import name_speakers as name

    return name(utterances, roster, likenesses)


def with_names(
    utterances: Iterable[Utterance], speakers: Iterable[Speaker]
) -> tuple[Utterance, ...]:
    """The utterances with the names proposed for their voices; a name that stands there stays."""
    names = {(speaker.source_id, speaker.label): speaker.name for speaker in speakers}
    return tuple(
        u if u.name else replace(u, name=names.get((u.evidence.source_id, u.speaker or "")))
        for u in utterances
    )


def read_header(
    utterances: Sequence[Utterance],
    request: Request,
    held_on_given: date | None,
    speakers: Sequence[Speaker] = (),
) -> Header:
    """The particulars of the meeting (会议概况); see mintobrief.extract.header."""
    from mintobrief.extract.header import read_header as read
    from mintobrief.extract.paragraphs import paragraphs_of
    from mintobrief.extract.restored import restored_header

    made = paragraphs_of(utterances)
    found = read(made.utterances, request, held_on_given, made.speakers(speakers))
    return restored_header(found, made)


def date_header(
    header: Header, utterances: Sequence[Utterance], sources: Sequence[Source], request: Request
) -> tuple[Header, tuple[Notice, ...]]:
    """The header with a day inferred where the words have none, and a notice of it; see
    mintobrief.extract.header.dating."""
    from mintobrief.extract.header.dating import infer_day

    found = None if header.held_on else infer_day(utterances, sources, request)
    if found is None:
        return header, ()
    return replace(header, held_on=found.held_on), (found.notice,)


def find_points(
    utterances: Sequence[Utterance],
    topics: Sequence[Topic],
    resolutions: Sequence[Resolution],
    header: Header,
) -> tuple[Point, ...]:
    """What was said on each topic; see mintobrief.extract.points."""
    from mintobrief.extract.paragraphs import paragraphs_of
    from mintobrief.extract.points import find_points as find
    from mintobrief.extract.restored import restored_point

    made = paragraphs_of(utterances)
    decided = tuple(replace(r, evidence=made.sentences_of(_settled_in(r))) for r in resolutions)
    found = find(made.utterances, made.topics(topics), decided, header)
    return tuple(p for point in found if (p := restored_point(point, made)))


def find_statements(
    utterances: Sequence[Utterance],
    topics: Sequence[Topic],
    points: Sequence[Point],
    resolutions: Sequence[Resolution],
    header: Header,
) -> tuple[Statement, ...]:
    """What was said of the meeting as a whole, besides points and resolutions; see
    mintobrief.extract.statements."""
    from mintobrief.extract.paragraphs import paragraphs_of
    from mintobrief.extract.restored import restored_statement
    from mintobrief.extract.statements import find_statements as find

    made = paragraphs_of(utterances)
    told = {quote.utterance for point in points for quote in point.quotes}
    told |= {index for resolution in resolutions for index in resolution.evidence}
    found = find(made.utterances, made.topics(topics), made.sentences_of(told), header)
    return tuple(s for one in found if (s := restored_statement(one, made)))


def _settled_in(resolution: Resolution) -> tuple[int, ...]:
    """The utterances with the words that its fields quote; without any, all it rests on."""
    single = (resolution.action, resolution.deadline, resolution.supervision, resolution.vote)
    fields = (*single, resolution.measures, *resolution.owners)
    quoted = {quote.utterance for field in fields if field for quote in field.quotes}
    return tuple(sorted(quoted)) or resolution.evidence
