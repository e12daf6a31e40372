"""The power goes while files go up and while somebody types: nothing is lost."""

from __future__ import annotations

import hashlib
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OFFICE
from tests.browser.hands import hand_in, sign_in
from tests.browser.house import House

MEBIBYTE = 1 << 20


def test_a_file_goes_on_where_it_was_cut_off(page: Page, house: House, tmp_path: Path) -> None:
    sent = tmp_path / "会议.wav"
    sent.write_bytes(hashlib.shake_256(b"noise").digest(96 * MEBIBYTE))
    page.locator("#files").set_input_files(sent)
    page.get_by_role("button", name="开始转换").click()
    expect(page.locator("#chosen progress")).to_be_visible()
    while not any(part.stat().st_size > 8 * MEBIBYTE for part in parts_of(house)):
        page.wait_for_timeout(20)
    house.kill()
    arrived = max(part.stat().st_size for part in parts_of(house))
    assert arrived < 96 * MEBIBYTE
    house.open_again()
    page.goto(house.link)
    hand_in(page, sent)
    house.kill()
    digest = hashlib.sha256(sent.read_bytes()).hexdigest()
    kept = [path for path in (house.home / "library").rglob(f"*{digest[2:]}*") if path.is_file()]
    assert [hashlib.sha256(path.read_bytes()).hexdigest() for path in kept] == [digest]


def parts_of(house: House) -> list[Path]:
    """Whatever large file is in the library by now."""
    return [path for path in (house.home / "library").rglob("*") if path.is_file()]


def test_what_was_typed_is_there_again(noted: Page, house: House) -> None:
    noted.get_by_role("link", name="开始审").click()
    sign_in(noted, "王秀英")
    where = noted.url
    noted.keyboard.press("e")
    noted.locator(".edit textarea[name=action]").fill("把南门的路灯全部换新")
    house.kill()
    noted.keyboard.press("Control+Enter")
    expect(noted.locator("#saved")).to_contain_text("没有存上")
    house.open_again()
    noted.goto(house.link)
    noted.goto(where)
    sign_in(noted, "王秀英")
    noted.keyboard.press("e")
    expect(noted.locator(".edit textarea[name=action]")).to_have_value("把南门的路灯全部换新")
    noted.keyboard.press("Control+Enter")
    expect(noted.locator(".card.is-edited h3")).to_have_text("把南门的路灯全部换新")


def test_two_people_never_overwrite_each_other(
    noted: Page, house: House, chromium: Browser
) -> None:
    noted.get_by_role("link", name="开始审").click()
    sign_in(noted, "王秀英")
    noted.keyboard.press("e")
    noted.locator(".edit textarea[name=action]").fill("王秀英的写法")
    with chromium.new_context(viewport=OFFICE, locale="zh-CN") as context:  # type: ignore[arg-type]
        other = context.new_page()
        other.goto(house.link)
        other.goto(noted.url)
        sign_in(other, "李明")
        other.keyboard.press("a")
        expect(other.locator(".card.is-accepted")).to_have_count(1)
    noted.keyboard.press("Control+Enter")
    expect(noted.get_by_role("alertdialog")).to_contain_text("李明")
    noted.get_by_role("button", name="用我的").click()
    expect(noted.locator(".card.is-edited h3")).to_have_text("王秀英的写法")


def test_what_was_typed_in_a_window_or_a_form_is_there_again(noted: Page, house: House) -> None:
    """The power goes in mid-word; who comes back goes on, and what was saved is not offered."""
    noted.get_by_role("link", name="开始审").click()
    sign_in(noted, "王秀英")
    where = noted.url.partition("#")[0]
    open_split(noted)
    noted.locator("#dialog textarea[name=action1]").fill("先修南门的灯")
    noted.goto(f"{where}/header")
    noted.locator("#h-title").fill("三月物业联席会议")
    house.kill()
    house.open_again()
    noted.goto(house.link)
    noted.goto(where)
    sign_in(noted, "王秀英")
    open_split(noted)
    expect(noted.locator("#dialog textarea[name=action1]")).to_have_value("先修南门的灯")
    expect(noted.locator("#dialog .kept-draft")).to_contain_text("还没有保存")
    noted.get_by_role("button", name="不要了").click()
    expect(noted.locator("#dialog textarea[name=action1]")).not_to_have_value("先修南门的灯")
    noted.goto(f"{where}/header")
    expect(noted.locator("#h-title")).to_have_value("三月物业联席会议")
    noted.get_by_role("button", name="保存").click()
    noted.wait_for_url(f"{where}*")
    noted.goto(f"{where}/header")
    expect(noted.locator("#h-title")).to_have_value("三月物业联席会议")
    expect(noted.locator(".kept-draft")).to_have_count(0)


def open_split(page: Page) -> None:
    page.locator(".card[aria-current] [data-dialog*=split]").click()
    expect(page.locator("#dialog textarea[name=action1]")).to_be_visible()


def test_a_judgement_waits_until_the_disk_has_room(noted: Page, house: House) -> None:
    """The page says that it is not saved, keeps what is typed and saves it by itself."""
    noted.get_by_role("link", name="开始审").click()
    sign_in(noted, "王秀英")
    noted.keyboard.press("e")
    noted.locator(".edit textarea[name=action]").fill("把南门的路灯全部换新")
    with full_disk(house):
        noted.keyboard.press("Control+Enter")
        expect(noted.locator("#saved")).to_contain_text("秒后再试")
        expect(noted.locator("#toast")).to_contain_text("填的都留着")
        expect(noted.locator(".edit textarea[name=action]")).to_have_value("把南门的路灯全部换新")
    expect(noted.locator(".card.is-edited h3")).to_have_text("把南门的路灯全部换新")
    expect(noted.locator("#saved")).to_contain_text("已保存")


@contextmanager
def full_disk(house: House) -> Iterator[None]:
    """Nothing the server writes is taken; its children, begun before, are as they were."""
    soft, hard = resource.prlimit(house.served.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(house.served.pid, resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.prlimit(house.served.pid, resource.RLIMIT_FSIZE, (soft, hard))
