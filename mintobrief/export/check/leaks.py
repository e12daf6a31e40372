"""The posted file, read back: nothing is in it that should be gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mintobrief.domain import Briefing
from mintobrief.domain.mask import MaskKind
from mintobrief.errors import LeakFound
from mintobrief.export.check.readback import Piece, pieces_of
from mintobrief.export.privacy import masker_for
from mintobrief.privacy.masker import Masker

# most of what programs write is neither Chinese nor long in figures
_WORDS = re.compile(r"[^\x00-\x7f]|(?:\d\D{0,3}){7}|@")
# in one: a program's own numbers stand beside each other, or are parts of one
_NUMBER = re.compile(r"(?<![\d.])(?:1[3-9]\d(?:-?\d{4}){2}|[1-9]\d{16}[\dX])(?![\d.])")
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Leak:
    """What stands in a file and should not, and where."""

    kind: MaskKind
    words: str
    where: str


def refuse_leaks(content: bytes, briefing: Briefing, name: str) -> None:
    """Raises LeakFound where a posted file shows what it must not, its `name` too."""
    refuse_leaks_of(content, masker_for(briefing), name)


def refuse_leaks_of(content: bytes, masker: Masker, name: str = "") -> None:
    """As `refuse_leaks`, of what that masker keeps back."""
    leaks = tuple(leaks_in(content, masker, name))
    if leaks:
        told = (f"{leak.where}有{leak.kind.called}“{leak.words}”" for leak in leaks[:_MOST_TOLD])
        raise LeakFound("；".join(told), len(leaks))


def leaks_in(content: bytes, masker: Masker, name: str = "") -> Iterator[Leak]:
    """Everything, each once at each place."""
    seen: set[Leak] = set()
    for piece in (Piece("文件名", name), *pieces_of(content)):
        for leak in _of_piece(piece, masker) if _WORDS.search(piece.text) else ():
            if leak not in seen:
                seen.add(leak)
                yield leak


def _of_piece(piece: Piece, masker: Masker) -> Iterator[Leak]:
    """In text for people all that is kept back; elsewhere what cannot be there by chance."""
    hits = masker.certain(piece.text) if piece.raw else masker.hits(piece.text)
    for hit in hits:
        yield Leak(hit.kind, piece.text[hit.start : hit.end], piece.where)
    for number in _NUMBER.finditer(piece.text) if piece.raw else ():
        if masker.said_of(number[0]) is None:
            yield Leak(MaskKind.PHONE, number[0], piece.where)
