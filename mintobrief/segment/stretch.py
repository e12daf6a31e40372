"""A run of units on one subject."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units `first` to `last`, both included; `heading` is the line above them in notes.

    `subject` are the words that whoever opens the subject says of it.
    """

    first: int
    last: int
    heading: str = ""
    subject: str = ""

    def shifted(self, by: int) -> Stretch:
        """The same run counted from `by` units earlier."""
        return replace(self, first=self.first + by, last=self.last + by)
