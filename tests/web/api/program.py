"""A program that asks the API with a browser's session, and what it may be told."""

from __future__ import annotations

from typing import Any

from mintobrief.domain import Verdict
from mintobrief.review import latest_judgements
from mintobrief.web.api.answers import PREFIX
from mintobrief.web.office import Office
from tests.web.rooms import Browser

MEETING = "20260314-ab12cd"
ONE = f"/meetings/{MEETING}"


class Program:
    """What asks the API: a browser's session, as JSON."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def ask(self, method: str, path: str, body: object = None, **more: Any) -> Any:
        given: dict[str, Any] = {"json": body} if body is not None else {}
        headers = self.browser.headers | more.pop("headers", {})
        return self.browser.client.request(method, PREFIX + path, headers=headers, **given, **more)

    def get(self, path: str) -> Any:
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def judge(self, candidate: str, how: str, mark: str) -> Any:
        return self.ask("POST", f"{ONE}/candidates/{candidate}/{how}", {"mark": mark})


def refused(answer: Any, status: int, code: str) -> dict[str, Any]:
    """What the refusal says; it is of one shape, whatever refused."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "code"} <= set(told)
    assert told["status"] == status
    assert told["code"] == code
    assert not told["detail"].isascii()
    return told


def verdicts(office: Office) -> dict[str, Verdict]:
    latest = latest_judgements(office.library.judgements(MEETING))
    return {name: judgement.verdict for name, judgement in latest.items()}
