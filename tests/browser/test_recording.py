"""The first moment: a recording handed in after the meeting becomes a signed briefing."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.hands import find_faults, hand_in, judge_all, open_first, sign, sign_in

RECORDING = Path("samples/spoken-meeting/input.opus")


def test_a_recording_becomes_a_signed_briefing(page: Page, tmp_path: Path) -> None:
    hand_in(page, RECORDING)
    open_first(page)
    sign_in(page, "王秀英")
    hear(page)
    assert find_faults(page) == []
    judge_all(page)
    page.get_by_role("link", name="签发").click()
    sign(page)
    assert find_faults(page) == []
    with page.expect_download() as coming:
        page.locator("a[href$='archive.docx']").first.click()
    coming.value.save_as(tmp_path / "简报.docx")
    written = "".join(p.text for p in Document(str(tmp_path / "简报.docx")).paragraphs)
    assert "王秀英" in written
    assert "尚未签发" not in written


def hear(page: Page) -> None:
    """Space plays from the second that the chosen candidate rests on."""
    sound = page.locator("#player audio")
    page.keyboard.press("Space")
    expect(page.locator("#player [data-play]")).to_be_visible()
    page.wait_for_timeout(1500)
    assert sound.evaluate("sound => sound.currentTime") > 0
    page.keyboard.press("Space")
