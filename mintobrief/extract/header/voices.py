"""Who the voices of a recording are, where they say so themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mintobrief.domain import Utterance
from mintobrief.extract.header.persons import Person, read_person
from mintobrief.extract.people import surname_of
from mintobrief.language import lexicon, words

# A voice of a source by its label.
Voice = tuple[str, str]


def voice_names(utterances: Sequence[Utterance]) -> dict[Voice, str]:
    """The names that nameless voices give themselves: 我是业委会主任苗兰; each name once."""
    found: dict[Voice, str] = {}
    for utterance in utterances:
        voice = (utterance.evidence.source_id, utterance.speaker or "")
        if utterance.speaker and utterance.name is None and voice not in found:
            name = _introduced(utterance.text)
            if name and name not in found.values():
                found[voice] = name
    return found


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression("people.introduction"))


def _introduced(text: str) -> str | None:
    for found in _introduction().finditer(text):
        person = read_person(found["who"])
        if person and _is_sure(person):
            return person.name
    return None


def _is_sure(person: Person) -> bool:
    """Named with a post or body, or by a name that no word begins or ends (我是何意见)."""
    given = person.name[len(surname_of(person.name)) :]
    return bool(person.role or person.org) or words.tag(given).startswith(("x", "nr"))
