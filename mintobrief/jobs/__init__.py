"""Work that outlives the program, done in processes of its own, each bounded, none able to end
the others. `Queue` is how files are handed in, `Worker` what does them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mintobrief.jobs.crew import Call, Crew, Known, Limits, Loss, Lost
from mintobrief.jobs.desk import CrewDesk, crew_desk

if TYPE_CHECKING:
    from mintobrief.config import Settings
    from mintobrief.jobs.queue import Queue
    from mintobrief.store.library import Library

__all__ = ["Call", "Crew", "CrewDesk", "Known", "Limits", "Loss", "Lost", "crew_desk", "open_queue"]


def open_queue(library: Library, settings: Settings) -> Queue:
    """The jobs of a library; a context manager."""
    from mintobrief.jobs.queue import Queue  # SQLAlchemy takes long: only who needs it waits

    return Queue(library, settings)
