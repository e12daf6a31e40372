"""People's names: no dictionary has them, and every dictionary spoils them.

A surname with characters that given names are made of after it is taken for a name; without
that, a language model makes 冷下 (comes down cold) of 冷霞.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from mintobrief.language.lexicon import load

GIVEN = 2  # characters of a given name


def names_at(places: Sequence[Collection[str]]) -> Iterator[str]:
    """The names that may begin at the first of these places.

    Each place has what may stand there, the likeliest first. A surname is only taken for one
    where it is the likeliest.
    """
    name = next(iter(places[0]), "")
    if not _surname().fullmatch(name):
        return
    for place in places[1 : 1 + GIVEN]:
        likely = next((character for character in place if character in _given()), None)
        if likely is None:
            return
        name += likely
        yield name


@cache
def _surname() -> re.Pattern[str]:
    return re.compile(load("people").expression("surname"))


@cache
def _given() -> frozenset[str]:
    return frozenset("".join(load("people")["given"]))
