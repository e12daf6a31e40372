"""Refusals as RFC 9457 has them, described."""

from __future__ import annotations

from typing import Any, NotRequired

from typing_extensions import TypedDict

from mintobrief.web.api.shapes.candidates import CandidateOut


class Wrong(TypedDict):
    """请求里填得不对的一处。"""

    at: str
    reason: str


class Problem(TypedDict):
    """没有做成的原因：`detail` 是中文的一句话，`code` 是错误的类名，程序据此分辨。"""

    type: str
    title: str
    status: int
    detail: str
    code: str
    wrong: NotRequired[list[Wrong]]
    now: NotRequired[CandidateOut]
    draft: NotRequired[str]
    waiting: NotRequired[list[str]]


_ALWAYS = (401, 403, 405, 409, 421, 422, 429, 500, 503)
_TOLD = {
    400: "请求读不懂，例如不是 JSON",
    401: "没有登录，或令牌不对、过期了",
    403: "没有这个权限，或请求不是从本程序的页面发出的",
    404: "没有这个会议、决议、任务或原件",
    405: "这个地址不能这样用，例如编号里有斜线",
    409: "现在不能这样做：别人刚改过、还没有审完、资料库写不进去",
    410: "录音已按规定删除",
    413: "内容太大",
    415: "内容的类型不对",
    416: "要的那一段不在文件里",
    421: "这个地址不是本程序的",
    422: "填的内容不对",
    423: "这个文件正在别处上传",
    428: "还没有写明审核人是谁",
    429: "请求太多了，请过一会儿再试",
    500: "程序出错了",
    503: "这台电脑上缺少要用的东西，或资料库暂时用不了：过 Retry-After 秒再试",
    507: "磁盘放不下",
}
REFERENCE = {"$ref": "#/components/schemas/Problem"}


def may(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals that an operation may answer with, besides those that any may."""
    return {status: _refusal(_TOLD[status]) for status in sorted({*_ALWAYS, *statuses})}


def _refusal(description: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": REFERENCE}}
    return {"description": description, "content": content}
