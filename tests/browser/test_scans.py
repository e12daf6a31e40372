"""The third moment: pages of handwritten notes, handed in at once, reviewed one after the other."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.hands import A_WHILE, find_faults, hand_in, judge_all, open_first, sign_in

PAGE = Path("samples/handwritten-notes/input.jpg")


def test_a_cupboard_of_notes_is_reviewed(page: Page, tmp_path: Path) -> None:
    hand_in(page, *photographs(tmp_path), each=True)
    expect(page.get_by_role("link", name="开始审")).to_have_count(2, timeout=A_WHILE)
    assert find_faults(page) == []
    open_first(page)
    sign_in(page, "王秀英")
    expect(page.locator("#scan rect")).to_be_visible()
    box = page.locator("#scan rect").bounding_box()
    assert box is not None
    assert box["height"] > 12  # the line is shown at the size one reads
    assert find_faults(page) == []
    judge_all(page)
    page.get_by_role("link", name="会议简报").click()
    expect(page.get_by_role("link", name="开始审")).to_have_count(1)


def photographs(folder: Path) -> list[Path]:
    """One page, photographed twice: two files that are not the same."""
    taken = []
    for number, brightness in ((1, 1.0), (2, 0.96)):
        with Image.open(PAGE) as page:
            path = folder / f"笔记 {number}.jpg"
            page.point(lambda v, by=brightness: int(v * by)).save(path, quality=92)
            taken.append(path)
    return taken
