"""Hypothesis strategies that build valid meetings, for every test that wants any meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import strategies as st

from mintobrief.domain import (
    Attendee,
    AudioSpan,
    Box,
    Change,
    ChangeKind,
    Composed,
    Deadline,
    DeadlineKind,
    Doubt,
    DoubtKind,
    Evidence,
    Field,
    Flag,
    Glyph,
    Header,
    Judgement,
    Mark,
    MarkKind,
    Meeting,
    Notice,
    NoticeCode,
    Option,
    PageReport,
    PageState,
    Part,
    Point,
    PointKind,
    Quote,
    Resolution,
    ScanRegion,
    Source,
    SourceKind,
    Speaker,
    Statement,
    TextSpan,
    Topic,
    Utterance,
    Verdict,
    Vote,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))
# every character a file can hold, lone surrogates (from file names that are not UTF-8) included:
# low ones only, since a high one followed by a low one is one character in JSON
CHARACTERS = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from("会议决定\x00\x0b\x1f\ufffe\udc80&<>\"'=*_|]\\\u2028\u202e，。：\r\n\t"),
)
WORDS = st.text(CHARACTERS, min_size=1, max_size=20).filter(str.strip)
ANY_TEXT = st.text(CHARACTERS, max_size=20)
FRACTIONS = st.floats(0, 1)
SECONDS = st.floats(0, 1e5)
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


@st.composite
def audio_spans(draw: st.DrawFn, source_id: str) -> AudioSpan:
    start = draw(st.integers(0, 100_000)) / 8
    return AudioSpan(source_id, start, start + draw(st.integers(1, 400)) / 8)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    left, top = draw(st.integers(0, 2000)), draw(st.integers(0, 3000))
    return Box(left, top, left + draw(st.integers(1, 500)), top + draw(st.integers(1, 90)))


@st.composite
def scan_regions(draw: st.DrawFn, source_id: str) -> ScanRegion:
    return ScanRegion(source_id, draw(st.integers(1, 40)), draw(boxes()))


def glyphs(text: str) -> st.SearchStrategy[tuple[Glyph | None, ...]]:
    """One for each character of a text, or none at all."""
    options = st.lists(st.builds(Option, ANY_TEXT, FRACTIONS), max_size=2).map(tuple)
    glyph = st.none() | st.builds(Glyph, boxes(), FRACTIONS, options)
    return st.just(()) | st.tuples(*[glyph] * len(text))


def page_reports(source_id: str) -> st.SearchStrategy[tuple[PageReport, ...]]:
    marks = st.lists(st.builds(Mark, st.sampled_from(MarkKind), boxes(), ANY_TEXT), max_size=2)
    report = st.builds(
        PageReport,
        st.just(source_id),
        st.integers(1, 40),
        st.sampled_from(PageState),
        st.sampled_from([0, 90, 180, 270]),
        FRACTIONS,
        marks.map(tuple),
        ANY_TEXT,
    )
    return st.lists(report, max_size=2).map(tuple)


@st.composite
def utterances(draw: st.DrawFn, turn: int, text: str, evidence: Evidence) -> Utterance:
    return Utterance(
        turn=turn,
        text=text,
        evidence=evidence,
        speaker=draw(st.none() | st.sampled_from(["S1", "S2"])),
        name=draw(st.none() | WORDS),
        confidence=draw(st.none() | FRACTIONS),
        changes=draw(changes(text)),
        doubts=draw(doubts(text)),
        glyphs=draw(glyphs(text)),
        wrapped=draw(st.booleans()),
    )


def changes(text: str) -> st.SearchStrategy[tuple[Change, ...]]:
    """No change of a text, or one at its head."""
    kinds = st.sampled_from(ChangeKind)
    change = st.builds(Change, st.just(0), st.integers(1, len(text)), ANY_TEXT, kinds)
    return st.just(()) | st.tuples(change)


def doubts(text: str) -> st.SearchStrategy[tuple[Doubt, ...]]:
    """No doubt of a text, or one at its head."""
    doubt = st.builds(Doubt, st.just(0), st.integers(1, len(text)), st.sampled_from(DoubtKind))
    return st.just(()) | st.tuples(doubt)


@st.composite
def readings(draw: st.DrawFn, number: int) -> tuple[Source, list[Utterance]]:
    """One source and what it said; a TextSpan counts in the source's text."""
    kind, lines = draw(st.sampled_from(SourceKind)), draw(st.lists(WORDS, max_size=4))
    written = kind in (SourceKind.NOTES, SourceKind.TRANSCRIPT)
    source = Source(
        id=f"s{number}",
        kind=kind,
        name=draw(WORDS),
        sha256=draw(HASHES),
        path=Path("gone"),
        seconds=draw(SECONDS) if kind is SourceKind.AUDIO else None,
        pages=draw(st.integers(1, 99)) if kind is SourceKind.SCAN else None,
        text="\n".join(lines) if written else None,
        held_on=draw(st.none() | DAYS),
        guessed_encoding=draw(st.none() | WORDS) if written else None,
    )
    said: list[Utterance] = []
    start = 0
    for turn, line in enumerate(lines):
        evidence: Evidence = TextSpan(source.id, start, start + len(line))
        if kind is SourceKind.AUDIO:
            evidence = draw(audio_spans(source.id))
        elif kind is SourceKind.SCAN:
            evidence = draw(scan_regions(source.id))
        said.append(draw(utterances(turn, line, evidence)))
        start += len(line) + 1
    return source, said


