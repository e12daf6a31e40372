"""Child processes that share a pile of tasks; one that hangs, bursts or dies harms no other.

Every child has a pipe of its own and one task at a time, so that it is always known who was at
what, and a child killed in the middle of a word leaves no lock and no half a message to others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from types import TracebackType
from typing import Generic, TypeVar

from mintobrief.errors import EngineStopped
from mintobrief.jobs.crew.hand import Errand, Hand
from mintobrief.jobs.crew.task import Call, Done, Failed, Known, Limits, Loss, Lost, Ready, Told

R = TypeVar("R")

_AHEAD = 4  # tasks for each child that may be begun before the oldest is answered
_LOOK = 1.0  # seconds until the children are looked at again, to see who is overdue
_FALSE_STARTS = 2  # children in a row that end before their engine is made

Watch = Callable[[object], None]


def unwatched(told: object) -> None:
    """Nobody listens."""


class Crew:
    """At most `size` children, each with what `make` makes; started when there is work for them.

    `make` is called in the child: a module-level function, or a partial of one. One run at a
    time: the next ends the one before. To be closed, which ends the children at once.
    """

    def __init__(self, make: Callable[[], object], size: int, limits: Limits) -> None:
        self._make = make
        self._size = size
        self._limits = limits
        self._hands: list[Hand] = []
        self._false_starts = 0
        self._pile: object = None  # of the run that goes on

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every child now."""
        while self._hands:
            self._hands.pop().end()

    def run(
        self, calls: Iterable[Call[R] | Known[R]], watch: Watch = unwatched
    ) -> Iterator[R | Lost]:
        """What each call answers, in the order of the calls, which are taken as they are needed.

        `watch` is called with what calls tell, and with None about once a second; what it raises
        ends the run, and with it what is under way. Raises EngineStopped where no child gets so
        far as to have its engine, and what making it raised; a bug in a task is a RuntimeError
        with the child's traceback.
        """
        pile = self._begin(calls)
        try:
            while True:
                self._hand_out(pile)
                if pile.is_done:
                    return
                self._collect(pile, watch)
                if pile.has_next:
                    yield pile.next()
        finally:
            if self._pile is pile:  # else a new run has begun
                self._drop_unfinished()

    def _begin(self, calls: Iterable[Call[R] | Known[R]]) -> _Pile[R]:
        self._drop_unfinished()
        pile = _Pile(calls, _AHEAD * self._size)
        self._pile = pile
        return pile

    def _hand_out(self, pile: _Pile[R]) -> None:
        while self._has_room() and (errand := pile.take()):
            hand = self._idle() or self._hired()
            try:
                hand.give(errand)
            except OSError:  # it died while it had nothing to do
                self._dismiss(hand)
                pile.put_back(errand)

    def _has_room(self) -> bool:
        return len(self._hands) < self._size or self._idle() is not None

    def _idle(self) -> Hand | None:
        return next((hand for hand in self._hands if not hand.errand), None)

    def _hired(self) -> Hand:
        self._hands.append(Hand(self._make, self._limits))
        return self._hands[-1]

    def _collect(self, pile: _Pile[R], watch: Watch) -> None:
        """What has been answered; waits for something only where there is nothing to hand on."""
        busy = [hand for hand in self._hands if hand.errand]
        heard = wait([w.pipe for w in busy], 0 if pile.has_next or not busy else _LOOK)
        watch(None)
        for hand in busy:
            if hand.pipe in heard:
                self._hear(hand, pile, watch)
            elif hand.is_overdue():
                self._lose(hand, Loss.TIME, pile)

    def _hear(self, hand: Hand, pile: _Pile[R], watch: Watch) -> None:
        try:
            message = hand.pipe.recv()
        except (EOFError, OSError):
            self._lose(hand, hand.why_it_ended(), pile)
            return
        match message:
            case Ready():
                self._false_starts = 0
                hand.started()
            case Told(what):
                hand.told()
                watch(what)
            case Done(answer, last):
                self._take_answer(hand, answer, pile)
                if last:
                    self._dismiss(hand)
            case Failed(error):
                raise error

    def _take_answer(self, hand: Hand, answer: R, pile: _Pile[R]) -> None:
        if hand.errand:
            pile.answer(hand.errand.number, answer)
            hand.errand = None

    def _lose(self, hand: Hand, why: Loss, pile: _Pile[R]) -> None:
        """The child is given up; its errand goes to another unless it has had its tries."""
        hopeless = why is Loss.TIME or hand.is_hopeless()
        self._dismiss(hand)
        if not hand.ready:
            self._count_false_start(why)
        if not hand.errand:
            return
        tries = hand.errand.tries + hand.ready
        if hand.ready and (hopeless or tries >= self._limits.tries):
            pile.answer(hand.errand.number, Lost(why))
        else:
            pile.put_back(Errand(hand.errand.number, hand.errand.call, tries))

    def _count_false_start(self, why: Loss) -> None:
        self._false_starts += 1
        if self._false_starts >= _FALSE_STARTS:
            raise EngineStopped(why)

    def _dismiss(self, hand: Hand) -> None:
        self._hands.remove(hand)
        hand.end()

    def _drop_unfinished(self) -> None:
        """Nobody waits any more for what they are at."""
        for hand in [hand for hand in self._hands if hand.errand]:
            self._dismiss(hand)


class _Pile(Generic[R]):
    """The tasks of one run, numbered, and the answers that wait for their turn.

    `ahead` bounds both: who is slow to take answers is not buried under them.
    """

    def __init__(self, calls: Iterable[Call[R] | Known[R]], ahead: int) -> None:
        self._calls = iter(calls)
        self._ahead = ahead
        self._again: list[Errand] = []
        self._answers: dict[int, R | Lost] = {}
        self._taken = self._told = 0
        self._at_end = False

    @property
    def has_next(self) -> bool:
        return self._told in self._answers

    @property
    def is_done(self) -> bool:
        return self._at_end and self._told == self._taken

    def take(self) -> Errand | None:
        """The next errand; None where there is none, or enough of them are under way."""
        if self._again:
            return self._again.pop()
        while not self._at_end and self._taken - self._told < self._ahead:
            call = next(self._calls, None)
            match call:
                case None:
                    self._at_end = True
                case Known(answer):
                    self._answers[self._number()] = answer
                case Call():
                    return Errand(self._number(), call)
        return None

    def put_back(self, errand: Errand) -> None:
        self._again.append(errand)

    def answer(self, number: int, answer: R | Lost) -> None:
        self._answers[number] = answer

    def next(self) -> R | Lost:
        self._told += 1
        return self._answers.pop(self._told - 1)

    def _number(self) -> int:
        self._taken += 1
        return self._taken - 1
