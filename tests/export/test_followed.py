"""上次议定事项落实情况 in every kind of paper and every format."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mintobrief.domain import (
    Briefing,
    Deadline,
    DeadlineKind,
    Meeting,
    Point,
    PointKind,
    Quote,
    Topic,
)
from mintobrief.domain.followed import Followed
from mintobrief.domain.task import Task, TaskId, TaskStatus
from mintobrief.export import PROFILES, Edition, Letterhead, write_briefing
from mintobrief.export.layout import lay_out
from mintobrief.export.template.fields import values_of
from mintobrief.export.text import lines_of
from tests.export.conftest import MEETING, reviewed

LIMIT = Deadline("四月底前", DeadlineKind.DATE, date(2026, 4, 30))
LAMPS = Task(TaskId("m0", "r1"), "车库换灯", ("张伟",), LIMIT, agreed_on=date(2026, 1, 9))
BOOTH = Task(TaskId("m0", "r2"), "重做门岗亭防水", agreed_on=date(2026, 1, 9))
FENCE = Task(TaskId("m0", "r3"), "修补3号楼1202室外围栏", agreed_on=date(2026, 1, 9))
FOLLOWED = (
    Followed(LAMPS, TaskStatus.DONE, "张伟：换好了，联系13812345678。", date(2026, 3, 2), (0,)),
    Followed(BOOTH, TaskStatus.CARRIED, "料没到。", date(2026, 5, 8), (2,)),
    Followed(FENCE, TaskStatus.OVERDUE, "", date(2026, 2, 1)),
)


def followed(meeting: Meeting = MEETING) -> Briefing:
    return replace(reviewed(meeting), followed=FOLLOWED)


def lines(
    briefing: Briefing, edition: Edition = Edition.ARCHIVE, profile: str = "briefing"
) -> list[str]:
    return [
        line.strip() for line in lines_of(lay_out(briefing, edition, Letterhead(profile=profile)))
    ]


@pytest.mark.parametrize("profile", PROFILES)
def test_every_kind_of_paper_tells_how_they_stand(profile: str) -> None:
    told = lines(followed(), profile=profile)
    start = next(i for i, line in enumerate(told) if line.endswith("、上次议定事项落实情况"))
    assert told[start + 1 : start + 5] == [
        "会议听取了上次议定事项的落实情况，共3项：已办结1项，逾期1项，转入下期1项。",
        "1.车库换灯（责任主体：张伟；完成时限：四月底前）：已办结（2026年3月2日）。"
        "张伟：换好了，联系13812345678。",
        "2.重做门岗亭防水：转入下期（时限改为2026年5月8日）。料没到。",
        "3.修补3号楼1202室外围栏：逾期。会上没有说到。",
    ]


def test_a_meeting_that_spoke_of_none_has_no_such_part() -> None:
    assert not any("上次议定事项" in line for line in lines(reviewed(MEETING)))


def test_what_a_point_tells_of_them_is_not_told_twice() -> None:
    topics = (Topic("上次议定事项落实情况", 0, 1), Topic("车棚与道闸", 2, 3))
    points = (
        Point(0, PointKind.VIEW, "灯已换好。", (Quote(0, 0, 5),), "张伟"),
        Point(0, PointKind.VIEW, "车库的灯业主反映很亮。", (Quote(1, 0, 5),), "王芳"),
    )
    told = lines(followed(replace(MEETING, topics=topics, points=points, resolutions=())))
    assert not any("灯已换好" in line for line in told)
    assert "王芳：车库的灯业主反映很亮。" in told


def test_the_posted_edition_keeps_back_what_it_has_to() -> None:
    told = "\n".join(lines(followed(), Edition.PUBLIC))
    assert "13812345678" not in told
    assert "1202" not in told


@pytest.mark.parametrize("name", ["docx", "pdf", "md", "html", "txt", "json"])
def test_every_format_writes_them(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"briefing.{name}"
    write_briefing(followed(), name, path, Edition.ARCHIVE)
    assert path.stat().st_size
    if name in ("md", "html", "txt", "json"):
        assert "重做门岗亭防水" in path.read_text(encoding="utf-8")


def test_programs_are_told_and_the_posted_file_points_into_no_transcript(tmp_path: Path) -> None:
    for edition, keys in ((Edition.ARCHIVE, {"heard"}), (Edition.PUBLIC, set())):
        path = tmp_path / f"{edition}.json"
        write_briefing(followed(), "json", path, edition)
        told = json.loads(path.read_text(encoding="utf-8"))["followed"]
        assert [one["status"] for one in told] == ["done", "carried", "overdue"]
        assert {"heard"} & set(told[0]) == keys


def test_the_index_leads_to_where_they_were_spoken_of() -> None:
    told = lines(followed(replace(MEETING, resolutions=())))
    assert any("上次事项一 ← 录音 00:14:32" in line for line in told)
    assert any("上次事项二 ← 扫描件第3页" in line for line in told)
    assert not any("上次事项三" in line for line in told)
    posted = lines(followed(), Edition.PUBLIC)
    assert not any("上次事项一" in line for line in posted)


def test_a_template_has_them_line_by_line() -> None:
    found = values_of(followed(), Edition.ARCHIVE, Letterhead())["落实"]
    assert isinstance(found, list)
    assert len(found) == 1 + len(FOLLOWED)
