"""Which tasks are meant: options that `list` and `export` share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mintobrief.cli.parameters import Choice
from mintobrief.domain.task import TaskState, TaskStatus

if TYPE_CHECKING:
    from mintobrief.store.library import Library
    from mintobrief.store.tasks import Wanted

F = TypeVar("F", bound=Callable[..., Any])

STATUSES = {one.called: one for one in TaskStatus}
STATES = {one.called: one for one in TaskState}


def wish_options(command: F) -> F:
    """--compound, --status and --words."""
    words = "、".join(STATUSES)
    for option in (
        click.option("--words", default="", metavar="字", help="事项、责任人、会议里有这些字的。"),
        click.option(
            "--status", type=Choice(*STATUSES), metavar="情况", help=f"只要这样的：{words}。"
        ),
        click.option("--compound", metavar="小区", help="只要这个小区的：名称或编号。"),
    ):
        command = option(command)
    return command


def wanted_of(library: Library, compound: str | None, status: str | None, words: str) -> Wanted:
    """What the options ask for. Raises UnknownCompound."""
    from mintobrief.store.tasks import Wanted

    found = library.compounds.find(compound).id if compound else None
    wished = frozenset({STATUSES[status]} if status else ())
    return Wanted(found, statuses=wished, words=words)


def today() -> date:
    """By the clock and the zone of this machine."""
    return date.today()
