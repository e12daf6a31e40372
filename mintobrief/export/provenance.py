"""附件 and 依据索引: the files handed in, and where each resolution was heard or read."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain import (
    AudioSpan,
    Briefing,
    Evidence,
    Meeting,
    Resolution,
    ScanRegion,
    Source,
    TextSpan,
)
from mintobrief.export.blocks import Annex, Index, IndexEntry
from mintobrief.export.numerals import chinese_number
from mintobrief.export.pen import Pen
from mintobrief.export.unread import figure_of

LONGEST_QUOTE = 60


def annex(meeting: Meeting, pen: Pen) -> Annex:
    """The files handed in."""
    items = tuple(_item(source, pen) for source in meeting.sources)
    return Annex(pen.say("sections.annex"), items or (pen.say("annex.none"),))


def index(briefing: Briefing, pen: Pen) -> Index:
    """For every resolution the second, page or line it rests on, and the words there."""
    entries: list[IndexEntry] = []
    for number, resolution in enumerate(briefing.resolutions, start=1):
        ordinal = pen.say("resolutions.ordinal", number=chinese_number(number))
        entries += _entries(ordinal, resolution, briefing, pen)
    return Index(pen.say("sections.index"), tuple(entries))


def clock(seconds: float) -> str:
    """Hours, minutes, seconds: 00:14:32."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


def whereabouts(meeting: Meeting, evidence: Evidence) -> str:
    """Where to listen or look, on a screen: 00:14:32, 第3页, 第5行."""
    match evidence:
        case AudioSpan():
            return clock(evidence.start)
        case ScanRegion():
            return f"第{evidence.page}页"
        case TextSpan():
            source = next(s for s in meeting.sources if s.id == evidence.source_id)
            return f"第{source.line_at(evidence.start)}行"


def _item(source: Source, pen: Pen) -> str:
    length = clock(source.seconds or 0)
    name = pen.text(source.name)
    item = pen.say(f"annex.{source.kind}", name=name, length=length, pages=source.pages or 0)
    return item + (pen.say("annex.removed") if source.removed_on else "")


def _entries(
    ordinal: str, resolution: Resolution, briefing: Briefing, pen: Pen
) -> Iterator[IndexEntry]:
    for number in resolution.evidence:
        utterance = briefing.meeting.utterances[number]
        place = _place(utterance.evidence, briefing.meeting, pen) + figure_of(number, briefing, pen)
        words = pen.quote(utterance.text)
        cut = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}……"
        yield IndexEntry(pen.say("index.entry", ordinal=ordinal, place=place), cut)
    if not resolution.evidence:
        place = pen.say("index.typed")
        yield IndexEntry(pen.say("index.entry", ordinal=ordinal, place=place), "")


def _place(evidence: Evidence, meeting: Meeting, pen: Pen) -> str:
    """录音 00:14:32; the file's name too where several were handed in."""
    source = next(s for s in meeting.sources if s.id == evidence.source_id)
    place = pen.say(f"index.{source.kind}", **_where(evidence, source))
    if len(meeting.sources) == 1:
        return place
    return pen.say("index.several", place=place, name=pen.text(source.name))


def _where(evidence: Evidence, source: Source) -> dict[str, object]:
    match evidence:
        case AudioSpan():
            return {"time": clock(evidence.start)}
        case ScanRegion():
            return {"page": evidence.page}
        case TextSpan():
            return {"line": source.line_at(evidence.start)}
