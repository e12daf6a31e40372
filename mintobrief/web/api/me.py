"""Who is asking."""

from __future__ import annotations

from fastapi import APIRouter
from typing_extensions import TypedDict

from mintobrief.web.api.answers import Json
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.office import TheSession

router = APIRouter(tags=["登录"])


class Me(TypedDict):
    """我是谁：`reviewer` 是写进判断的姓名，没写过是 null。"""

    reviewer: str | None


@router.get("/me", operation_id="whoAmI", response_model=Me, responses=may())
def who(session: TheSession) -> Json:
    """我是谁，判断会记在谁的名下"""
    told: Me = {"reviewer": session.reviewer or None}
    return Json(told)
