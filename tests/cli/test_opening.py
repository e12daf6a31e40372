"""`serve --open` opens a browser once, at the link that is printed."""

from __future__ import annotations

import webbrowser

import pytest

from mintobrief.config import Settings
from mintobrief.web.server import Door, Porter
from tests.cli.conftest import Call

LINKS = ["http://127.0.0.1:8000/enter?key=a", "http://127.0.0.1:8000/enter?key=b"]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser was opened at, while the pages tell of two links and end."""

    def tell(settings: Settings, door: Door, told: Porter) -> None:
        for link in LINKS:
            told.link(link)

    found: list[str] = []
    monkeypatch.setattr("mintobrief.web.server.serve", tell)
    monkeypatch.setattr(webbrowser, "open", found.append)
    return found


def test_the_first_link_is_opened_where_that_is_asked_for(call: Call, opened: list[str]) -> None:
    answer = call("serve", "--open")
    assert opened == LINKS[:1]
    assert all(link in answer.out for link in LINKS)


def test_no_browser_is_opened_unasked(call: Call, opened: list[str]) -> None:
    call("serve")
    assert opened == []
