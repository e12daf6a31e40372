"""A sentence as it is written, and what was heard where it reads otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from mintobrief.domain import Change, ChangeKind
from mintobrief.language.written_numbers import written

_LATIN = re.compile("[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or mark of a sentence; `was` is what was heard where it was changed."""

    text: str
    was: str | None = None
    kind: ChangeKind | None = None

    @property
    def heard(self) -> str:
        return self.text if self.was is None else self.was


def sentence(pieces: Iterable[Piece]) -> tuple[str, tuple[Change, ...]]:
    """The text with its numbers in figures, and all its changes.

    Spaces stay only between words in Latin letters.
    """
    final = _joined(_with_figures(_without_spaces(pieces)))
    ends = list(accumulate(len(piece.text) for piece in final))
    return "".join(piece.text for piece in final), tuple(
        Change(end - len(piece.text), end, piece.was, piece.kind)
        for piece, end in zip(final, ends, strict=True)
        if piece.was is not None and piece.kind is not None
    )


def _without_spaces(pieces: Iterable[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        bare = piece.text.strip()
        spaced = piece.text[:1].isspace() and kept and _LATIN.match(kept[-1].text[-1:])
        if bare:
            text = f" {bare}" if spaced and _LATIN.match(bare) else bare
            kept.append(Piece(text, piece.was, piece.kind))
    return kept


def _with_figures(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with those that spell a number joined to one in figures."""
    starts = [0, *accumulate(len(piece.text) for piece in pieces)]
    found = list(pieces)
    for number in reversed(written("".join(piece.text for piece in pieces))):
        if number.start in starts and number.end in starts:
            first, last = starts.index(number.start), starts.index(number.end)
            heard = "".join(piece.heard for piece in pieces[first:last])
            found[first:last] = [Piece(number.text, heard, ChangeKind.NUMBER)]
    return found


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours changed in the same way are one change."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and piece.was is not None and last.was is not None and last.kind == piece.kind:
            joined[-1] = Piece(last.text + piece.text, last.was + piece.was, last.kind)
        else:
            joined.append(piece)
    return joined
