"""Characters of a page gathered into lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from mintobrief.domain import Box, PrintedLine
from mintobrief.ingest.scan.characters import Character, Rect

_SAME_ROW = 0.5  # of the height of a character
_APART = 2.0  # of that height: what is further apart is another piece of the row
_GAP, _LATIN_GAP = 0.45, 0.15  # of that height: what is further apart has white space between


def lines_of(characters: Sequence[Character], scale: float) -> tuple[PrintedLine, ...]:
    """The lines from the top, a row with wide gaps in pieces; boxes in pixels at `scale` pixels
    to a point."""
    pieces = (piece for row in _rows(characters) for piece in _pieces(row))
    return tuple(_line(piece, scale) for piece in pieces)


def _rows(characters: Sequence[Character]) -> list[list[Character]]:
    """What stands at one height, from the top; each row from the left."""
    rows: list[list[Character]] = []
    for character in sorted(characters, key=_middle):
        if rows and _belongs(character, rows[-1]):
            rows[-1].append(character)
        else:
            rows.append([character])
    return [sorted(row, key=lambda c: c.cell.left) for row in rows]


def _belongs(character: Character, row: list[Character]) -> bool:
    away = _middle(character) - median(_middle(c) for c in row[-9:])
    return away <= _SAME_ROW * min(_height(character), _height(row[-1]))


def _middle(character: Character) -> float:
    return (character.cell.top + character.cell.bottom) / 2


def _height(character: Character) -> float:
    return max(1.0, character.cell.bottom - character.cell.top)


def _pieces(row: list[Character]) -> Iterator[list[Character]]:
    """The row where no wide gap parts it."""
    piece: list[Character] = []
    for character in row:
        if piece and _gap(piece[-1], character) > _APART:
            yield piece
            piece = []
        piece.append(character)
    yield piece


def _gap(one: Character, other: Character) -> float:
    """Between two characters, in heights of the higher one."""
    return (other.cell.left - one.cell.right) / max(_height(one), _height(other))


def _line(piece: Sequence[Character], scale: float) -> PrintedLine:
    text, boxes = "", list[Box | None]()
    for before, character in zip((None, *piece), piece, strict=False):
        if before is not None and _is_spaced(before, character):
            text += " "
            boxes.append(None)
        text += character.text
        boxes += [_box(character.cell, scale)] * len(character.text)
    return PrintedLine(text, Box.around([box for box in boxes if box]), tuple(boxes))


def _is_spaced(one: Character, other: Character) -> bool:
    latin = one.text.isascii() and other.text.isascii()
    return _gap(one, other) > (_LATIN_GAP if latin else _GAP)


def _box(rect: Rect, scale: float) -> Box:
    left, top = max(0, int(rect.left * scale)), max(0, int(rect.top * scale))
    right, bottom = int(rect.right * scale) + 1, int(rect.bottom * scale) + 1
    return Box(left, top, max(left + 1, right), max(top + 1, bottom))
