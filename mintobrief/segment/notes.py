"""Topics of written notes: by their headings, or by their words where they have none."""

from __future__ import annotations

from collections.abc import Sequence

from mintobrief.segment.edges import edge_pattern
from mintobrief.segment.outline import find_headings
from mintobrief.segment.stretch import Stretch
from mintobrief.segment.talk import split_talk
from mintobrief.segment.units import Unit

# Particulars stand in the first lines.
_HEAD = 10


def split_notes(units: Sequence[Unit], agenda: Sequence[str]) -> tuple[Stretch, ...]:
    """The stretches of business; particulars above and signatures below belong to none."""
    if headings := find_headings(units):
        end = _body_end(units, headings[-1].unit + 1)
        ends = [*(heading.unit for heading in headings[1:]), end]
        named = zip(headings, ends, strict=True)
        return tuple(Stretch(h.unit, stop - 1, heading=h.title) for h, stop in named)
    start = _body_start(units)
    body = units[start : _body_end(units, start + 1)]
    return tuple(stretch.shifted(start) for stretch in split_talk(body, agenda))


def _body_start(units: Sequence[Unit]) -> int:
    """The line after the last of the particulars; 0 where there is nothing else."""
    head = [i for i, u in enumerate(units[:_HEAD]) if edge_pattern("head").match(u.text)]
    return head[-1] + 1 if head and head[-1] + 1 < len(units) else 0


def _body_end(units: Sequence[Unit], start: int) -> int:
    """The first line of what stands below the last topic: signature, totals, remarks."""
    for place in range(start, len(units)):
        if edge_pattern("tail").match(units[place].text.strip()):
            return place
    return len(units)
