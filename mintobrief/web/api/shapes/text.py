"""正文: the paragraphs of the briefing, told and handed in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from mintobrief.web.api.shapes.asked import Asked
from mintobrief.web.api.shapes.document import QuoteOut
from mintobrief.web.api.shapes.edits import Line

Kind = Literal["background", "view", "disagreement", "consensus"]
Mark = Annotated[str, Field(description="看到的是哪时候的（读正文时回答里的 mark）", max_length=64)]


class Words(TypedDict):
    """依据的原话：第几句的哪几个字。"""

    utterance: Line
    start: Line
    end: Line


class Told(Asked):
    """一段：归入哪一类，写什么，谁说的（null 是照程序认的，空是不写名），依据哪些原话。"""

    kind: Kind
    text: Annotated[str, Field(min_length=1, max_length=2_000)]
    speaker: Annotated[str, Field(max_length=100)] | None = None
    quotes: Annotated[list[Words], Field(max_length=200, default_factory=list)]


class Retelling(Asked):
    """这个议题的全部段落，按印出来的次序；没有写上的就删去了。"""

    mark: Mark
    points: Annotated[list[Told], Field(max_length=300)]


class Wording(Asked):
    """会议主题或展望改成什么话；null 是恢复程序写的。"""

    mark: Mark
    text: Annotated[str, Field(max_length=20_000)] | None


class ParagraphOut(TypedDict):
    """一段；`by_hand` 是人写的，`unsupported` 是模型的写法原话里找不到。"""

    kind: Kind
    text: str
    speaker: str | None
    quotes: list[QuoteOut]
    by_hand: bool
    unsupported: bool


class TopicTextOut(TypedDict):
    """一个议题下印出来的段落；`agreed` 是决议替它写的一句。"""

    topic: int
    title: str
    mark: str
    points: list[ParagraphOut]
    agreed: str


class SentenceOut(TypedDict):
    """会议主题或展望；`by_hand` 是人写的。"""

    part: Literal["purpose", "outlook"]
    text: str
    mark: str
    by_hand: bool


class TextOut(TypedDict):
    """正文，按印出来的次序。"""

    meeting: str
    version: int
    parts: list[SentenceOut]
    topics: list[TopicTextOut]
