"""设置 in a real browser: changed by who may, kept while typed, without faults for anybody."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.hands import find_faults


def test_a_setting_is_changed_and_what_was_typed_outlives_a_reload(page: Page) -> None:
    home = page.url
    page.goto(f"{home}who")
    page.locator("main input[name=name]").fill("李主任")
    page.keyboard.press("Enter")
    page.wait_for_url(home)
    page.goto(f"{home}settings")
    assert find_faults(page) == []
    page.get_by_label("录音留多久").fill("90")
    page.reload()
    expect(page.get_by_label("录音留多久")).to_have_value("90")
    expect(page.locator(".kept-draft")).to_contain_text("还没有保存")
    assert find_faults(page) == []
    page.get_by_role("button", name="保存：保存多久").click()
    expect(page.get_by_text("发布以后 90 天")).to_be_visible()
    expect(page.get_by_text("李主任 把“录音留多久”设成 90")).to_be_visible()
    expect(page.locator(".kept-draft")).to_have_count(0)
