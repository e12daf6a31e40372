"""How far a batch is, in what a person counts: files, pages, minutes of sound; and for how long
it will go on, by the pace at which each kind of work was seen to go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mintobrief.domain.job import JobState
from mintobrief.jobs.batch.account import Handed
from mintobrief.progress import Pace, Stage
from mintobrief.store.standing import BatchJob

_FAILED = (JobState.FAILED, JobState.CANCELLED)


class Kind(StrEnum):
    """What is counted; a file is counted once more by what there is in it."""

    FILES = "个文件"
    SOUND = "秒"
    PAGES = "页"
    TEXTS = "篇文字"


_WORK = (Kind.SOUND, Kind.PAGES, Kind.TEXTS)  # each goes at a pace of its own


@dataclass(frozen=True, slots=True)
class Tally:
    """`done` of `total` of each kind; `failed` files among those done; `doing` is under way.

    `left` are the seconds it will take, None as long as nobody can know.
    """

    done: Mapping[Kind, float]
    total: Mapping[Kind, float]
    failed: int
    doing: tuple[BatchJob, ...]
    left: float | None = None

    @property
    def is_over(self) -> bool:
        return self.done[Kind.FILES] >= self.total[Kind.FILES]


class Meter:
    """Tells a tally from where jobs stand; knows how fast they went since it was made."""

    def __init__(self) -> None:
        self._paces = {kind: Pace() for kind in _WORK}
        self._before = dict.fromkeys(_WORK, -1.0)

    def tally(
        self, handed: Iterable[Handed], at: Mapping[str, BatchJob], now: float, files: int = 0
    ) -> Tally:
        """`at` is where jobs stand by the names of units, `now` in seconds on any one clock;
        `files` are those there will be, where not all are handed in yet."""
        done, total = dict.fromkeys(Kind, 0.0), dict.fromkeys(Kind, 0.0)
        failed, doing = 0, {}
        for one in handed:
            found = at.get(one.unit.name)
            for kind, amount in amounts(one).items():
                total[kind] += amount
                done[kind] += _share(kind, amount, one, found)
            if one.job_id is None or (found and found.state in _FAILED):
                failed += len(one.unit.items)
            if found and found.state is JobState.RUNNING:
                doing[found.job_id] = found
        left = self._left(done, total, now)
        unknown = total[Kind.FILES] < files  # how much there is in what comes later
        total[Kind.FILES] = max(total[Kind.FILES], files)
        return Tally(done, total, failed, tuple(doing.values()), None if unknown else left)

    def _left(
        self, done: Mapping[Kind, float], total: Mapping[Kind, float], now: float
    ) -> float | None:
        """Kinds are worked on side by side: the slowest decides."""
        for kind, pace in self._paces.items():
            if done[kind] > self._before[kind]:
                self._before[kind] = done[kind]
                pace.tell(done[kind], now)
        todo = [kind for kind in _WORK if done[kind] < total[kind]]
        guesses = [self._paces[kind].remaining(total[kind], now) for kind in todo]
        known = [guess for guess in guesses if guess is not None]
        return max(known, default=0.0) if len(known) == len(todo) else None


def amounts(handed: Handed) -> dict[Kind, float]:
    """How much there is to do in a unit."""
    seconds = sum(seen.seconds for _, seen in handed.used)
    pages = sum(seen.pages for _, seen in handed.used)
    texts = sum(not seen.seconds and not seen.pages for _, seen in handed.used)
    return {
        Kind.FILES: len(handed.unit.items),
        Kind.SOUND: seconds,
        Kind.PAGES: pages,
        Kind.TEXTS: texts,
    }


def _share(kind: Kind, amount: float, handed: Handed, at: BatchJob | None) -> float:
    """What of a unit's work of that kind is behind it."""
    if handed.job_id is None or (at and at.state.is_over):
        return amount
    if at is None or at.state is not JobState.RUNNING or not at.total:
        return 0.0
    match kind, at.doing:
        case (Kind.SOUND, Stage.TRANSCRIBE) | (Kind.PAGES, Stage.READ):
            return amount * min(1.0, at.done / at.total)
        case (Kind.SOUND, Stage.DIARIZE) | (Kind.SOUND | Kind.PAGES, Stage.UNDERSTAND):
            return amount
    return 0.0