@st.composite
def quotes(draw: st.DrawFn, said: Sequence[Utterance]) -> tuple[Quote, ...]:
    if not said:
        return ()
    found = []
    for index in draw(st.lists(st.integers(0, len(said) - 1), max_size=2)):
        start = draw(st.integers(0, len(said[index].text) - 1))
        found.append(Quote(index, start, draw(st.integers(start + 1, len(said[index].text)))))
    return tuple(found)


def words(said: Sequence[Utterance]) -> st.SearchStrategy[Field[str]]:
    return st.builds(Field, WORDS, quotes(said))


def deadlines() -> st.SearchStrategy[Deadline]:
    dated = st.builds(Deadline, WORDS, st.just(DeadlineKind.DATE), st.none() | DAYS)
    others = [kind for kind in DeadlineKind if kind is not DeadlineKind.DATE]
    return dated | st.builds(Deadline, WORDS, st.sampled_from(others))


def votes() -> st.SearchStrategy[Vote]:
    heads = st.integers(0, 5000)
    return st.builds(Vote, heads, heads, heads)


@st.composite
def resolutions(
    draw: st.DrawFn, said: Sequence[Utterance] = (), topics: int = 0, number: int = 1
) -> Resolution:
    """A candidate whose quotes lie within `said`."""
    indexes = st.integers(0, len(said) - 1) if said else st.nothing()
    return Resolution(
        id=f"r{number}",
        topic=draw(st.none() | st.integers(0, topics - 1)) if topics else None,
        action=draw(words(said)),
        measures=draw(st.none() | words(said)),
        owners=tuple(draw(st.lists(words(said), max_size=3))),
        deadline=draw(st.none() | st.builds(Field, deadlines(), quotes(said))),
        supervision=draw(st.none() | words(said)),
        vote=draw(st.none() | st.builds(Field, votes(), quotes(said))),
        evidence=tuple(sorted(draw(st.sets(indexes, max_size=3)))) if said else (),
        confidence=draw(FRACTIONS),
        flags=tuple(draw(st.lists(st.sampled_from(Flag), unique=True, max_size=3))),
    )


@st.composite
def headers(draw: st.DrawFn, said: Sequence[Utterance] = ()) -> Header:
    person = st.builds(Attendee, WORDS, st.none() | WORDS, st.none() | WORDS, quotes(said))
    particular = st.none() | words(said)
    return Header(
        title=draw(particular),
        held_on=draw(st.none() | st.builds(Field, DAYS, quotes(said))),
        start=draw(particular),
        end=draw(particular),
        place=draw(particular),
        host=draw(particular),
        recorder=draw(particular),
        attendees=tuple(draw(st.lists(person, max_size=3))),
        observers=tuple(draw(st.lists(person, max_size=2))),
        absent=tuple(draw(st.lists(person, max_size=2))),
        expected=draw(st.none() | st.builds(Field, st.integers(0, 9999), quotes(said))),
        present=draw(st.none() | st.builds(Field, st.integers(0, 9999), quotes(said))),
        kind=draw(st.none() | WORDS),
    )


