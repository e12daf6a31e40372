"""A hand quicker than the program: no key is lost, and none goes to what was not looked at."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.hands import chosen, waiting

A_MOMENT = 600  # milliseconds in which what must not come would have come


def slow(page: Page, path: str) -> tuple[list[Route], Callable[[], None]]:
    """What is asked of the path waits: those that do, and what lets them go."""
    waits: list[Route] = []
    gone: list[Route] = []

    def held(route: Route) -> None:
        if gone:
            route.continue_()
        else:
            waits.append(route)

    def go() -> None:
        gone.extend(waits)
        for route in waits:
            route.continue_()

    page.route(re.compile(path), held)
    return waits, go


def asked(page: Page, waits: list[Route], count: int = 1) -> None:
    while len(waits) < count:
        page.wait_for_timeout(20)


def test_a_key_held_down_judges_one(desk: Page) -> None:
    before = waiting(desk).count()
    desk.keyboard.down("a")
    for left in (before - 1, before - 1, before - 1):
        expect(waiting(desk)).to_have_count(left)
        desk.keyboard.down("a")
    desk.wait_for_timeout(A_MOMENT)
    expect(waiting(desk)).to_have_count(before - 1)
    desk.keyboard.up("a")
    desk.keyboard.press("a")
    expect(waiting(desk)).to_have_count(before - 2)


def test_what_is_undone_while_it_is_saved_is_what_was_done_last(desk: Page) -> None:
    before, first = waiting(desk).count(), chosen(desk).get_attribute("id")
    desk.keyboard.press("a")
    expect(waiting(desk)).to_have_count(before - 1)
    second = chosen(desk).get_attribute("id")
    waits, go = slow(desk, "/accept$")
    desk.keyboard.press("a")
    asked(desk, waits)
    desk.keyboard.press("Control+z")
    go()
    expect(desk.locator(f"#{second}.is-waiting[aria-current]")).to_be_visible()
    expect(desk.locator(f"#{first}.is-accepted")).to_be_attached()


def test_a_second_press_is_not_for_the_next_and_who_went_on_stays(desk: Page) -> None:
    before = waiting(desk).count()
    waits, go = slow(desk, "/accept$")
    desk.keyboard.press("a")
    asked(desk, waits)
    desk.keyboard.press("a")
    for _ in range(2):
        desk.keyboard.press("j")
    third = chosen(desk).get_attribute("id")
    go()
    expect(waiting(desk)).to_have_count(before - 1)
    desk.wait_for_timeout(A_MOMENT)
    expect(waiting(desk)).to_have_count(before - 1)
    expect(desk.locator(f"#{third}[aria-current]")).to_be_focused()


def test_what_is_typed_before_the_editor_is_there_is_no_command(desk: Page) -> None:
    before = waiting(desk).count()
    waits, go = slow(desk, "/edit$")
    desk.keyboard.press("z")
    asked(desk, waits)
    desk.keyboard.type("zhangrj")
    go()
    expect(chosen(desk).locator(".edit input[name=owners]")).to_be_focused()
    expect(waiting(desk)).to_have_count(before)


def test_two_figures_in_a_row_fill_in_what_both_stood_for(desk: Page) -> None:
    fields = [to_one_with_two(desk).nth(place) for place in range(2)]
    values = [field.get_attribute("value") or "" for field in fields]
    names = [field.get_attribute("name") for field in fields]
    figures = [field.locator("kbd").inner_text() for field in fields]
    mine = chosen(desk).get_attribute("id")
    waits, go = slow(desk, r"/candidates/[^/]+$")
    desk.keyboard.press(figures[0])
    asked(desk, waits)
    desk.keyboard.press(figures[1])
    go()
    expect(desk.locator("#saved")).to_contain_text("已保存")
    last = dict(zip(names, values, strict=True))
    for value in last.values():
        expect(desk.locator(f"#{mine}.is-edited dl")).to_contain_text(value)


def to_one_with_two(page: Page) -> Locator:
    """On to a candidate for which two things are suggested."""
    for _ in range(waiting(page).count()):
        expect(chosen(page).locator(".suggestions")).to_be_attached()
        found = chosen(page).locator(".suggestions form .suggestion")
        if found.count() > 1:
            return found
        page.keyboard.press("j")
    raise AssertionError("nothing suggests two things")
