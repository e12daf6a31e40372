"""Voices of one draft found again in another, so that a person need name them only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from mintobrief.domain import Meeting, Naming
from mintobrief.review.naming import Voice, latest_namings, voice_of
from mintobrief.review.relocate import Relocation


def renamed(
    before: Meeting, namings: Iterable[Naming], draft: Meeting, way: Relocation
) -> tuple[tuple[Naming, ...], tuple[Naming, ...]]:
    """The namings as they count for the draft, and those whose voice is not found again.

    Labels are dealt out anew in each draft: a voice is the same where most of what the one
    said the other says, and the other way about.
    """
    shared = _shared(before, draft, way)
    kept, lost = [], []
    for voice, naming in latest_namings(namings).items():
        now = _same_voice(voice, shared)
        if now is None:
            lost.append(naming)
        else:
            kept.append(replace(naming, source_id=now[0], label=now[1]))
    return tuple(kept), tuple(lost)


def _shared(before: Meeting, draft: Meeting, way: Relocation) -> Counter[tuple[Voice, Voice]]:
    """How many characters pairs of voices said at the same place."""
    shared: Counter[tuple[Voice, Voice]] = Counter()
    for utterance in before.utterances:
        for index in way.overlapping(utterance) if utterance.speaker else []:
            other = draft.utterances[index]
            if other.speaker:
                size = min(len(utterance.text), len(other.text))
                shared[voice_of(utterance), voice_of(other)] += size
    return shared


def _same_voice(voice: Voice, shared: Counter[tuple[Voice, Voice]]) -> Voice | None:
    mine = {new: size for (old, new), size in shared.items() if old == voice}
    if not mine:
        return None
    best = max(mine, key=lambda new: mine[new])
    theirs = sum(size for (_, new), size in shared.items() if new == best)
    alone = 2 * mine[best] > max(sum(mine.values()), theirs)
    return best if alone else None
