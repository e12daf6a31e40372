"""Who is behind a voice (发言人): proposed from what is said, with the words that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mintobrief.domain import Attendee, Speaker, Turn, Utterance, turns_of
from mintobrief.extract.voices.assign import Match, match
from mintobrief.extract.voices.cast import Cast, read_cast
from mintobrief.extract.voices.chair import chairing_turns, find_chair
from mintobrief.extract.voices.clues import Clue, clues_of

_SURE = 0.5  # below this nothing is proposed
_SHOWN = 4  # utterances that tell most


def name_speakers(
    utterances: Sequence[Utterance], roster: Sequence[Attendee]
) -> tuple[Speaker, ...]:
    """Who the voices without a name seem to be, and which of them leads; sure ones only.

    Within a source one name goes to one voice. The roster settles what people are called.
    """
    cast = read_cast(utterances, roster)
    by_source: dict[str, list[Turn]] = {}
    for turn in turns_of(utterances):
        if turn.speaker is not None:
            by_source.setdefault(turn.utterances[0].evidence.source_id, []).append(turn)
    return tuple(s for source, turns in by_source.items() for s in _of_source(source, turns, cast))


def _of_source(source: str, turns: Sequence[Turn], cast: Cast) -> Iterator[Speaker]:
    named = {turn.speaker: turn.name for turn in turns if turn.name}
    taken = {cast.resolve(name) or name for name in named.values()}
    clues = list(clues_of(turns, cast))
    free = [c for c in clues if c.voice not in named and c.name not in taken]
    matches = {m.voice: m for m in match(free) if m.confidence >= _SURE}
    chair = find_chair(turns, cast)
    for label in dict.fromkeys(turn.speaker or "" for turn in turns):
        if label in matches:
            speaker = _speaker(source, matches[label], cast, clues)
            yield replace(speaker, is_chair=label == chair)
        elif label == chair and label not in named:
            told = tuple(chairing_turns(turns, label, cast))
            yield Speaker(label, source, None, evidence=told, is_chair=True)


def _speaker(source: str, found: Match, cast: Cast, clues: Iterable[Clue]) -> Speaker:
    person = cast.persons[found.name]
    told = [c for c in clues if (c.voice, c.name) == (found.voice, found.name) and c.weight > 0]
    strongest = sorted(told, key=lambda clue: -clue.weight)[:_SHOWN]
    return Speaker(
        label=found.voice,
        source_id=source,
        name=person.name,
        role=person.role,
        org=person.org,
        evidence=tuple(sorted({clue.utterance for clue in strongest})),
        confidence=found.confidence,
    )
