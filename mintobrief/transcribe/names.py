"""People's names in what was heard: no dictionary has them, and every dictionary spoils them.

A surname with characters that given names are made of after it is taken for a name as it was
heard; without that, a language model makes 冷下 (comes down cold) of 冷霞.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from mintobrief.language.lexicon import load
from mintobrief.language.sounds import SoundIndex
from mintobrief.transcribe.lattice import Slot

_GIVEN = 2  # characters of a given name


def names_at(slots: Sequence[Slot], sounds: SoundIndex) -> Iterator[tuple[str, float]]:
    """The names that may begin at the first of these slots, with their evidence."""
    name, evidence = slots[0].heard, slots[0].evidence_of_heard()
    if not _surname().fullmatch(name):
        return
    for slot in slots[1 : 1 + _GIVEN]:
        likely = [character for character in slot.characters if character in _given()]
        if not likely:
            return
        character = max(likely, key=lambda character: slot.characters[character])
        name += character
        evidence += max(slot.evidence(character, said) for said in sounds.readings(character))
        yield name, evidence


@cache
def _surname() -> re.Pattern[str]:
    return re.compile(load("people").expression("surname"))


@cache
def _given() -> frozenset[str]:
    return frozenset("".join(load("people")["given"]))
