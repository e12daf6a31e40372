"""街道报备版: the briefing as Word, on the paper by which the street office is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mintobrief.domain import Briefing
from mintobrief.export import docx
from mintobrief.export.edition import Edition
from mintobrief.export.letterhead import PLAIN, Letterhead

PROFILE: Final = "filing"


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """The bytes of a docx, whatever kind of paper the briefing itself is; it has no 期号."""
    return docx.render(briefing, edition, replace(head, profile=PROFILE, serial=""))
