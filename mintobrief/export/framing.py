"""What stands before and behind the sections: 主送, the opening, 出席, 署名."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
    return Paragraph(filled(pen.wording.phrases["opening.text"], words))


def filled(phrase: str, words: Mapping[str, Runs]) -> Runs:
    """The phrase with runs in its gaps, what is missing among them in red."""
    runs: list[Run] = []
    for place, piece in enumerate(_GAP.split(phrase)):
        runs += words[piece] if place % 2 else [Run(piece)] if piece else []
    return tuple(runs)


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
    """署名 and 成文日期: who publishes it, and when."""
    return signed(issuer_of(pen), issued_on(briefing.reviewed_on, pen))


def signed(issuer: Run, day: Run) -> Signature:
    """署名 and day as the standard places them.

    The name stands two characters from the right, and the day begins two characters further in
    than it; where the day is the longer of the two it keeps the two characters instead.
    """
    beyond = text_width(issuer.text) - text_width(day.text)
    if beyond >= _FROM_RIGHT:
        return Signature(issuer, day, _FROM_RIGHT, beyond)
    return Signature(issuer, day, _FROM_RIGHT + _FROM_RIGHT - beyond, _FROM_RIGHT)
