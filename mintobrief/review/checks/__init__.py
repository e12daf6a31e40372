"""The checklist before a briefing is signed: what is wrong, where, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable

from mintobrief.domain import Judgement, Meeting, Verdict
from mintobrief.review.checks.masks import of_masks
from mintobrief.review.checks.names import of_names
from mintobrief.review.checks.particulars import PARTICULARS, of_header
from mintobrief.review.checks.resolutions import of_resolution, waiting
from mintobrief.review.checks.rules import Finding, Printed, Rule
from mintobrief.review.compile import latest_judgements
from mintobrief.review.judge import standing, with_added

__all__ = ["PARTICULARS", "Finding", "Printed", "Rule", "check"]


def check(
    meeting: Meeting, judgements: Iterable[Judgement], printed: Printed
) -> tuple[Finding, ...]:
    """All that does not hold, in the order of the rules and of the meeting.

    `meeting` has its names as persons gave them.
    """
    latest = latest_judgements(judgements)
    shown = with_added(meeting, latest)
    found = [waiting(r) for r in shown.resolutions if r.id not in latest]
    for candidate in shown.resolutions:
        judgement = latest.get(candidate.id)
        if judgement and judgement.verdict is not Verdict.REJECTED:
            found += of_resolution(standing(candidate, judgement), judgement, printed.heads)
    found += [*of_header(meeting, printed), *of_names(meeting), *of_masks(printed.masks)]
    return tuple(sorted(found, key=lambda finding: [*Rule].index(finding.rule)))
