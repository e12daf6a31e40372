"""Notes in the margin: a few short lines beside the text that are no part of its rows."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from statistics import median, quantiles
from typing import NamedTuple

from mintobrief.read.layout.paragraphs import LIST_NUMBER, begins_item, may_go_on
from mintobrief.read.layout.rows import Placed
from mintobrief.read.words.cutting import advance

_TEXT_LINES = 4  # beside fewer there is no telling what is a margin
_WIDE = 0.5  # of the longest line: what is as long is a line of the text
_NARROW = 0.45  # of the text's width a note is, at most
_INTO = 0.5  # of a line's height: how far a note may reach into the text
_SMALL = 0.78  # of the text's height: a note is often smaller
_CLOSE = 0.86  # of the text's usual distance of two characters, which no box's edge blurs
_WORDS = 2  # characters; one alone may be a list's letter or a speck
_OFF = 0.3  # of a line's height: a note's lines often stand between those of the text
_SLANTED = 0.1  # more or less than the text falls for each pixel
_GAP = 1.6  # of a line's height between the lines of one note, from middle to middle
_NEXT = 2.2  # of a line's height from one line to the next, from middle to middle
_FULL = 2.0  # of a line's height, that a line which goes on below may lack
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
    notes = _apart(_notes(beside, text.height), pieces, text)
    aside = {id(piece) for note in notes for piece in note}
    if not aside or len(aside) > _FEW * len(pieces):
        return list(pieces), []
    return [piece for piece in pieces if id(piece) not in aside], notes


def _apart(
    found: Sequence[list[Placed]], pieces: Sequence[Placed], text: _Text
) -> list[list[Placed]]:
    """Those that are no part of the rows they stand in.

    Where most do not show that they are notes, they are the headings of their rows.
    """
    apart = [_is_apart(note, text) for note in found]
    before = [
        other or _is_before(note, pieces, text) for note, other in zip(found, apart, strict=True)
    ]
    told = before if 2 * sum(before) > len(found) else apart
    return [note for note, is_note in zip(found, told, strict=True) if is_note]


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
    """Smaller or closer written than the text, off its lines, or slanted otherwise."""
    if median([piece.height for piece in note]) <= _SMALL * text.height or _is_close(note, text):
        return True
    falls = median([line.line.slope for line in text.lines])
    if abs(median([piece.line.slope for piece in note]) - falls) >= _SLANTED:
        return True
    off = [piece for piece in note if _is_off(piece, text)]
    return 2 * len(off) > len(note)


def _is_close(note: Sequence[Placed], text: _Text) -> bool:
    steps = [step for piece in note if (step := advance(piece.line))]
    usual = [step for line in text.lines if (step := advance(line.line))]
    return bool(steps and usual) and median(steps) <= _CLOSE * median(usual)


def _is_before(note: Sequence[Placed], pieces: Sequence[Placed], text: _Text) -> bool:
    """Left of lines that have a beginning of their own, or go on with the line above."""
    return all(_is_apart_from_row(piece, pieces, text) for piece in note)


def _is_apart_from_row(piece: Placed, pieces: Sequence[Placed], text: _Text) -> bool:
    row = [p for p in pieces if p.left >= piece.right and _stands_by(p, piece, text)]
    above = [line for line in text.lines if line.middle < piece.middle - _OFF * text.height]
    words = piece.line.text.strip()
    if not row or len(words) < _WORDS or words.endswith((":", "：")):
        return False
    first = min(row, key=lambda p: p.left)
    if begins_item(first.line.text):
        return True
    near = above and first.middle - above[-1].middle <= _NEXT * text.height
    full = above and above[-1].right >= _usual_right(_near(piece, text)) - _FULL * text.height
    return bool(near and full and may_go_on(above[-1], first))


def _stands_by(one: Placed, other: Placed, text: _Text) -> bool:
    return abs(one.middle - other.middle) <= _OFF * text.height


def _is_off(piece: Placed, text: _Text) -> bool:
    nearest = min(abs(line.middle - piece.middle) for line in _near(piece, text))
    return _OFF * text.height <= nearest <= _GAP * text.height
