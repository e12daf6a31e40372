"""What a crew is asked and what it answers: small things that can be pickled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Call(Generic[R_co]):
    """A task: `function(engine, *arguments)` in some child, which finds the function by its name.

    One that `tells` is `function(engine, tell, *arguments)`: what it tells on its way reaches who
    watches the run, and renews its time. What can go wrong with the file handed in is for the
    function to catch and to return.
    """

    function: Callable[..., R_co]
    arguments: tuple[Any, ...] = ()
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Known(Generic[R_co]):
    """A task whose answer is there already; it keeps its place among the others."""

    answer: R_co


class Loss(StrEnum):
    """Why a task ended without an answer; the words are a clause that a person reads."""

    TIME = "用时超过上限，没有完成"
    MEMORY = "识别程序被系统终止，可能是内存不够"
    CRASH = "识别程序意外退出"


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without an answer: it took too long, or its child ended each time it was tried."""

    why: Loss


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: `seconds` of a processor for one task and `start` for making its
    engine, so that a busy machine costs no page, and `wall` seconds by the clock for either
    (off Linux it is the clock that all are counted by); `grown` bytes after a task, or else
    another takes its place; `most` bytes at any time (Linux only); `threads` of its own. A task
    that took its child with it is tried `tries` times in all, one that aborted once. A `parent`
    may have children of its own."""

    seconds: float
    start: float = 180.0
    wall: float = 1_800.0
    grown: int = 1_200 * 2**20
    most: int = 4_096 * 2**20
    threads: int = 1
    tries: int = 2
    parent: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine is made."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a task has to tell on its way."""

    what: Any


@dataclass(frozen=True, slots=True)
class Done:
    """A task's answer. `last` says that the child has grown too large and leaves."""

    answer: Any
    last: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """An error that is no task's own, to be raised in the parent."""

    error: Exception
