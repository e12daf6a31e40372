"""Which forms of a name mean the same person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from mintobrief.extract.cues import cue
from mintobrief.extract.people import surname_of


@cache
def _address() -> re.Pattern[str]:
    title, short = cue("people", "title").pattern, cue("people", "short_title").pattern
    return re.compile(f"{title}|{short}")


def is_full_name(name: str) -> bool:
    """A surname with a given name, not a form of address (陆经理, 老陆, 钟姐)."""
    surname = surname_of(name)
    if not surname or name[0] in "老小阿" or re.search(r"\d", name):
        return False
    return len(name) > len(surname) and not _address().fullmatch(name[len(surname) :])


def fullest(name: str, names: Iterable[str]) -> str:
    """The one full name among `names` that `name` is short for; itself where not one is."""
    if is_full_name(name):
        return name
    surname = surname_of(name)
    fits = {n for n in names if is_full_name(n) and surname and n.startswith(surname)}
    return fits.pop() if len(fits) == 1 else name
