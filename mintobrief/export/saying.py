"""What a briefing says, whatever it looks like: to compare two."""

from __future__ import annotations

from mintobrief.domain import Briefing
from mintobrief.export.edition import Edition
from mintobrief.export.heads import issuer_of
from mintobrief.export.layout import lay_out
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.pen import pen_for
from mintobrief.export.text import lines_of


def says(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> tuple[str, ...]:
    """One line a paragraph: briefings that say the same have the same lines.

    Where the poster's code leads is said too: it is no word of the briefing, but is signed with it.
    """
    return (*lines_of(lay_out(briefing, edition, head)), *filter(None, [head.address]))


def has_issuer(head: Letterhead) -> bool:
    """Whether the paper says who publishes it, or that in red is to be filled in."""
    return not issuer_of(pen_for(Edition.ARCHIVE, head)).missing
