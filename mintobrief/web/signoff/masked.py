"""What is kept of a signed briefing so that its posted edition can be told again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from mintobrief.domain import Attendee, Briefing
from mintobrief.domain.node import Node
from mintobrief.domain.signing_codec import decode_ruling


def masks_kept(briefing: Briefing) -> dict[str, object]:
    """What persons said of masks, and who was known, as JSON values."""
    people = [{"name": p.name, "role": p.role, "org": p.org} for p in briefing.roster]
    return {"masks": [asdict(ruling) for ruling in briefing.rulings], "roster": people}


def with_masks(briefing: Briefing, said: Mapping[str, Any]) -> Briefing:
    """The briefing with what was kept of it; what is older has nothing of the kind."""
    rulings = tuple(decode_ruling(Node.of(one, "masks")) for one in said.get("masks", ()))
    roster = tuple(Attendee(p["name"], p["role"], p["org"]) for p in said.get("roster", ()))
    return replace(briefing, rulings=rulings, roster=roster)
