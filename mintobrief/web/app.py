"""The pages put together: `create_app` makes what a web server runs."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mintobrief.errors import MintobriefError
from mintobrief.web import entry
from mintobrief.web.accounts import login, own, people, readers
from mintobrief.web.accounts.permitted import permitted
from mintobrief.web.api.answers import PREFIX
from mintobrief.web.api.app import create_api
from mintobrief.web.correct import composing, headers, lines, topics, voices
from mintobrief.web.drawing import HERE, refusal
from mintobrief.web.evidence import evidence
from mintobrief.web.gate import HEADERS, Gate
from mintobrief.web.home import meetings, settings, work
from mintobrief.web.intake import phone, uploads
from mintobrief.web.lists import compounds, exchange
from mintobrief.web.office import Office
from mintobrief.web.register import pages as register
from mintobrief.web.review import review, stepping, verdicts
from mintobrief.web.signoff import briefing, files, history, masks
from mintobrief.web.statuses import BUG, status_of, told_with
from mintobrief.web.tasks import ledger, life, lookback, posting
from mintobrief.web.text import pages as text
from mintobrief.web.typed import INVALID
from mintobrief.web.witness import Witness

PAGES = (
    entry,
    meetings,
    work,
    uploads,
    review,
    verdicts,
    composing,
    stepping,
    lines,
    voices,
    topics,
    headers,
    text,
    evidence,
    history,
    briefing,
    files,
    masks,
    exchange,
    compounds,
    register,
    ledger,
    life,
    lookback,
    posting,
    settings,
)
ACCOUNTS = (login, own, people, readers)
PHONE = (phone.pages, uploads.router)  # all that phones reach
_PLAIN = {
    HTTPStatus.NOT_FOUND: "没有这一页。它可能已经删除，也可能地址不全。",
    HTTPStatus.METHOD_NOT_ALLOWED: "这个地址不能这样用。",
}


def create_app(office: Office) -> FastAPI:
    """The pages of a library. Without the generated documentation: it loads from a CDN."""
    routers = [*(page.router for page in (*PAGES, *ACCOUNTS)), phone.codes]
    app = _app(office, routers)
    app.mount(PREFIX, create_api(office), name="api")
    return app


def create_phone_app(office: Office) -> FastAPI:
    """What phones see: the page that uploads."""
    return _app(office, PHONE)


def _app(office: Office, routers: Iterable[APIRouter]) -> FastAPI:
    app = FastAPI(
        openapi_url=None, docs_url=None, redoc_url=None, dependencies=[Depends(permitted)]
    )
    app.state.office = office
    for router in routers:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(MintobriefError, _tell)
    app.add_exception_handler(HTTPException, _tell_http)
    app.add_exception_handler(RequestValidationError, _tell_invalid)
    app.add_exception_handler(Exception, _tell_bug)
    app.add_middleware(Gate, access=office.access)
    app.add_middleware(Witness, library=office.library)  # around the gate
    return app


def _tell(request: Request, error: Exception) -> Response:
    assert isinstance(error, MintobriefError)  # noqa: S101 - what it is registered for
    answer = refusal(request, status_of(error), str(error))
    answer.headers.update(told_with(error))
    return answer


def _tell_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    message = _PLAIN.get(HTTPStatus(error.status_code), str(error.detail))
    return refusal(request, error.status_code, message)


def _tell_invalid(request: Request, _: Exception) -> Response:
    return refusal(request, 422, INVALID)


def _tell_bug(request: Request, _: Exception) -> Response:
    """The server prints the traceback; the page only that something is wrong with us."""
    answer = refusal(request, 500, BUG)
    answer.headers.update(HEADERS)  # the gate lies within what catches bugs
    return answer
