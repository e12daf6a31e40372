"""Who speaks: every voice of a meeting, with the name that stands for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mintobrief.domain import Meeting
from mintobrief.review import latest_namings, with_namings
from mintobrief.review.naming import Voice, voice_of
from mintobrief.store import Seen
from mintobrief.web.correct.transcript import voices_of

_MOST_SAID = 30  # characters shown of a voice


@dataclass(frozen=True, slots=True)
class Speaking:
    """A voice as the page shows it; `colour` is its number, `first` the line it is first heard
    in and `said` its beginning. `proposed` says that its name is the machine's guess."""

    source_id: str
    label: str
    name: str
    proposed: bool
    colour: int
    lines: int
    first: int
    said: str

    @property
    def called(self) -> str:
        return self.name or self.label


def speaking(seen: Seen) -> tuple[Speaking, ...]:
    """Every voice, in the order they are first heard."""
    meeting = with_namings(seen.meeting, seen.namings)
    colours = voices_of(meeting)
    voices = [voice_of(u) if u.speaker else None for u in meeting.utterances]
    counted = Counter(voice for voice in voices if voice)
    return tuple(
        _speaking(meeting, voice, voices.index(voice), colours[voice[1]], lines)
        for voice, lines in counted.items()
    )


def name_of(seen: Seen, voice: Voice) -> str | None:
    """The name that stands for a voice: a person's word, else what was written or proposed."""
    naming = latest_namings(seen.namings).get(voice)
    if naming is not None:
        return naming.name
    return _name(seen.meeting, voice)


def _speaking(meeting: Meeting, voice: Voice, first: int, colour: int, lines: int) -> Speaking:
    known = {(s.source_id, s.label): s for s in meeting.speakers}.get(voice)
    proposed = bool(known and known.name and not known.confirmed)
    said = meeting.utterances[first].text[:_MOST_SAID]
    name = _name(meeting, voice) or ""
    return Speaking(*voice, name, proposed, colour, lines, first, said)


def _name(meeting: Meeting, voice: Voice) -> str | None:
    written = next((u.name for u in meeting.utterances if u.speaker and voice_of(u) == voice), None)
    if written:
        return written
    known = (s.name for s in meeting.speakers if (s.source_id, s.label) == voice)
    return next(known, None)
