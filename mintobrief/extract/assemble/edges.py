"""Marks brought to the edges of the words, names and numbers that they cut.

A tagger marks character by character and may end a mark amid a word: [保]洁, 六[十七]户.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mintobrief.extract.assemble.scene import Scene
from mintobrief.extract.deadline import find_deadlines
from mintobrief.language.nlp import words_of
from mintobrief.tagging.mentions import Marked, Mention, MentionKind

_WORDED = (MentionKind.ACTION, MentionKind.SUPERVISION)
_PRONOUN = re.compile("[我俺咱你您他她]")
_NUMERAL = re.compile(r"[\d〇零一二两三四五六七八九十百千万]")
_OF_DAYS = re.compile(r"[号日月点:：.．/]|[之以]?前|$|[，,。；;、）)吧\s]")

Span = tuple[int, int]


def at_edges(marked: Marked, scene: Scene) -> Marked:
    """The marks at whole words; those that then hold none are left out, with their links."""
    found = [_mended(mention, scene) for mention in marked.mentions]
    kept = [i for i, mention in enumerate(found) if mention is not None]
    number = {i: at for at, i in enumerate(kept)}
    same = {
        (number[i], number[j]): link
        for (i, j), link in marked.same.items()
        if i in number and j in number
    }
    mentions = tuple(mention for mention in found if mention is not None)
    return replace(marked, mentions=mentions, same=same)


def _mended(mention: Mention, scene: Scene) -> Mention | None:
    span: Span | None = (mention.start, mention.end)
    if mention.kind is MentionKind.DEADLINE:
        span = _of_limit(mention, scene)
    elif mention.kind is MentionKind.OWNER:
        span = _of_name(mention, scene)
    elif mention.kind in _WORDED:
        span = _of_words(mention, scene)
    return replace(mention, start=span[0], end=span[1]) if span else None


def _of_limit(mention: Mention, scene: Scene) -> Span | None:
    """The whole of a time limit; None where it cuts a number that is none (六[十七]户)."""
    text = scene.text(mention.utterance)
    limits = find_deadlines(text, scene.held_on)
    hit = [e for e in limits if e.start < mention.end and mention.start < e.end]
    if hit:
        return min(mention.start, hit[0].start), max(mention.end, hit[-1].end)
    return (
        None if mention.end - mention.start == 1 or _cuts_number(text, mention) else _own(mention)
    )


def _own(mention: Mention) -> Span:
    return mention.start, mention.end


def _cuts_number(text: str, mention: Mention) -> bool:
    """Whether digits go on beyond a mark, or it is a number of things: [十二]楼."""
    bare = all(_NUMERAL.match(c) for c in text[mention.start : mention.end])
    if bare and not _OF_DAYS.match(text, mention.end):
        return True
    edges = ((mention.start - 1, mention.start), (mention.end - 1, mention.end))
    return any(
        a >= 0 and b < len(text) and _NUMERAL.match(text[a]) and _NUMERAL.match(text[b])
        for a, b in edges
    )


def _of_name(mention: Mention, scene: Scene) -> Span | None:
    """The names that it begins, or holds for the greater part; else whole words."""
    start, end = mention.start, mention.end
    names = [
        (p.start, p.end)
        for p in scene.named[mention.utterance]
        if p.start < end and start < p.end and _stands_for(p.start, p.end, mention)
    ]
    if names:
        return min(start, names[0][0]), max(end, names[-1][1])
    text = scene.text(mention.utterance)
    if _PRONOUN.search(text[start:end]):
        return start, end
    start, end = _widened(start, end, text)
    return (start, end) if end - start > 1 else None


def _stands_for(start: int, end: int, mention: Mention) -> bool:
    shared = min(end, mention.end) - max(start, mention.start)
    return start >= mention.start or 2 * shared > end - start


def _of_words(mention: Mention, scene: Scene) -> Span | None:
    """Whole words, without the names that it cuts at its ends; None where little is left."""
    text = scene.text(mention.utterance)
    start, end = mention.start, mention.end
    for person in scene.named[mention.utterance]:
        if person.start < start < person.end or (person.start == start and end <= person.end):
            start = person.end
        elif person.start < end < person.end:
            end = person.start
    if start >= end:
        return None
    start, end = _widened(start, end, text, _names(mention, scene))
    return (start, end) if end - start > 1 else None


def _names(mention: Mention, scene: Scene) -> list[Span]:
    return [(p.start, p.end) for p in scene.named[mention.utterance]]


def _widened(start: int, end: int, text: str, names: Sequence[Span] = ()) -> Span:
    """Out to the edges of the words that are cut, but not into a name."""
    words = [(w.start, w.start + len(w.text)) for w in words_of(text)]
    for first, last in words:
        if first < start < last and not any(a < start <= b and first < b for a, b in names):
            start = first
        if first < end < last and not any(a <= end < b for a, b in names):
            end = last
    return start, end
