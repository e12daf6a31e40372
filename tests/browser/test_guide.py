"""The secretary's guide: its pictures are taken on this walk, and the words it names are there.

`--regen` writes the pictures anew.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.hands import hand_in, judge_all, ready, sign_in
from tests.browser.house import mintobrief

GUIDE = Path(__file__).parents[2] / "docs" / "guide.md"
PICTURE = re.compile(r"!\[[^]]*\]\(pictures/([\w-]+\.png)\)")
# what the samples would be called by who hands them in
NAMED = {
    "车库照明协调会录音.opus": "spoken-meeting",
    "楼组长碰头会手记.jpg": "handwritten-notes",
    "四季度联席会议记录.docx": "typed-notes",
}
LABEL = re.compile("「([^」]+)」")
# what an element says to the eye, or to who cannot see it
SAYS = """() => [document.body.innerText, ...[...document.querySelectorAll(
  '[placeholder],[aria-label],[title],details,option,button,label')].map(e =>
  [e.placeholder, e.ariaLabel, e.title, e.textContent].join(' '))].join('\\n')"""


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with meetings that were recorded, written by hand and typed."""
    home = tmp_path_factory.mktemp("guide")
    for name, sample in NAMED.items():
        shutil.copy(next(Path(f"samples/{sample}").glob("input.*")), home / name)
        mintobrief(home, "convert", str(home / name))
    return home


def test_the_guide_shows_and_names_what_is_there(noted: Page, tmp_path: Path, regen: bool) -> None:
    told = GUIDE.read_text(encoding="utf-8")
    walk = Walk(noted, tmp_path / "pictures")
    walk.through()
    assert sorted(PICTURE.findall(told)) == sorted(path.name for path in walk.folder.iterdir())
    assert [label for label in LABEL.findall(told) if label and label not in walk.read] == []
    if regen:
        keep(walk.folder, GUIDE.parent / "pictures")
    assert {path.name for path in (GUIDE.parent / "pictures").iterdir()} == set(
        PICTURE.findall(told)
    )


def keep(taken: Path, pictures: Path) -> None:
    """With 256 colours: a page needs no more, and a clone is no heavier than it must be."""
    for path in taken.iterdir():
        with Image.open(path) as picture:
            picture.convert("RGB").quantize(256).save(pictures / path.name, optimize=True)


class Walk:
    """Through the pages in the order of the guide; `read` is all they said."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder, self.read = page, folder, ""
        self.site = page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2]
        folder.mkdir()

    def through(self) -> None:
        page = self.page
        self.look("home")
        self.choose()
        self.look("upload")
        page.goto(self.site)
        self.begin("楼组长碰头会")
        sign_in(page, "王秀英")
        expect(page.locator("#scan rect")).to_be_visible()
        self.look("scan")
        self.begin("没有读到会议名称")
        ready(page)
        expect(page.get_by_text("波形准备中")).to_be_hidden()
        self.look("review")
        self.begin("联席会议")
        ready(page)
        meeting = page.url.split("#")[0]
        judge_all(page)
        self.look()
        for name in ("header", "text"):
            page.goto(f"{meeting}/{name}")
            self.look(name)
        page.goto(f"{meeting}/masks")
        page.get_by_label("原文里的字").fill("居委会二楼")
        page.get_by_role("button", name="遮去").last.click()
        expect(page.locator("#mask-list li").first).to_be_visible()
        self.look("masks")
        page.goto(f"{meeting}/briefing")
        expect(page.locator("img.paper").first).to_be_visible()
        self.look("briefing")
        page.goto(f"{self.site}/tasks")
        self.look("tasks")
        page.goto(self.site)
        hand_in(page, *self.shelf(), each=True)
        expect(page.get_by_role("heading", name="转写中")).to_be_visible()
        self.look("batch")

    def choose(self) -> None:
        """What one meeting left behind, named as a person names files."""
        files = [self.folder.parent / name for name in list(NAMED)[:2]]
        self.page.locator("#files").set_input_files(files)

    def shelf(self) -> list[Path]:
        """Minutes of half a year, each of another meeting."""
        folder = self.folder.parent / "shelf"
        folder.mkdir()
        paths = [folder / f"2025年{month}月楼组长例会.txt" for month in range(1, 7)]
        for month, path in enumerate(paths, 1):
            path.write_text(f"2025年{month}月12日 楼组长例会\n物业{month}日前修好门禁。", "utf-8")
        return paths

    def begin(self, title: str) -> None:
        """Review the meeting whose title has these words."""
        self.page.goto(self.site)
        row = self.page.locator(".row", has_text=title)
        row.get_by_role("link", name="开始审").click()

    def look(self, picture: str = "") -> None:
        """Read the page, and keep a picture of it."""
        self.page.wait_for_load_state("networkidle")
        self.read += self.page.evaluate(SAYS)
        if picture:
            self.page.evaluate("scrollTo(0, 0)")
            self.page.screenshot(path=self.folder / f"{picture}.png", animations="disabled")
