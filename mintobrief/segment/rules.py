"""Topics by rules: headings where the notes have them, the chair's moves where people talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from mintobrief.config import Settings
from mintobrief.domain import Topic, Utterance
from mintobrief.segment.agenda import announced_agenda
from mintobrief.segment.notes import split_notes
from mintobrief.segment.stretch import Stretch
from mintobrief.segment.talk import split_talk
from mintobrief.segment.titles import TitleMaker
from mintobrief.segment.units import Unit, units_of


class RuleSplitter:
    """Splits by rules alone: cue words, numbering, vocabulary. Linear in the meeting's length."""

    def split(self, utterances: Sequence[Utterance], agenda: Sequence[str]) -> tuple[Topic, ...]:
        """Topics in order, disjoint, with opening and closing left out."""
        return split_units(units_of(utterances), agenda)


def load_rules(_: Settings) -> RuleSplitter:
    """The splitter that asks no tagger."""
    return RuleSplitter()


def split_units(units: Sequence[Unit], agenda: Sequence[str]) -> tuple[Topic, ...]:
    """The topics of a meeting's units; what a tagger said of a unit counts where it was asked."""
    items = tuple(agenda) or announced_agenda(units)
    titles = TitleMaker(units, items)
    return tuple(
        Topic(title, units[stretch.first].first, units[stretch.last].last)
        for stretch, title in titles.name(_stretches(units, items))
    )


def _stretches(units: Sequence[Unit], agenda: Sequence[str]) -> Iterator[Stretch]:
    """A change of source is a boundary; written pages that follow each other are one source."""
    talks = {unit.source for unit in units if unit.spoken}
    offset = 0
    for talk, run in groupby(units, key=lambda unit: unit.source if unit.source in talks else ""):
        part = list(run)
        # the lines above a transcript are no business
        above = sum(1 for _ in takewhile(lambda unit: not unit.spoken, part)) if talk else 0
        split = split_talk if talk else split_notes
        for stretch in split(part[above:], agenda):
            yield stretch.shifted(offset + above)
        offset += len(part)
