"""A trained network that marks what belongs to resolutions (models/understanding has its card).

lines     a meeting as lines of talk, each with who says it
tokens    lines as numbers, and the windows in which the network reads them
decode    what the network says of tokens, as mentions, acts and starts of topics
links     which mentions belong to one resolution
tagger    all of it over a meeting; alone in loading onnxruntime and tokenizers
"""

from __future__ import annotations

from typing import cast

from mintobrief.config import Settings
from mintobrief.engines import Adapter, load
from mintobrief.extract.mentions import Tagger

__all__ = ["TAGGERS", "load_tagger"]

TAGGERS = {"network": Adapter("mintobrief.extract.network.tagger:NetworkTagger", "onnxruntime")}


def load_tagger(name: str, settings: Settings) -> Tagger:
    """The tagger of that name. Raises UnknownEngine, MissingEngine, BadWeights."""
    return cast(Tagger, load(name, TAGGERS)(settings))
