"""The splitter that asks the tagger too where topics start, beside the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mintobrief.config import Settings
from mintobrief.domain import Topic, Utterance
from mintobrief.segment.outline import find_headings
from mintobrief.segment.rules import split_units
from mintobrief.segment.units import Unit, units_of
from mintobrief.tagging import load_tagger
from mintobrief.tagging.mentions import Act, Marked, Tagger

_NO_BUSINESS = (Act.CHAIR, Act.SMALL_TALK)


@dataclass(frozen=True, slots=True)
class ReadingSplitter:
    """Splits by rules and by what a tagger sees; notes with headings are left to the rules."""

    tagger: Tagger

    def split(self, utterances: Sequence[Utterance], agenda: Sequence[str]) -> tuple[Topic, ...]:
        """Topics in order, disjoint, with opening and closing left out."""
        units = units_of(utterances)
        if any(unit.spoken for unit in units) or not find_headings(units):
            units = with_marks(units, utterances, self.tagger.mark(utterances))
        return split_units(units, agenda)


def with_marks(
    units: Sequence[Unit], utterances: Sequence[Utterance], marked: Marked
) -> tuple[Unit, ...]:
    """The units with what the tagger says of each: it judges the first sentence of a turn."""
    return tuple(
        replace(unit, start=marked.starts[unit.first], business=_is_business(unit, marked))
        if unit.first == 0 or not _same_turn(utterances[unit.first - 1], utterances[unit.first])
        else unit
        for unit in units
    )


def _same_turn(one: Utterance, other: Utterance) -> bool:
    """Whether both are sentences of one turn, which was too long to be one unit."""
    return (one.evidence.source_id, one.turn) == (other.evidence.source_id, other.turn)


def _is_business(unit: Unit, marked: Marked) -> bool:
    stretches = marked.stretches[unit.first]
    return not stretches or stretches[0].act not in _NO_BUSINESS


def load_reader(settings: Settings) -> ReadingSplitter:
    """The splitter with the network that comes along. Raises MissingEngine, BadWeights."""
    return ReadingSplitter(load_tagger("network", settings))
