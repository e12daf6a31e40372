"""正文 by keyboard alone: heard, written, moved, taken back, and never lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.hands import find_faults
from tests.browser.house import House, mintobrief

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def desk(noted: Page) -> Page:
    """The text of a meeting that was typed, the hand in its first paragraph."""
    return at_text(noted)


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one meeting, heard once."""
    home = tmp_path_factory.mktemp("spoken")
    mintobrief(home, "convert", "samples/spoken-meeting/input.opus")
    return home


@pytest.fixture
def heard(request: pytest.FixtureRequest, tmp_path: Path, spoken: Path) -> Page:
    """The text of the meeting that was recorded."""
    shutil.copytree(spoken, tmp_path, dirs_exist_ok=True)
    return at_text(cast(Page, request.getfixturevalue("page")))


def at_text(page: Page) -> Page:
    page.get_by_role("link", name="开始审").first.click()
    page.wait_for_url(re.compile("/meetings/"))
    page.goto(f"{page.url.partition('#')[0]}/text")
    page.get_by_label("请写明您是谁").fill("王秀英")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="王秀英")).to_be_visible()
    page.wait_for_load_state()
    words(page, 0).focus()
    expect(page.locator(".para.is-chosen")).to_have_count(1)
    return page


def words(page: Page, number: int) -> Locator:
    return page.locator(".para textarea").nth(number)


def here(page: Page) -> Locator:
    """What the hand is in."""
    return page.locator(".para textarea:focus")


def said(page: Page) -> list[str]:
    return [one.input_value() for one in page.locator(".para textarea").all()]


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("已保存")


def test_a_paragraph_is_heard_at_a_click_and_saved_by_itself(heard: Page) -> None:
    second = words(heard, 1)
    second.click()
    sound = heard.locator("#player audio")
    expect(heard.locator("#player.is-playing")).to_be_visible()
    start = float(heard.locator(".u.is-here").first.get_attribute("data-start") or -1)
    assert sound.evaluate("sound => sound.currentTime") >= start > 0
    heard.keyboard.press("F8")
    expect(heard.locator("#player.is-playing")).to_have_count(0)
    heard.keyboard.press("End")
    heard.keyboard.type("已查明。")
    expect(heard.locator("#saved")).to_contain_text("还没存")
    saved(heard)
    expect(heard.locator(".para.is-chosen")).to_contain_text("人改过")
    expect(second).to_be_focused()
    heard.reload()
    assert words(heard, 1).input_value().endswith("已查明。")


def test_what_is_typed_while_saving_stays(desk: Page) -> None:
    desk.keyboard.press("End")
    for piece in ("一", "二", "三", "四"):
        desk.keyboard.type(piece)
        desk.keyboard.press("Control+Enter")
    expect(here(desk)).to_have_value(re.compile("一二三四$"))
    saved(desk)
    desk.keyboard.type("五")
    words(desk, 1).focus()
    expect(desk.locator("#saved[data-state=saved]")).to_be_visible()
    desk.reload()
    assert words(desk, 0).input_value().endswith("一二三四五")


def test_paragraphs_are_added_split_and_deleted(desk: Page) -> None:
    before = said(desk)
    desk.keyboard.press("End")
    desk.keyboard.press("Enter")
    desk.keyboard.type("物业公司补充了情况。")
    desk.keyboard.press("Control+Enter")
    saved(desk)
    expect(desk.locator(".para.is-chosen")).to_contain_text("没有原话")
    assert said(desk) == [before[0], "物业公司补充了情况。", *before[1:]]
    for _ in range(5):
        desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("Enter")  # within it: two of one
    expect(here(desk)).to_have_value("充了情况。")
    assert said(desk)[:3] == [before[0], "物业公司补", "充了情况。"]
    desk.keyboard.press("Alt+Delete")
    expect(desk.locator(".para")).to_have_count(len(before) + 1)
    desk.keyboard.press("Control+z")
    expect(desk.locator(".para")).to_have_count(len(before) + 2)


def test_paragraphs_are_moved_and_put_under_another_heading(desk: Page) -> None:
    group = desk.locator(".group:has(.para:nth-child(2) select)").first
    first, second = (group.locator("textarea").nth(number).input_value() for number in (0, 1))
    group.locator("textarea").first.focus()
    desk.keyboard.press("Alt+ArrowDown")
    expect(group.locator("textarea").nth(0)).to_have_value(second)
    expect(here(desk)).to_have_value(first)
    desk.keyboard.press("Alt+4")
    agreed = desk.locator(".group[data-kind=consensus] textarea", has_text=first)
    expect(agreed.first).to_be_focused()
    desk.keyboard.press("Control+z")
    expect(group.locator("textarea").nth(1)).to_have_value(first)


def test_an_emptied_paragraph_goes_and_comes_back(desk: Page) -> None:
    before = said(desk)
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Delete")
    words(desk, 1).focus()
    expect(desk.locator(".para")).to_have_count(len(before) - 1)
    desk.keyboard.press("Control+z")
    expect(desk.locator(".para")).to_have_count(len(before))
    assert said(desk) == before


def test_a_power_cut_loses_nothing_that_was_typed(desk: Page, house: House) -> None:
    desk.keyboard.press("End")
    house.kill()
    desk.keyboard.type("停电前写的。")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#saved")).to_contain_text("没有存上")
    house.open_again()
    desk.goto(house.link)
    desk.go_back()
    expect(words(desk, 0)).to_have_value(re.compile("停电前写的。$"))


def test_two_people_write_at_the_same_time(desk: Page, chromium: Browser, house: House) -> None:
    place = desk.url
    with chromium.new_context(locale="zh-CN") as context:
        other = context.new_page()
        other.goto(house.link)
        other.goto(place)
        other.get_by_label("请写明您是谁").fill("李四")
        other.keyboard.press("Enter")
        expect(other.get_by_role("link", name="李四")).to_be_visible()
        desk.keyboard.press("End")
        desk.keyboard.type("我写的。")
        words(other, 1).fill("另一段，李四写的。")
        other.keyboard.press("Control+Enter")
        saved(other)
        expect(words(desk, 1)).to_have_value("另一段，李四写的。")
        expect(words(desk, 0)).to_have_value(re.compile("我写的。$"))
        saved(desk)
        expect(words(other, 0)).to_have_value(re.compile("我写的。$"))
        words(other, 0).fill("李四也改了这一段。")
        other.keyboard.press("Control+Enter")
        desk.keyboard.type("！")  # before the page hears of it
        saved(other)
        desk.keyboard.press("Control+Enter")
    expect(desk.locator("#clash")).to_contain_text("李四也改了这一段。")
    desk.get_by_role("button", name="用我的").click()
    expect(desk.locator("#clash")).to_have_count(0)
    desk.reload()
    expect(words(desk, 0)).to_have_value(re.compile("我写的。！$"))


@pytest.mark.parametrize("wide", [True, False])
def test_everybody_can_use_the_page(desk: Page, wide: bool) -> None:
    if not wide:
        desk.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert find_faults(desk) == []
    over = desk.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0
