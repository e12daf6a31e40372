"""A second meeting speaks of what the first resolved: it is confirmed, and told in its briefing."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.hands import find_faults, judge_all, ready, sign_in
from tests.browser.house import mintobrief

HEAD = """雪松小区物业管理联席会议记录
时间：{day}14:00
地点：居委会二楼会议室
主持人：王秀英（居委会主任）
参会人员：业委会主任赵国华、物业公司项目经理李强
"""
MARCH = """一、电梯和账目
李强：3号楼电梯这个月停了两次，要换曳引绳。
议定事项：
1. 物业公司李强负责在3月31日前修好3号楼电梯，居委会验收。
2. 业委会赵国华在4月10日前把第一季度公共收益账目贴到公告栏。
"""
APRIL = """一、上次议定事项落实情况
李强：3号楼电梯3月28日修好了，居委会验收合格。
赵国华：公共收益账目还没有贴出来，推到4月30日前。
二、充电桩
议定事项：
1. 物业公司李强在5月20日前装好东门两个充电桩。
"""


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two meetings of one compound, a month apart."""
    home = tmp_path_factory.mktemp("months")
    for day, said in (("2026年3月14日", MARCH), ("2026年4月15日", APRIL)):
        file = home / f"{day}.txt"
        file.write_text(HEAD.format(day=day) + said, encoding="utf-8")
        mintobrief(home, "convert", str(file))
    return home


def test_what_was_resolved_is_followed_up_in_the_next_briefing(noted: Page, tmp_path: Path) -> None:
    begin(noted, "2026年3月14日")
    sign_in(noted, "王秀英")
    judge_all(noted)
    begin(noted, "2026年4月15日")
    ready(noted)
    judge_all(noted)
    noted.get_by_role("link", name="上次事项").click()
    confirm(noted)
    noted.get_by_role("link", name="签发").first.click()
    with noted.expect_download() as coming:
        noted.locator("a[href$='archive.docx']").first.click()
    coming.value.save_as(tmp_path / "简报.docx")
    paragraphs = [p.text for p in Document(str(tmp_path / "简报.docx")).paragraphs]
    [lift] = [text for text in paragraphs if "电梯" in text and "已办结" in text]
    [accounts] = [text for text in paragraphs if "账目" in text and "转入下期" in text]
    assert "3月28日" in lift
    assert "4月30日" in accounts


def begin(page: Page, day: str) -> None:
    """Review the meeting of that day."""
    page.get_by_role("link", name="会议简报").click()
    page.locator(".row", has_text=day).get_by_role("link", name="开始审").click()
    page.wait_for_url("**/meetings/*")


def confirm(page: Page) -> None:
    """One key for each: what is proposed is plain enough."""
    expect(page.get_by_text("像是已办结")).to_be_visible()
    assert find_faults(page) == []
    for confirmed in (1, 2):
        page.keyboard.press("a")
        expect(page.locator(".card.is-accepted")).to_have_count(confirmed)
