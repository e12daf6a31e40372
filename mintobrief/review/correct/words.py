"""A person writes other words of an utterance."""

from __future__ import annotations

from dataclasses import replace

from mintobrief.domain import Change, Doubt, Glyph, Meeting, Quote, Reworded, Utterance
from mintobrief.errors import BadEdit
from mintobrief.review.correct.way import Stretch

_LONGEST = 2000  # characters of an utterance


def reworded(utterance: Utterance, text: str) -> Utterance:
    """The utterance with these words: what was told of those they replace falls away.

    The same words once more leave no doubt in any. Raises BadEdit.
    """
    if not text.strip():
        raise BadEdit(text, "一句话不能是空的。不要这句话，请与上一句合并后再改。")
    if len(text) > _LONGEST or any(not (c.isprintable() or c.isspace()) for c in text):
        raise BadEdit(text[:20], f"一句话不能有控制字符，也不能超过 {_LONGEST} 个字。")
    if "\n" in text or "\r" in text:
        raise BadEdit(text[:20], "一句话里不能换行。要分成两句，请用拆分。")
    if text == utterance.text:
        return replace(utterance, confidence=None, doubts=())
    stretch = Stretch.of(0, [utterance.text], [text])
    return replace(
        utterance,
        text=text,
        confidence=None,
        changes=_changes(utterance, stretch),
        doubts=_doubts(utterance, stretch),
        glyphs=_glyphs(utterance, stretch),
    )


def same_words(meeting: Meeting, was: str) -> tuple[Quote, ...]:
    """Every place where the meeting says these words, in order."""
    return tuple(
        Quote(index, at, at + len(was))
        for index, utterance in enumerate(meeting.utterances)
        for at in _places(utterance.text, was)
    )


def reworded_everywhere(meeting: Meeting, was: str, now: str) -> tuple[Reworded, ...]:
    """The edits that write `now` wherever the meeting says `was`."""
    utterances = dict.fromkeys(place.utterance for place in same_words(meeting, was))
    texts = ((index, meeting.utterances[index].text.replace(was, now)) for index in utterances)
    return tuple(Reworded(index, text) for index, text in texts)


def _places(text: str, was: str) -> list[int]:
    """Where the words begin, none within another."""
    found: list[int] = []
    at = text.find(was) if was else -1
    while at >= 0:
        found.append(at)
        at = text.find(was, at + len(was))
    return found


def _changes(utterance: Utterance, stretch: Stretch) -> tuple[Change, ...]:
    return tuple(
        replace(change, start=span[0], end=span[1])
        for change in utterance.changes
        if (span := _kept(stretch, change.start, change.end)) is not None
    )


def _doubts(utterance: Utterance, stretch: Stretch) -> tuple[Doubt, ...]:
    return tuple(
        replace(doubt, start=span[0], end=span[1])
        for doubt in utterance.doubts
        if (span := _kept(stretch, doubt.start, doubt.end)) is not None
    )


def _glyphs(utterance: Utterance, stretch: Stretch) -> tuple[Glyph | None, ...]:
    """Written words stay where they are on the page; a person's are nowhere on it."""
    found: list[Glyph | None] = [None] * len(stretch.now)
    for at, glyph in enumerate(utterance.glyphs):
        if (span := _kept(stretch, at, at + 1)) is not None:
            found[span[0]] = glyph
    return tuple(found) if any(found) else ()


def _kept(stretch: Stretch, start: int, end: int) -> tuple[int, int] | None:
    """Where these characters are now; None where one of them is another."""
    if start == end:  # words were left out here
        around = any(step[0] <= start <= step[1] for step in stretch.steps)
        at = stretch.moved(start, start + 1)[0]
        return None if around else (at, at)
    return None if any(stretch.changes(start, end)) else stretch.moved(start, end)
