"""A register as it is read and sealed, for pages and commands alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from mintobrief.domain.compound import COMMON
from mintobrief.domain.register import Begun, Entry, Issue, Sealed, issues_of, unnumbered_seals
from mintobrief.errors import UnknownSigning
from mintobrief.store import history, register, signing
from mintobrief.store.library import Library

NO_COMPOUND = "没有归入小区的会议"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A register in the list of them."""

    id: str
    name: str
    issues: int


@dataclass(frozen=True, slots=True)
class Book:
    """A register as it is shown: the newest number first."""

    compound: Shelved
    entries: tuple[Entry, ...]
    titles: dict[str, str]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every number that was given, with what became of it."""
        return tuple(reversed(issues_of(self.entries)))

    @property
    def unnumbered(self) -> tuple[Entry, ...]:
        """Seals on papers that had no number."""
        return unnumbered_seals(self.entries)

    @property
    def years(self) -> tuple[int, ...]:
        """Those in which numbers were given, the newest first."""
        return tuple(dict.fromkeys(issue.given.serial.year for issue in self.issues))


@dataclass(frozen=True, slots=True)
class Sealing:
    """What a person says of a seal: who put it, on how many copies of which file, on which day."""

    meeting_id: str
    file: str
    copies: int
    keeper: str
    on: date


def shelf(library: Library) -> tuple[Shelved, ...]:
    """All compounds; that of meetings of none only where it has numbers."""
    counts = register.counts(library)
    own = [one for one in library.compounds.all() if one.id != COMMON]
    found = [Shelved(one.id, one.name, counts.get(one.id, 0)) for one in own]
    if counts.get(COMMON) or not found:
        found.append(Shelved(COMMON, NO_COMPOUND, counts.get(COMMON, 0)))
    return tuple(found)


def open_book(library: Library, compound_id: str) -> Book:
    """The compound's register. Raises UnknownCompound."""
    name = library.compounds.look(compound_id).compound.name
    entries = register.entries(library, compound_id)
    issues = len(issues_of(entries))
    shown = NO_COMPOUND if compound_id == COMMON else name
    return Book(Shelved(compound_id, shown, issues), entries, _titles(library, entries))


def put_seal(library: Library, sealing: Sealing, by: str) -> None:
    """Enter a seal on a file as it was last signed. Raises UnknownMeeting; UnknownSigning where
    there is no such file among those that were signed."""
    found = signing.look(library, sealing.meeting_id).signed
    if found is None:
        raise UnknownSigning(sealing.meeting_id, 0)
    with signing.opened_packet(library, sealing.meeting_id, found.number) as packet:
        if sealing.file not in packet.namelist():
            raise UnknownSigning(sealing.meeting_id, found.number)
        digest = sha256(packet.read(sealing.file)).hexdigest()
    sealed = Sealed(
        sealing.meeting_id,
        register.number_of(library, sealing.meeting_id),
        found.number,
        sealing.file,
        digest,
        sealing.copies,
        sealing.keeper,
        sealing.on,
    )
    register.seal(library, sealed, by, datetime.now(UTC))


def _titles(library: Library, entries: Iterable[Entry]) -> dict[str, str]:
    """Of the meetings that are there and may be shown."""
    found = (entry.what for entry in entries)
    meetings = {what.meeting_id for what in found if not isinstance(what, Begun)}
    return history.titles(library, meetings - library.hidden)
