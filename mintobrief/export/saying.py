"""What a briefing says, whatever it looks like: to compare two, and to see what is kept back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mintobrief.domain import Briefing
from mintobrief.export.blocks import Index, Pictures
from mintobrief.export.edition import Edition
from mintobrief.export.heads import issuer_of
from mintobrief.export.layout import lay_out
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.pen import pen_for
from mintobrief.export.privacy import masks_in
from mintobrief.export.text import lines_of


@dataclass(frozen=True, slots=True)
class Mask:
    """What the posted edition keeps back, and what stands there instead."""

    found: str
    instead: str


def says(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> tuple[str, ...]:
    """One line a paragraph: briefings that say the same have the same lines."""
    return tuple(lines_of(lay_out(briefing, edition, head)))


def masks_of(briefing: Briefing, head: Letterhead = PLAIN) -> tuple[Mask, ...]:
    """What the posted edition keeps back, each once, in the order of the briefing."""
    return tuple(dict.fromkeys(_masks(briefing, head)))


def has_issuer(head: Letterhead) -> bool:
    """Whether the paper says who publishes it, or that in red is to be filled in."""
    return not issuer_of(pen_for(Edition.ARCHIVE, head)).missing


def _masks(briefing: Briefing, head: Letterhead) -> Iterator[Mask]:
    layout = lay_out(briefing, Edition.ARCHIVE, head)
    posted = tuple(b for b in layout.blocks if not isinstance(b, Index | Pictures))
    for line in lines_of(replace(layout, blocks=posted)):
        for found, instead in masks_in(line):
            yield Mask(found, instead)
