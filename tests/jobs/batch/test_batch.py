"""A folder from its files to its ledger, by a worker whose engines repeat what was recorded."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from mintobrief.config import Settings
from mintobrief.domain import Meeting, NoticeCode
from mintobrief.domain.ledger import Fate, LedgerRow
from mintobrief.jobs import open_queue
from mintobrief.jobs.batch.batch import Batch
from mintobrief.jobs.batch.plan import Unit, plan
from mintobrief.jobs.batch.survey import survey, surveyor
from mintobrief.jobs.batch.tally import Kind, Tally
from mintobrief.jobs.batch.watch import Watch
from mintobrief.jobs.crew import Crew
from mintobrief.jobs.queue import Queue
from mintobrief.jobs.worker import Worker
from mintobrief.store import open_library
from mintobrief.store.library import Library
from tests.databases import Place
from tests.jobs.batch.stacks import APRIL, DEADLY, MARCH, paged_bench, write_stack
from tests.jobs.benches import write_notes, write_recording
from tests.jobs.test_worker import settings_at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")


@dataclass
class Shop:
    """A worker of this process and what it works for; `made` are the meetings told of."""

    queue: Queue
    library: Library
    crew: Crew
    settings: Settings
    made: list[tuple[str, int]] = field(default_factory=list)

    def batch(self, folder: Path) -> Batch:
        self.made.clear()
        return Batch(folder, self.library, self.queue, self.finished, self.settings.cache)

    def finished(self, unit: Unit, meetings: object) -> None:
        assert isinstance(meetings, tuple)
        self.made.append((unit.name, len(meetings)))

    def convert(self, folder: Path) -> tuple[list[LedgerRow], Tally]:
        batch, found = self.batch(folder), plan(folder)
        batch.expect(found)
        for looked in survey(found.units, self.crew):
            batch.hand_in([looked])
        return batch.rows(), self.wait(batch)

    def wait(self, batch: Batch) -> Tally:
        latest = time.monotonic() + 180
        tally = batch.look()
        while not batch.is_over:
            assert time.monotonic() < latest, tally
            time.sleep(0.05)
            tally = batch.look()
        self.rows = batch.rows()
        return tally


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("batches") / "library"
    with ExitStack() as opened:
        settings = settings_at(Place(folder))
        library = opened.enter_context(open_library(folder))
        queue = opened.enter_context(open_queue(library, settings))
        opened.enter_context(Worker(settings, paged_bench))
        yield Shop(queue, library, opened.enter_context(surveyor()), settings)


def fates(rows: list[LedgerRow]) -> dict[tuple[str, int | None], Fate]:
    assert len({(row.file, row.page) for row in rows}) == len(rows), "accounted for twice"
    return {(row.file, row.page): row.fate for row in rows}


def meetings_of(shop: Shop, rows: list[LedgerRow]) -> list[Meeting]:
    ids = dict.fromkeys(meeting for row in rows for meeting in row.meetings)
    return [shop.library.load_meeting(found) for found in ids]


def test_every_file_and_page_is_accounted_for(shop: Shop, tmp_path: Path) -> None:
    """What lies there and what the ledger tells are the same files and the same pages."""
    write_notes(tmp_path, 501)
    write_recording(tmp_path, 502)
    write_stack(tmp_path / "一叠.tif", MARCH, MARCH, None)
    (tmp_path / "例会").mkdir()
    write_notes(tmp_path / "例会", 503)
    (tmp_path / "例会" / "坏.png").write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    (tmp_path / "空.txt").touch()
    (tmp_path / "a.exe").write_text("MZ")
    waiting, tally = shop.convert(tmp_path)
    assert Fate.WAITING in {row.fate for row in waiting}
    assert fates(shop.rows) == {
        ("笔记501.txt", None): Fate.USED,
        ("录音🎙502.wav", None): Fate.USED,
        ("一叠.tif", 1): Fate.USED,
        ("一叠.tif", 2): Fate.USED,
        ("一叠.tif", 3): Fate.SKIPPED,
        ("例会/笔记503.txt", None): Fate.USED,
        ("例会/坏.png", None): Fate.UNREADABLE,
        ("空.txt", None): Fate.UNREADABLE,
        ("a.exe", None): Fate.SKIPPED,
    }
    files = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert {row.file for row in shop.rows} == files
    assert sorted(shop.made) == sorted(
        [("笔记501.txt", 1), ("录音🎙502.wav", 1), ("一叠.tif", 1), ("例会", 1)]
    )
    assert tally.is_over
    assert tally.done[Kind.PAGES] == tally.total[Kind.PAGES] == 3
    assert tally.total[Kind.SOUND] == pytest.approx(4.0, abs=0.2)
    assert [row.why for row in shop.rows if row.fate is not Fate.USED and not row.why] == []


def test_what_is_not_handed_in_yet_is_in_the_ledger_too(shop: Shop, tmp_path: Path) -> None:
    """A batch that is stopped early leaves no file out."""
    write_notes(tmp_path, 505)
    (tmp_path / "空.txt").touch()
    batch = shop.batch(tmp_path)
    batch.expect(plan(tmp_path))
    assert fates(batch.rows()) == {
        ("笔记505.txt", None): Fate.WAITING,
        ("空.txt", None): Fate.UNREADABLE,
    }


def test_a_stack_becomes_the_meetings_that_it_surely_holds(shop: Shop, tmp_path: Path) -> None:
    """Each with its own pages; the ledger tells which page is of which meeting."""
    write_stack(tmp_path / "一叠.tif", MARCH, MARCH, APRIL)
    shop.convert(tmp_path)
    march, april = meetings_of(shop, shop.rows)
    assert [len(march.pages), len(april.pages)] == [2, 1]
    assert (march.id[:8], april.id[:8]) == ("20260314", "20260411")
    assert NoticeCode.DIVIDED in {notice.code for notice in april.notices}
    assert {u.evidence.page for u in april.utterances} == {3}  # type: ignore[union-attr]
    assert [row.meetings for row in shop.rows] == [(march.id,), (march.id,), (april.id,)]
    before = [row.meetings for row in shop.rows]
    shop.convert(tmp_path)
    assert [row.meetings for row in shop.rows] == before


def test_loose_photos_are_one_stack_of_several_meetings(shop: Shop, tmp_path: Path) -> None:
    for number, page in enumerate((MARCH, APRIL, APRIL), start=9):
        write_stack(tmp_path / f"IMG_{number}.png", page, width=300 + number)
    shop.convert(tmp_path)
    march, april = meetings_of(shop, shop.rows)
    assert [source.name for source in march.sources] == ["IMG_9.png"]
    assert [source.name for source in april.sources] == ["IMG_10.png", "IMG_11.png"]
    assert shop.made == [("IMG_9.png—IMG_11.png", 2)]


def test_the_same_content_is_converted_once_and_told_of(shop: Shop, tmp_path: Path) -> None:
    """In another file, in another folder, twice in one meeting."""
    first = write_notes(tmp_path, 510)
    for copy in ("甲.txt", "会/乙.txt", "会/丙.txt"):
        path = tmp_path / copy
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(first.read_bytes())
    write_notes(tmp_path / "会", 511)
    shop.convert(tmp_path)
    rows = {row.file: row for row in shop.rows}
    assert rows["笔记510.txt"].meetings == rows["甲.txt"].meetings
    assert "内容相同" in rows["笔记510.txt"].why + rows["甲.txt"].why
    skipped = [row.file for row in shop.rows if row.fate is Fate.SKIPPED]
    assert len(skipped) == 1
    assert skipped[0].startswith("会/")
    assert len(shop.made) == 2


def test_one_bad_file_ends_alone(shop: Shop, tmp_path: Path) -> None:
    """Pages that kill the engine's process say what to do; their neighbour is done."""
    write_stack(tmp_path / "坏.tif", MARCH, DEADLY)
    write_notes(tmp_path, 521)
    tally = shop.convert(tmp_path)[1]
    assert fates(shop.rows) == {
        ("坏.tif", 1): Fate.FAILED,
        ("坏.tif", 2): Fate.FAILED,
        ("笔记521.txt", None): Fate.USED,
    }
    assert all("重试" in row.why for row in shop.rows if row.fate is Fate.FAILED)
    assert tally.failed == 1


