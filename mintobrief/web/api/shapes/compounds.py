"""Compounds with their rosters and glossaries, described."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from mintobrief.domain.compound import LONGEST, MOST_ROWS
from mintobrief.web.api.shapes.asked import Asked

Cell = Annotated[str, Field(max_length=LONGEST)]
Named = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Cells = Annotated[tuple[Cell, ...], Field(max_length=200, strict=False)]


class Person(Asked):
    """名册里的一位。"""

    name: Named
    role: Cell | None = None
    org: Cell | None = None


class Body(Asked):
    """一家单位，和它的简称。"""

    name: Named
    short: Cells = ()


class Word(Asked):
    """词表里的一个词，和常被听成的。"""

    word: Named
    slips: Cells = ()


class Lists(Asked):
    """一个小区的全部；`version` 是看到的那一版。"""

    version: Annotated[int, Field(ge=0, le=2**31 - 1)]
    name: Named
    place: Cell | None = None
    issuer: Cell | None = None
    people: Annotated[list[Person], Field(max_length=MOST_ROWS)]
    bodies: Annotated[list[Body], Field(max_length=MOST_ROWS)]
    terms: Annotated[list[Word], Field(max_length=MOST_ROWS)]


class NewCompound(Asked):
    name: Named


class OfCompound(Asked):
    """会议是哪个小区的；null 是哪个都不是。"""

    compound: Annotated[str, Field(min_length=1, max_length=200)] | None


class PersonOut(TypedDict):
    name: str
    role: str | None
    org: str | None


class BodyOut(TypedDict):
    name: str
    short: list[str]


class WordOut(TypedDict):
    word: str
    slips: list[str]


class CompoundOut(TypedDict):
    """一个小区：名册、单位、词表，常在哪里开会，以谁的名义发文；`by` 是谁改成这一版的。"""

    id: str
    version: int
    by: str
    at: str | None
    name: str
    place: str | None
    issuer: str | None
    people: list[PersonOut]
    bodies: list[BodyOut]
    terms: list[WordOut]


class CompoundEntry(TypedDict):
    id: str
    name: str
    version: int
    meetings: int


class CompoundsOut(TypedDict):
    """全部小区；`common` 的名册和词表每次会议都用。"""

    compounds: list[CompoundEntry]


class VersionsOut(TypedDict):
    """一个小区的每一版，最近的在前。"""

    versions: list[CompoundOut]


class OfCompoundOut(TypedDict):
    meeting: str
    compound: str | None
