"""What is said as the briefing tells it: talk in written Chinese, notes as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mintobrief.domain import Attendee, Header, Utterance
from mintobrief.extract.cues import cue
from mintobrief.extract.people import people_of
from mintobrief.extract.prose import Voice, Writer
from mintobrief.extract.sayings import Saying
from mintobrief.extract.speech import clean_speech
from mintobrief.layouts import is_generic

# A line may end with these and still want its full stop.
_CLOSING = ("）", ")", "”", "》", "%", "％", "#")
# Bodies by the name that a document calls them.
_FORMAL = {"物业": "物业公司", "居委": "居委会", "业主委员会": "业委会", "街道": "街道办"}


class Teller:
    """Tells the sayings of one meeting."""

    def __init__(self, utterances: Sequence[Utterance], header: Header) -> None:
        self._people = {a.name: a for a in (*header.observers, *header.attendees)}
        self._chair = header.host.value if header.host else None
        bodies = {name: body for name, a in self._people.items() if (body := _body_of(a))}
        self._writer = Writer(people_of(header, utterances), bodies)

    def told(self, saying: Saying) -> str:
        """The saying as the briefing tells it; empty where it says nothing of the matter."""
        if saying.written:
            return _ended(clean_speech(saying.text))
        return self._writer.in_writing(saying.text, self._voice(saying.speaker))

    def _voice(self, speaker: str | None) -> Voice:
        if speaker is None or is_generic(speaker):
            return Voice()
        person = self._people.get(speaker)
        name = None if re.search(r"\d", speaker) else speaker
        return Voice(name, _body_of(person) if person else None, leads=speaker == self._chair)


def _ended(text: str) -> str:
    """The line with a full stop where it has no mark at its end."""
    return text + "。" if text[-1:].isalnum() or text[-1:] in _CLOSING else text


def _body_of(person: Attendee) -> str | None:
    """The body that somebody speaks for; a resident speaks for none."""
    role = person.role or ""
    if re.search("业主(?!委员会)", role):
        return None
    post = cue("people", "body").match(role)
    body = person.org or (post.group() if post else None)
    return _FORMAL.get(body, body) if body else None
