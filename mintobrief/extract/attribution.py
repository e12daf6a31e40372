"""Whom a line of notes names as the one who says it: 苗兰：…, 苗兰认为…, 余经理说明：…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mintobrief.domain import Header
from mintobrief.extract.cues import cue
from mintobrief.extract.header.names import fullest, is_full_name
from mintobrief.language import lexicon


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, and where the words begin; `lasting` says that it holds to the line's end."""

    speaker: str
    start: int
    lasting: bool


class Attributor:
    """Finds who a line names as its speaker among the people of one meeting."""

    def __init__(self, header: Header) -> None:
        people = (*header.attendees, *header.observers)
        self._names: Sequence[str] = [person.name for person in people]
        self._pattern = re.compile(_expression(self._names))

    def find(self, text: str, start: int) -> Attribution | None:
        """The speaker that the words from `start` on begin with; None where they name none."""
        found = self._pattern.match(text, start)
        if found is None or found.end() >= len(text.rstrip("。；; ")):
            return None
        name = fullest(found["who"], self._names)
        if found["surname"] and not is_full_name(name):
            return None
        return Attribution(name, found.end(), lasting=found["colon"] is not None)


def _expression(names: Sequence[str]) -> str:
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"
    surname, title = cue("people", "surname").pattern, cue("people", "title").pattern
    words = lexicon.load("points")
    said, asked = words.expression("reporting.said"), words.pattern("reporting.asked")
    person = rf"(?:{known}|{surname}{title}|[老小阿]{surname})"
    body = rf"(?:{cue('people', 'body').pattern})"
    who = (
        rf"{person}(?=\s*(?:[（(]|[：:]|{said}|{asked}(?![，,：:])))"
        rf"|{body}(?=\s*(?:[：:]|{said}))|(?P<surname>{surname})(?=[：:])"
    )
    verb = rf"{said}\s*[，,：:]?|(?={asked})|(?P<colon>[：:])"
    return rf"(?P<who>{who})\s*(?:[（(][^）)]*[）)])?\s*(?:{verb})\s*"
