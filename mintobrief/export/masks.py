"""All that the posted edition keeps back, word by word, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from mintobrief.domain import AudioSpan, Briefing
from mintobrief.domain.mask import Mask, Ruling, told_unconfirmed
from mintobrief.domain.plain import key_of
from mintobrief.export.blocks import Index, Pictures
from mintobrief.export.edition import Edition
from mintobrief.export.layout import lay_out
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.pen import printable
from mintobrief.export.privacy import masker_for
from mintobrief.export.text import lines_of
from mintobrief.privacy.masker import Masker

_AROUND = 24  # characters shown before and behind


@dataclass(frozen=True, slots=True)
class MaskPlace:
    """Where the words of a mask stand: `found` as it is spelt there, and what is around it."""

    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A mask with all its places, and what a person made of it.

    `key` is what its words have in common with every other spelling of them.
    """

    key: str
    mask: Mask
    ruling: Ruling
    places: tuple[MaskPlace, ...]


@lru_cache(maxsize=8)
def masks_listed(briefing: Briefing, head: Letterhead = PLAIN) -> tuple[Listed, ...]:
    """Every mask once, in the order of the briefing: those that were kept or taken back too."""
    masker = masker_for(briefing)
    found: dict[str, Listed] = {}
    for line in _lines(briefing, head):
        for one in _of_line(masker, line):
            known = found.get(one.key)
            places = (*known.places, *one.places) if known else one.places
            found[one.key] = replace(known or one, places=places)
    return tuple(found.values())


def unseen_in(briefing: Briefing, head: Letterhead = PLAIN) -> tuple[str, ...]:
    """A sentence for a person where nobody looked at some of the masks."""
    unseen = [one for one in masks_listed(briefing, head) if one.ruling is Ruling.OPEN]
    told = f"{told_unconfirmed(len(unseen))}，请在网页的“遮盖”里逐项看过再张贴"
    return (told,) if unseen else ()


def _of_line(masker: Masker, line: str) -> Iterator[Listed]:
    for hit, ruling in masker.listed(line):
        words = line[hit.start : hit.end]
        said = masker.said_of(words)
        instead = said.instead if said and said.instead else masker.usual(hit, words)
        mask = Mask(hit.kind, said.found if said else words, instead)
        before, after = line[: hit.start][-_AROUND:], line[hit.end :][:_AROUND]
        yield Listed(key_of(words), mask, ruling, (MaskPlace(before.lstrip(), words, after),))


def _lines(briefing: Briefing, head: Letterhead) -> Iterator[str]:
    """What the posted edition has of the briefing, and the subtitles."""
    layout = lay_out(briefing, Edition.ARCHIVE, head)
    posted = tuple(b for b in layout.blocks if not isinstance(b, Index | Pictures))
    yield from lines_of(replace(layout, blocks=posted))
    for utterance in briefing.meeting.utterances:
        if isinstance(utterance.evidence, AudioSpan):
            yield printable(f"{utterance.name or utterance.speaker or ''}：{utterance.text}")
