"""Stage 5: candidates and a person's judgements become a Briefing."""

from mintobrief.review.carry import Carried, carry
from mintobrief.review.compile import approved, compile_briefing, latest_judgements
from mintobrief.review.edit import edit, read_assignment
from mintobrief.review.judge import accept, amend, reject, reopen, standing, with_added
from mintobrief.review.naming import latest_namings, read_namings, with_namings

__all__ = [
    "Carried",
    "accept",
    "amend",
    "approved",
    "carry",
    "compile_briefing",
    "edit",
    "latest_judgements",
    "latest_namings",
    "read_assignment",
    "read_namings",
    "reject",
    "reopen",
    "standing",
    "with_added",
    "with_namings",
]
