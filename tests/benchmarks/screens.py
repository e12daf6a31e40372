"""Every page at the size of an office's screen and of a phone, as pictures to be looked at:

    python -m tests.benchmarks.screens FOLDER [--library FOLDER]

Converts three samples, judges one of them wholly, logs in and walks through the pages. Run by
hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from mintobrief.domain.person import Role
from mintobrief.review import accept
from mintobrief.store import open_library
from mintobrief.store.accounts import Accounts
from mintobrief.store.library import Library
from tests.browser.house import environment, mintobrief
from tests.web.accounts.house import GOOD

CERTIFICATE = Path(__file__).parents[1] / "web" / "accounts" / "localhost.pem"
SIZES = {"office": (1366, 768), "phone": (390, 844)}
SAMPLES = ("typed-notes", "spoken-meeting", "handwritten-notes")
WHO = "李主任"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--library", type=Path, help="a folder that the library stays in")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as fresh:
        home = options.library or Path(fresh)
        if not (home / "library").exists():
            fill(home)
        paths = pages_of(home)
        with served(home) as address, sync_playwright() as player:
            browser = player.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            for size, (width, height) in SIZES.items():
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    ignore_https_errors=True,
                    locale="zh-CN",
                )
                walk(page, address, paths, options.folder / size)
            browser.close()


def fill(home: Path) -> None:
    """Three meetings; the typed one is judged, in a compound with somebody on its roll."""
    for sample in SAMPLES:
        mintobrief(home, "convert", str(next(Path(f"samples/{sample}").glob("input.*"))))
    with open_library(home / "library") as library:
        Accounts(library.database).people.add(WHO, Role, GOOD, by="终端", given=False)
        compound = library.compounds.add("银杏里小区", WHO)
        for entry in library.list_meetings():
            library.compounds.move(entry.id, compound.id, WHO)
        judge(library, library.list_meetings()[-1].id)


def judge(library: Library, meeting_id: str) -> None:
    now = datetime.now(UTC)
    found = library.look(meeting_id).meeting.resolutions
    library.add_judgements(meeting_id, [accept(one, None, WHO, now) for one in found])


def pages_of(home: Path) -> dict[str, str]:
    """Every page by the name of its picture."""
    with open_library(home / "library") as library:
        written, heard, typed = (entry.id for entry in library.list_meetings())
        done = library.look(typed).meeting.resolutions[0].id
        compound = next(one.id for one in library.compounds.all() if one.name == "银杏里小区")
    of_meeting = ("text", "header", "masks", "briefing", "lookback", "history", "compound")
    return {
        "home": "/",
        "search": "/?q=电梯",
        "review-heard": f"/meetings/{heard}",
        "review-written": f"/meetings/{written}",
        "review-judged": f"/meetings/{typed}",
        **{f"meeting-{name}": f"/meetings/{typed}/{name}" for name in of_meeting},
        "readers": f"/meetings/{typed}/readers",
        "tasks": "/tasks",
        "task": f"/meetings/{typed}/tasks/{done}",
        "compounds": "/compounds",
        "compound": f"/compounds/{compound}",
        "compound-history": f"/compounds/{compound}/history",
        "register": "/register",
        "register-book": f"/register/{compound}",
        "settings": "/settings",
        "history": "/history",
        "account": "/account",
        "people": "/people",
        "phone": "/phone",
        "api": "/api/v1/docs",
        "none": "/meetings/none",
    }


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of the pages, open to who logs in."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "mintobrief", "serve", "--port", "0", "--cert", CERTIFICATE],
        env=environment(home),
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        said = (re.search(r"https://127\.0\.0\.1:\d+", line) for line in process.stdout)
        yield next(found[0] for found in said if found)
        process.terminate()


def walk(page: Page, address: str, paths: dict[str, str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page.goto(f"{address}/login")
    look(page, folder / "login.png")
    page.get_by_label("姓名").fill(WHO)
    page.locator("input[name=password]").fill(GOOD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(f"{address}/")
    for name, path in paths.items():
        page.goto(f"{address}{path}")
        look(page, folder / f"{name}.png")


def look(page: Page, picture: Path) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    page.screenshot(path=picture, full_page=True, animations="disabled")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    size = picture.stat().st_size // 1024
    note = f", {wide} px too wide" if wide > 0 else ""
    print(f"{picture.parent.name} {picture.stem}: {size} KiB{note}")


if __name__ == "__main__":
    main()
