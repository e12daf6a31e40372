"""What a child tells on its way, how it is stopped, and whose life its own hangs on."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from mintobrief.jobs import Call, Crew, Loss, Lost
from tests.jobs import tasks
from tests.jobs.tasks import LIMITS, crew
from tests.jobs.test_crew import is_alive, wait_for, wait_until_gone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")


class Enough(Exception):
    """Whoever watches has seen enough."""


def test_what_a_task_tells_reaches_who_watches_in_order() -> None:
    told: list[object] = []
    with crew(1) as children:
        answer = list(children.run([Call(tasks.count, (3, 0.0), tells=True)], told.append))
    assert answer == ["counted"]
    assert [one for one in told if one is not None] == [0, 1, 2]


def test_who_watches_can_end_what_is_under_way(tmp_path: Path) -> None:
    """Cancelling waits for no engine: the child is gone at once, the crew goes on."""

    def watch(told: object) -> None:
        if (tmp_path / "who").exists():
            raise Enough

    with crew(1) as children:
        with pytest.raises(Enough):
            list(children.run([Call(tasks.say_and_sleep, (tmp_path / "who", 600.0))], watch))
        wait_until_gone([wait_for(tmp_path / "who")])
        assert list(children.run([Call(tasks.double, (4,))])) == [8]


def test_a_task_that_gets_on_is_given_its_time_anew() -> None:
    """An hour of sound takes as long as it takes; what says nothing for so long hangs."""
    limits = replace(LIMITS, seconds=0.6)
    with Crew(tasks.no_engine, 1, limits) as children:
        (counted,) = children.run([Call(tasks.count, (6, 0.3), tells=True)])
        (silent,) = children.run([Call(tasks.count, (1, 1.8), tells=True)])
    assert counted == "counted"
    assert silent == Lost(Loss.TIME)


def test_a_child_outlives_the_thread_that_asked_for_it() -> None:
    """The kernel ends children with the thread that began them, not with the process."""
    pids: list[object] = []
    with crew(1) as children:
        thread = Thread(target=lambda: pids.extend(children.run([Call(tasks.pid)])))
        thread.start()
        thread.join()
        assert list(children.run([Call(tasks.pid)])) == pids


def test_a_child_that_may_have_children_takes_them_along(tmp_path: Path) -> None:
    """Pages are read by children of the child that does the job."""
    path = tmp_path / "grandchild"

    def watch(told: object) -> None:
        if path.exists():
            raise Enough

    with Crew(tasks.no_engine, 1, replace(LIMITS, parent=True)) as children:
        with pytest.raises(Enough):
            list(children.run([Call(tasks.family, (path,))], watch))
        assert wait_for(path)
        wait_until_gone([wait_for(path)])
        assert not is_alive(wait_for(path))
