"""会议通知 for the next meeting: what is to be reported there; in red what nobody knows yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mintobrief.domain import Briefing, Header, Resolution
from mintobrief.domain.day import written_day
from mintobrief.domain.task_line import TaskLine
from mintobrief.export import docx
from mintobrief.export.blocks import Block, Heading, Imprint, Layout, Paragraph, Run, Runs
from mintobrief.export.edition import Edition
from mintobrief.export.framing import filled, signed
from mintobrief.export.heads import issuer_of, masthead_of
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.naming import meeting_name
from mintobrief.export.numerals import chinese_number
from mintobrief.export.particulars import parties
from mintobrief.export.pen import Pen, pen_for
from mintobrief.export.posted import posted_deadline, posted_owners
from mintobrief.export.profile import load_profile

PROFILE: Final = "notice"


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """The bytes of a docx. What the meeting before cannot know stands in red, to be filled in."""
    return docx.draw(lay_out(briefing, edition, head), briefing.reviewed_on)


def lay_out(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> Layout:
    """What the notice says; it is no issue of the briefing and has none of its numbers."""
    own = replace(head, profile=PROFILE, serial="", number="", mark="")
    pen = pen_for(edition, own, briefing)
    masthead = masthead_of(None, load_profile(PROFILE), pen)
    title = pen.say("masthead.title", title=_next_title(briefing.meeting.header, pen))
    return Layout(masthead, title, "", tuple(_blocks(briefing, pen)), Imprint((), ""))


def _blocks(briefing: Briefing, pen: Pen) -> Iterator[Block]:
    header = briefing.meeting.header
    yield Paragraph(_addressee(header, pen), flush=True)
    words = {"day": (_blank("day", pen),), "title": (Run(_next_title(header, pen)),)}
    yield Paragraph(filled(pen.wording.phrases["notice.opening"], words))
    sections = (
        ("time", (Paragraph((_blank("time", pen),)),)),
        ("place", (Paragraph((_blank("place", pen),)),)),
        ("people", _people(header, pen)),
        ("agenda", tuple(_agenda(briefing, pen))),
        ("wanted", tuple(_wanted(header, pen))),
    )
    for number, (key, blocks) in enumerate(sections, start=1):
        yield Heading(1, f"{chinese_number(number)}、", pen.say(f"notice.{key}"))
        yield from blocks
    yield signed(issuer_of(pen), _blank("date", pen))


def _addressee(header: Header, pen: Pen) -> Runs:
    """The bodies that were at the meeting before."""
    people = (*header.attendees, *header.observers)
    bodies = dict.fromkeys(pen.text(person.org) for person in people if person.org)
    if not bodies:
        return (_blank("addressee", pen), Run("："))
    return (Run("、".join(bodies) + "："),)


def _people(header: Header, pen: Pen) -> tuple[Block, ...]:
    """Who was there, for the recorder to strike out or add to."""
    told = parties((*header.attendees, *header.observers), pen)
    lines = tuple(Paragraph((Run(line),)) for line in told)
    return lines or (Paragraph((_blank("people", pen),)),)


def _agenda(briefing: Briefing, pen: Pen) -> Iterator[Block]:
    """First what is to be reported on, then what is new."""
    items = [_report_of_task(line, pen) for line in briefing.pending]
    items = items or [_report(resolution, pen) for resolution in briefing.resolutions]
    number = 0
    if items:
        number += 1
        yield Heading(2, f"（{chinese_number(number)}）", pen.say("notice.followed"))
        for place, runs in enumerate(items, start=1):
            yield Paragraph(runs, number=f"{place}. ")
    yield Heading(2, f"（{chinese_number(number + 1)}）", pen.say("notice.new"))
    yield Paragraph((_blank("topic", pen),))


def _report(resolution: Resolution, pen: Pen) -> Runs:
    words = {
        "action": (Run(pen.text(resolution.action.value)),),
        "owners": posted_owners(resolution, pen),
        "deadline": posted_deadline(resolution, pen),
    }
    return filled(pen.wording.phrases["notice.report"], words)


def _report_of_task(line: TaskLine, pen: Pen) -> Runs:
    """As the ledger has it: the day may be another by now than the meeting set."""
    names = "、".join(pen.text(name) for name in line.task.owners)
    open_ = Run(pen.say("public.open"), missing=True)
    words = {
        "action": (Run(pen.text(line.task.action)),),
        "owners": (Run(names) if names else open_,),
        "deadline": (_due(line, pen) or open_,),
    }
    return filled(pen.wording.phrases["notice.report"], words)


def _due(line: TaskLine, pen: Pen) -> Run | None:
    if line.due:
        return Run(pen.say("public.day", day=written_day(line.due)))
    return Run(pen.text(line.task.deadline.text)) if line.task.deadline else None


def _wanted(header: Header, pen: Pen) -> Iterator[Block]:
    yield Paragraph((Run(pen.say("notice.requirements")),))
    title = header.title.value if header.title else ""
    kind = "committee" if re.search(pen.wording.phrases["notice.committee"], title) else "joint"
    yield Paragraph((Run(pen.say(f"notice.posted_{kind}")),))


def _next_title(header: Header, pen: Pen) -> str:
    """锦绣花园小区物业管理联席会议, without the quarter that it was for."""
    title = meeting_name(pen.text(header.title.value)) if header.title else ""
    named = re.sub(pen.wording.phrases["notice.period"], "", title)
    return named or pen.say("masthead.untitled")


def _blank(key: str, pen: Pen) -> Run:
    return Run(pen.say(f"notice.no_{key}"), missing=True)
