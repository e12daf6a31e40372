"""A language model words the points anew; what its quotes do not bear out stays as we told it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mintobrief.config import Limits, resource
from mintobrief.domain import Notice, NoticeCode, Point, Utterance
from mintobrief.domain.node import DocumentError
from mintobrief.errors import BadAnswer, LanguageModelFailed, MissingResource
from mintobrief.extract.llm.answer import read_document
from mintobrief.extract.llm.chat import Allowance, ChatRequest, LanguageModel, Message
from mintobrief.extract.llm.script import harmless
from mintobrief.language.support import unsaid
from mintobrief.progress import Progress, Stage, no_progress

VERSION = "v1"  # of prompts/rewriting that is in use
_MARKS = 24  # characters a point takes besides its words, about
# A wording is no longer than this many times what it words, and a few characters.
_TIMES, _MORE = 1.5, 20


@dataclass(frozen=True, slots=True)
class Numbered:
    """A point as it is asked about: its number, and the words it rests on."""

    number: int
    point: Point
    said: str

    @property
    def length(self) -> int:
        return len(self.said) + len(self.point.text) + _MARKS

    def script(self) -> str:
        """The point as the model is shown it; no word of it can leave its place."""
        speaker = harmless(self.point.speaker or "（未写明）")
        said, told = harmless(self.said), harmless(self.point.text)
        return f"{self.number}｜{speaker}\n原话：{said}\n初稿：{told}"


@dataclass(frozen=True, slots=True)
class ModelWriter:
    """Asks a language model to word points, and holds each answer against its quotes."""

    model: LanguageModel
    name: str
    limits: Limits

    def reword(
        self,
        points: Sequence[Point],
        utterances: Sequence[Utterance],
        progress: Progress = no_progress,
    ) -> tuple[tuple[Point, ...], tuple[Notice, ...]]:
        """The points in the model's words where those are borne out, marked where they are not.

        A model that does not answer is a notice; what it did not word stays. Raises MissingAnswer.
        """
        numbered = [Numbered(n, p, _said(p, utterances)) for n, p in enumerate(points, start=1)]
        asked = list(_batches([one for one in numbered if one.said], self.limits.window))
        allowance, told = Allowance(self.limits), list(points)
        notices: list[Notice] = []
        for done, batch in enumerate(asked):
            progress(Stage.UNDERSTAND, done, len(asked))
            try:
                wordings = self._ask(batch, allowance)
            except BadAnswer as error:
                notices.append(_unworded(error))
                continue
            except LanguageModelFailed as error:
                notices.append(_unworded(error))
                break
            for one in batch:
                told[one.number - 1] = _worded(one, wordings.get(one.number))
        return tuple(told), tuple(notices)

    def _ask(self, batch: Sequence[Numbered], allowance: Allowance) -> Mapping[int, str]:
        """The model's wordings by number."""
        points = "\n\n".join(one.script() for one in batch)
        asked = Message("user", _read("user.md").replace("{points}", points))
        messages = (Message("system", _read("system.md")), asked)
        schema = json.loads(_read("schema.json"))
        request = ChatRequest(f"rewriting/{VERSION}", self.name, messages, schema)
        return _wordings(self.model.answer(request, allowance))


def _said(point: Point, utterances: Sequence[Utterance]) -> str:
    return "".join(utterances[q.utterance].text[q.start : q.end] for q in point.quotes)


def _batches(points: Sequence[Numbered], size: int) -> Iterator[list[Numbered]]:
    """The points in requests of at most so many characters; one by itself may be longer."""
    batch: list[Numbered] = []
    for one in points:
        if batch and sum(other.length for other in batch) + one.length > size:
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def _wordings(answer: str) -> Mapping[int, str]:
    """The wordings of an answer by number. Raises BadAnswer."""
    document = read_document(answer)
    try:
        return {n.whole("number"): n.text("text").strip() for n in document.nodes("points")}
    except DocumentError as exc:
        raise BadAnswer(str(exc)) from exc


def _worded(one: Numbered, wording: str | None) -> Point:
    """The point in that wording; ours, marked, where the quotes do not bear it out."""
    point = one.point
    if not wording or wording == point.text:
        return point
    fits = wording.isprintable() and len(wording) <= _TIMES * len(point.text) + _MORE
    if not fits or unsaid(wording, one.said + point.text):
        return replace(point, unsupported=True)
    return replace(point, text=wording)


def _unworded(error: LanguageModelFailed) -> Notice:
    told = f"语言模型没有改写完正文，没改写的仍是程序整理的句子：{error}"
    return Notice(NoticeCode.UNASKED, told)


@cache
def _read(name: str) -> str:
    path = resource("prompts") / "rewriting" / VERSION / name
    if not path.is_file():
        raise MissingResource(f"prompts/rewriting/{VERSION}/{name}")
    return path.read_text(encoding="utf-8").strip()
