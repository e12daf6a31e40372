"""Who is behind a voice (发言人): proposed from what is said, with the words that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mintobrief.domain import (
    Attendee,
    AudioSpan,
    Likeness,
    Speaker,
    Turn,
    Utterance,
    turns_of,
)
from mintobrief.extract.voices.assign import Match, match
from mintobrief.extract.voices.cast import Cast, read_cast
from mintobrief.extract.voices.chair import chairing_turns, find_chair
from mintobrief.extract.voices.clues import Clue, clues_of, print_clues

_SURE = 0.5  # below this nothing is proposed
_SHOWN = 4  # utterances that tell most


def name_speakers(
    utterances: Sequence[Utterance],
    roster: Sequence[Attendee],
    likenesses: Sequence[Likeness] = (),
) -> tuple[Speaker, ...]:
    """Who the voices without a name seem to be, and which of them leads; sure ones only.

    One name goes to one voice: of a transcript, or of all recordings, over which a voice keeps
    its label. The roster settles what people are called; `likenesses` to voice prints are
    signs like others.
    """
    cast = read_cast(utterances, (*roster, *_strangers(likenesses, roster)))
    groups: dict[str, list[Turn]] = {}
    for turn in turns_of(utterances):
        if turn.speaker is not None:
            groups.setdefault(_group(turn), []).append(turn)
    return tuple(s for turns in groups.values() for s in _of_group(turns, cast, likenesses))


def _group(turn: Turn) -> str:
    evidence = turn.utterances[0].evidence
    return "" if isinstance(evidence, AudioSpan) else evidence.source_id


def _strangers(likenesses: Iterable[Likeness], roster: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """Those whose voices were known by their prints alone."""
    listed = {person.name for person in roster}
    return tuple(Attendee(n) for n in dict.fromkeys(k.name for k in likenesses) if n not in listed)


def _of_group(
    turns: Sequence[Turn], cast: Cast, likenesses: Sequence[Likeness]
) -> Iterator[Speaker]:
    named = {turn.speaker: turn.name for turn in turns if turn.name}
    taken = {cast.resolve(name) or name for name in named.values()}
    clues = [*clues_of(turns, cast), *print_clues(turns, likenesses)]
    free = [c for c in clues if c.voice not in named and c.name not in taken]
    matches = {m.voice: m for m in match(free) if m.confidence >= _SURE}
    chair = find_chair(turns, cast)
    for source, label in dict.fromkeys(map(_voice, turns)):
        if label in matches:
            speaker = _speaker(source, matches[label], cast, clues)
            yield replace(speaker, is_chair=label == chair)
        elif label == chair and label not in named:
            told = tuple(chairing_turns(turns, label, cast))
            yield Speaker(label, source, None, evidence=told, is_chair=True)


def _voice(turn: Turn) -> tuple[str, str]:
    return turn.utterances[0].evidence.source_id, turn.speaker or ""


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
