"""What stands before and behind the sections: 主送, the opening, 出席, 署名."""

from __future__ import annotations

import re

from mintobrief.domain import Briefing
from mintobrief.export.blocks import Attendance, Labelled, Paragraph, Run, Runs, Signature
from mintobrief.export.heads import issued_on, issuer_of, text_width
from mintobrief.export.particulars import Particulars
from mintobrief.export.pen import Pen

_GAP = re.compile(r"\{(\w+)\}")
_FROM_RIGHT = 2  # characters between 署名 and the margin (GB/T 9704-2012, 7.3.5.2)


def addressee(pen: Pen) -> Paragraph:
    """全体业主、各参会单位："""
    return Paragraph((Run(pen.said("addressee.text")),), flush=True)


def opening(briefing: Briefing, pen: Pen) -> Paragraph:
    """When, where and by whom it was held, in a sentence; red where the meeting did not say."""
    known = Particulars(briefing.meeting, pen)
    words: dict[str, Runs] = {
        "time": known.time,
        "place": known.place,
        "host": known.host,
        "title": known.title,
    }
    pieces = _GAP.split(pen.wording.phrases["opening.text"])
    runs: list[Run] = []
    for place, piece in enumerate(pieces):
        runs += words[piece] if place % 2 else [Run(piece)] if piece else []
    return Paragraph(tuple(runs))


def attendance(briefing: Briefing, pen: Pen) -> Attendance:
    """出席, 请假, 列席 and 记录, each under its label."""
    known = Particulars(briefing.meeting, pen)
    said = (
        ("attendees", known.attendees),
        ("absent", known.absent),
        ("observers", known.observers),
        ("recorder", (known.recorder,)),
        ("speakers", known.unconfirmed),
    )
    lines = (Labelled(pen.say(f"attendance.{key}"), lines) for key, lines in said if lines)
    return Attendance(tuple(lines))


def signature(briefing: Briefing, pen: Pen) -> Signature:
    """署名 two characters from the right, the day begins two characters further in than it.

    Where the day is the longer of the two it keeps the two characters and the name moves in.
    """
    issuer, day = issuer_of(pen), issued_on(briefing.reviewed_on, pen)
    beyond = text_width(issuer.text) - text_width(day.text)
    if beyond >= _FROM_RIGHT:
        return Signature(issuer, day, _FROM_RIGHT, beyond)
    return Signature(issuer, day, _FROM_RIGHT + _FROM_RIGHT - beyond, _FROM_RIGHT)
