"""A proposal in words: what was said, fit to print, and why it is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mintobrief.domain import Utterance
from mintobrief.domain.task import TaskState
from mintobrief.extract.lookback.claims import Grade
from mintobrief.extract.lookback.course import PlacedClaim
from mintobrief.extract.lookback.settle import Settled
from mintobrief.extract.speech import clean_speech, numbering_end, words_end
from mintobrief.extract.telling import in_quotes, place_of

_ENDS = tuple("。！？!?")
_GRADES = {
    Grade.CLOSED: "是办结的话",
    Grade.DONE: "是办完的话",
    Grade.PARTLY: "只办了一部分",
    Grade.STEP: "办到的是其中一步",
    Grade.OPEN: "是还没有办完的话",
    Grade.CARRIED: "是改期的话",
}


def note_of(settled: Settled, utterances: Sequence[Utterance]) -> str:
    """What was said of the task, sentence by sentence, each under the name of who said it."""
    telling = [f for f in settled.findings if f.claim.grade is not Grade.CLOSED]
    findings = telling or settled.findings
    places = dict.fromkeys(place for f in findings for place in _told_in(f, utterances))
    told = ""
    speaker: str | None = None
    for utterance in (utterances[place] for place in places):
        told += f"{utterance.name}：" if utterance.name and utterance.name != speaker else ""
        told += _sentence(utterance)
        speaker = utterance.name
    return told


def _told_in(finding: PlacedClaim, utterances: Sequence[Utterance]) -> Iterator[int]:
    """The sentence of the claim; before what is not done, what is: 装了十五个。还差三个。"""
    place = finding.claim.said.clause.utterance
    if finding.claim.grade.state is TaskState.OPEN and place - 1 > finding.named_in:
        before, said = utterances[place - 1], utterances[place]
        if before.turn == said.turn and before.evidence.source_id == said.evidence.source_id:
            yield place - 1
    yield place


def _sentence(utterance: Utterance) -> str:
    written = utterance.speaker is None and utterance.name is None
    start = numbering_end(utterance.text) if written else 0
    words = clean_speech(utterance.text[start : words_end(utterance.text)])
    return words if words.endswith(_ENDS) else f"{words}。"


def because_of(settled: Settled, utterances: Sequence[Utterance]) -> str:
    """Which words speak of which resolution, and what they make of it."""
    claims = "，".join(_claim(finding, utterances) for finding in settled.findings)
    task = in_quotes(settled.matter.task.action)
    named = place_of(utterances[settled.findings[0].named_in])
    anew = (
        f"本次会议给它定了新的时限，见{in_quotes(settled.anew.action.value)}。"
        if settled.anew
        else ""
    )
    state = settled.state.called
    return f"{claims}；{named}说到的是{task}。{anew}所以提议记为“{state}”{_day(settled)}。"


def _claim(finding: PlacedClaim, utterances: Sequence[Utterance]) -> str:
    clause = finding.claim.said.clause
    utterance = utterances[clause.utterance]
    who = utterance.name or utterance.speaker
    said = f"{who}在{place_of(utterance)}说" if who else f"{place_of(utterance)}写"
    return f"{said}{in_quotes(clause.text)}，{_GRADES[finding.claim.grade]}"


def _day(settled: Settled) -> str:
    if settled.day is None:
        return ""
    what = "办结日期" if settled.state is TaskState.DONE else "新时限"
    return f"，{what}{settled.day.isoformat()}"
