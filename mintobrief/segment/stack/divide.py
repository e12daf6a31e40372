"""What was read of a stack, divided into the meetings that it surely holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mintobrief.domain import Notice, Reading, ScanRegion, Utterance
from mintobrief.domain.evidence import PageKey
from mintobrief.segment.stack.leaves import leaves_of
from mintobrief.segment.stack.notice import division_notice
from mintobrief.segment.stack.split import Part, Stack, split_stack


def divide(reading: Reading, names: Mapping[str, str]) -> tuple[Reading, ...]:
    """A reading for each meeting; the reading itself where it is of one, or not of pages alone.

    Every line is in exactly one of them, every page in one or, where it was cut, in several.
    `names` are those of the files by their source's id.
    """
    if not all(isinstance(u.evidence, ScanRegion) for u in reading.utterances):
        return (reading,)
    stack = split_stack(leaves_of(reading.utterances, reading.pages))
    if not stack.cuts:
        return (reading,)
    meetings = stack.meetings
    return tuple(
        _section(reading, stack, parts, division_notice(stack, number, names))
        for number, parts in enumerate(meetings)
    )


def _section(reading: Reading, stack: Stack, parts: Sequence[Part], told: Notice) -> Reading:
    places = {stack.leaves[part.leaf].page_key for part in parts}
    written = _by_page(reading.utterances)
    lines = (
        utterance
        for part in parts
        for utterance in written.get(stack.leaves[part.leaf].page_key, ())[part.start : part.end]
    )
    return Reading(
        utterances=tuple(lines),
        notices=(told, *(n for n in reading.notices if _concerns(n, places))),
        pages=tuple(report for report in reading.pages if report.page_key in places),
    )


def _by_page(utterances: Sequence[Utterance]) -> dict[PageKey, list[Utterance]]:
    """The lines of each page, as `leaves_of` counts them."""
    pages: dict[PageKey, list[Utterance]] = {}
    for utterance in utterances:
        if isinstance(utterance.evidence, ScanRegion):
            pages.setdefault(utterance.evidence.page_key, []).append(utterance)
    return pages


def _concerns(notice: Notice, places: set[PageKey]) -> bool:
    """What names no page is told of every meeting."""
    region = notice.evidence
    return not isinstance(region, ScanRegion) or region.page_key in places
