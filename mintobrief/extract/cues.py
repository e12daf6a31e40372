"""The cue lexicons of prompts/lexicons as compiled expressions."""

from __future__ import annotations

import re
from functools import cache

from mintobrief.language.lexicon import load


@cache
def cue(lexicon: str, name: str) -> re.Pattern[str]:
    """The entry `name` of a lexicon; `{other}` inside it stands for the entry `other`."""
    return re.compile(_source(lexicon, name))


@cache
def cue_patterns(lexicon: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of an entry one by one, in the order of the file."""
    return tuple(re.compile(_filled(lexicon, p)) for p in load(lexicon)[name])


def _source(lexicon: str, name: str) -> str:
    return _filled(lexicon, load(lexicon).expression(name))


def _filled(lexicon: str, pattern: str) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda found: _source(lexicon, found.group(1)), pattern)
