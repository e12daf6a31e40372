"""Which candidates rest on words that the recogniser was unsure of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mintobrief.domain import UNREAD, DoubtKind, Flag, Quote, Resolution, ScanRegion, Utterance
from mintobrief.extract.deadline import has_unread_time
from mintobrief.extract.vote import has_unread_count
from mintobrief.language.clauses import clauses_of

# Below this a recogniser gets about one character in four wrong.
_UNSURE = 0.6


def with_doubts(resolution: Resolution, utterances: Sequence[Utterance]) -> Resolution:
    """The resolution, flagged UNSURE_WORDS where a person should compare it with the source.

    That is where an utterance was badly understood as a whole, where words of it, of a time or
    figures of its vote could not be read, and where the recogniser wavered over an owner, a
    time limit, a vote, or a figure.
    """
    if not _is_doubtful(resolution, utterances):
        return resolution
    flags = {*resolution.flags, Flag.UNSURE_WORDS}
    return replace(resolution, flags=tuple(flag for flag in Flag if flag in flags))


def _is_doubtful(resolution: Resolution, utterances: Sequence[Utterance]) -> bool:
    marks = (utterances[i].confidence for i in resolution.evidence)
    return (
        any(mark is not None and mark < _UNSURE for mark in marks)
        or any(_is_gap(quote, utterances) for quote in _all_quotes(resolution))
        or any(_wavers(quote, utterances) for quote in _vital_quotes(resolution))
        or _lacks_count(resolution, utterances)
        or any(has_unread_time(utterances[i].text) for i in resolution.evidence)
        or any(_miscounts(quote, utterances) for quote in _all_quotes(resolution))
    )


def _lacks_count(resolution: Resolution, utterances: Sequence[Utterance]) -> bool:
    """Whether a vote was counted whose figures could not all be read."""
    told = [clauses_of(i, utterances[i].text) for i in resolution.evidence]
    return resolution.vote is None and has_unread_count(told)


def _vital_quotes(resolution: Resolution) -> Iterator[Quote]:
    for field in (*resolution.owners, resolution.deadline, resolution.vote):
        yield from field.quotes if field else ()


def _all_quotes(resolution: Resolution) -> Iterator[Quote]:
    yield from _vital_quotes(resolution)
    for field in (resolution.action, resolution.measures, resolution.supervision):
        yield from field.quotes if field else ()


def _is_gap(quote: Quote, utterances: Sequence[Utterance]) -> bool:
    """Whether the words quoted could not all be read; in typed text □ is a box to tick."""
    utterance = utterances[quote.utterance]
    scanned = isinstance(utterance.evidence, ScanRegion)
    return scanned and UNREAD in utterance.text[quote.start : quote.end]


def _wavers(quote: Quote, utterances: Sequence[Utterance]) -> bool:
    return any(
        doubt.kind is DoubtKind.UNSURE and doubt.start < quote.end and quote.start < doubt.end
        for doubt in utterances[quote.utterance].doubts
    )


def _miscounts(quote: Quote, utterances: Sequence[Utterance]) -> bool:
    """Whether a figure among the words quoted is unsure."""
    doubts = utterances[quote.utterance].doubts
    figures = [d for d in doubts if d.kind is DoubtKind.FIGURE]
    unsure = [d for d in doubts if d.kind is DoubtKind.UNSURE]
    return any(
        f.start < u.end and u.start < f.end and f.start < quote.end and quote.start < f.end
        for f in figures
        for u in unsure
    )
