"""A register of numbers and seals, described."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from mintobrief.web.api.shapes.asked import Asked

Year = Annotated[int, Field(ge=2000, le=2100)]
Count = Annotated[int, Field(ge=0, le=99_999)]
Reason = Annotated[str, Field(min_length=1, max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=40)]
File = Annotated[str, Field(description="签发的哪一个文件，如 public.docx", max_length=40)]
Day = Annotated[date, Field(strict=False)]


class Numbered(Asked):
    """哪一期：某年第几期，总第几期。"""

    year: Year
    number: Count
    total: Count


class Voiding(Numbered):
    """作废哪一期，为什么。"""

    reason: Reason


class Sealed(Asked):
    """谁盖的章，哪一天，盖在签发的哪个文件上，几份。"""

    meeting: Annotated[str, Field(max_length=200)]
    file: File
    copies: Annotated[int, Field(ge=1, le=9999)]
    keeper: Name
    on: Day


class SealOut(TypedDict):
    """一次用印；会议编过期号以前的，`serial` 是 null。"""

    meeting: str
    serial: str | None
    file: str
    sha256: str
    copies: int
    keeper: str
    on: str
    by: str
    at: str


class VoidOut(TypedDict):
    """作废：谁、什么时候、为什么。"""

    by: str
    at: str
    reason: str


class IssueOut(TypedDict):
    """一个期号。会议已删除或没有对您公开的，`title` 是 null；`printed` 是印出来的期号。"""

    year: int
    number: int
    total: int
    printed: str
    meeting: str
    title: str | None
    by: str
    at: str
    void: VoidOut | None


class RegisterOut(TypedDict):
    """一个小区的登记簿，新的期号在前。"""

    compound: str
    issues: list[IssueOut]
    seals: list[SealOut]
