"""附：未能辨认的原件: the pieces of pages that could not be read, as they are."""

from __future__ import annotations

from mintobrief.domain import UNREAD, Briefing, Cutting, Meeting, Source
from mintobrief.domain.cutting import MOST_CUTTINGS
from mintobrief.export.blocks import Picture, Pictures
from mintobrief.export.pen import Pen

LONGEST_QUOTE = 40
_PER_PIXEL = 0.127  # millimetres: 200 dots to an inch, as pages of a PDF are rendered
_WIDEST, _TALLEST = 150.0, 200.0


def unread(briefing: Briefing, pen: Pen) -> Pictures | None:
    """Every piece under its number and where it stands; None where all was read."""
    if not briefing.cuttings:
        return None
    items = (
        _picture(number, cutting, briefing.meeting, pen)
        for number, cutting in enumerate(briefing.cuttings, start=1)
    )
    full = len(briefing.cuttings) >= MOST_CUTTINGS
    left = pen.say("unread.most", count=MOST_CUTTINGS) if full else ""
    return Pictures(pen.say("sections.unread") + left, tuple(items))


def figure_of(utterance: int, briefing: Briefing, pen: Pen) -> str:
    """（见图2） for a line that is shown because words of it are missing; empty for others."""
    for number, cutting in enumerate(briefing.cuttings, start=1):
        if cutting.utterance == utterance:
            return pen.say("unread.see", number=number)
    return ""


def _picture(number: int, cutting: Cutting, meeting: Meeting, pen: Pen) -> Picture:
    told = (_place(cutting, meeting, pen), _reading(cutting, meeting, pen))
    caption = pen.say("unread.caption", number=number, place="，".join(filter(None, told)))
    gone = "" if cutting.jpeg else pen.say("unread.gone")
    width, height = _size(cutting)
    return Picture(caption + gone, cutting.jpeg, width, height)


def _place(cutting: Cutting, meeting: Meeting, pen: Pen) -> str:
    """扫描件第3页, with the file's name where several were handed in."""
    place = pen.say("index.page", page=cutting.page)
    if len(meeting.sources) == 1:
        return place
    return pen.say("index.several", place=place, name=pen.text(_source(cutting, meeting).name))


def _source(cutting: Cutting, meeting: Meeting) -> Source:
    return next(s for s in meeting.sources if s.id == cutting.source_id)


def _reading(cutting: Cutting, meeting: Meeting, pen: Pen) -> str:
    """What was made of the line, or which words stand near."""
    if cutting.whole:
        return pen.say("unread.whole")
    if cutting.utterance is None:
        return ""
    words = pen.quote(meeting.utterances[cutting.utterance].text)
    kind = "gap" if UNREAD in words else "beside"
    cut = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}……"
    return pen.say(f"unread.{kind}", words=cut)


def _size(cutting: Cutting) -> tuple[float, float]:
    """Width and height on paper, in millimetres: as large as on the page where there is room."""
    width, height = cutting.width * _PER_PIXEL, cutting.height * _PER_PIXEL
    scale = min(1.0, _WIDEST / max(width, 1), _TALLEST / max(height, 1))
    return round(width * scale, 1), round(height * scale, 1)
