"""Real Chromium on the real pages; skipped only where no Chromium is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.hands import sign_in
from tests.browser.house import House, mintobrief, opened

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 60_000  # milliseconds: a busy machine is slow
OFFICE = {"width": 1366, "height": 768}
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mine = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in mine if CHROMIUM is None else []:
        item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    # not for the session: while it plays, an event loop runs, in which DBOS starts no worker
    with sync_playwright() as playwright:
        # a container has neither the sandbox's rights nor a large /dev/shm
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--lang=zh-CN"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A clean library."""
    with opened(tmp_path) as house:
        yield house


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one meeting, converted once from typed notes."""
    home = tmp_path_factory.mktemp("notes")
    mintobrief(home, "convert", "samples/typed-notes/input.docx")
    return home


@pytest.fixture
def noted(request: pytest.FixtureRequest, tmp_path: Path, notes: Path) -> Page:
    """A window on the library with that meeting."""
    shutil.copytree(notes, tmp_path, dirs_exist_ok=True)
    return cast(Page, request.getfixturevalue("page"))


@pytest.fixture
def desk(noted: Page) -> Page:
    """The review page of a meeting that was typed, a candidate chosen."""
    noted.get_by_role("link", name="开始审").focus()
    noted.keyboard.press("Enter")
    sign_in(noted, "王秀英")
    return noted


@pytest.fixture
def page(chromium: Browser, house: House) -> Iterator[Page]:
    """A window that was let in; what goes wrong in its scripts fails the test."""
    with chromium.new_context(viewport=OFFICE, locale="zh-CN") as context:  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(house.link)
        yield page
        assert not wrong
