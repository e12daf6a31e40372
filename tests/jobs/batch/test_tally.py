"""How far a batch is, and how long it will take: what is told can be counted on."""

from __future__ import annotations

from pathlib import Path

from mintobrief.domain import SourceKind
from mintobrief.domain.job import JobState
from mintobrief.ingest import Format, Glance
from mintobrief.jobs.batch.account import Handed
from mintobrief.jobs.batch.plan import Item, Unit
from mintobrief.jobs.batch.tally import Kind, Meter, Tally
from mintobrief.progress import Stage
from mintobrief.store.standing import BatchJob


def handed(name: str, seen: Glance, *, refused: bool = False) -> Handed:
    item = Item(name, Path(name), Format.TEXT)
    hashes, job = ((), None) if refused else (("0",), f"job of {name}")
    return Handed(Unit(name, (item,)), (seen,), job, hashes)


SCANS = [handed(f"{n}.pdf", Glance(SourceKind.SCAN, pages=10)) for n in range(4)]
SOUND = handed("录音", Glance(SourceKind.AUDIO, seconds=600.0))


def at(
    one: Handed, state: JobState, doing: str = "", done: float = 0, total: float = 0
) -> BatchJob:
    return BatchJob(one.unit.name, one.job_id or "", state, doing, done, total)


def standing(*found: BatchJob) -> dict[str, BatchJob]:
    return {one.name: one for one in found}


def test_what_is_done_is_counted_in_files_pages_and_seconds() -> None:
    reading = at(SCANS[1], JobState.RUNNING, Stage.READ, 3, 10)
    hearing = at(SOUND, JobState.RUNNING, Stage.TRANSCRIBE, 30, 120)
    found = Meter().tally(
        [*SCANS, SOUND], standing(at(SCANS[0], JobState.DONE), reading, hearing), 0.0
    )
    assert found.done == {Kind.FILES: 1, Kind.PAGES: 13, Kind.SOUND: 150, Kind.TEXTS: 0}
    assert found.total == {Kind.FILES: 5, Kind.PAGES: 40, Kind.SOUND: 600, Kind.TEXTS: 0}
    assert {one.name for one in found.doing} == {"1.pdf", "录音"}


def test_files_that_are_not_handed_in_yet_are_counted_too() -> None:
    assert Meter().tally(SCANS, {}, 0.0, files=100).total[Kind.FILES] == 100


def test_what_failed_or_could_not_be_handed_in_is_over_and_counted() -> None:
    refused = handed("空", Glance(SourceKind.NOTES), refused=True)
    found = Meter().tally([SCANS[0], refused], standing(at(SCANS[0], JobState.FAILED)), 0.0)
    assert found.failed == 2
    assert found.is_over


def test_the_time_that_is_left_is_what_was_measured() -> None:
    """Four seconds a page: the half that is left takes eighty. Nothing is told as long as there
    are files that nobody has looked at."""
    meter = Meter()
    tallies: list[Tally] = []
    for page in range(21):
        over = [at(one, JobState.DONE) for one in SCANS[: page // 10]]
        now = at(SCANS[page // 10], JobState.RUNNING, Stage.READ, page % 10, 10)
        tallies.append(meter.tally(SCANS, standing(*over, now), 4.0 * page))
    assert tallies[0].left is None
    assert meter.tally(SCANS, standing(*over, now), 81.0, files=5).left is None
    assert tallies[-1].left is not None
    assert 70 <= tallies[-1].left <= 100


def test_nothing_is_promised_while_a_kind_of_work_has_not_begun() -> None:
    """Nobody knows how fast the recording will go."""
    meter = Meter()
    for page in range(10):
        now = at(SCANS[0], JobState.RUNNING, Stage.READ, page, 10)
        found = meter.tally([SCANS[0], SOUND], standing(now), 4.0 * page)
    assert found.left is None
