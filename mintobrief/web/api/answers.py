"""JSON out: answers, and refusals as RFC 9457 has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from http import HTTPStatus

from starlette.responses import JSONResponse

PREFIX = "/api/v1"
# what refusals are called that no error of ours stands behind; Python's own words differ by version
_CODES = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    409: "Conflict",
    410: "Gone",
    413: "ContentTooLarge",
    416: "RangeNotSatisfiable",
    421: "MisdirectedRequest",
    422: "UnprocessableContent",
    423: "Locked",
    428: "PreconditionRequired",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
    507: "InsufficientStorage",
}


class Json(JSONResponse):
    """A value as JSON that any UTF-8 channel carries: half characters go as escapes."""

    def render(self, content: object) -> bytes:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        try:
            return text.encode()
        except UnicodeEncodeError:
            return json.dumps(content, allow_nan=False, separators=(",", ":")).encode()


class ProblemJson(Json):
    """A refusal; a value of `problem` only."""

    media_type = "application/problem+json"


def problem(
    status: int,
    message: str,
    code: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> ProblemJson:
    """Why nothing was done: `message` is Chinese, `code` the error's class or the status's name.

    `more` are members that the problem alone has.
    """
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": message,
        "code": code or _CODES.get(status, "Refused"),
        **more,
    }
    return ProblemJson(told, status, headers=dict(headers or {}))


def day(given: date | None) -> str | None:
    """As ISO 8601 has it."""
    return given.isoformat() if given else None


def moment(given: datetime | None) -> str | None:
    """As ISO 8601 has it, with the zone."""
    return given.isoformat() if given else None
