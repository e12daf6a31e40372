"""What persons corrected in one draft, as far as it counts for a newer one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from mintobrief.domain import (
    Attendee,
    Correction,
    Cut,
    Field,
    Header,
    Joined,
    Meeting,
    Notice,
    NoticeCode,
    Quote,
    Reheaded,
    Resolution,
    Retopiced,
    Revoiced,
    Reworded,
)
from mintobrief.review.relocate import Relocation

T = TypeVar("T")

_OF_THE_TRANSCRIPT = (Reworded, Revoiced, Cut, Joined, Retopiced)


@dataclass(frozen=True, slots=True)
class Kept:
    """The corrections for the newer draft, and how many of the older one do not count for it."""

    corrections: tuple[Correction, ...] = ()
    lost: int = 0

    @property
    def notices(self) -> tuple[Notice, ...]:
        if not self.lost:
            return ()
        told = (
            f"重新转换以前，转写稿由人改过 {self.lost} 处，这些改动没有带过来。"
            "请在历史里查看，还需要的请再改一次。"
        )
        return (Notice(NoticeCode.CORRECTIONS_LOST, told),)

    def counting(self, resolutions: Iterable[Resolution]) -> tuple[Correction, ...]:
        """The corrections; the day of the meeting changes no deadline of these candidates."""
        days = tuple(_days(resolutions))
        return tuple(
            replace(one, edit=replace(one.edit, days=days))
            if isinstance(one.edit, Reheaded)
            else one
            for one in self.corrections
        )


def kept(corrections: Sequence[Correction], way: Relocation) -> Kept:
    """The header that a person wrote stays; corrections of the transcript do not: other words may
    stand there now."""
    written = [one for one in corrections if isinstance(one.edit, Reheaded)][-1:]
    lost = sum(isinstance(one.edit, _OF_THE_TRANSCRIPT) for one in corrections)
    return Kept(tuple(_moved(one, way) for one in written), lost)


def headed(draft: Meeting, corrections: Iterable[Correction]) -> Meeting:
    """The draft under the header that was kept, its candidates as they are."""
    headers = [one.edit.header for one in corrections if isinstance(one.edit, Reheaded)]
    return replace(draft, header=headers[-1]) if headers else draft


def _days(resolutions: Iterable[Resolution]) -> Iterable[tuple[str, date | None]]:
    for resolution in resolutions:
        if resolution.deadline:
            yield resolution.id, resolution.deadline.value.day


def _moved(correction: Correction, way: Relocation) -> Correction:
    assert isinstance(correction.edit, Reheaded)  # noqa: S101 - only these are handed in
    return replace(correction, edit=Reheaded(_header(correction.edit.header, way)))


def _header(header: Header, way: Relocation) -> Header:
    """The header resting on the draft's utterances, as far as its words still stand there."""

    def field(found: Field[T]) -> Field[T]:
        return replace(found, quotes=_quotes(found.quotes, way))

    def person(found: Attendee) -> Attendee:
        return replace(found, quotes=_quotes(found.quotes, way))

    return header.mapped(field, field, person)


def _quotes(quotes: Iterable[Quote], way: Relocation) -> tuple[Quote, ...]:
    return tuple(now for quote in quotes for now in way.quotes(quote))
