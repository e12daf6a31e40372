"""A name and a password in a real browser: what is shown of it, and what is left of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mintobrief.domain.person import Role
from mintobrief.store import open_library
from mintobrief.store.accounts import Accounts
from tests.browser.conftest import OFFICE, PATIENCE
from tests.web.accounts.house import GOOD

CERTIFICATE = Path(__file__).parents[1] / "web" / "accounts" / "localhost.pem"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where an office is served by https; 李主任 and 王会计 have accounts."""
    with open_library(tmp_path / "library") as library:
        people = Accounts(library.database).people
        for name in ("李主任", "王会计"):
            people.add(name, Role, GOOD, by="终端", given=False)
    served = subprocess.Popen(
        [sys.executable, "-u", "-m", "mintobrief", "serve", "--port", "0", "--cert", CERTIFICATE],
        env={**os.environ, "HOME": str(tmp_path), "MINTOBRIEF_LIBRARY": str(tmp_path / "library")},
        stdout=subprocess.PIPE,
        text=True,
    )
    with served:
        assert served.stdout is not None
        said = (re.search(r"https://127\.0\.0\.1:\d+", line) for line in served.stdout)
        yield next(found[0] for found in said if found)
        served.terminate()


@pytest.fixture
def stranger(chromium: Browser, address: str) -> Iterator[Page]:
    """A window on the log-in."""
    with chromium.new_context(viewport=OFFICE, ignore_https_errors=True) as context:  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"{address}/login")
        yield page


def test_a_password_can_be_looked_at_and_nothing_typed_outlives_the_log_out(
    stranger: Page, address: str
) -> None:
    """An input method writes Chinese only where it is shown."""
    password = stranger.locator("input[name=password]")
    stranger.get_by_label("姓名").fill("李主任")
    password.fill(GOOD)
    expect(password).to_have_attribute("type", "password")
    stranger.get_by_label("显示密码").check()
    expect(password).to_have_attribute("type", "text")
    expect(password).to_have_value(GOOD)
    stranger.get_by_role("button", name="登录", exact=True).click()
    expect(stranger.get_by_text("我的账号")).to_be_visible()
    stranger.evaluate("localStorage.setItem('draft m r1', '没有存的话')")
    stranger.evaluate("localStorage.setItem('speed', '1.5')")
    stranger.goto(f"{address}/account")
    stranger.get_by_role("button", name="退出登录").click()
    expect(stranger.get_by_role("heading", name="登录", exact=True)).to_be_visible()
    assert stranger.evaluate("Object.keys(localStorage)") == ["speed"]


def test_a_password_is_hidden_again_when_it_is_sent(stranger: Page) -> None:
    password = stranger.locator("input[name=password]")
    stranger.get_by_label("姓名").fill("李主任")
    stranger.get_by_label("显示密码").check()
    password.fill("不是这个密码呀呀")
    stranger.get_by_role("button", name="登录", exact=True).click()
    expect(stranger.get_by_role("alert").first).to_contain_text("姓名或密码不对")
    expect(password).to_have_attribute("type", "password")
    expect(stranger.get_by_label("显示密码")).not_to_be_checked()


def test_what_one_typed_is_not_offered_to_who_logs_in_after(stranger: Page, address: str) -> None:
    """李主任 was logged out by time alone; 王会计 logs in at the same browser."""
    blank = stranger.get_by_label("新小区的名称")
    log_in(stranger, address, "李主任")
    blank.fill("春风里")
    stranger.context.clear_cookies()
    log_in(stranger, address, "王会计")
    expect(blank).to_have_value("")
    expect(stranger.locator(".kept-draft")).to_have_count(0)
    stranger.context.clear_cookies()
    log_in(stranger, address, "李主任")
    expect(blank).to_have_value("春风里")


def log_in(page: Page, address: str, name: str) -> None:
    """To the page of compounds, where a form is open to all."""
    page.goto(f"{address}/login")
    page.get_by_label("姓名").fill(name)
    page.locator("input[name=password]").fill(GOOD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_text("我的账号")).to_be_visible()
    page.goto(f"{address}/compounds")
    expect(page.get_by_role("link", name=name)).to_be_visible()