def test_a_file_that_goes_away_before_it_is_handed_in_is_told_of(
    shop: Shop, tmp_path: Path
) -> None:
    gone, stays = write_notes(tmp_path, 530), write_notes(tmp_path, 531)
    batch, found = shop.batch(tmp_path), plan(tmp_path)
    looked = list(survey(found.units, shop.crew))
    gone.unlink()
    batch.hand_in(looked)
    shop.wait(batch)
    assert fates(shop.rows) == {(gone.name, None): Fate.FAILED, (stays.name, None): Fate.USED}


def test_a_watched_folder_takes_a_file_when_it_has_stopped_growing(
    shop: Shop, tmp_path: Path
) -> None:
    """And once; written to again, it is another file."""
    batch = shop.batch(tmp_path)
    watch = Watch(tmp_path, batch, shop.crew, still=5)
    assert watch.step(0) == 0
    file = write_notes(tmp_path, 550)
    assert watch.step(1) == 0
    with file.open("a", encoding="utf-8") as growing:
        growing.write("会议结束。\n")
    assert [watch.step(now) for now in (5, 7, 9, 11)] == [0, 0, 0, 1]
    assert [watch.step(now) for now in (12, 20)] == [0, 0]
    shop.wait(batch)
    assert [row.fate for row in shop.rows] == [Fate.USED]
    file.write_text(file.read_text(encoding="utf-8") + "补充一条。\n", encoding="utf-8")
    assert [watch.step(now) for now in (21, 27)] == [0, 1]
    again = Watch(tmp_path, shop.batch(tmp_path), shop.crew, still=5)
    assert [again.step(0), again.step(6)] == [0, 1]
    assert shop.wait(again.batch).is_over
    assert len(shop.queue.jobs(batch.id)) == 1


def test_a_photo_that_joins_a_stack_takes_it_along(shop: Shop, tmp_path: Path) -> None:
    """Every page is accounted for once, under the stack as it is now."""
    batch = shop.batch(tmp_path)
    watch = Watch(tmp_path, batch, shop.crew, still=0)
    for number in (1, 2, 3):
        write_stack(tmp_path / f"IMG_{number}.png", MARCH, width=400 + number)
        watch.step(number)
        assert watch.step(number + 0.5) == 1
    shop.wait(batch)
    assert [row.file for row in shop.rows] == ["IMG_1.png", "IMG_2.png", "IMG_3.png"]
    assert len({row.meetings for row in shop.rows}) == 1


def test_a_page_that_libraries_choke_on_is_seen_before_it_is_handed_in(
    shop: Shop, tmp_path: Path
) -> None:
    Image.new("L", (50, 50)).save(tmp_path / "好.png")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\nnothing")
    looked = {unit.name: seen for unit, seen in survey(plan(tmp_path).units, shop.crew)}
    assert looked["好.png"][0].pages == 1  # type: ignore[union-attr]
    assert "打不开" in str(looked["坏.pdf"][0])
