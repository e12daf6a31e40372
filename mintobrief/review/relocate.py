"""Where words of one draft stand in another draft of the same files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeVar

from mintobrief.domain import (
    AudioSpan,
    Evidence,
    Field,
    Meeting,
    Quote,
    Resolution,
    ScanRegion,
    TextSpan,
    Utterance,
)

T = TypeVar("T")
Place = tuple[int, int]  # an utterance, and a character of it

NEAR = 0.8  # how alike words are that are the same, heard or read otherwise
# what turns a sentence into another one, however alike the two are
_TELLING = frozenset("0123456789〇零一二三四五六七八九十百千万亿两半不没未无非否别勿免")


def near(words: str, others: str) -> bool:
    """Whether two readings say the same: alike, with the same figures and negations."""
    return _telling(words) == _telling(others) and _likeness(words, others) >= NEAR


class _Gone(Exception):
    """What words rested on stands no longer."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """Leads from utterances of the draft `before` to those of the draft `now`."""

    before: Sequence[Utterance]
    now: Sequence[Utterance]
    sources: Mapping[str, str]  # the ids of the same files, before and now

    @classmethod
    def between(cls, before: Meeting, now: Meeting) -> Relocation:
        """Files are the same where their hashes are."""
        known = {source.sha256: source.id for source in now.sources}
        known_too = {(source.sha256, source.id): source.id for source in now.sources}
        found = {s.id: known_too.get((s.sha256, s.id), known.get(s.sha256)) for s in before.sources}
        same = {old: new for old, new in found.items() if new is not None}
        return cls(before.utterances, now.utterances, same)

    def overlapping(self, utterance: Utterance) -> list[int]:
        """The utterances now that rest on the same seconds, characters or part of a page."""
        span = utterance.evidence
        source = self.sources.get(span.source_id)
        if source is None:
            return []
        there = replace(span, source_id=source)
        return [i for i, u in enumerate(self.now) if _overlap(there, u.evidence)]

    def quotes(self, quote: Quote) -> tuple[Quote, ...]:
        """Where the quoted words stand now; empty where they, or nearly they, do not."""
        said = self.before[quote.utterance]
        within = self.overlapping(said)
        unchanged = [i for i in within if self.now[i].text == said.text]
        if unchanged:
            # twice the same words at one place: in the order they were
            alike = {
                i: (self.now[i].evidence == said.evidence, i == quote.utterance) for i in unchanged
            }
            return (replace(quote, utterance=max(unchanged, key=alike.__getitem__)),)
        return self._find(said.text, quote, within)

    def evidence(self, utterances: Iterable[int]) -> set[int]:
        """Of these utterances those that stand, by where they stand now."""
        whole = [Quote(i, 0, len(self.before[i].text)) for i in utterances]
        return {quote.utterance for found in map(self.quotes, whole) for quote in found}

    def field(self, field: Field[T]) -> Field[T]:
        """The field with its quotes as they stand now; raises _Gone where one stands no longer."""
        found = [self.quotes(quote) for quote in field.quotes]
        if not all(found):
            raise _Gone
        return Field(field.value, tuple(quote for quotes in found for quote in quotes))

    def _find(self, said: str, quote: Quote, within: Sequence[int]) -> tuple[Quote, ...]:
        places = [(i, at) for i in within for at in _lettered(self.now[i].text)]
        there = "".join(self.now[i].text[at] for i, at in places)
        before, after = _folded(said[: quote.start]), _folded(said[quote.end :])
        stretch = _stretch(_folded(said[quote.start : quote.end]), there)
        if stretch is None:
            return ()
        edges = there[: stretch.start][-1:], there[stretch.stop :][:1]
        same = _telling(before[-1:]), _telling(after[:1])
        # 同意 stands in 不同意 too, and 2 in 12
        stands = (_telling(edges[0]), _telling(edges[1])) == same
        return _as_quotes(places[stretch]) if stands else ()


def _overlap(one: Evidence, other: Evidence) -> bool:
    if one.source_id != other.source_id:
        return False
    match one, other:
        case AudioSpan(_, start, end), AudioSpan(_, other_start, other_end):
            return start < other_end and other_start < end
        case TextSpan(_, first, last), TextSpan(_, other_first, other_last):
            return first < other_last and other_first < last
        case (ScanRegion(_, page, a), ScanRegion(_, other_page, b)):
            beside = a.left < b.right and b.left < a.right
            return page == other_page and beside and a.top < b.bottom and b.top < a.bottom
        case _:
            return False


def _stretch(words: str, there: str) -> slice | None:
    """The characters of `there` that are these words, or nearly."""
    if not words:
        return None
    at = there.find(words)
    if at < 0:
        anchor = SequenceMatcher(None, words, there, autojunk=False).find_longest_match()
        at = max(0, anchor.b - anchor.a)
    piece = there[at : at + len(words)]
    return slice(at, at + len(words)) if near(words, piece) else None


def _as_quotes(places: Sequence[Place]) -> tuple[Quote, ...]:
    """One quote for each utterance that the places are in."""
    runs = [[at for _, at in run] for _, run in groupby(places, lambda place: place[0])]
    utterances = [i for i, _ in groupby(places, lambda place: place[0])]
    return tuple(Quote(i, run[0], run[-1] + 1) for i, run in zip(utterances, runs, strict=True))


def _lettered(text: str) -> list[int]:
    """Where letters and figures stand: marks come and go between two readings."""
    return [at for at, character in enumerate(text) if character.isalnum()]


def _folded(text: str) -> str:
    return "".join(text[at] for at in _lettered(text))


def _telling(text: str) -> list[str]:
    return [character for character in text if character in _TELLING]


def _likeness(words: str, others: str) -> float:
    return SequenceMatcher(None, _folded(words), _folded(others), autojunk=False).ratio()


def relocated(resolution: Resolution, way: Relocation, draft: Meeting) -> Resolution | None:
    """The resolution resting on the draft's utterances; None where what it rests on is gone."""
    fields = _moved(resolution, way)
    if fields is None:
        return None
    if not resolution.evidence:
        return fields
    quoted = {quote.utterance for quote in _quotes(fields)}
    evidence = tuple(sorted(way.evidence(resolution.evidence) or quoted))
    if not evidence:
        return None
    return replace(fields, evidence=evidence, topic=_topic(evidence, draft))


def _moved(resolution: Resolution, way: Relocation) -> Resolution | None:
    """The resolution with its quotes as they stand now; None where one stands no longer."""
    try:
        return replace(
            resolution,
            action=way.field(resolution.action),
            measures=_moved_field(resolution.measures, way),
            owners=tuple(way.field(owner) for owner in resolution.owners),
            deadline=_moved_field(resolution.deadline, way),
            supervision=_moved_field(resolution.supervision, way),
            vote=_moved_field(resolution.vote, way),
        )
    except _Gone:
        return None


def _moved_field(field: Field[T] | None, way: Relocation) -> Field[T] | None:
    return way.field(field) if field else None


def _quotes(resolution: Resolution) -> Iterator[Quote]:
    rest = (resolution.measures, resolution.deadline, resolution.supervision, resolution.vote)
    for field in (resolution.action, *resolution.owners, *(field for field in rest if field)):
        yield from field.quotes


def _topic(evidence: Sequence[int], draft: Meeting) -> int | None:
    """The topic that the first utterance belongs to."""
    found = (i for i, topic in enumerate(draft.topics) if topic.first <= evidence[0] <= topic.last)
    return next(found, None)
