"""What is due after a meeting stands in the calendar of the office, and in no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from mintobrief.domain import Briefing
from mintobrief.domain.limit import Limit
from mintobrief.export import Edition, write_briefing

LIMITS = (
    Limit("通知各参会单位", date(2026, 3, 11), "本地规定", before=True),
    Limit("整理会议纪要", date(2026, 3, 18), "本地规定：3个工作日", note="除去周六、周日"),
    Limit("公示期满", None, "本地规定", note="从签发那天起算 7 天"),
)


def lines(briefing: Briefing, folder: Path, edition: Edition) -> list[str]:
    path = folder / "tasks.ics"
    write_briefing(replace(briefing, limits=LIMITS), "ics", path, edition)
    return path.read_bytes().decode().replace("\r\n ", "").split("\r\n")


def test_only_what_is_still_to_come_is_an_event(briefing: Briefing, tmp_path: Path) -> None:
    told = lines(briefing, tmp_path, Edition.ARCHIVE)
    assert told.count("BEGIN:VEVENT") == told.count("END:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20260318" in told
    assert "SUMMARY:整理会议纪要（截止）" in told
    assert any(line.startswith("DESCRIPTION:") and "3个工作日" in line for line in told)
    assert told.count("BEGIN:VTODO") == 2


def test_the_posted_edition_does_not_tell_of_them(briefing: Briefing, tmp_path: Path) -> None:
    assert "BEGIN:VEVENT" not in lines(briefing, tmp_path, Edition.PUBLIC)
