"""公示版遮盖 by keyboard: looked at one by one, let stand, taken back, all confirmed at the end."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Page, expect

from tests.browser.house import mintobrief

NOTES = """锦绣花园小区物业治理推进会会议记录
时间：2026年3月14日 14:00
参会人员：居委会主任陈静，物业公司项目经理张伟，业主代表王小明
主持人：陈静

一、3号楼漏水
王小明：我住三栋二单元五零二，家里漏水三个月了。
张伟：物业24小时值班电话0512-65551234，大家记一下。
会议决定：由物业公司张伟负责，3月20日前修好3号楼2单元502室的漏水点，联系电话13812345678。
"""


@pytest.fixture
def masked(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Page:
    """The page of masks of a meeting that is judged."""
    home = tmp_path_factory.mktemp("masks")
    (home / "会议.txt").write_text(NOTES, encoding="utf-8")
    mintobrief(home, "convert", str(home / "会议.txt"))
    found = re.search(r"\d{8}-\w+", mintobrief(home, "list"))
    assert found is not None
    mintobrief(home, "review", found[0], "--accept", "all", "--reviewer", "刘敏")
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    page = cast(Page, request.getfixturevalue("page"))
    page.goto(f"http://{page.url.split('/')[2]}/meetings/{found[0]}/masks")
    page.fill("form.strip input[name=name]", "刘敏")
    page.keyboard.press("Enter")
    expect(page.locator("form.strip")).to_have_count(0)
    # the page came anew, and its keys are heard
    expect(page.locator("#mask-all-why")).to_contain_text("没有看到")
    return page


def test_masks_are_looked_at_by_keyboard_alone(masked: Page) -> None:
    bar = masked.locator("#mask-bar")
    count = masked.locator(".mask").count()
    expect(bar).to_contain_text(f"还有 {count} 项待确认")
    masked.keyboard.press("j")
    masked.keyboard.press("a")
    expect(bar).to_contain_text(f"还有 {count - 1} 项待确认")
    first = masked.locator(".mask").first
    expect(first).to_have_attribute("data-state", "hide")
    masked.keyboard.press("k")
    masked.keyboard.press("b")
    expect(first).to_have_attribute("data-state", "keep")
    masked.keyboard.press("k")
    masked.keyboard.press("z")
    expect(first).to_have_attribute("data-state", "open")
    for _ in range(count):
        masked.keyboard.press("j")
        masked.wait_for_timeout(150)
    expect(masked.locator("#mask-all")).to_be_enabled()
    masked.locator("#mask-all").focus()
    masked.keyboard.press("Enter")
    expect(bar).to_contain_text(f"{count} 项都确认过了")


def test_a_page_on_a_phone_is_no_wider_than_the_phone(masked: Page) -> None:
    masked.set_viewport_size({"width": 390, "height": 844})
    assert masked.evaluate("document.documentElement.scrollWidth") == 390
    masked.fill(".mask-add input[name=found]", "值班")
    masked.keyboard.press("Enter")
    expect(masked.locator(".mask", has_text="另加的")).to_contain_text("值班 → （略）")
