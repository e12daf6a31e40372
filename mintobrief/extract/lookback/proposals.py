"""From a meeting and the tasks before it to proposals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from mintobrief.domain import Header, Meeting, Quote
from mintobrief.domain.proposal import Proposal
from mintobrief.domain.task import Task, TaskId, TaskState
from mintobrief.extract.deadline import find_deadlines
from mintobrief.extract.lookback.course import Course, PlacedClaim, Spoken
from mintobrief.extract.lookback.matters import Matters
from mintobrief.extract.lookback.settle import Settled, settle
from mintobrief.extract.lookback.telling import because_of, note_of
from mintobrief.extract.moves import CueTagger
from mintobrief.extract.paragraphs import Paragraphs, paragraphs_of
from mintobrief.extract.people import people_of


def proposals(meeting: Meeting, tasks: Iterable[Task]) -> tuple[Proposal, ...]:
    """What the meeting says of these tasks, at most one proposal for each, in their order.

    `tasks` are those that an earlier meeting agreed on and that are not done; of others nothing
    is proposed.
    """
    before = [task for task in tasks if task.precedes(meeting.id, meeting.header.day)]
    made = paragraphs_of(meeting.utterances)
    found: dict[TaskId, list[PlacedClaim]] = {task.id: [] for task in before}
    for finding in _findings(meeting, before, made):
        found[finding.matter.task.id].append(finding)
    settled = (settle(findings, _counted_in(meeting, made)) for findings in found.values())
    return tuple(_proposal(one, made, meeting.header) for one in settled if one)


def _findings(meeting: Meeting, tasks: list[Task], made: Paragraphs) -> Iterator[PlacedClaim]:
    if not tasks:
        return
    tagger = CueTagger(people_of(meeting.header, made.utterances), meeting.header.day)
    course = Course(Matters(tasks), made.topics(meeting.topics))
    for index, utterance in enumerate(made.utterances):
        said = tagger(index, utterance)
        yield from course.step(Spoken(index, utterance.text, utterance.name, said))


def _counted_in(meeting: Meeting, made: Paragraphs) -> Meeting:
    """The meeting with the evidence of its resolutions counted in sentences."""
    resolutions = (replace(r, evidence=made.sentences_of(r.evidence)) for r in meeting.resolutions)
    return replace(meeting, resolutions=tuple(resolutions))


def _proposal(settled: Settled, made: Paragraphs, header: Header) -> Proposal:
    clauses = [finding.claim.said.clause for finding in settled.findings]
    named = settled.findings[0].named_in
    naming = Quote(named, 0, len(made.utterances[named].text))
    quotes = made.quotes((naming, *(clause.quote for clause in clauses)))
    return Proposal(
        settled.matter.task.id,
        settled.state,
        quotes,
        note_of(settled, made.utterances),
        because_of(settled, made.utterances),
        _done_on(settled, made, header) if settled.state is TaskState.DONE else settled.day,
    )


def _done_on(settled: Settled, made: Paragraphs, header: Header) -> date | None:
    """The day that the words name, where it lies between the two meetings."""
    first, last = settled.matter.task.agreed_on, header.day
    if first is None or last is None:
        return None
    clauses = [finding.claim.said.clause for finding in settled.findings]
    texts = [clause.text for clause in clauses]
    texts += [made.utterances[clause.utterance].text for clause in clauses]
    days = [day for text in texts for day in _days(text, first, last)]
    return next((day for day in days if first <= day <= last), None)


def _days(text: str, first: date, last: date) -> Iterator[date]:
    """昨天 counts from the meeting, 二十六号 from the one before: it has gone by since."""
    for expression in find_deadlines(text, last):
        yield from filter(None, [expression.deadline.day])
    for expression in find_deadlines(text, first):
        if re.search("[号日]", expression.text):
            yield from filter(None, [expression.deadline.day])
