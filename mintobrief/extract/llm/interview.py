"""One meeting put to a language model window by window; each is told what came before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mintobrief.domain import Field, Resolution
from mintobrief.extract.assemble.scene import Scene
from mintobrief.extract.combine import twin
from mintobrief.extract.llm.answer import Answer, ProposedResolution, Why, read_answer
from mintobrief.extract.llm.chat import Allowance, LanguageModel
from mintobrief.extract.llm.check import Checker
from mintobrief.extract.llm.prompt import Prompt
from mintobrief.extract.llm.script import Carried, Settled, lines_of
from mintobrief.extract.llm.windows import Window
from mintobrief.language.nlp import content_words


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who is asked and how: the model, its name, the prompt."""

    model: LanguageModel
    name: str
    prompt: Prompt


class Interview:
    """What the model has said of a meeting so far, as far as the meeting bears it out.

    `settled` are the resolutions, `dismissed` what sounds like one and is none, and why.
    """

    def __init__(self, scene: Scene, respondent: Respondent, allowance: Allowance) -> None:
        self._scene = scene
        self._respondent = respondent
        self._allowance = allowance
        self._open: tuple[str, ...] = ()
        self.settled: list[Resolution] = []
        self.dismissed: list[tuple[Resolution, Why]] = []

    def step(self, window: Window) -> None:
        """Ask about one window. Raises LanguageModelFailed; what came before stays."""
        lines = lines_of(self._scene.utterances, window)
        request = self._respondent.prompt.request(
            self._respondent.name, lines, self._carried(window)
        )
        answer = read_answer(self._respondent.model.answer(request, self._allowance))
        self._take(answer, Checker(self._scene, window))

    def _take(self, answer: Answer, checker: Checker) -> None:
        before = len(self.settled)
        for proposal in answer.proposals:
            if found := checker.resolution(proposal):
                self._settle(found, self._meant(proposal, before))
        for dismissal in answer.dismissals:
            if near := checker.dismissed(dismissal):
                self.dismissed.append((near, dismissal.why))
        self._open = answer.open

    def _meant(self, proposal: ProposedResolution, before: int) -> int | None:
        """Which of the first `before` it is said to be, where the two speak of one matter."""
        if proposal.same_as is None or proposal.same_as > before:
            return None
        named = self.settled[proposal.same_as - 1].action.value
        alike = content_words(named) & content_words(proposal.action.text)
        return proposal.same_as - 1 if alike else None

    def _settle(self, found: Resolution, named: int | None) -> None:
        """A new resolution, or news of one that is settled: it stands in an overlap as well."""
        at = twin(found, self.settled) if named is None else named
        if at is None:
            self.settled.append(found)
        else:
            self.settled[at] = _revised(self.settled[at], found)

    def _carried(self, window: Window) -> Carried:
        """Nothing for the first window: a short meeting is asked about by its words alone."""
        if not window.first:
            return Carried()
        header = self._scene.header
        spoke = dict.fromkeys(u.name for u in self._scene.utterances if u.name)
        people = dict.fromkeys([*(person.name for person in header.attendees), *spoke])
        return Carried(tuple(map(_told, self.settled)), self._open, tuple(people))


def _told(resolution: Resolution) -> Settled:
    deadline = resolution.deadline.value.text if resolution.deadline else ""
    owners = tuple(owner.value for owner in resolution.owners)
    return Settled(resolution.action.value, owners, deadline)


def _revised(before: Resolution, later: Resolution) -> Resolution:
    """The resolution with what was said of it later; what was said of both is its evidence."""
    quotes = tuple(dict.fromkeys((*before.action.quotes, *later.action.quotes)))
    action: Field[str] = replace(before.action, quotes=quotes)
    return replace(
        before,
        action=action,
        evidence=tuple(sorted({*before.evidence, *later.evidence})),
        measures=later.measures or before.measures,
        owners=later.owners or before.owners,
        deadline=later.deadline or before.deadline,
        supervision=later.supervision or before.supervision,
        vote=later.vote or before.vote,
        because=later.because,
    )
