"""A worker does what is handed in; whatever goes wrong with one file is told of and ends there."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from mintobrief.config import Settings, read_settings
from mintobrief.domain import Consent, Judgement, Request, Speaker, Verdict, VoicePrint
from mintobrief.domain.job import Job, JobStage, JobState
from mintobrief.jobs import open_queue
from mintobrief.jobs.queue import Queue
from mintobrief.jobs.worker import Worker
from mintobrief.store import open_library, voice_prints
from mintobrief.store.library import Library
from tests.databases import KINDS, Place, fresh_database
from tests.jobs.benches import (
    DEADLY,
    SLOW,
    SPOKEN,
    VOICE,
    recorded_bench,
    write_notes,
    write_recording,
    write_scan,
    write_transcript,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")


def settings_at(place: Place) -> Settings:
    home = place.folder.parent
    read = read_settings({"HOME": str(home), "MINTOBRIEF_THREADS": "1"}, place.folder)
    return replace(read, database=place.database)


@dataclass(frozen=True)
class Shop:
    """A worker of this process, and what it works for."""

    queue: Queue
    library: Library
    settings: Settings

    def heard(self) -> list[Path]:
        """A file for each stretch of a recording that was listened to to its end."""
        return list((self.settings.cache / "heard").iterdir())


@pytest.fixture(scope="module", params=KINDS)
def shop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shop]:
    """One worker for all tests here: its child takes seconds to begin."""
    folder = tmp_path_factory.mktemp("shop") / "library"
    with ExitStack() as opened:
        on_server = request.param != "sqlite"
        url = opened.enter_context(fresh_database()) if on_server else None
        settings = settings_at(Place(folder, url))
        opened.enter_context(Worker(settings, recorded_bench))
        library = opened.enter_context(open_library(folder, url))
        yield Shop(opened.enter_context(open_queue(library, settings)), library, settings)


def wait(
    queue: Queue, job: Job, until: Callable[[Job], bool] = lambda job: job.state.is_over
) -> Job:
    latest = time.monotonic() + 600  # a busy machine takes long to begin a child
    while not until(found := queue.job(job.id)):
        assert time.monotonic() < latest, f"still {found}"
        time.sleep(0.05)
    return found


def test_inputs_of_every_kind_become_meetings(shop: Shop, tmp_path: Path) -> None:
    """Together in one job or each in its own; what is known of each is kept in its row."""
    files = [
        write_notes(tmp_path, 11),
        write_transcript(tmp_path, 12),
        write_scan(tmp_path, 13),
        write_recording(tmp_path, 14),
    ]
    queue, library = shop.queue, shop.library
    jobs = [queue.enqueue([file], batch="夜里", name=file.stem) for file in files]
    jobs.append(queue.enqueue(files, Request(title="一起的"), batch="夜里", name="一起"))
    for file in files:
        file.unlink()
    done = [wait(queue, job) for job in jobs]
    assert [job.state for job in done] == [JobState.DONE] * 5, done
    assert [job.name for job in queue.jobs("夜里")] == [*(f.stem for f in files), "一起"]
    meetings = [library.load_meeting(job.meetings[0]) for job in done]
    assert [s.name for s in meetings[4].sources] == [file.name for file in files]
    assert all(meeting.utterances for meeting in meetings)
    assert meetings[0].resolutions
    assert {m.id for m in meetings} <= {m.id for m in library.list_meetings()}


def test_the_same_again_is_answered_and_not_done(shop: Shop, tmp_path: Path) -> None:
    """Under another name, in another folder; a model or a wish that differs is another job."""
    file = write_notes(tmp_path, 15)
    other = tmp_path / "另一个.txt"
    other.write_bytes(file.read_bytes())
    queue = shop.queue
    job = wait(queue, queue.enqueue([file]))
    assert queue.enqueue([other], batch="b", name="又") == job
    assert [found.name for found in queue.jobs("b")] == ["又"]
    assert queue.enqueue([file], model="other").id != job.id
    assert queue.enqueue([file], Request(title="别的")).id != job.id


def test_a_file_that_cannot_be_used_fails_alone_and_says_why(shop: Shop, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_text("")
    strange = tmp_path / "表.xyz"
    strange.write_text("?")
    queue = shop.queue
    jobs = [queue.enqueue([file]) for file in (empty, strange, write_notes(tmp_path, 16))]
    failed, unknown, done = [wait(queue, job) for job in jobs]
    assert failed.trouble
    assert failed.trouble.code == "EmptyFile"
    assert failed.trouble.message.startswith("文件是空的：空.txt")
    assert failed.trouble.stage is JobStage.OPEN
    assert unknown.trouble
    assert unknown.trouble.code == "UnknownType"
    assert done.state is JobState.DONE


def test_a_file_that_is_deleted_while_it_waits_fails_alone(shop: Shop, tmp_path: Path) -> None:
    """Somebody tidied up in the library: the job says so, the next one is done."""
    gone = shop.queue.enqueue([write_scan(tmp_path, 41)])
    shop.library.blobs.remove(gone.order.inputs[0].sha256)
    wait(shop.queue, gone)  # a worker may have been quicker
    failed = wait(shop.queue, shop.queue.retry(gone.id, JobStage.OPEN))
    assert failed.trouble
    assert failed.trouble.code == "MissingFile"


def test_a_file_that_kills_its_process_ends_alone(shop: Shop, tmp_path: Path) -> None:
    """It is tried twice; its neighbours neither die nor lose a try."""
    deadly = write_recording(tmp_path, 17, DEADLY)
    queue = shop.queue
    lost = queue.enqueue([deadly])
    jobs = [queue.enqueue([write_notes(tmp_path, 100 + number)]) for number in range(3)]
    assert {wait(queue, job).state for job in jobs} == {JobState.DONE}
    found = wait(queue, lost)
    assert found.state is JobState.FAILED
    assert found.trouble
    assert found.trouble.code == "LostFile"
    assert "没有处理完" in found.trouble.message
    assert wait(queue, queue.enqueue([write_recording(tmp_path, 18)])).state is JobState.DONE


def test_what_is_cancelled_stops_within_its_step_and_can_be_done_after_all(
    shop: Shop, tmp_path: Path
) -> None:
    """By itself DBOS would let the step end first: here ten seconds, in life an hour."""
    slow = write_recording(tmp_path, 19, SLOW)
    queue = shop.queue
    job = queue.enqueue([slow])
    wait(queue, job, lambda job: job.doing == "听写录音")
    heard = len(shop.heard())
    assert queue.cancel(job.id).state is JobState.CANCELLED
    assert wait(queue, queue.enqueue([write_recording(tmp_path, 20)])).state is JobState.DONE
    assert len(shop.heard()) == heard + 1
    assert queue.job(job.id).state is JobState.CANCELLED
    queue.retry(job.id)
    assert wait(queue, job).state is JobState.DONE


def test_voices_are_known_again_where_somebody_asked_for_it(shop: Shop, tmp_path: Path) -> None:
    """And nowhere else, nor after the day on which a print ends."""
    sheet = write_notes(tmp_path, 61)
    prints, today = voice_prints(shop.library), date.today()
    consent = Consent(sheet.name, sha256(sheet.read_bytes()).hexdigest(), sheet)
    prints.add(VoicePrint("李明", VOICE, today, today, consent))
    yesterday = today - timedelta(days=1)
    prints.add(VoicePrint("王芳", VOICE, yesterday, yesterday, consent))
    recording, queue = write_recording(tmp_path, 62, SPOKEN), shop.queue
    asked = wait(queue, queue.enqueue([recording], Request(voices=True)))
    [known] = recognised(shop.library, asked)
    assert known.name == "李明"
    unasked = wait(queue, queue.enqueue([recording]))  # its draft takes the place of the first
    assert recognised(shop.library, unasked) == []
    assert [one.name for one in prints.all()] == ["李明"]
    prints.delete("李明")
    assert recognised(shop.library, wait(queue, queue.retry(unasked.id, JobStage.SPEECH))) == []


def recognised(library: Library, job: Job) -> list[Speaker]:
    assert job.state is JobState.DONE, job.trouble
    speakers = library.load_meeting(job.meetings[0]).speakers
    return [speaker for speaker in speakers if speaker.name]


def test_a_stage_can_be_done_again(shop: Shop, tmp_path: Path) -> None:
    """What came before it is not."""
    queue = shop.queue
    job = wait(queue, queue.enqueue([write_notes(tmp_path, 21)]))
    again = wait(queue, queue.retry(job.id, JobStage.UNDERSTAND))
    assert again.state is JobState.DONE
    assert again.meetings == job.meetings
    assert again.turn == job.turn + 3


def judge(library: Library, meeting_id: str) -> Judgement:
    """A reviewer accepts the first candidate."""
    first = library.load_meeting(meeting_id).resolutions[0]
    said = Judgement(first.id, Verdict.ACCEPTED, "王芳", datetime(2026, 3, 1, tzinfo=UTC))
    library.add_judgements(meeting_id, [said])
    return said


def test_what_was_judged_stays_when_the_work_is_done_again(shop: Shop, tmp_path: Path) -> None:
    """A stage anew, another model, another wish: each gives a newer draft of the same meeting."""
    queue, library = shop.queue, shop.library
    file = write_notes(tmp_path, 31)
    (meeting,) = (job := wait(queue, queue.enqueue([file]))).meetings
    said = judge(library, meeting)
    wait(queue, queue.retry(job.id, JobStage.UNDERSTAND))
    other = wait(queue, queue.with_model(job.id, "other"))
    asked = Request(held_on=date(2026, 2, 28), title="春季会议")
    dated = wait(queue, queue.enqueue([file], asked))
    assert other.meetings == dated.meetings == (meeting,)
    assert len({job.id, other.id, dated.id}) == 3
    seen = library.look(meeting)
    assert [j.resolution_id for j in seen.judgements] == [said.resolution_id]
    assert seen.meeting.header.title
    assert seen.meeting.header.title.value == "春季会议"


def test_progress_is_told_in_the_row(shop: Shop, tmp_path: Path) -> None:
    queue = shop.queue
    job = queue.enqueue([write_recording(tmp_path, 22, SLOW)])
    found = wait(queue, job, lambda job: job.doing == "听写录音")
    assert found.state is JobState.RUNNING
    assert found.total > 0
    queue.cancel(job.id)
