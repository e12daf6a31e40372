"""What takes too much time or memory, or takes its process with it, ends as a sentence."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace

import pytest

from mintobrief.errors import MissingFont, PreviewFailed
from mintobrief.jobs.crew import Call
from mintobrief.web.signoff.press import LIMITS, in_a_child

MODEST = replace(LIMITS, seconds=2.0, wall=4.0, most=400 << 20)


def answer(_: None) -> int:
    return 42


def hang(_: None) -> None:
    time.sleep(600)


def burst(_: None) -> None:
    os.abort()


def eat(_: None) -> int:
    return len([bytes(64 << 20) for _ in range(32)])


def lack(_: None) -> None:
    raise MissingFont(("仿宋",))


def test_what_was_asked_is_answered() -> None:
    assert in_a_child(Call(answer)) == 42


@pytest.mark.parametrize("task", [hang, burst])
def test_a_briefing_that_takes_too_much_is_given_up(task: object) -> None:
    with pytest.raises(PreviewFailed, match="审核的内容不受影响"):
        in_a_child(Call(task), MODEST)  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_memory_is_bounded() -> None:
    with pytest.raises(PreviewFailed, match="内存"):
        in_a_child(Call(eat), MODEST)


def test_what_this_computer_lacks_is_told_as_it_is() -> None:
    with pytest.raises(MissingFont):
        in_a_child(Call(lack))
