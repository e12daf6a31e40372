"""督办 by keyboard: a task is found, told of, taken back, and a picture goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import find_faults
from tests.browser.house import House, mintobrief


@pytest.fixture
def followed(noted: Page, house: House) -> Page:
    """The meeting is wholly judged; a person who said her name looks at the ledger."""
    listed = mintobrief(house.home, "list")
    meeting = next(word for word in listed.split() if word[:8].isdecimal() and "-" in word)
    mintobrief(house.home, "review", meeting, "--accept", "all", "--reviewer", "王秀英")
    noted.goto(noted.url.rstrip("/") + "/who?then=/tasks")
    noted.get_by_label("姓名").fill("王秀英")
    noted.keyboard.press("Enter")
    ready(noted)
    return noted


def ready(page: Page) -> None:
    """A person sees the page before she types: its script hears her by then."""
    expect(page.locator("body[data-keys]")).to_be_visible()


def open_first(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="记一条进展")).to_be_visible()
    ready(page)


def test_a_task_is_done_and_taken_back_by_keyboard(followed: Page) -> None:
    open_first(followed)
    followed.keyboard.press("d")
    followed.keyboard.type("验收合格")
    followed.reload()  # what was typed is still there
    ready(followed)
    expect(followed.get_by_label("说明")).to_have_value("验收合格")
    followed.keyboard.press("d")
    followed.keyboard.press("Control+Enter")
    expect(followed.locator(".task-head .pill")).to_have_text("已办结")
    expect(followed.get_by_label("说明")).to_have_value("")
    expect(followed.locator(".life")).to_contain_text("验收合格")
    expect(followed.locator("#saved")).to_contain_text("已保存")
    followed.keyboard.press("Control+z")
    expect(followed.locator(".task-head .pill")).not_to_have_text("已办结")
    expect(followed.locator(".life")).to_contain_text("后来撤回了")
    followed.keyboard.press("Escape")
    expect(followed.get_by_role("heading", name="督办", exact=True)).to_be_visible()


def test_a_key_in_the_ledger_leads_to_the_task_at_hand(followed: Page) -> None:
    followed.keyboard.press("j")
    followed.keyboard.press("j")
    action = followed.locator("[data-row] a.cover").nth(1).inner_text()
    followed.keyboard.press("d")
    expect(followed.get_by_role("heading", level=1)).to_have_text(action)
    ready(followed)
    followed.keyboard.type("验收合格")
    followed.keyboard.press("Control+Enter")
    expect(followed.locator(".task-head .pill")).to_have_text("已办结")


def test_a_picture_goes_with_what_is_told(followed: Page, tmp_path: Path) -> None:
    picture = tmp_path / "现场.png"
    followed.screenshot(path=picture)
    open_first(followed)
    followed.locator("#task-files").set_input_files(picture)
    expect(followed.locator("#file-names")).to_have_text("现场.png")
    followed.keyboard.press("p")
    followed.keyboard.type("到货了")
    followed.keyboard.press("Control+Enter")
    expect(followed.get_by_role("img", name="现场.png")).to_be_visible()
    expect(followed.locator(".life > li")).to_have_count(3)


def test_what_is_typed_stays_where_somebody_else_was_faster(followed: Page, house: House) -> None:
    open_first(followed)
    _, _, meeting, _, resolution = followed.url.split("?")[0].rsplit("/", 4)
    mintobrief(house.home, "tasks", "set", meeting, resolution, "转入下期", "--by", "李明")
    followed.keyboard.press("d")
    followed.keyboard.type("验收合格")
    followed.keyboard.press("Control+Enter")
    expect(followed.get_by_role("alert").first).to_contain_text("李明 刚刚也记了")
    expect(followed.get_by_label("说明")).to_have_value("验收合格")
    followed.get_by_label("说明").press("Control+Enter")
    expect(followed.locator(".task-head .pill")).to_have_text("已办结")


def test_the_pages_are_accessible(followed: Page) -> None:
    assert find_faults(followed) == []
    open_first(followed)
    assert find_faults(followed) == []
