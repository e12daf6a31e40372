"""`mintobrief history`: the terminal tells what the page tells."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Call
from tests.cli.test_flow import NOTES


def test_who_did_what_is_told(call: Call, tmp_path: Path) -> None:
    notes = tmp_path / "记录.txt"
    notes.write_text(NOTES, encoding="utf-8")
    assert call("convert", notes, "--json", tmp_path / "o.json").code == 0
    meeting = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["meeting"]["id"]
    call("review", meeting, "--set", "r2", "deadline=2026-04-01", "--reviewer", "方静")
    call("review", meeting, "--accept", "all", "--reviewer", "小方")
    call("export", meeting, "-f", "md", "-o", tmp_path / "b.md")
    lines = call("history", meeting).out.splitlines()
    assert lines[0].endswith("程序 下载或导出了简报")
    assert any("小方 通过了“" in line for line in lines)
    assert any("方静 修改并通过了“" in line and "→ 2026-04-01" in line for line in lines)
    assert "转换完成" in lines[-1]


def test_a_meeting_that_is_not_there(call: Call) -> None:
    answer = call("history", "nowhere")
    assert (answer.code, "nowhere" in answer.err) == (4, True)
