"""What is suggested is taken with one key; an action is put together from what was said."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import chosen, find_faults, waiting


def to_one_with(page: Page, what: str) -> Locator:
    """On to a candidate for which something of that kind is suggested."""
    for _ in range(waiting(page).count()):
        expect(chosen(page).locator(".suggestions")).to_be_attached()
        found = chosen(page).locator(".suggestions form .suggestion", has_text=what)
        if found.count():
            return found.first
        page.keyboard.press("j")
    raise AssertionError(f"nothing suggests {what}")


def test_a_figure_fills_in_what_is_suggested_and_the_hand_stays(desk: Page) -> None:
    button = to_one_with(desk, "责任")
    figure, name = button.locator("kbd").inner_text(), button.get_attribute("value") or ""
    mine = chosen(desk).get_attribute("id")
    assert find_faults(desk) == []
    desk.keyboard.press(figure)
    owners = desk.locator(f"#{mine}.is-edited[aria-current] .field", has_text="责任")
    expect(owners).to_contain_text(name)
    desk.keyboard.press("a")  # stands already: on to the next that waits
    expect(desk.locator(f"#{mine}")).not_to_have_attribute("aria-current", "true")
    desk.keyboard.press("Control+z")
    expect(desk.locator(f"#{mine}.is-waiting")).to_be_visible()


def test_a_letter_opens_one_field_to_be_typed_over(desk: Page) -> None:
    mine = chosen(desk).get_attribute("id")
    desk.keyboard.press("x")
    expect(desk.locator(".edit input[name=deadline]")).to_be_focused()
    desk.keyboard.type("12-31")
    desk.keyboard.press("Enter")
    expect(desk.locator(f"#{mine}.is-edited .field", has_text="时限")).to_contain_text("12月31日")


@pytest.mark.parametrize("saving", ["Enter", "a"])
def test_an_action_keeps_the_clauses_that_are_wanted(desk: Page, saving: str) -> None:
    for _ in range(waiting(desk).count()):
        expect(chosen(desk).locator(".suggestions")).to_be_attached()
        if chosen(desk).locator("[data-clause][aria-pressed=true]").count() > 1:
            break
        desk.keyboard.press("j")
    mine, before = chosen(desk).get_attribute("id"), chosen(desk).locator("h3").inner_text()
    first = chosen(desk).locator("[data-clause] span").first.inner_text()
    desk.keyboard.press("c")
    expect(desk.locator(".edit [data-clause]").first).to_be_focused()
    desk.keyboard.press("1")
    desk.locator(".edit textarea[name=action]").press("End")
    desk.keyboard.type("，并公示")  # stays, whatever comes and goes
    for _ in range(2):
        desk.locator(".edit [data-clause]").first.click()
    desk.keyboard.press(saving)
    expect(desk.locator(f"#{mine}.is-edited")).to_be_visible()
    after = desk.locator(f"#{mine} h3").inner_text()
    assert after != before
    assert first not in after
    assert "并公示" in after
