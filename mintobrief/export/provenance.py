"""附件 and 依据索引: the files handed in, and where each resolution was heard or read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mintobrief.domain import (
    AudioSpan,
    Briefing,
    Evidence,
    Meeting,
    ScanRegion,
    Source,
    TextSpan,
    Utterance,
)
from mintobrief.domain.followed import Followed
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
    """For every earlier resolution that was spoken of, and every one of the meeting, the second,
    page or line it rests on, and the words there."""
    entries: list[IndexEntry] = []
    for number, one in enumerate(briefing.followed, start=1):
        if one.heard:
            ordinal = pen.say("followed.ordinal", number=chinese_number(number))
            entries += _entries(ordinal, _still_there(one, briefing), briefing, pen)
    for number, resolution in enumerate(briefing.resolutions, start=1):
        ordinal = pen.say("resolutions.ordinal", number=chinese_number(number))
        entries += _entries(ordinal, resolution.evidence, briefing, pen)
    return Index(pen.say("sections.index"), tuple(entries))


def _still_there(one: Followed, briefing: Briefing) -> tuple[int, ...]:
    """The sentences that said so, without those that were joined to others since."""
    return tuple(place for place in one.heard if place < len(briefing.meeting.utterances))


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


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence that reads on: one utterance, or lines of a page that follow one another.

    `first` and `last` are lines of the page or the text counted from 1, 0 in a recording.
    """

    utterances: tuple[int, ...]
    evidence: Evidence
    first: int = 0
    last: int = 0

    def followed_by(self, other: Passage) -> bool:
        """Whether the other one is the next line of the same page."""
        here, there = self.evidence, other.evidence
        if not (isinstance(here, ScanRegion) and isinstance(there, ScanRegion)):
            return False
        same_page = (here.source_id, here.page) == (there.source_id, there.page)
        return same_page and other.first - self.last in (0, 1)

    def with_next(self, other: Passage) -> Passage:
        """Both as one."""
        utterances = (*self.utterances, *other.utterances)
        return Passage(utterances, self.evidence, self.first, other.last)


def passages(meeting: Meeting, utterances: Iterable[int]) -> tuple[Passage, ...]:
    """Where the utterances stand, in their order."""
    found: list[Passage] = []
    for index in utterances:
        passage = _passage(index, meeting)
        if found and found[-1].followed_by(passage):
            found[-1] = found[-1].with_next(passage)
        else:
            found.append(passage)
    return tuple(found)


def place_of(passage: Passage, meeting: Meeting, pen: Pen) -> str:
    """录音 00:14:32; 扫描件第3页第5–7行; the file's name too where several were handed in."""
    source = next(s for s in meeting.sources if s.id == passage.evidence.source_id)
    place = pen.say(f"index.{source.kind}", **_where(passage, pen))
    if len(meeting.sources) == 1:
        return place
    return pen.say("index.several", place=place, name=pen.text(source.name))


def _entries(
    ordinal: str, evidence: tuple[int, ...], briefing: Briefing, pen: Pen
) -> Iterator[IndexEntry]:
    meeting = briefing.meeting
    for passage in passages(meeting, evidence):
        figures = dict.fromkeys(figure_of(number, briefing, pen) for number in passage.utterances)
        place = place_of(passage, meeting, pen) + "".join(figures)
        words = "".join(_quoted(meeting.utterances[n], pen) for n in passage.utterances)
        yield IndexEntry(pen.say("index.entry", ordinal=ordinal, place=place), words)
    if not evidence:
        place = pen.say("index.typed")
        yield IndexEntry(pen.say("index.entry", ordinal=ordinal, place=place), "")


def _quoted(utterance: Utterance, pen: Pen) -> str:
    words = pen.quote(utterance.text)
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}……"


def _passage(index: int, meeting: Meeting) -> Passage:
    evidence = meeting.utterances[index].evidence
    match evidence:
        case AudioSpan():
            return Passage((index,), evidence)
        case ScanRegion():
            line = _line_on_page(index, evidence, meeting)
        case TextSpan():
            source = next(s for s in meeting.sources if s.id == evidence.source_id)
            line = source.line_at(evidence.start)
    return Passage((index,), evidence, line, line)


def _line_on_page(index: int, region: ScanRegion, meeting: Meeting) -> int:
    """Which of the lines that were read on its page it is."""
    place = (region.source_id, region.page)
    turn = meeting.utterances[index].turn
    before = {u.turn for u in meeting.utterances if u.turn < turn and _page_of(u) == place}
    return len(before) + 1


def _page_of(utterance: Utterance) -> tuple[str, int] | None:
    region = utterance.evidence
    return (region.source_id, region.page) if isinstance(region, ScanRegion) else None


def _where(passage: Passage, pen: Pen) -> dict[str, object]:
    match passage.evidence:
        case AudioSpan(start=start):
            return {"time": clock(start)}
        case ScanRegion(page=page):
            return {"page": page, "lines": _lines(passage, pen)}
        case TextSpan():
            return {"line": passage.first}


def _lines(passage: Passage, pen: Pen) -> str:
    if passage.first == passage.last:
        return str(passage.first)
    return pen.say("index.lines", first=passage.first, last=passage.last)
