"""Who is asking."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from typing_extensions import TypedDict

from mintobrief.domain.person import Role
from mintobrief.web.api.answers import Json
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.office import TheSession

router = APIRouter(tags=["登录"])


class Me(TypedDict):
    """我是谁：`reviewer` 是写进判断的姓名，没写过是 null。

    `roles`：recorder 记录人，signer 签发人，administrator 管理员。`scope` 是这次登录能做的：
    full 网页，judge 可审核的令牌，read 只读的令牌。
    """

    reviewer: str | None
    roles: list[Literal["recorder", "signer", "administrator"]]
    scope: Literal["full", "judge", "read", "upload"]


@router.get("/me", operation_id="whoAmI", response_model=Me, responses=may())
def who(session: TheSession) -> Json:
    """我是谁，判断会记在谁的名下"""
    told: Me = {
        "reviewer": session.reviewer or None,
        "roles": [role.value for role in Role if role in session.roles],
        "scope": session.scope.value,
    }
    return Json(told)
