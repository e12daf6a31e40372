"""Resolutions as they are told to everybody: on the notice board, in a chat group."""

from __future__ import annotations

from mintobrief.domain import Resolution
from mintobrief.domain.day import written_day
from mintobrief.export.blocks import Run, Runs
from mintobrief.export.outcome import deadline_of, owners_of
from mintobrief.export.pen import Pen


def posted_owners(resolution: Resolution, pen: Pen) -> Runs:
    """Who sees to it, in red that the meeting did not say."""
    if not resolution.owners:
        return (Run(pen.say("public.open"), missing=True),)
    return owners_of(resolution, pen)


def posted_deadline(resolution: Resolution, pen: Pen) -> Runs:
    """The day alone where there is one: who reads 下周五 later knows of no meeting."""
    if resolution.deadline is None:
        return (Run(pen.say("public.open"), missing=True),)
    day = resolution.deadline.value.day
    if day is not None:
        return (Run(pen.say("public.day", day=written_day(day))),)
    return deadline_of(resolution, pen)
