"""Words of a written line, wherever its sentences end."""

from __future__ import annotations

from dataclasses import dataclass

from mintobrief.domain import Quote, Turn


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a line, which begin at its character `start`."""

    turn: Turn
    start: int
    text: str

    def part(self, start: int, end: int) -> Stretch:
        return Stretch(self.turn, self.start + start, self.text[start:end])

    def stripped(self) -> Stretch:
        """The same without the blanks around it."""
        kept = self.text.strip()
        start = self.text.find(kept)
        return self.part(start, start + len(kept))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The same words in the utterances that make up the line."""
        found, begins = [], 0
        for number, utterance in enumerate(self.turn.utterances, self.turn.first):
            ends = begins + len(utterance.text)
            start, end = max(self.start, begins), min(self.start + len(self.text), ends)
            if start < end:
                found.append(Quote(number, start - begins, end - begins))
            begins = ends
        return tuple(found)
