"""How long the ledger takes with thousands of tasks: kept in step, listed, told of.

python -m tests.benchmarks.ledger FOLDER [--meetings 250] [--tasks 20] [--database URL]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from mintobrief.domain import Deadline, DeadlineKind, Field, Header, Meeting, Resolution
from mintobrief.domain.task import TaskId, TaskProgress, TaskState, TaskStatus
from mintobrief.export.tasks import ledger_as_calendar, ledger_as_workbook
from mintobrief.review import accept
from mintobrief.store import open_library, tasks
from mintobrief.store.library import Library
from mintobrief.store.tasks import Wanted

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
TODAY = date(2026, 6, 1)


def meeting_of(number: int, count: int) -> Meeting:
    """One with so many resolutions, each with a day."""
    found: list[Resolution] = []
    owners = (Field("物业公司"),)
    for place in range(count):
        day = date(2026, 3, 15) + timedelta(days=(number * 7 + place * 11) % 200)
        limit = Field(Deadline("月底前", DeadlineKind.DATE, day))
        action = Field(f"第 {number} 次会议定的第 {place} 件事：更换电梯钢丝绳并请人复检")
        found.append(Resolution(f"r{place}", action, (), owners=owners, deadline=limit))
    return Meeting(f"m{number:05}", Header(Field("联席会议")), (), (), resolutions=tuple(found))


def timed(name: str, does: Callable[[], object], turns: int = 5) -> None:
    """Print the median of some turns."""
    took = []
    for _ in range(turns):
        began = perf_counter()
        does()
        took.append(perf_counter() - began)
    print(f"{name:28}{median(took) * 1000:9.1f} ms")


def fill(library: Library, meetings: int, count: int) -> None:
    """Save and judge them all; tells what a judgement takes that keeps the ledger in step."""
    took = []
    for number in range(meetings):
        found = meeting_of(number, count)
        library.save_meeting(found, NOON)
        judged = [accept(one, None, "王芳", NOON) for one in found.resolutions]
        began = perf_counter()
        library.add_judgements(found.id, judged)
        took.append(perf_counter() - began)
    told = f"{median(took) * 1000:9.1f} ms, the last {took[-1] * 1000:.1f}"
    print(f"{'all of a meeting judged':28}{told}")


def measure(library: Library) -> None:
    """What the pages ask for."""
    overdue = Wanted(statuses=frozenset({TaskStatus.OVERDUE}))
    timed("count", lambda: tasks.count(library, today=TODAY))
    timed("first page", lambda: tasks.lives(library, today=TODAY, limit=50))
    timed("overdue on the home page", lambda: tasks.ledger(library, overdue, today=TODAY, limit=5))
    timed("words", lambda: tasks.ledger(library, Wanted(words="第 77 次"), today=TODAY, limit=50))
    timed("everything", lambda: tasks.lives(library, today=TODAY), 1)
    everything = tasks.lives(library, today=TODAY)
    timed("workbook", lambda: ledger_as_workbook(everything, TODAY), 1)
    timed("calendar", lambda: ledger_as_calendar(everything, TODAY), 1)
    task = TaskId("m00000", "r0")

    def tell() -> None:
        told = tasks.look(library, task).line.told
        tasks.tell(library, TaskProgress(task, TaskState.OPEN, "王芳", NOON, note="去看过了"), told)

    timed("a progress told", tell)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--meetings", type=int, default=250)
    parser.add_argument("--tasks", type=int, default=20)
    parser.add_argument("--database")
    given = parser.parse_args()
    with open_library(given.folder, given.database) as library:
        fill(library, given.meetings, given.tasks)
        measure(library)


if __name__ == "__main__":
    main()
