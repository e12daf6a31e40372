"""Where the meeting was held."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from mintobrief.domain import Field
from mintobrief.extract.header.labels import Labelled, find_label
from mintobrief.extract.header.passage import Edges, Passage
from mintobrief.language import lexicon

_ONLINE = "线上"
_HEAD_LINES = 3
_AFTER_HOUR = re.compile(
    r"\d\s*(?:[点时日号)）]|[:：]\d\d)\S* +(?P<place>[^\s，。；：:、,;]{2,15})\s*$"
)


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
    return _in_heading(edges.opening[:_HEAD_LINES]) if edges.written else None


def _in_heading(lines: Iterable[Passage]) -> Field[str] | None:
    """物业会议室 at the end of 碰头会 11月20日 晚7点 物业会议室: a word after the hour."""
    for line in lines:
        found = _AFTER_HOUR.search(line.text)
        if found and _ends().search(found["place"]):
            return Field(found["place"], (line.quote(*found.span("place")),))
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
