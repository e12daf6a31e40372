"""JSON out: answers, and refusals as RFC 9457 has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from starlette.responses import JSONResponse

PREFIX = "/api/v1"


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
    """Why nothing was done: `message` is Chinese, `code` the error's class or the status's words.

    `more` are members that the problem alone has.
    """
    phrase = HTTPStatus(status).phrase
    told = {
        "type": "about:blank",
        "title": phrase,
        "status": status,
        "detail": message,
        "code": code or phrase.title().replace(" ", "").replace("-", ""),
        **more,
    }
    return ProblemJson(told, status, headers=dict(headers or {}))


def day(given: date | None) -> str | None:
    """As ISO 8601 has it."""
    return given.isoformat() if given else None
