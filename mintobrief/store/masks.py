"""What the posted edition of a briefing is masked by: what persons said, and who is known."""

from __future__ import annotations

from dataclasses import replace

from mintobrief.domain import Briefing
from mintobrief.store import signing
from mintobrief.store.library import Library


def with_masks_said(library: Library, briefing: Briefing) -> Briefing:
    """The briefing with what was said of its masks, and the roster of its compound."""
    meeting_id = briefing.meeting.id
    rulings = signing.look(library, meeting_id).rulings
    compound_id = library.compounds.of_meeting(meeting_id)
    roster = library.compounds.look(compound_id).compound.people if compound_id else ()
    return replace(briefing, rulings=rulings, roster=roster)
