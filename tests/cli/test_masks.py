"""Who exports the posted edition is told of what nobody looked at."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.conftest import Call

NOTES = """会议记录
时间：2026年3月14日
会议决定：由物业公司张伟负责，3月20日前修好3栋502室的漏水点。
"""


def test_the_posted_edition_names_what_waits(call: Call, tmp_path: Path) -> None:
    notes = tmp_path / "会议.txt"
    notes.write_text(NOTES, encoding="utf-8")
    found = re.search(r"\d{8}-\w+", call("convert", notes).out)
    assert found is not None
    assert call("review", found[0], "--accept", "all", "--reviewer", "刘敏").code == 0
    export = ("export", found[0], "-f", "txt", "--edition", "public", "-o")
    assert "公示版遮去的还有 1 项没有人确认" in call(*export, tmp_path / "b.txt").out
    assert "修好3栋业主的漏水点" in (tmp_path / "b.txt").read_text(encoding="utf-8")
    named = call(*export, tmp_path / "3栋502室.txt")
    assert named.code == 4
    assert "文件名有门牌“3栋502室”" in named.err
