"""A run of units on one subject."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units `first` to `last`, both included; `lead` is the heading above them, if any."""

    first: int
    last: int
    lead: str = ""

    def shifted(self, by: int) -> Stretch:
        """The same run counted from `by` units earlier."""
        return Stretch(self.first + by, self.last + by, self.lead)
