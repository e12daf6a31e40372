"""The checklist before a briefing is signed: what is wrong, where, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mintobrief.domain import Header, Judgement, Meeting, Resolution, Verdict
from mintobrief.review.checks.amounts import of_amounts
from mintobrief.review.checks.attendance import of_attendance
from mintobrief.review.checks.ballots import of_votes
from mintobrief.review.checks.law import of_law
from mintobrief.review.checks.masks import of_masks
from mintobrief.review.checks.names import of_names
from mintobrief.review.checks.particulars import PARTICULARS, of_header
from mintobrief.review.checks.passages import lines_behind, lines_of_header, passages_of
from mintobrief.review.checks.resolutions import of_resolution, waiting
from mintobrief.review.checks.roster import of_owners, of_roster
from mintobrief.review.checks.rules import Finding, Printed, Rule, together
from mintobrief.review.checks.weekdays import of_weekdays
from mintobrief.review.compile import latest_judgements
from mintobrief.review.judge import standing, with_added
from mintobrief.review.rulebook import rulebook_for

__all__ = ["PARTICULARS", "Finding", "Printed", "Rule", "check", "unasked"]


def check(
    meeting: Meeting, judgements: Iterable[Judgement], printed: Printed
) -> tuple[Finding, ...]:
    """All that does not hold, the same words once, in the order of the rules and of the meeting.

    `meeting` has its names as persons gave them. Raises MissingResource.
    """
    latest = latest_judgements(judgements)
    shown = with_added(meeting, latest)
    found = [waiting(r) for r in shown.resolutions if r.id not in latest]
    judged = [(r, latest[r.id]) for r in shown.resolutions if r.id in latest]
    left = [(standing(r, j), j) for r, j in judged if j.verdict is not Verdict.REJECTED]
    for resolution, judgement in left:
        found += of_resolution(resolution, judgement)
    as_read = [r for r, j in left if j.verdict is Verdict.ACCEPTED]
    behind = [line for resolution in as_read for line in lines_behind(meeting, resolution)]
    found += _of_meeting(meeting, [resolution for resolution, _ in left], printed)
    found += [*of_weekdays(behind, meeting.header.day), *of_amounts(behind)]
    return tuple(sorted(together(found), key=lambda finding: [*Rule].index(finding.rule)))


def unasked(header: Header, printed: Printed) -> frozenset[Rule]:
    """The rules that a meeting gives no occasion to check: nobody may say that they hold."""
    ballot = rulebook_for(header).ballot
    counted = header.expected or header.present or header.absent
    occasions = {
        Rule.QUORUM: ballot,
        Rule.MAJORITY: ballot,
        Rule.PROXY: ballot and ballot.no_proxies,
        Rule.HEADS: counted,
        Rule.ROSTER: printed.roster,
    }
    return frozenset(rule for rule, occasion in occasions.items() if not occasion)


def _of_meeting(
    meeting: Meeting, standing_: Sequence[Resolution], printed: Printed
) -> Iterator[Finding]:
    header, book = meeting.header, rulebook_for(meeting.header)
    passages = tuple(passages_of(meeting, standing_))
    yield from of_votes(meeting, standing_, book, printed)
    yield from of_header(meeting, printed)
    yield from of_attendance(header, book, printed.heads)
    yield from of_roster(header, printed.roster)
    yield from of_owners(standing_, header, printed.roster)
    yield from of_names(meeting)
    yield from of_weekdays((*lines_of_header(meeting), *passages), header.day)
    yield from of_amounts(passages)
    yield from of_law(passages, header.day)
    yield from of_masks(printed.masks)
