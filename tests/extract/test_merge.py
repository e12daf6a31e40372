"""What a second file tells of a task completes it; what it tells of another stays another."""

from __future__ import annotations

from datetime import date

import pytest

from mintobrief.domain import Deadline, DeadlineKind, Field, Resolution
from mintobrief.extract.merge import merge_sources


def task(action: str, *owners: str, day: int | None = None) -> Resolution:
    on = Field(Deadline(f"{day}号", DeadlineKind.DATE, date(2026, 4, day))) if day else None
    doers = tuple(Field(owner) for owner in owners)
    return Resolution(id="-", action=Field(action), evidence=(0,), owners=doers, deadline=on)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (task("更换3号楼门禁", "蔡建平", day=3), task("更换5号楼门禁", "蔡建平", day=3)),
        (task("更换三号楼门禁"), task("更换五号楼门禁")),
        (task("清理地下室杂物"), task("清理天台杂物")),
        (task("巡查地库", "谭雨"), task("巡查地库", "龚卫国")),
        (task("巡查地库", day=3), task("巡查地库", day=9)),
    ],
)
def test_two_tasks_of_two_files_stay_two(one: Resolution, other: Resolution) -> None:
    assert len(merge_sources([[one], [other]])) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (task("修好门口路灯", day=3), task("门口路灯修好", "谭雨", day=3)),
        (task("更换3号楼楼道灯"), task("把3号楼的楼道灯更换掉", "蔡建平")),
        (task("清理地下室杂物", "谭雨", day=8), task("谭雨清理杂物", "谭雨", day=8)),
        (task("修好北门道闸", "物业", day=8), task("把北门的道闸修好", "蔡建平", day=8)),
    ],
)
def test_one_task_of_two_files_is_one(one: Resolution, other: Resolution) -> None:
    (found,) = merge_sources([[one], [other]])
    assert found.owners == one.owners or found.owners == other.owners
