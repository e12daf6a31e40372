"""公示版 keeps things back: a person has looked at what."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain.digest import digest_of
from mintobrief.review.checks.rules import Finding, Rule


def of_masks(masks: tuple[str, ...]) -> Iterator[Finding]:
    """What the posted edition keeps back, `masks` one line a piece, and nobody looked at yet."""
    if masks:
        told = f"公示版遮去 {len(masks)} 处：{'；'.join(masks)}"
        yield Finding(Rule.MASKS, f"{Rule.MASKS}:{digest_of(*masks)}", told)
