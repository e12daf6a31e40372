"""What may stand in a question, described and checked."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

MeetingId = Annotated[str, Path(description="会议的编号", min_length=1, max_length=200)]
CandidateId = Annotated[str, Path(description="候选决议的编号", min_length=1, max_length=200)]
SourceId = Annotated[str, Path(description="材料的编号", min_length=1, max_length=200)]
JobId = Annotated[str, Path(description="任务的编号", min_length=1, max_length=200)]
PageNumber = Annotated[int, Query(description="第几页，从 1 数", ge=1, le=1_000_000)]
PageSize = Annotated[int, Query(description="一页多少个", ge=1, le=200)]
Words = Annotated[str, Query(description="要找的字，几个词用空格隔开", max_length=200)]
Mark = Annotated[str, Field(description="看到的是哪一次判断（候选决议里的 mark）", max_length=64)]
Typed = Annotated[str, Field(max_length=5_000)]


class Asked(BaseModel):
    """A body: as told, nothing more, nothing turned into something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Seen(Asked):
    """看到的是哪一次判断；别人已经改过的，不会被盖掉。"""

    mark: Mark
