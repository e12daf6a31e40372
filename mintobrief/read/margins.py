"""Notes in the margin: a few short lines beside the text that are no part of its rows."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from statistics import median, quantiles
from typing import NamedTuple

from mintobrief.read.paragraphs import LIST_NUMBER
from mintobrief.read.rows import Placed

_TEXT_LINES = 4  # beside fewer there is no telling what is a margin
_WIDE = 0.5  # of the longest line: what is as long is a line of the text
_NARROW = 0.45  # of the text's width a note is, at most
_INTO = 0.5  # of a line's height: how far a note may reach into the text
_SMALL = 0.78  # of the text's height: a note is often smaller
_OFF = 0.3  # of a line's height: a note's lines often stand between those of the text
_SLANTED = 0.1  # more or less than the text falls for each pixel
_GAP = 1.6  # of a line's height between the lines of one note, from middle to middle
_FEW = 0.34  # of all pieces; more beside the text are a column
_NEAR = 6  # lines of text that tell where it begins and ends beside a piece


class _Text(NamedTuple):
    """Long lines of the text from the top, and how high they are, by the usual."""

    lines: list[Placed]
    height: float


def set_aside(pieces: Sequence[Placed]) -> tuple[list[Placed], list[list[Placed]]]:
    """What belongs to the text, and the notes beside it, each from its top."""
    text = _text(pieces)
    if len(text.lines) < _TEXT_LINES:
        return list(pieces), []
    beside = [piece for piece in pieces if _is_beside(piece, text)]
    notes = [note for note in _notes(beside, text.height) if _is_apart(note, text)]
    aside = {id(piece) for note in notes for piece in note}
    if not aside or len(aside) > _FEW * len(pieces):
        return list(pieces), []
    return [piece for piece in pieces if id(piece) not in aside], notes


def _text(pieces: Sequence[Placed]) -> _Text:
    longest = max((piece.width for piece in pieces), default=0.0)
    lines = [piece for piece in pieces if piece.width >= _WIDE * longest]
    lines.sort(key=lambda line: line.middle)
    return _Text(lines, median([piece.height for piece in lines]) if lines else 0.0)


def _is_beside(piece: Placed, text: _Text) -> bool:
    """Left or right of all the text near it, and no number of a list or of a table's row."""
    near = _near(piece, text)
    left, right = min(line.left for line in near), max(line.right for line in near)
    words = piece.line.text.strip()
    if piece.width > _NARROW * (right - left) or words.isdecimal() or LIST_NUMBER.fullmatch(words):
        return False
    into = _INTO * text.height
    return piece.left >= _usual_right(near) - into or piece.right <= left + into


def _near(piece: Placed, text: _Text) -> list[Placed]:
    at = bisect(text.lines, piece.middle, key=lambda line: line.middle)
    first = max(0, min(at - _NEAR // 2, len(text.lines) - _NEAR))
    return text.lines[first : first + _NEAR]


def _usual_right(near: Sequence[Placed]) -> float:
    """Where most lines end; one that goes on further does so because there was room."""
    return quantiles([line.right for line in near], n=4)[2]


def _notes(beside: Sequence[Placed], height: float) -> list[list[Placed]]:
    """Pieces that stand one under the other, together."""
    notes: list[list[Placed]] = []
    for piece in sorted(beside, key=lambda p: p.middle):
        for note in notes:
            last = note[-1]
            shared = min(last.right, piece.right) - max(last.left, piece.left)
            if shared > 0 and piece.middle - last.middle <= _GAP * height:
                note.append(piece)
                break
        else:
            notes.append([piece])
    return notes


def _is_apart(note: Sequence[Placed], text: _Text) -> bool:
    """Smaller than the text, off its lines, or slanted otherwise."""
    if median([piece.height for piece in note]) <= _SMALL * text.height:
        return True
    falls = median([line.line.slope for line in text.lines])
    if abs(median([piece.line.slope for piece in note]) - falls) >= _SLANTED:
        return True
    off = [piece for piece in note if _is_off(piece, text)]
    return 2 * len(off) > len(note)


def _is_off(piece: Placed, text: _Text) -> bool:
    nearest = min(abs(line.middle - piece.middle) for line in _near(piece, text))
    return _OFF * text.height <= nearest <= _GAP * text.height
