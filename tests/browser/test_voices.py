"""Who speaks is said by keyboard: S, a name, Enter, and the hand is at the next voice."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import open_first, sign_in
from tests.browser.house import mintobrief

TALK = """说话人1 00:00
今天是二〇二六年三月十四号，先说电梯的事。

说话人2 00:06
电梯坏了三天了，请物业公司下周五之前修好。

说话人3 00:12
好，下周五之前修好，我负责。

说话人1 00:16
那就这么定了，下一件事。
"""


@pytest.fixture
def unnamed(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Page:
    """The review page of a talk whose voices nobody has named."""
    home = tmp_path_factory.mktemp("talk")
    (home / "会议.txt").write_text(TALK, encoding="utf-8")
    mintobrief(home, "convert", str(home / "会议.txt"))
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    page = cast(Page, request.getfixturevalue("page"))
    open_first(page)
    sign_in(page, "王秀英")
    return page


def test_after_each_name_the_hand_is_at_the_next_voice(unnamed: Page) -> None:
    unnamed.keyboard.press("s")
    expect(unnamed.get_by_role("heading", name="发言人")).to_be_visible()
    for number, name in enumerate(("王主任", "李梅", "张工"), start=1):
        field = unnamed.locator(".voices > li").nth(number - 1).locator("[name=name]")
        expect(field).to_be_focused()
        unnamed.keyboard.insert_text(name)
        unnamed.keyboard.press("Enter")
        expect(unnamed.locator(".voices > [data-open]")).to_have_count(3 - number)
    expect(unnamed.locator("#dialog [data-close]").last).to_be_focused()
    unnamed.keyboard.press("Enter")
    expect(unnamed.locator("#transcript")).to_contain_text("张工")
