"""A crew of children: all is answered in order, and whatever befalls one is its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from mintobrief.errors import BadWeights, EngineStopped, UnreadablePage
from mintobrief.jobs import Call, Crew, Known, Loss, Lost
from tests.jobs import tasks
from tests.jobs.tasks import LIMITS, crew

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="as Linux bounds it")


def numbers(count: int) -> Iterator[Call[int]]:
    return (Call(tasks.double, (number,)) for number in range(count))


def answers(children: Crew, calls: Iterable[Call[object] | Known[object]]) -> list[object]:
    return list(children.run(calls))


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0]


def wait_for(path: Path) -> int:
    until = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < until, f"{path} was not written"
        time.sleep(0.02)
    return int(path.read_text())


def wait_until_gone(pids: list[int]) -> None:
    until = time.monotonic() + 10
    while any(map(is_alive, pids)):
        assert time.monotonic() < until, f"still there: {pids}"
        time.sleep(0.02)


def test_answers_come_in_the_order_of_the_tasks() -> None:
    """The first is the slowest."""
    with crew() as children:
        naps = [0.5, 0.0, 0.1, 0.0]
        assert answers(children, [Call(tasks.sleep, (nap,)) for nap in naps]) == naps


def test_a_crew_answers_one_pile_after_another_with_the_same_children() -> None:
    with crew(size=1) as children:
        (first,) = children.run([Call(tasks.pid)])
        assert answers(children, numbers(3)) == [0, 2, 4]
        assert answers(children, [Call(tasks.pid)]) == [first]


def test_no_tasks_no_children() -> None:
    with crew() as children:
        assert answers(children, []) == []
        assert children._hands == []


def test_one_task_starts_one_child() -> None:
    with crew() as children:
        assert answers(children, numbers(1)) == [0]
        assert len(children._hands) == 1


def test_what_is_known_keeps_its_place_and_starts_no_child() -> None:
    with crew() as children:
        known = [Known(7), Known(8)]
        assert answers(children, known) == [7, 8]
        assert children._hands == []
        assert answers(children, [known[0], Call(tasks.double, (1,)), known[1]]) == [7, 2, 8]


def test_tasks_are_taken_only_a_few_ahead() -> None:
    """Of a notebook of thousands of pages, no list is made."""
    taken = []

    def calls() -> Iterator[Call[int]]:
        for number in range(1000):
            taken.append(number)
            yield Call(tasks.double, (number,))

    with crew() as children:
        said = children.run(calls())
        assert next(said) == 0
        time.sleep(0.5)
        assert next(said) == 2
        assert len(taken) <= 10


def test_a_task_that_hangs_is_given_up_and_the_rest_goes_on() -> None:
    with crew(limits=replace(LIMITS, wall=8.0)) as children:
        calls = [Call(tasks.sleep, (600.0,)), *numbers(4)]
        began = time.monotonic()
        assert answers(children, calls) == [Lost(Loss.TIME), 0, 2, 4, 6]
        assert time.monotonic() - began < 30


@ON_LINUX
def test_the_time_of_a_task_is_what_it_works_and_not_what_it_waits() -> None:
    """On a busy machine a good page waits for its turn."""
    with crew(limits=replace(LIMITS, seconds=1.0)) as children:
        calls = [Call(tasks.sleep, (3.0,)), Call(tasks.work, (600.0,)), *numbers(1)]
        assert answers(children, calls) == [3.0, Lost(Loss.TIME), 0]


def test_a_task_that_aborts_is_not_tried_again_and_is_not_heard(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with crew() as children:
        calls = [Call(tasks.abort, (tmp_path,)), *numbers(2)]
        assert answers(children, calls) == [Lost(Loss.MEMORY), 0, 2]
    assert len(list(tmp_path.iterdir())) == 1
    assert capfd.readouterr().err == ""


def test_a_child_killed_in_mid_task_has_it_done_by_another(tmp_path: Path) -> None:
    with crew() as children:
        calls = [Call(tasks.die_once, (tmp_path,)), *numbers(4)]
        assert answers(children, calls) == ["second try", 0, 2, 4, 6]


@pytest.mark.parametrize(("deed", "why"), [(tasks.die, Loss.MEMORY), (tasks.leave, Loss.CRASH)])
def test_a_task_that_takes_its_child_with_it_ends_after_two_tries(
    deed: Callable[..., None], why: Loss
) -> None:
    with crew() as children:
        calls = [*numbers(2), Call(deed), *numbers(2)]
        assert answers(children, calls) == [0, 2, Lost(why), 0, 2]


def test_a_child_that_died_while_idle_costs_no_task(tmp_path: Path) -> None:
    with crew(size=1) as children:
        (pid,) = children.run([Call(tasks.pid)])
        assert isinstance(pid, int)
        os.kill(pid, signal.SIGKILL)
        wait_until_gone([pid])
        assert answers(children, numbers(3)) == [0, 2, 4]


@ON_LINUX
def test_a_task_that_needs_too_much_memory_ends_alone() -> None:
    small = replace(LIMITS, most=2**30)
    with crew(limits=small) as children:
        calls = [Call(tasks.swallow, (2**31,)), Call(tasks.swallow, (2**20,))]
        assert answers(children, calls) == [Lost(Loss.MEMORY), 2**20]


@ON_LINUX
def test_a_child_that_has_grown_is_replaced() -> None:
    with crew(size=1, limits=replace(LIMITS, grown=200 * 2**20)) as children:
        sizes = [0, 0, 300 * 2**20, 0]
        first, second, third, fourth = children.run(Call(tasks.keep, (n,)) for n in sizes)
        assert first == second == third != fourth


@ON_LINUX
def test_where_memory_runs_out_a_child_is_killed_before_its_parent() -> None:
    with crew() as children:
        (pid,) = children.run([Call(tasks.pid)])
        assert Path(f"/proc/{pid}/oom_score_adj").read_text().strip() == "800"


def test_a_child_uses_the_threads_it_may() -> None:
    with crew() as children:
        assert answers(children, [Call(tasks.environment, ("OMP_NUM_THREADS",))]) == ["1"]


def test_a_bug_in_a_task_keeps_its_traceback() -> None:
    with crew() as children, pytest.raises(RuntimeError, match=r"in stumble(.|\n)*a bug"):
        answers(children, [Call(tasks.stumble)])


def test_an_error_for_a_person_crosses_over_as_it_is() -> None:
    with crew() as children, pytest.raises(UnreadablePage, match="第 3 页") as caught:
        answers(children, [Call(tasks.complain)])
    assert caught.value.page == 3


def test_what_making_the_engine_raises_is_raised_here() -> None:
    with Crew(tasks.no_weights, 2, LIMITS) as children, pytest.raises(BadWeights, match="base"):
        answers(children, numbers(3))


def test_a_bug_in_making_the_engine_is_raised_here() -> None:
    with Crew(tasks.broken_engine, 2, LIMITS) as children, pytest.raises(RuntimeError, match="Key"):
        answers(children, numbers(3))


def test_an_engine_that_always_dies_is_not_tried_for_ever() -> None:
    crew = Crew(tasks.dying_engine, 2, LIMITS)
    with crew as children, pytest.raises(EngineStopped, match="内存"):
        answers(children, numbers(3))


def test_an_engine_that_is_never_ready_is_not_waited_for_for_ever() -> None:
    limits = replace(LIMITS, wall=3.0)
    crew = Crew(tasks.endless_engine, 1, limits)
    with crew as children, pytest.raises(EngineStopped, match="上限"):
        answers(children, numbers(3))


def test_an_engine_that_died_once_is_made_again(tmp_path: Path) -> None:
    with Crew(partial(tasks.late_engine, tmp_path), 1, LIMITS) as children:
        assert answers(children, numbers(3)) == [0, 2, 4]


def test_the_time_of_a_task_begins_when_the_engine_is_made() -> None:
    """Loading models on a busy machine is no fault of the first page."""
    with Crew(tasks.slow_engine, 1, replace(LIMITS, seconds=1.0)) as children:
        assert answers(children, numbers(2)) == [0, 2]


def test_who_stops_listening_leaves_no_old_answers_behind() -> None:
    with crew() as children:
        some = children.run(Call(tasks.sleep, (0.2,)) for _ in range(10))
        next(some)
        some.close()  # type: ignore[attr-defined]
        assert answers(children, numbers(3)) == [0, 2, 4]


def test_children_are_gone_when_the_crew_is_closed() -> None:
    with crew() as children:
        pids = [pid for pid in children.run([Call(tasks.pid)] * 8) if isinstance(pid, int)]
    wait_until_gone(pids)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_children_die_with_their_parent(tmp_path: Path, end: signal.Signals) -> None:
    with sleepers(tmp_path) as parent:
        pids = [wait_for(tmp_path / name) for name in ("one", "two")]
        assert all(map(is_alive, pids))
        parent.send_signal(end)
        parent.wait(10)
        wait_until_gone(pids)


def test_ctrl_c_ends_parent_and_children_at_once(tmp_path: Path) -> None:
    """As a terminal does it: everyone in the group is told; the parent alone answers."""
    with sleepers(tmp_path) as parent:
        pids = [wait_for(tmp_path / name) for name in ("one", "two")]
        os.killpg(parent.pid, signal.SIGINT)
        _, said = parent.communicate(timeout=10)
        wait_until_gone(pids)
    assert said.count("Traceback") == 1, said
    assert said.rstrip().endswith("KeyboardInterrupt")


def sleepers(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.tasks", str(folder)],
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
