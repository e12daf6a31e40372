"""What a person does in front of the pages, in words of the pages."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

A_WHILE = 900_000  # milliseconds that hearing or reading may take on a busy machine


def hand_in(page: Page, *files: Path, each: bool = False) -> None:
    """Choose the files on the home page: one meeting, or one `each`."""
    page.locator("#files").set_input_files(list(files))
    if each:
        page.get_by_label("每个文件一次会议").check()
    page.get_by_role("button", name="开始转换").click()
    expect(page.locator("#saved")).to_contain_text("已交给程序", timeout=A_WHILE)


def open_first(page: Page) -> None:
    """The first meeting that waits, as soon as one does."""
    waiting = page.get_by_role("link", name="开始审").first
    expect(waiting).to_be_visible(timeout=A_WHILE)
    waiting.click()
    page.wait_for_url("**/meetings/*")


def sign_in(page: Page, name: str) -> None:
    """The page comes anew once the name is known, and hears keys once a candidate is chosen."""
    page.wait_for_load_state()
    page.get_by_label("请写明您是谁").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=name)).to_be_visible()
    ready(page)


def ready(page: Page) -> None:
    expect(page.locator(".card[aria-current]")).to_be_visible()


def chosen(page: Page) -> Locator:
    """The candidate that keys are for."""
    return page.locator(".card[aria-current]")


def waiting(page: Page) -> Locator:
    return page.locator(".card.is-waiting:not([data-near])")


def judge_all(page: Page) -> None:
    """With the keyboard alone: A lets the chosen one stand and goes on to the next."""
    for left in reversed(range(waiting(page).count())):
        page.keyboard.press("a")
        expect(waiting(page)).to_have_count(left)


def look_at_masks(page: Page) -> None:
    """Read to the end what the posted edition keeps back, and let all of it be so."""
    page.get_by_role("link", name="遮盖").first.click()
    expect(page.locator(".mask").last).to_be_visible()
    for mask in page.locator(".mask").all():
        mask.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
    page.locator("#mask-all").click()
    page.get_by_role("link", name="回签发").click()


def sign(page: Page) -> None:
    """Say of every finding that it is known, look at what is masked, and sign."""
    page.wait_for_url("**/briefing*")
    page.wait_for_load_state()
    desk = page.locator("#signing-desk")
    findings = desk.locator(".is-bad input[name=reason]")
    for left in reversed(range(findings.count())):
        findings.first.fill("会上没有定")
        findings.first.press("Enter")
        expect(findings).to_have_count(left)
    if desk.locator(".is-bad").count():
        look_at_masks(page)
    desk.get_by_role("button", name="签发", exact=True).click()
    expect(desk.get_by_role("heading", name="已签发")).to_be_visible()


def find_faults(page: Page) -> list[str]:
    """What axe has to say against the page, for whoever cannot see it or use a mouse."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
