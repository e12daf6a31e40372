"""A folder is converted: handed in, watched until it is done, accounted for all the while."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import monotonic, sleep

from mintobrief.domain.ledger import LedgerRow
from mintobrief.jobs.batch.batch import Batch, Looked
from mintobrief.jobs.batch.plan import Plan
from mintobrief.jobs.batch.shift import Shift
from mintobrief.jobs.batch.survey import survey, surveyor
from mintobrief.jobs.batch.tally import Tally
from mintobrief.jobs.patience import Patience

_NAP = 0.3  # seconds between two looks when there is nothing else to do
_GROUP, _MOMENT = 100, 0.5  # units, and seconds, that go into one transaction at most
_LOOKING, _WRITING = 4, 20  # one part in so many of the time may go into looks, into ledgers
_LEDGER = 5.0  # seconds between two ledgers, at least


@dataclass(slots=True)
class Often:
    """Lets something be done every so often, and less often where it takes long."""

    least: float
    share: int
    _next: float = 0.0

    def do(self, what: Callable[[], object]) -> None:
        """Do it, if it is time."""
        began = monotonic()
        if began >= self._next:
            what()
            took = monotonic() - began
            self._next = began + max(self.least, self.share * took)


def in_groups(
    looked: Iterable[Looked], clock: Callable[[], float] = monotonic
) -> Iterator[list[Looked]]:
    """Units that are handed in together, in one transaction: as many as come within a moment."""
    group: list[Looked] = []
    since = clock()
    for one in looked:
        group.append(one)
        if len(group) >= _GROUP or clock() - since >= _MOMENT:
            yield group
            group, since = [], clock()
    if group:
        yield group


@dataclass(slots=True)
class Run:
    """One batch; `tell` is called with how far it is, `keep` with the ledger so far."""

    batch: Batch
    shift: Shift
    patience: Patience
    tell: Callable[[Tally], None]
    keep: Callable[[Sequence[LedgerRow]], None]
    _looking: Often = field(default_factory=lambda: Often(1.0, _LOOKING))
    _keeping: Often = field(default_factory=lambda: Often(_LEDGER, _WRITING))

    def convert(self, plan: Plan) -> Tally:
        """Until all is done; returns how it went."""
        files = sum(len(unit.items) for unit in plan.units)
        self.batch.expect(plan)
        with surveyor() as crew:
            for group in in_groups(survey(plan.units, crew)):
                self.patience.ask(partial(self.batch.hand_in, group))
                self._tend(files)
        while not self.batch.is_over:
            sleep(_NAP)
            self._tend(files)
        self.batch.remember()
        tally = self._look(files)
        self.tell(tally)
        return tally

    def _tend(self, files: int) -> None:
        self.shift.look()
        self._looking.do(lambda: self.tell(self._look(files)))
        self._keeping.do(self._keep)

    def _keep(self) -> None:
        self.keep(self.batch.rows())
        self.batch.remember()

    def _look(self, files: int) -> Tally:
        return self.patience.ask(lambda: self.batch.look(files))
