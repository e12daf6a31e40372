"""A person makes two utterances of one, or one of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mintobrief.domain import (
    AudioSpan,
    Box,
    Change,
    Doubt,
    Evidence,
    Glyph,
    ScanRegion,
    TextSpan,
    Utterance,
)
from mintobrief.errors import BadEdit


def cut(utterance: Utterance, at: int) -> tuple[Utterance, Utterance]:
    """The first `at` characters, and the rest; raises BadEdit where one of them has no words."""
    text = utterance.text
    if not 0 < at < len(text) or not (text[:at].strip() and text[at:].strip()):
        raise BadEdit(text[:20], "拆开以后两边都要有字。")
    one, other = _evidence(utterance, at)
    return (
        _part(utterance, 0, at, one),
        replace(_part(utterance, at, len(text), other), wrapped=False),
    )


def joined(one: Utterance, other: Utterance) -> Utterance:
    """Both as one; raises BadEdit where they are of two files, pages or voices."""
    if one.speaker != other.speaker or one.name != other.name:
        raise BadEdit(other.text[:20], "两句不是同一个人说的，不能合并。请先改发言人。")
    gap = " " if _is_latin(one.text[-1]) and _is_latin(other.text[0]) else ""
    after = len(one.text + gap)
    known = [u.confidence for u in (one, other) if u.confidence is not None]
    return replace(
        one,
        text=one.text + gap + other.text,
        evidence=_around(one.evidence, other.evidence, other.text),
        confidence=min(known, default=None),
        changes=one.changes + tuple(_moved_change(c, after) for c in other.changes),
        doubts=one.doubts + tuple(_moved_doubt(d, after) for d in other.doubts),
        glyphs=_both(one, gap, other),
    )


def _part(utterance: Utterance, start: int, end: int, evidence: Evidence) -> Utterance:
    """Some characters of the utterance, with what was told of them."""
    whole = (change for change in utterance.changes if start <= change.start and change.end <= end)
    # where words were left out just here, the first part tells it
    changes = (c for c in whole if not c.start == c.end == start or not start)
    doubts = (d for d in utterance.doubts if d.start < end and start < d.end)
    return replace(
        utterance,
        text=utterance.text[start:end],
        evidence=evidence,
        changes=tuple(_moved_change(change, -start) for change in changes),
        doubts=tuple(
            replace(d, start=max(d.start, start) - start, end=min(d.end, end) - start)
            for d in doubts
        ),
        glyphs=utterance.glyphs[start:end] if any(utterance.glyphs[start:end]) else (),
    )


def _evidence(utterance: Utterance, at: int) -> tuple[Evidence, Evidence]:
    """Where each part was said or written: as far as nobody measured it, by its length."""
    span, share = utterance.evidence, at / len(utterance.text)
    match span:
        case AudioSpan(source_id, start, end):
            middle = start + (end - start) * share
            if not start < middle < end:
                return span, span
            return AudioSpan(source_id, start, middle), AudioSpan(source_id, middle, end)
        case TextSpan(source_id, start, end):
            near = start + round((end - start) * share)
            middle = start + at if end - start == len(utterance.text) else near
            if not start < middle < end:
                return span, span
            return TextSpan(source_id, start, middle), TextSpan(source_id, middle, end)
        case ScanRegion(_, _, box):
            boxes = _boxes(box, utterance.glyphs, at, share)
            return replace(span, box=boxes[0]), replace(span, box=boxes[1])


def _boxes(box: Box, glyphs: Sequence[Glyph | None], at: int, share: float) -> tuple[Box, Box]:
    halves = [[g.box for g in half if g] for half in (glyphs[:at], glyphs[at:])]
    if all(halves):
        return Box.around(halves[0]), Box.around(halves[1])
    middle = box.left + round((box.right - box.left) * share)
    if not box.left < middle < box.right:
        return box, box
    return replace(box, right=middle), replace(box, left=middle)


def _around(one: Evidence, other: Evidence, words: str) -> Evidence:
    match one, other:
        case AudioSpan(a, start, end), AudioSpan(b, first, last) if a == b:
            return AudioSpan(a, min(start, first), max(end, last))
        case TextSpan(a, begins, ends), TextSpan(b, begin, finish) if a == b:
            return TextSpan(a, min(begins, begin), max(ends, finish))
        case ScanRegion(a, page, box), ScanRegion(b, next_page, next_box) if (a, page) == (
            b,
            next_page,
        ):
            return ScanRegion(a, page, Box.around([box, next_box]))
        case _:
            raise BadEdit(words[:20], "两句不在同一份材料、同一页上，不能合并。")


def _both(one: Utterance, gap: str, other: Utterance) -> tuple[Glyph | None, ...]:
    if not one.glyphs and not other.glyphs:
        return ()
    mine = one.glyphs or (None,) * len(one.text)
    return (*mine, *(None for _ in gap), *(other.glyphs or (None,) * len(other.text)))


def _moved_change(change: Change, by: int) -> Change:
    return replace(change, start=change.start + by, end=change.end + by)


def _moved_doubt(doubt: Doubt, by: int) -> Doubt:
    return replace(doubt, start=doubt.start + by, end=doubt.end + by)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
