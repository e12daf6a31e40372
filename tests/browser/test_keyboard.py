"""The second moment: all of a meeting is reviewed and edited by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.hands import chosen, find_faults, ready, waiting


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("已保存")


def number_of_cards(page: Page) -> int:
    return page.locator(".card:not([data-near])").count()


def test_a_judgement_is_taken_back_and_made_again(desk: Page) -> None:
    before = waiting(desk).count()
    desk.keyboard.press("r")
    expect(waiting(desk)).to_have_count(before - 1)
    desk.keyboard.press("Control+z")
    expect(waiting(desk)).to_have_count(before)
    desk.keyboard.press("Control+y")
    expect(waiting(desk)).to_have_count(before - 1)
    saved(desk)


def test_a_field_is_typed_and_stands_after_the_page_is_opened_anew(desk: Page) -> None:
    mine = chosen(desk).get_attribute("id")
    desk.keyboard.press("e")
    limit = chosen(desk).locator("input[name=deadline]")
    limit.focus()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("2026年12月31日前")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(f"#{mine}.is-edited")).to_be_visible()
    saved(desk)
    desk.reload()
    expect(desk.locator(f"#{mine}")).to_contain_text("2026年12月31日")


def test_two_become_one_and_one_becomes_two(desk: Page) -> None:
    before = number_of_cards(desk)
    desk.keyboard.press("m")
    expect(desk.get_by_role("heading", name="和哪一条合并")).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk.locator(".card:not([data-near])")).to_have_count(before - 1)
    expect(desk.locator(".edit textarea[name=action]")).to_be_focused()  # to be typed in at once
    desk.keyboard.press("Escape")
    desk.keyboard.press("d")
    expect(desk.get_by_role("heading", name="拆成两条")).to_be_visible()
    desk.locator("textarea[name=action2]").fill("把余下的一件也办好")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".card:not([data-near])")).to_have_count(before)
    desk.keyboard.press("Control+z")
    expect(desk.locator(".card:not([data-near])")).to_have_count(before - 1)
    desk.keyboard.press("Control+z")
    expect(desk.get_by_text("把余下的一件也办好")).to_have_count(0)
    expect(desk.locator(".card:not([data-near])")).to_have_count(before)


def test_the_order_is_changed(desk: Page) -> None:
    first, second = desk.locator(".card:not([data-near]) h3").all_inner_texts()[:2]
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator(".card:not([data-near]) h3").first).to_have_text(second)
    expect(desk.locator(".card:not([data-near]) h3").nth(1)).to_have_text(first)


def test_words_are_corrected_and_made_a_resolution(desk: Page) -> None:
    before = number_of_cards(desk)
    desk.keyboard.press("F6")
    line = desk.locator(".u.is-chosen").first
    number = line.get_attribute("id")
    desk.keyboard.press("Enter")
    desk.locator(".rewording textarea").fill("请物业公司下周五前把三号楼电梯修好。")
    desk.keyboard.press("Enter")
    expect(desk.locator(f"#{number}")).to_have_text("请物业公司下周五前把三号楼电梯修好。")
    saved(desk)
    desk.keyboard.press("n")
    expect(desk.locator(".card:not([data-near])")).to_have_count(before + 1)
    desk.reload()
    expect(desk.locator(f"#{number}")).to_have_text("请物业公司下周五前把三号楼电梯修好。")


def test_a_topic_begins_elsewhere(desk: Page) -> None:
    desk.keyboard.press("F6")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("t")
    expect(desk.get_by_role("heading", name="议题", exact=True)).to_be_visible()
    desk.get_by_label("新议题的题目").fill("新说起的一件事")
    desk.keyboard.press("Enter")
    expect(desk.locator("#transcript h2", has_text="新说起的一件事")).to_be_visible()


def test_the_particulars_are_typed(desk: Page) -> None:
    desk.get_by_role("link", name="会议概况").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="会议概况")).to_be_visible()
    assert find_faults(desk) == []
    desk.get_by_label("会议地点").fill("三楼会议室")
    desk.keyboard.press("Control+Enter")
    ready(desk)
    expect(desk.locator(".meeting-head")).to_contain_text("三楼会议室")
