"""Child processes that share a pile of tasks; one that hangs, bursts or dies harms no other."""

from __future__ import annotations

from mintobrief.jobs.crew.crew import Crew
from mintobrief.jobs.crew.task import Call, Known, Limits, Loss, Lost

__all__ = ["Call", "Crew", "Known", "Limits", "Loss", "Lost"]
