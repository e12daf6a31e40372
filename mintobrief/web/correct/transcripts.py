"""The transcript as HTML, drawn once for as long as it stays as it is: it is long."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock

from markupsafe import Markup

from mintobrief.review import with_namings
from mintobrief.store import Seen
from mintobrief.web.correct.markup import transcript
from mintobrief.web.correct.transcript import sections_of

_MOST = 4  # transcripts kept


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A transcript, and what it was drawn from: the same objects are drawn the same."""

    parts: tuple[object, ...]
    told: Hashable
    html: Markup


@dataclass(slots=True)
class Transcripts:
    """The transcripts drawn last."""

    _drawn: list[_Drawn] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def draw(self, seen: Seen) -> Markup:
        meeting = seen.meeting
        parts = (meeting.utterances, meeting.topics, meeting.speakers)
        told = (meeting.id, seen.namings, tuple((s.id, s.removed_on) for s in meeting.sources))
        with self._lock:
            for known in self._drawn:
                same = all(a is b for a, b in zip(known.parts, parts, strict=True))
                if same and known.told == told:
                    return known.html
        html = _html(seen)
        with self._lock:
            self._drawn = [_Drawn(parts, told, html), *self._drawn][:_MOST]
        return html


TRANSCRIPTS = Transcripts()  # of this program


def _html(seen: Seen) -> Markup:
    named = with_namings(seen.meeting, seen.namings)
    return transcript(seen.meeting.id, sections_of(named))
