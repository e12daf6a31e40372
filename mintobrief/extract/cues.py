"""The cue lexicons of prompts/lexicons as compiled expressions."""

from __future__ import annotations

import re
from functools import cache

from mintobrief.language.lexicon import load


@cache
def cue(lexicon: str, name: str) -> re.Pattern[str]:
    """The entry `name` of a lexicon; `{other}` inside it stands for the entry `other`."""
    return re.compile(_source(lexicon, name))


def _source(lexicon: str, name: str) -> str:
    return re.sub(
        r"\{([a-z_]+)\}",
        lambda found: _source(lexicon, found.group(1)),
        load(lexicon).expression(name),
    )
