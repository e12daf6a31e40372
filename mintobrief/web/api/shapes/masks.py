"""What the posted edition keeps back, described."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict


class PlaceOut(TypedDict):
    """在哪里：前后的字，和那里的写法。"""

    before: str
    found: str
    after: str


class MaskOut(TypedDict):
    """一项遮盖：哪些字、公示时写成什么、为什么；`ruling` 是有没有人确认。"""

    kind: Literal[
        "phone", "identity", "card", "number", "contact", "plate", "flat", "name", "added"
    ]
    why: str
    found: str
    instead: str
    ruling: Literal["hide", "keep", "open"]
    places: list[PlaceOut]


class MasksOut(TypedDict):
    """公示版的遮盖；`open` 是还有几项没有人确认。"""

    meeting: str
    open: int
    masks: list[MaskOut]
