"""The API put together: an application of its own under PREFIX, behind the same gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mintobrief import __version__
from mintobrief.errors import MintobriefError, NotReviewed
from mintobrief.web.accounts.permitted import permitted
from mintobrief.web.api import (
    briefing,
    candidates,
    compounds,
    correcting,
    docs,
    evidence,
    history,
    jobs,
    lookback,
    masks,
    me,
    meetings,
    register,
    signing,
    tasks,
    text,
    uploads,
)
from mintobrief.web.api.answers import PREFIX, Json, problem
from mintobrief.web.api.limit import Limit
from mintobrief.web.api.shapes.problem import Problem
from mintobrief.web.office import Office
from mintobrief.web.statuses import BUG, status_of, told_with

PARTS = (
    me,
    meetings,
    candidates,
    correcting,
    text,
    evidence,
    uploads,
    jobs,
    briefing,
    signing,
    masks,
    history,
    compounds,
    tasks,
    lookback,
    register,
    docs,
)
_ABOUT = """与网页同样的事，给别的程序用。网页能看到、能改的，这里也能；没有审完，简报同样导不出来。

登录：浏览器里用网页的登录（改动时带上 X-CSRF-Token），程序里用令牌：Authorization: Bearer 令牌。
出错时回 application/problem+json：detail 是中文的一句话，code 是错误的类名，程序据此分辨。
"""
_TAGS = (
    {"name": "会议", "description": "已有的会议，和全文搜索"},
    {"name": "审核", "description": "候选决议、判断、发言人"},
    {"name": "更正", "description": "转写稿、发言人、议题、会议概况、候选决议的合并和拆开"},
    {"name": "正文", "description": "简报的每一段，和它依据的原话"},
    {"name": "原件", "description": "录音、扫描页、一行字的图"},
    {"name": "交材料", "description": "小文件一次交；大文件分段传，断了接着传（tus 1.0）"},
    {"name": "任务", "description": "转换到哪里了，取消，重做"},
    {"name": "简报", "description": "签发前的核对，下载各种格式"},
    {"name": "督办", "description": "审完的决议，一直跟到办结：台账、进展、附件"},
    {"name": "登记簿", "description": "期号、作废、用印"},
    {"name": "经过", "description": "谁在什么时候做了什么"},
    {"name": "名册和词表", "description": "每个小区的人、单位和词"},
    {"name": "登录", "description": "我是谁"},
)


_PLAIN = {
    400: "请求读不懂，请检查内容是不是完整的 JSON。",
    404: "没有这个地址，请对照说明检查。",
    405: "这个地址不能这样用。",
}


def create_api(office: Office) -> FastAPI:
    """The operations over a library, to be mounted at PREFIX."""
    api = FastAPI(
        title="会议简报 API",
        version=__version__,
        description=_ABOUT,
        openapi_tags=[dict(tag) for tag in _TAGS],
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        default_response_class=Json,
        dependencies=[Depends(permitted)],
    )
    api.state.office = office
    for part in PARTS:
        api.include_router(part.router)
    api.add_exception_handler(MintobriefError, _tell)
    api.add_exception_handler(HTTPException, _tell_http)
    api.add_exception_handler(RequestValidationError, _tell_invalid)
    api.add_exception_handler(Exception, _tell_bug)
    api.add_middleware(Limit)
    api.openapi = lambda: described(api, office)  # type: ignore[method-assign]
    return api


def described(api: FastAPI, office: Office) -> dict[str, Any]:
    """The OpenAPI document, made once."""
    if api.openapi_schema is None:
        made = get_openapi(
            title=api.title,
            version=api.version,
            description=api.description,
            routes=api.routes,
            tags=api.openapi_tags,
            servers=[{"url": PREFIX}],
        )
        for operation in _operations(made):
            _say_in_chinese(operation)
        parts = made.setdefault("components", {})
        parts["securitySchemes"] = _ways_in(office)
        parts.setdefault("schemas", {}).update(_problem())
        made["security"] = [{name: []} for name in parts["securitySchemes"]]
        api.openapi_schema = made
    return api.openapi_schema


def _say_in_chinese(operation: dict[str, Any]) -> None:
    """The sentence over a function is what the operation is called, where nothing else is said."""
    if operation["summary"].isascii():
        operation["summary"] = operation.pop("description")
    for answer in operation["responses"].values():
        if answer["description"].isascii():
            answer["description"] = "做好了"


def _operations(made: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in made["paths"].values():
        yield from methods.values()


def _ways_in(office: Office) -> dict[str, Mapping[str, str]]:
    cookie = {"type": "apiKey", "in": "cookie", "name": office.access.cookie}
    return {"token": {"type": "http", "scheme": "bearer"}, "browser": cookie}


def _problem() -> dict[str, Any]:
    """The shape of refusals, which stand under a media type of their own."""
    schema = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs", {}), "Problem": schema}


def _tell(_: Request, error: Exception) -> Response:
    assert isinstance(error, MintobriefError)  # noqa: S101 - what it is registered for
    code = type(error).__name__
    if isinstance(error, NotReviewed):
        return problem(status_of(error), str(error), code, waiting=error.waiting)
    return problem(status_of(error), str(error), code, headers=told_with(error))


def _tell_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    message = str(error.detail)
    if message.isascii():  # not ours: a library's
        message = _PLAIN.get(error.status_code, message)
    headers = dict(error.headers or {})
    if error.status_code == 405:  # what answered knows its own methods only
        headers["Allow"] = ", ".join(_methods(request.url.path.removeprefix(PREFIX)))
    return problem(error.status_code, message, headers=headers)


def _methods(path: str) -> list[str]:
    """What may be done at a path."""
    routes = (r for part in PARTS for r in part.router.routes if isinstance(r, APIRoute))
    here = (r.methods or set() for r in routes if r.path_regex.match(path))
    return sorted({method for methods in here for method in methods})


def _tell_invalid(_: Request, error: Exception) -> Response:
    """Where it is wrong, without saying again what was sent."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
    wrong = [
        {"at": ".".join(str(step) for step in one["loc"]), "reason": str(one["type"])}
        for one in error.errors()
    ]
    places = "、".join(dict.fromkeys(one["at"] for one in wrong))
    return problem(422, f"请求里有填得不对的地方：{places}。请对照说明改正。", wrong=wrong)


def _tell_bug(_: Request, __: Exception) -> Response:
    """The server prints the traceback; the program only learns that something is wrong with us."""
    return problem(500, BUG)
