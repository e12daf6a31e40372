"""What a program asks to have made of a draft, in words of its own: the pages' forms as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from mintobrief.web.api.shapes.asked import Asked, Mark, Typed
from mintobrief.web.api.shapes.edits import Id, Line

Draft = Annotated[str, Field(description="看到的是哪一稿（回答里的 draft）", max_length=64)]


class Chosen(Asked):
    """从第 `first` 句第 `start` 个字到第 `last` 句第 `end` 个字（不含；0 是到句尾）。"""

    draft: Draft
    first: Line
    last: Line
    start: Line = 0
    end: Line = 0


class Merged(Asked):
    """并进来的是哪一条；两条都带上看到的是哪一次判断。"""

    mark: Mark
    other: Id
    other_mark: Mark


class Part(Asked):
    """拆成的一条：怎么写，依据的是原来的哪几句（空是都依据）。"""

    action: Typed
    owners: Typed = ""
    deadline: Typed = ""
    lines: Annotated[tuple[Line, ...], Field(max_length=1_000, strict=False)] = ()


class Split(Asked):
    mark: Mark
    parts: Annotated[list[Part], Field(min_length=2, max_length=2)]


class Everywhere(Asked):
    """全场的这个词改成那个词。"""

    draft: Draft
    was: Annotated[str, Field(min_length=1, max_length=200)]
    now: Annotated[str, Field(min_length=1, max_length=200)]


class Name(Asked):
    """这个声音是谁；空是不知道。`was` 是看到的姓名，没有是空。"""

    source: Id
    label: Id
    name: Annotated[str, Field(max_length=200)]
    was: Annotated[str, Field(max_length=200)]


class Particulars(Asked):
    """会议概况改成什么；没有写的项不动。`mark` 说的是看到的是哪时候的。"""

    mark: Mark
    title: Typed | None = None
    held_on: Typed | None = None
    start: Typed | None = None
    end: Typed | None = None
    place: Typed | None = None
    host: Typed | None = None
    recorder: Typed | None = None
    attendees: Typed | None = None
    observers: Typed | None = None
    absent: Typed | None = None
    expected: Typed | None = None
    present: Typed | None = None
    kind: Typed | None = None