@st.composite
def topics_of(draw: st.DrawFn, said: Sequence[Utterance]) -> tuple[Topic, ...]:
    """Topics in order that do not overlap."""
    if not said:
        return ()
    cuts = sorted(draw(st.sets(st.integers(0, len(said) - 1), max_size=3)))
    lasts = [cut - 1 for cut in cuts[1:]] + [len(said) - 1]
    return tuple(
        Topic(draw(WORDS), first, last, draw(st.booleans()))
        for first, last in zip(cuts, lasts, strict=False)
    )


@st.composite
def points_of(draw: st.DrawFn, said: Sequence[Utterance], topics: int) -> tuple[Point, ...]:
    if not topics:
        return ()
    point = st.builds(
        Point,
        st.integers(0, topics - 1),
        st.sampled_from(PointKind),
        WORDS,
        quotes(said),
        st.none() | ANY_TEXT,
        st.booleans(),
        st.booleans(),
    )
    return tuple(draw(st.lists(point, max_size=4)))


def notices(sources: Sequence[Source]) -> st.SearchStrategy[Notice]:
    evidence: st.SearchStrategy[Evidence | None] = st.none()
    if sources:
        evidence |= audio_spans(sources[0].id) | scan_regions(sources[0].id)
    return st.builds(Notice, st.sampled_from(NoticeCode), ANY_TEXT, evidence)


def speakers_of(said: Sequence[Utterance]) -> st.SearchStrategy[tuple[Speaker, ...]]:
    voice = st.builds(
        Speaker,
        WORDS,
        WORDS,
        *(st.none() | WORDS for _ in range(3)),
        st.lists(st.integers(0, len(said) - 1), max_size=3).map(tuple) if said else st.just(()),
        FRACTIONS,
        st.booleans(),
        st.booleans(),
    )
    return st.lists(voice, max_size=3).map(tuple)


@st.composite
def statements(draw: st.DrawFn, said: Sequence[Utterance]) -> tuple[Statement, ...]:
    one = st.builds(Statement, st.sampled_from(Part), WORDS, quotes(said))
    return tuple(draw(st.lists(one, max_size=2)))


def composed() -> st.SearchStrategy[tuple[Composed, ...]]:
    """A person's words for some of the sentences that no point tells."""
    found = st.builds(Composed, st.sampled_from(Part), WORDS)
    return st.lists(found, max_size=2).map(tuple)


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Any meeting the stages could make, of up to three sources."""
    read = [draw(readings(n)) for n in range(draw(st.integers(0, 3)))]
    sources = tuple(source for source, _ in read)
    said = tuple(utterance for _, spoken in read for utterance in spoken)
    topics = draw(topics_of(said))
    count = draw(st.integers(0, 3))
    return Meeting(
        id=draw(st.text("0123456789abcdef-", min_size=1, max_size=15)),
        header=draw(headers(said)),
        sources=sources,
        utterances=said,
        topics=topics,
        points=draw(points_of(said, len(topics))),
        speakers=draw(speakers_of(said)),
        resolutions=tuple(draw(resolutions(said, len(topics), n)) for n in range(count)),
        notices=tuple(draw(st.lists(notices(sources), max_size=2))),
        pages=draw(page_reports(sources[0].id)) if sources else (),
        composed=draw(composed()),
        statements=draw(statements(said)),
    )


@st.composite
def judgements(draw: st.DrawFn, resolution: Resolution) -> Judgement:
    """Any judgement on one candidate."""
    verdict = draw(st.sampled_from(Verdict))
    edited = resolution if verdict is Verdict.EDITED else None
    return Judgement(resolution.id, verdict, draw(WORDS), draw(TIMES), edited)
