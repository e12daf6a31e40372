"""A trained network that marks what belongs to resolutions, and where topics start.

Both `segment` and `extract` ask it; models/understanding has its card.

mentions  what a tagger may say of a talk
lines     a meeting as lines of talk, each with who says it
tokens    lines as numbers, and the windows in which the network reads them
decode    what the network says of tokens, as mentions, acts and starts of topics
links     which mentions belong to one resolution
tagger    all of it over a meeting; alone in loading onnxruntime and tokenizers
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from mintobrief.config import Settings
from mintobrief.domain import Utterance
from mintobrief.engines import Adapter, load
from mintobrief.tagging.mentions import Marked, Tagger

__all__ = ["TAGGERS", "load_tagger"]

TAGGERS = {"network": Adapter("mintobrief.tagging.tagger:NetworkTagger", "onnxruntime")}


class Remembering:
    """A tagger that reads the same meeting once, whoever asks: it knows the last one's marks."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self._last: tuple[tuple[Utterance, ...], Marked] = ((), Marked())

    def mark(self, utterances: Sequence[Utterance]) -> Marked:
        """The marks in the utterances' texts, in order of place."""
        asked = tuple(utterances)
        if asked != self._last[0]:
            self._last = asked, self._tagger.mark(asked)
        return self._last[1]


@lru_cache(maxsize=1)
def load_tagger(name: str, settings: Settings) -> Tagger:
    """The tagger of that name; the same one for the same settings.

    Raises UnknownEngine, MissingEngine, BadWeights.
    """
    return Remembering(cast(Tagger, load(name, TAGGERS)(settings)))
