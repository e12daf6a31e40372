"""公示版 keeps things back: a person has looked at what."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain.digest import digest_of
from mintobrief.domain.mask import told_unconfirmed
from mintobrief.review.checks.rules import Finding, Rule

_MOST = 6  # named one by one


def of_masks(masks: tuple[str, ...]) -> Iterator[Finding]:
    """What the posted edition keeps back, `masks` one line a piece, and nobody looked at yet."""
    if masks:
        more = f"等 {len(masks)} 项" if len(masks) > _MOST else ""
        told = f"{told_unconfirmed(len(masks))}：{'；'.join(masks[:_MOST])}{more}"
        yield Finding(Rule.MASKS, f"{Rule.MASKS}:{digest_of(*masks)}", told, must=True)
