"""Templates become pages; everything a meeting says is escaped on the way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from mintobrief.domain.calling import called
from mintobrief.web import words
from mintobrief.web.accounts import words as account_words
from mintobrief.web.api.answers import PREFIX, problem
from mintobrief.web.correct.markup import line_span

HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"browser": account_words.browser, "outcome": account_words.outcome}
    made.filters |= {"day": words.day, "moment": words.moment, "lasting": words.lasting}
    made.filters["called"] = called
    made.globals["untitled"] = words.UNTITLED
    made.globals["line_span"] = line_span
    return made


def draw(
    request: Request, template: str, shown: Mapping[str, object], status: int = 200
) -> HTMLResponse:
    """The page, or the piece of one, for the browser that asked."""
    session = request.scope.get("session")
    text = environment().get_template(template).render({"session": session, **shown})
    return HTMLResponse(text, status)


def gone_to(page: str) -> Response:
    """Done; the page's script goes there."""
    return Response(status_code=204, headers={"X-Go": page})


def refusal(request: Request, status: int, message: str) -> Response:
    """Why nothing was done: a page of its own, or a line where a page's script asked; where a
    program did, what a program understands."""
    if request.url.path.startswith(PREFIX):
        return problem(status, message)
    template = "_refusal.html" if request.headers.get("x-piece") else "refusal.html"
    return draw(request, template, {"message": message, "status": status}, status)
