"""A short meeting, and answers about it as a model would word them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mintobrief.config import Limits
from mintobrief.domain import Found, Resolution, Utterance
from mintobrief.extract import find_candidates
from mintobrief.extract.assemble import scene_of
from mintobrief.extract.llm.answer import read_answer
from mintobrief.extract.llm.chat import Allowance, ChatRequest, LanguageModel
from mintobrief.extract.llm.check import Checker
from mintobrief.extract.llm.finder import ModelFinder
from mintobrief.extract.llm.interview import Respondent
from mintobrief.extract.llm.prompt import load_prompt
from mintobrief.extract.llm.windows import Window
from mintobrief.extract.rules import RuleFinder
from mintobrief.progress import Progress, no_progress
from tests.extract.meetings import header, talk

SAID = talk(
    "黄秀梅：3号楼门禁坏了一个月。蔡经理，你们修一下。",
    "蔡建平：好，我下周五之前修好。",
    "龚卫国：要不要顺便换成刷脸的？",
    "黄秀梅：刷脸的不换。修完谭雨去看一眼。",
    "黄秀梅：收费标准表决一下，五票同意，一票反对，没有弃权。",
)
FRIDAY = date(2026, 4, 10)

Document = dict[str, object]


def cited(*places: tuple[int, str]) -> list[Document]:
    return [{"line": line, "quote": quote} for line, quote in places]


def said(text: str, *places: tuple[int, str]) -> Document:
    return {"text": text, "evidence": cited(*places)}


REPAIR: Document = {
    "same_as": None,
    "action": said("修好3号楼门禁", (0, "3号楼门禁坏了"), (1, "你们修一下")),
    "owners": [said("蔡建平", (2, "我"))],
    "deadline": said("下周五之前", (2, "下周五之前")),
    "measures": None,
    "supervision": said("谭雨去看一眼", (5, "修完谭雨去看一眼")),
    "vote": None,
    "agreed": cited((2, "好")),
}


def answer(*resolutions: Document, dismissed: Sequence[Document] = ()) -> str:
    told = {"resolutions": resolutions, "not_resolutions": dismissed, "open": []}
    return json.dumps(told, ensure_ascii=False)


def checked(**parts: object) -> Resolution | None:
    """The repair with some parts told otherwise, held against the meeting."""
    (proposal,) = read_answer(answer(REPAIR | parts)).proposals
    return checker().resolution(proposal)


def checker() -> Checker:
    return Checker(scene_of(SAID, (), header()), Window(0, len(SAID)))


@dataclass(frozen=True, slots=True)
class Answers:
    """A model that says these things in turn, as it was recorded."""

    texts: Sequence[str]
    asked: list[ChatRequest] = field(default_factory=list)

    def answer(self, request: ChatRequest, allowance: Allowance) -> str:
        allowance.spend(request.characters)
        self.asked.append(request)
        return self.texts[min(len(self.asked), len(self.texts)) - 1]


def found_with(
    model: LanguageModel,
    outside: str = "",
    window: int = 6_000,
    *,
    meeting: tuple[Utterance, ...] = SAID,
    requests: int = 40,
    progress: Progress = no_progress,
) -> Found:
    """What rules and the model make of a meeting together."""
    respondent = Respondent(model, "m", load_prompt())
    limits = Limits(window=window, requests=requests)
    finder = ModelFinder(RuleFinder(), respondent, limits, outside)
    return find_candidates(meeting, (), header(), finder, progress)
