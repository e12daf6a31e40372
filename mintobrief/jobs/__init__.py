"""Work in processes of its own: several at once, each bounded, none able to end the others."""

from __future__ import annotations

from mintobrief.jobs.crew import Call, Crew, Known, Limits, Loss, Lost
from mintobrief.jobs.desk import CrewDesk, crew_desk

__all__ = ["Call", "Crew", "CrewDesk", "Known", "Limits", "Loss", "Lost", "crew_desk"]
