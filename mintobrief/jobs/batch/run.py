"""A folder is converted: handed in, watched until it is done, accounted for all the while."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import TypeVar

from mintobrief.domain.ledger import LedgerRow
from mintobrief.errors import DatabaseUnreachable
from mintobrief.jobs.batch.batch import Batch
from mintobrief.jobs.batch.plan import Plan
from mintobrief.jobs.batch.shift import Shift
from mintobrief.jobs.batch.survey import survey, surveyor
from mintobrief.jobs.batch.tally import Tally

T = TypeVar("T")

_NAP = 0.3  # seconds between two looks when there is nothing else to do
_PAUSE = 2.0  # seconds until a database that is gone is asked again
_SHARE = 20  # one part in so many of the time may go into looking, or into the ledger
_LEDGER = 5.0  # seconds between two ledgers, at least


@dataclass(slots=True)
class Often:
    """Lets something be done every so often, and less often where it takes long."""

    least: float
    _next: float = 0.0

    def do(self, what: Callable[[], object]) -> None:
        """Do it, if it is time."""
        began = monotonic()
        if began >= self._next:
            what()
            took = monotonic() - began
            self._next = began + max(self.least, _SHARE * took)


@dataclass(slots=True)
class Run:
    """One batch; `tell` is called with how far it is, `keep` with the ledger so far."""

    batch: Batch
    shift: Shift
    tell: Callable[[Tally], None]
    keep: Callable[[Sequence[LedgerRow]], None]
    _looking: Often = field(default_factory=lambda: Often(1.0))
    _keeping: Often = field(default_factory=lambda: Often(_LEDGER))

    def convert(self, plan: Plan) -> Tally:
        """Until all is done; returns how it went."""
        files = sum(len(unit.items) for unit in plan.units)
        self.batch.expect(plan)
        with surveyor() as crew:
            for unit, seen in survey(plan.units, crew):
                patiently(lambda unit=unit, seen=seen: self.batch.hand_in(unit, seen))  # type: ignore[misc]
                self._tend(files)
        while not self.batch.is_over:
            sleep(_NAP)
            self._tend(files)
        tally = patiently(lambda: self.batch.look(files))
        self.tell(tally)
        return tally

    def _tend(self, files: int) -> None:
        self.shift.look()
        self._looking.do(lambda: self.tell(patiently(lambda: self.batch.look(files))))
        self._keeping.do(lambda: self.keep(self.batch.rows()))


def patiently(ask: Callable[[], T]) -> T:
    """Ask the database, again and again where it is gone: its return is waited for."""
    while True:
        try:
            return ask()
        except DatabaseUnreachable:
            sleep(_PAUSE)
