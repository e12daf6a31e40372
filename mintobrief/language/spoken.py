"""What was said and what was written down."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mintobrief.domain import AudioSpan, TextSpan, Utterance

# 00:01:12,000 --> 00:01:15,000 is longer than this.
_TIMES = 15


def spoken_places(utterances: Sequence[Utterance]) -> frozenset[int]:
    """The utterances that are talk: under a speaker, recorded, or cues of nameless subtitles.

    Each source is judged by itself.
    """
    by_source: dict[str, list[int]] = {}
    for place, utterance in enumerate(utterances):
        by_source.setdefault(utterance.evidence.source_id, []).append(place)
    found: set[int] = set()
    for places in by_source.values():
        said = [place for place in places if _is_spoken(utterances[place])]
        found.update(said or (places if _are_cues([utterances[i] for i in places]) else ()))
    return frozenset(found)


def _is_spoken(utterance: Utterance) -> bool:
    return utterance.speaker is not None or isinstance(utterance.evidence, AudioSpan)


def _are_cues(utterances: Sequence[Utterance]) -> bool:
    """Whether the nameless lines of one source come from subtitles: between them stood times.

    Lines of notes follow each other at once; those of subtitles are some thirty characters apart.
    """
    spans = [u.evidence for u in utterances if isinstance(u.evidence, TextSpan)]
    gaps = [other.start - one.end for one, other in pairwise(spans)]
    return sum(gap >= _TIMES for gap in gaps) * 2 > len(gaps) > 0
