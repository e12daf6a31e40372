"""Topics: their titles, where they begin, whether they are one."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from mintobrief.web.office import Office
from tests.web.rooms import NASTY, Browser, let_in
from tests.web.talks import PAGE, draft, now, talking

__all__ = ["talking"]


def topics(office: Office) -> list[tuple[str, int, int]]:
    return [(topic.title, topic.first, topic.last) for topic in now(office).topics]


def border(browser: Browser, line: int, what: str, title: str = "", mark: str = "") -> int:
    typed = {"line": str(line), "what": what, "title": title, "draft": mark or draft(browser)}
    return browser.post(f"{PAGE}/topics/border", **typed).status_code


def test_what_can_be_done_at_a_line(browser: Browser, talking: Office) -> None:
    inside = browser.get(f"{PAGE}/topics?line=2").text
    assert "从这一句起是新议题" in inside
    assert "下一个议题“停车”提前" in inside
    first = browser.get(f"{PAGE}/topics?line=4").text
    assert "并入前一个议题" in first
    assert "从这一句起是新议题" not in first
    assert browser.get(f"{PAGE}/topics?line=6").status_code == 422


def test_a_title_is_written(browser: Browser, talking: Office) -> None:
    answer = browser.post(f"{PAGE}/topics/title", line="4", was="停车", title=f"停车{NASTY}")
    assert answer.status_code == 200
    assert topics(talking)[1][0] == f"停车{NASTY}"
    assert "<script>" not in browser.get(f"{PAGE}/topics?line=4").text


def test_two_people_write_one_title(client: TestClient, browser: Browser, talking: Office) -> None:
    other = let_in(client, talking, "李四")
    other.post(f"{PAGE}/topics/title", line="4", was="停车", title="停车秩序")
    late = browser.post(f"{PAGE}/topics/title", line="4", was="停车", title="车位")
    assert late.status_code == 409
    assert "停车秩序" in late.text
    assert topics(talking)[1][0] == "停车秩序"


@pytest.mark.parametrize(
    ("line", "what", "after"),
    [
        (2, "new", [("电梯", 0, 1), ("新的", 2, 3), ("停车", 4, 5)]),
        (5, "here", [("电梯", 0, 4), ("停车", 5, 5)]),
        (3, "next", [("电梯", 0, 2), ("停车", 3, 5)]),
        (4, "join", [("电梯", 0, 5)]),
    ],
)
def test_a_border_is_moved_and_back(
    browser: Browser, talking: Office, line: int, what: str, after: list[tuple[str, int, int]]
) -> None:
    before = topics(talking)
    assert border(browser, line, what, "新的") == 200
    assert topics(talking) == after
    browser.post(f"{PAGE}/undo")
    assert topics(talking) == before
    browser.post(f"{PAGE}/redo")
    assert topics(talking) == after


@pytest.mark.parametrize(
    ("line", "what"), [(0, "new"), (4, "new"), (0, "here"), (4, "next"), (2, "what"), (0, "join")]
)
def test_a_border_that_is_none(browser: Browser, talking: Office, line: int, what: str) -> None:
    before = topics(talking)
    assert border(browser, line, what) == 422
    assert topics(talking) == before


def test_a_border_in_an_older_transcript_is_refused(
    client: TestClient, browser: Browser, talking: Office
) -> None:
    stale = draft(browser)
    border(let_in(client, talking, "李四"), 2, "new", "新的")
    assert border(browser, 5, "new", "另一个", stale) == 409
    assert len(topics(talking)) == 3


def test_a_title_that_is_none_is_refused(browser: Browser, talking: Office) -> None:
    for title in ("", "长" * 201, "两\n行"):
        answer = browser.post(f"{PAGE}/topics/title", line="4", was="停车", title=title)
        assert answer.status_code == 422
    assert topics(talking)[1][0] == "停车"
