"""The briefing's sections, laid out once for all formats, in the order of the template."""

from __future__ import annotations

import re

from mintobrief.domain import Briefing, Header
from mintobrief.export.blocks import Block, Heading, Imprint, Labelled, Layout, Masthead, Run
from mintobrief.export.discussion import discussion, followup
from mintobrief.export.edition import Edition
from mintobrief.export.naming import meeting_name
from mintobrief.export.numerals import chinese_number
from mintobrief.export.outcome import outcome, plan
from mintobrief.export.particulars import particulars
from mintobrief.export.pen import Pen, pen_for, written_day
from mintobrief.export.provenance import annex, index
from mintobrief.export.unread import unread

TYPE_WIDTH = 442  # points: 156 mm
SMALLEST_NAME, LARGEST_NAME = 22, 60  # points
TITLE_WIDTH = 20  # characters of 22 pt in 156 mm
# words end here: 小区, 2026年, 季度, 关于…的
TITLE_CUT = re.compile("(?<=[区年度月的、）》])(?=.)")


def lay_out(briefing: Briefing, edition: Edition) -> Layout:
    """Everything an edition of the briefing says, in its order.

    The posted edition has no index of evidence: it would quote people word by word. Nor has it
    pictures of the pages: nobody knows what can be read on them.
    """
    pen = pen_for(edition)
    return Layout(
        masthead=_masthead(briefing, pen),
        title=title_of(briefing.meeting.header, pen),
        blocks=_blocks(briefing, pen),
        imprint=_imprint(briefing, pen),
    )


def title_of(header: Header, pen: Pen) -> str:
    """XX联席会议简报; a meeting that calls itself minutes (纪要) becomes a briefing."""
    title = pen.text(header.title.value) if header.title else ""
    if title.endswith("简报"):
        return title
    return pen.say("masthead.title", title=meeting_name(title) or pen.say("masthead.untitled"))


def name_size(name: str) -> int:
    """The size in points at which the red name of the briefing fills its line."""
    fitting = int(TYPE_WIDTH / max(1, len(name)) - 0.5)
    return min(LARGEST_NAME, max(SMALLEST_NAME, fitting))


def title_lines(title: str) -> tuple[str, ...]:
    """The title on one line or, cut between words near its middle, on two.

    A title for which no good place is found is left for the page to break.
    """
    if _width(title) <= TITLE_WIDTH:
        return (title,)
    cuts = [found.end() for found in TITLE_CUT.finditer(title)]
    halves = [(title[:cut], title[cut:]) for cut in cuts]
    fitting = [pair for pair in halves if max(map(_width, pair)) <= TITLE_WIDTH]
    if not fitting:
        return (title,)
    return min(fitting, key=lambda pair: abs(_width(pair[0]) - _width(pair[1])))


def _width(text: str) -> float:
    """In full-width characters; figures and letters are half as wide."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _blocks(briefing: Briefing, pen: Pen) -> tuple[Block, ...]:
    sections = (
        ("sections.particulars", particulars(briefing.meeting, pen)),
        ("sections.followup", followup(briefing, pen)),
        ("sections.topics", discussion(briefing, pen)),
        ("sections.resolutions", outcome(briefing, pen)),
        ("sections.plan", plan(briefing, pen)),
    )
    found: list[Block] = []
    filled = ((name, blocks) for name, blocks in sections if blocks)
    for number, (name, blocks) in enumerate(filled, start=1):
        found += [Heading(1, f"{chinese_number(number)}、", pen.say(name)), *blocks]
    found.append(annex(briefing.meeting, pen))
    if pen.edition is Edition.ARCHIVE and briefing.resolutions:
        found.append(index(briefing, pen))
    if pen.edition is Edition.ARCHIVE and (pictures := unread(briefing, pen)):
        found.append(pictures)
    return tuple(found)


def _masthead(briefing: Briefing, pen: Pen) -> Masthead:
    issuer, day = pen.say("masthead.issuer"), briefing.reviewed_on
    return Masthead(
        name=pen.say("masthead.name"),
        serial=pen.say("masthead.serial"),
        issuer=Run(issuer) if issuer else Run(pen.say("missing.issuer"), missing=True),
        issued_on=Run(written_day(day)) if day else Run(pen.say("missing.issued_on"), missing=True),
    )


def _imprint(briefing: Briefing, pen: Pen) -> Imprint:
    reviewers = "、".join(pen.text(name) for name in briefing.reviewed_by)
    said = (
        ("report_label", pen.say("imprint.report")),
        ("send_label", pen.say("imprint.send")),
        ("distribute_label", pen.say("imprint.distribute")),
        ("reviewed_label", reviewers or pen.say("imprint.unreviewed")),
    )
    lines = (
        Labelled(pen.say(f"imprint.{label}"), ((Run(words),),)) for label, words in said if words
    )
    return Imprint(tuple(lines), pen.say("imprint.copies"))
