"""The briefing's sections, laid out once for all formats, in the order of its kind of paper."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain import Briefing
from mintobrief.domain.day import written_day
from mintobrief.domain.signing import Approval
from mintobrief.errors import MissingResource
from mintobrief.export.blocks import Block, Heading, Imprint, Labelled, Layout, Run
from mintobrief.export.discussion import discussion, followup
from mintobrief.export.edition import Edition
from mintobrief.export.framing import addressee, attendance, opening, signature
from mintobrief.export.heads import masthead_of, title_of
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.numerals import chinese_number
from mintobrief.export.outcome import outcome, plan
from mintobrief.export.particulars import particulars
from mintobrief.export.pen import Pen, pen_for
from mintobrief.export.profile import Profile, load_profile
from mintobrief.export.provenance import annex, index
from mintobrief.export.unread import unread


def lay_out(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> Layout:
    """Everything an edition of the briefing says, in its order.

    The posted edition has no index of evidence: it would quote people word by word. Nor has it
    pictures of the pages: nobody knows what can be read on them.
    """
    pen, profile = pen_for(edition, head, briefing), load_profile(head.profile)
    return Layout(
        masthead=masthead_of(briefing.reviewed_on, profile, pen),
        title=title_of(briefing.meeting.header, pen),
        header=pen.said("masthead.header"),
        blocks=tuple(_blocks(briefing, profile, pen)),
        imprint=_imprint(briefing, pen),
    )


# these have no number, though they may have a heading
_UNNUMBERED = frozenset({"annex", "index", "unread"})


def _blocks(briefing: Briefing, profile: Profile, pen: Pen) -> Iterator[Block]:
    number = 0
    for part in profile.parts:
        blocks = _part(part, briefing, pen)
        if blocks and part not in _UNNUMBERED and pen.wording.has(f"sections.{part}"):
            number += 1
            yield Heading(1, f"{chinese_number(number)}、", pen.say(f"sections.{part}"))
        yield from blocks


def _part(name: str, briefing: Briefing, pen: Pen) -> tuple[Block, ...]:
    """One part of a profile; empty where this meeting or edition has nothing for it."""
    match name:
        case "particulars":
            return particulars(briefing.meeting, pen)
        case "followup":
            return followup(briefing, pen)
        case "topics":
            return discussion(briefing, pen)
        case "resolutions":
            return outcome(briefing, pen)
        case "plan":
            return plan(briefing, pen)
        case _:
            return tuple(filter(None, (_frame(name, briefing, pen),)))


def _frame(name: str, briefing: Briefing, pen: Pen) -> Block | None:
    """What stands before or behind the sections."""
    match name:
        case "addressee":
            return addressee(pen)
        case "opening":
            return opening(briefing, pen)
        case "annex":
            return annex(briefing.meeting, pen)
        case "attendance":
            return attendance(briefing, pen)
        case "signature":
            return signature(briefing, pen)
        case "index":
            rests = briefing.resolutions or any(one.heard for one in briefing.followed)
            return index(briefing, pen) if pen.edition is Edition.ARCHIVE and rests else None
        case "unread":
            return unread(briefing, pen) if pen.edition is Edition.ARCHIVE else None
        case _:
            raise MissingResource(f"版式里的“{name}”")


def _imprint(briefing: Briefing, pen: Pen) -> Imprint:
    reviewers = "、".join(pen.text(name) for name in briefing.reviewed_by)
    said = (
        ("report_label", pen.said("imprint.report")),
        ("send_label", pen.said("imprint.send")),
        ("distribute_label", pen.said("imprint.distribute")),
        ("reviewed_label", reviewers or pen.say("imprint.unreviewed")),
    )
    runs = [(label, Run(words)) for label, words in said if words]
    if briefing.approval:
        runs.append(("signed_label", _signed(briefing.approval, pen)))
    lines = (Labelled(pen.say(f"imprint.{label}"), ((run,),)) for label, run in runs)
    return Imprint(tuple(lines), pen.said("imprint.copies"))


def _signed(approval: Approval, pen: Pen) -> Run:
    """Who signed and when, or in red that nobody did yet."""
    if approval.by is None or approval.on is None:
        return Run(pen.say("imprint.unsigned"), missing=True)
    day = written_day(approval.on)
    return Run(pen.say("imprint.signed", by=pen.text(approval.by), day=day))
