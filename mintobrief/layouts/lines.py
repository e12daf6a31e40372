"""The lines of a text with their places in it."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One line of a text: its characters `start` to `end`, without the line break."""

    text: str
    start: int
    end: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def rows_of(text: str) -> list[Row]:
    """Every line of the text, blank ones too; a line's index is its number."""
    rows, start = [], 0
    for line in text.split("\n"):
        rows.append(Row(line, start, start + len(line)))
        start += len(line) + 1
    return rows


class Words(NamedTuple):
    """Characters `start` to `end` of a text that somebody said.

    `turn` counts the input's turns from 0; a turn without words has none of these. `label`
    is what the tool calls the speaker, None where it names nobody. `sent` is when a message of
    a chat was sent, as shown.
    """

    turn: int
    start: int
    end: int
    label: str | None
    sent: str | None = None
