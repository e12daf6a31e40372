"""Who was expected, came and was excused is printed in every kind of paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mintobrief.domain import Attendee, Briefing, Field, Header
from mintobrief.export import Edition, Letterhead, write_briefing

ABSENT = (Attendee("周建民", "委员", "业主委员会"), Attendee("何敏", None, "恒安物业公司"))


def printed(briefing: Briefing, folder: Path, profile: str = "briefing", **more: object) -> str:
    """The paper as plain text, its header with these particulars."""
    header: Header = replace(briefing.meeting.header, **more)  # type: ignore[arg-type]
    told = replace(briefing, meeting=replace(briefing.meeting, header=header))
    path = folder / "briefing.txt"
    write_briefing(told, "txt", path, Edition.ARCHIVE, Letterhead(profile=profile))
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("profile", "label", "before"),
    [("briefing", "请假人员：", "列席人员："), ("minutes", "请假：", "列席：")],
)
def test_who_was_excused_stands_before_who_sat_in(
    briefing: Briefing, tmp_path: Path, profile: str, label: str, before: str
) -> None:
    """GB/T 9704-2012, 10.3: 出席, then 请假 and 列席, a line each."""
    text = printed(briefing, tmp_path, profile, absent=ABSENT)
    assert "业主委员会（1人）：周建民（委员）" in text
    assert text.index(label) < text.index("周建民") < text.index(before)


def test_nobody_excused_has_no_line(briefing: Briefing, tmp_path: Path) -> None:
    assert "请假" not in printed(briefing, tmp_path)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "共4人。"),
        ({"expected": Field(7)}, "应到7人，实到4人。"),
        ({"expected": Field(7), "present": Field(5)}, "应到7人，实到5人。"),
        ({"present": Field(5)}, "实到5人。"),
    ],
)
def test_heads_are_told_as_they_were_counted(
    briefing: Briefing, tmp_path: Path, more: dict[str, object], told: str
) -> None:
    assert told in printed(briefing, tmp_path, "briefing", **more)
