"""Subtitles for the recording: what was heard, second by second."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain import AudioSpan, Briefing, Meeting, SourceKind, Utterance
from mintobrief.errors import NoRecording
from mintobrief.export.edition import Edition
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.pen import Pen, pen_for


def render(briefing: Briefing, edition: Edition, _head: Letterhead = PLAIN) -> bytes:
    """UTF-8 SubRip; several recordings run on as if they were played one after another.

    Raises NoRecording.
    """
    begins = _begins(briefing.meeting)
    if not begins:
        raise NoRecording
    pen = pen_for(edition, briefing=briefing)
    cues = _cues(briefing.meeting, begins, pen)
    numbered = (f"{number}\n{cue}\n" for number, cue in enumerate(cues, start=1))
    return ("\n".join(numbered) or "\n").encode()


def _begins(meeting: Meeting) -> dict[str, float]:
    """By recording the second at which it begins when all are played in order."""
    begins: dict[str, float] = {}
    clock = 0.0
    for source in meeting.sources:
        if source.kind is SourceKind.AUDIO:
            begins[source.id] = clock
            clock += source.seconds or 0
    return begins


def _cues(meeting: Meeting, begins: dict[str, float], pen: Pen) -> Iterator[str]:
    for utterance in meeting.utterances:
        span = utterance.evidence
        if isinstance(span, AudioSpan):
            begin = begins[span.source_id]
            times = f"{_stamp(begin + span.start)} --> {_stamp(begin + span.end)}"
            yield f"{times}\n{_words(utterance, pen)}"


def _words(utterance: Utterance, pen: Pen) -> str:
    who = utterance.name or utterance.speaker
    words = f"{who}：{utterance.text}" if who else utterance.text
    # an arrow would make a player take the line for times
    return pen.quote(words).replace("-->", "→")


def _stamp(seconds: float) -> str:
    """00:14:32,500"""
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02},{milliseconds:03}"
