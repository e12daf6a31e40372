"""Where the meeting was held."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from mintobrief.domain import Field
from mintobrief.extract.header.labels import Labelled, find_label
from mintobrief.extract.header.passage import Edges
from mintobrief.language import lexicon

_ONLINE = "线上"


@cache
def _at() -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression("place.at"))


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(lexicon.load("header").expression("place.ends") + "$")


def find_place(edges: Edges, labels: Iterable[Labelled]) -> Field[str] | None:
    """The labelled place, else the room or body after 在 in the opening."""
    if label := find_label(labels, "place"):
        return Field(_mended(label.text), (label.quote,))
    for passage in edges.opening:
        for found in _at().finditer(passage.text):
            place = found["place"].strip()
            if _ends().search(place):
                start = found.start("place")
                return Field(place, (passage.quote(start, start + len(found["place"])),))
    return None


def place_of(title: Field[str] | None) -> Field[str] | None:
    """线上, where the meeting's own name says that it was held there."""
    if title is None or _ONLINE not in title.value:
        return None
    return Field(_ONLINE, title.quotes)


def _mended(place: str) -> str:
    """The place without the slips recognisers are known for (会义室)."""
    for slip in lexicon.load("header")["place.slips"]:
        wrong, _, right = slip.partition("=")
        place = re.sub(wrong, right, place)
    return place
