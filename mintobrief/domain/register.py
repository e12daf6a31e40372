"""The register (登记簿) of a compound: which issue has which number, and where a seal was put."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, order=True)
class Serial:
    """The `number`-th issue of its year (期号), the `total`-th of all (总期号)."""

    year: int
    number: int
    total: int

    def __post_init__(self) -> None:
        if self.number < 0 or self.total < self.number:
            raise ValueError(f"issue {self.number} of the year is none of {self.total} in all")

    @property
    def called(self) -> str:
        """As it is printed: 第12期（总第36期）."""
        return f"第{self.number}期（总第{self.total}期）"


@dataclass(frozen=True, slots=True)
class Begun:
    """Before the register was kept here, issues up to `last` had been given out on paper."""

    last: Serial


@dataclass(frozen=True, slots=True)
class Given:
    """A briefing got its number as it was signed; a number is given once and never again.

    `printed` is the 期号 that a person had typed and that stands on the paper instead; empty
    where the number itself does.
    """

    meeting_id: str
    serial: Serial
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Voided:
    """The number of that meeting's briefing counts no more (作废); it stays in the register."""

    meeting_id: str
    serial: Serial
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a number is voided for a reason")


@dataclass(frozen=True, slots=True)
class Sealed:
    """用印: `keeper` put the seal on `copies` of a file that was signed in step `step`.

    `file` is its name among the signed ones, `sha256` that of its bytes; `serial` is None for a
    briefing without a number. The program draws no seal: this tells what was done on paper.
    """

    meeting_id: str
    serial: Serial | None
    step: int
    file: str
    sha256: str
    copies: int
    keeper: str
    on: date

    def __post_init__(self) -> None:
        if self.copies < 1:
            raise ValueError(f"{self.copies} copies are none")
        if not self.keeper.strip():
            raise ValueError("somebody keeps the seal")


Happening = Begun | Given | Voided | Sealed


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register; append-only. `at` is aware."""

    by: str
    at: datetime
    what: Happening

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise ValueError("somebody enters it")
        if self.at.tzinfo is None:
            raise ValueError("an entry's time knows its zone")


@dataclass(frozen=True, slots=True)
class Issue:
    """A number with all that became of it; `void` is why it counts no more."""

    given: Given
    by: str
    at: datetime
    void: Entry | None
    seals: tuple[Entry, ...]

    @property
    def reason(self) -> str:
        """Why it was voided; empty where it counts."""
        return self.void.what.reason if self.void and isinstance(self.void.what, Voided) else ""


def next_serial(entries: Iterable[Entry], year: int) -> Serial:
    """The number that the next briefing signed in that year gets: no gap, none twice."""
    taken = [serial for entry in entries if (serial := _taken(entry.what))]
    number = max((serial.number for serial in taken if serial.year == year), default=0)
    total = max((serial.total for serial in taken), default=0)
    return Serial(year, number + 1, total + 1)


def serial_of(entries: Iterable[Entry], meeting_id: str) -> Serial | None:
    """The number that the meeting's briefing has; None before it was signed, or where voided."""
    serial = None
    for entry in entries:
        match entry.what:
            case Given(meeting_id=mine) if mine == meeting_id:
                serial = entry.what.serial
            case Voided(meeting_id=mine) if mine == meeting_id:
                serial = None
    return serial


def issues_of(entries: Sequence[Entry]) -> tuple[Issue, ...]:
    """Every number that was ever given, in order, the voided ones too."""
    return tuple(
        _issue(entry, entry.what, entries) for entry in entries if isinstance(entry.what, Given)
    )


def unnumbered_seals(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Seals on briefings that were signed before there was a register."""
    return tuple(e for e in entries if isinstance(e.what, Sealed) and e.what.serial is None)


def begun_with(entries: Iterable[Entry]) -> Serial | None:
    """Up to where paper counted; None where the register began with the first issue."""
    return next((entry.what.last for entry in entries if isinstance(entry.what, Begun)), None)


def _issue(entry: Entry, given: Given, entries: Sequence[Entry]) -> Issue:
    mine = [e for e in entries if isinstance(e.what, Voided | Sealed)]
    mine = [e for e in mine if _serial(e) == given.serial]
    void = next((e for e in mine if isinstance(e.what, Voided)), None)
    seals = tuple(e for e in mine if isinstance(e.what, Sealed))
    return Issue(given, entry.by, entry.at, void, seals)


def _serial(entry: Entry) -> Serial | None:
    return None if isinstance(entry.what, Begun) else entry.what.serial


def _taken(what: Happening) -> Serial | None:
    match what:
        case Begun(last):
            return last
        case Given(serial=serial):
            return serial
        case _:
            return None
