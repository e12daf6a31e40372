"""A task that two candidates tell is one: the surer, with what only the other says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mintobrief.domain import Quote, Resolution
from mintobrief.language.nlp import content_words

# Of the fewer sentences, and of the more: so many have two candidates of one task in common.
_SHARED, _SHARED_OF_MORE = 0.5, 0.3
_PIECE = re.compile("[，；]")
_ROOM = 30


def told_once(found: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """The candidates, each task once, in the order of the meeting; how it is watched is none."""
    kept: list[Resolution] = []
    tasks = [one for one in found if not only_watches(one, _surer(found, one))]
    for one in sorted(tasks, key=lambda r: -r.confidence):
        at = next((i for i, other in enumerate(kept) if _is_same(other, one)), None)
        if at is None:
            kept.append(one)
        else:
            kept[at] = _completed(kept[at], one)
    return tuple(sorted(kept, key=_place))


def only_watches(one: Resolution, others: Iterable[Resolution]) -> bool:
    """Whether all it says is how one of the others is watched."""
    watched = [quote for r in others if r.supervision for quote in r.supervision.quotes]
    said = one.action.quotes
    return bool(said) and all(any(_meet(quote, w) for w in watched) for quote in said)


def _surer(found: Sequence[Resolution], one: Resolution) -> Iterator[Resolution]:
    return (other for other in found if other.confidence > one.confidence)


def _meet(one: Quote, other: Quote) -> bool:
    return one.utterance == other.utterance and one.start < other.end and other.start < one.end


def _place(resolution: Resolution) -> tuple[tuple[int, ...], list[tuple[int, int]]]:
    quotes = resolution.action.quotes
    return resolution.evidence, [(quote.utterance, quote.start) for quote in quotes]


def _is_same(one: Resolution, other: Resolution) -> bool:
    """Whether two are one doer's, for one day, in the same sentences; a vote is its own task."""
    if one.vote or other.vote:
        return False
    fewer, more = sorted((len(one.evidence), len(other.evidence)))
    shared = len({*one.evidence} & {*other.evidence})
    if shared < max(_SHARED * fewer, _SHARED_OF_MORE * more):
        return False
    return _of_one_day(one, other) and bool(_doers(one) & _doers(other))


def _doers(resolution: Resolution) -> set[str]:
    return {owner.value for owner in resolution.owners}


def _of_one_day(one: Resolution, other: Resolution) -> bool:
    days = {r.deadline.value.day if r.deadline else None for r in (one, other)}
    return len(days) == 1 and None not in days


def _completed(one: Resolution, other: Resolution) -> Resolution:
    """The one, with the supervision and the words that only the other has."""
    value = _joined(one.action.value, other.action.value)
    quotes = (*one.action.quotes, *other.action.quotes)
    action = one.action
    if value != action.value:
        action = replace(action, value=value, quotes=tuple(dict.fromkeys(quotes)))
    return replace(
        one,
        action=action,
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
        supervision=one.supervision or other.supervision,
    )


def _joined(text: str, other: str) -> str:
    """A wording with the pieces of another that bring words of their own, where there is room."""
    about, _, task = other.rpartition("：")
    for piece in _PIECE.split(task):
        news = [w for w in content_words(piece) if len(w) > 1 and w not in text]
        if news and len(text) + len(piece) < _ROOM:
            text = f"{text}，{piece}"
    named = about and "：" not in text and about not in text
    return f"{about}：{text}" if named and len(about + text) < _ROOM else text
