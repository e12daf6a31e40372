"""What nobody uses is cleaned away, recordings when their time is up; nothing else is."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mintobrief.domain import Meeting, SourceKind
from mintobrief.domain.job import JobState
from mintobrief.errors import RemovedFile
from mintobrief.review import accept, reject
from mintobrief.store.cleaning import Rules, clean
from mintobrief.store.deletion import delete_meeting, is_scrubbed
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library
from tests.store.test_audit import entries
from tests.store.test_blobs import Handed, handed
from tests.store.test_deletion import job
from tests.store.test_library import GATE, LIFT, NOON, files, meeting

LATER = datetime.now(UTC) + timedelta(days=31)
MONTH = Rules(days=30)


def recorded(folder: Path, meeting_id: str = "m") -> Meeting:
    found = meeting(folder, meeting_id)
    recording = replace(found.sources[0], kind=SourceKind.AUDIO, name="录音.m4a", seconds=9.0)
    return replace(found, sources=(replace(recording, text=None),))


@pytest.fixture
def published(library: Library, tmp_path: Path) -> Meeting:
    """A meeting with a recording, judged and exported."""
    found = recorded(tmp_path)
    library.save_meeting(found, NOON)
    library.add_judgements("m", [accept(LIFT, None, "王芳", NOON), reject(GATE, "王芳", NOON)])
    library.tell_exported("m")
    return found


def test_a_recording_goes_when_its_time_is_up_and_the_meeting_stays(
    library: Library, published: Meeting, tmp_path: Path
) -> None:
    cleaned = clean(library, MONTH, LATER, tmp_path / "cache")
    assert [(one.name, one.meetings) for one in cleaned.recordings] == [("录音.m4a", ("m",))]
    assert files(library) == []
    [source] = library.load_meeting("m").sources
    assert source.removed_on == LATER.date()
    with pytest.raises(RemovedFile, match="已按规定删除"), library.opened(source.sha256, "录音"):
        pass
    assert library.look("m").judgements
    assert entries(library)[-1][1:] == ("recording.removed", f"m/{source.sha256}")
    assert library.faults() == ()
    assert clean(library, MONTH, LATER, tmp_path / "cache").recordings == ()


def test_before_its_time_and_without_a_rule_it_stays(
    library: Library, published: Meeting, tmp_path: Path
) -> None:
    soon = datetime.now(UTC) + timedelta(days=29)
    assert clean(library, MONTH, soon, tmp_path).recordings == ()
    assert clean(library, Rules(), LATER, tmp_path).recordings == ()
    assert len(files(library)) == 1


def test_it_is_first_said_what_would_go(
    library: Library, published: Meeting, tmp_path: Path
) -> None:
    would = clean(library, replace(MONTH, really=False), LATER, tmp_path)
    assert [one.name for one in would.recordings] == ["录音.m4a"]
    assert len(files(library)) == 1
    assert library.load_meeting("m").sources[0].removed_on is None


def test_what_is_not_published_or_judged_or_still_used_stays(
    library: Library, tmp_path: Path
) -> None:
    """Not exported; exported with another meeting that is not; with a job under way."""
    library.save_meeting(recorded(tmp_path), NOON)
    judged = [accept(LIFT, None, "王芳", NOON), reject(GATE, "王芳", NOON)]
    library.add_judgements("m", judged)
    assert clean(library, MONTH, LATER, tmp_path).recordings == ()
    library.tell_exported("m")
    library.save_meeting(recorded(tmp_path, "m2"), NOON)
    assert clean(library, MONTH, LATER, tmp_path).recordings == ()
    library.add_judgements("m2", judged)
    library.tell_exported("m2")
    with library.database.writing() as connection:
        Jobs(library.database).add(connection, job(recorded(tmp_path), JobState.WAITING))
    assert clean(library, MONTH, LATER, tmp_path).recordings == ()
    assert len(files(library)) == 1


def test_a_recording_of_two_meetings_waits_for_both_and_is_told_of_for_both(
    library: Library, published: Meeting, tmp_path: Path
) -> None:
    library.save_meeting(recorded(tmp_path, "m2"), NOON)
    library.add_judgements("m2", [accept(LIFT, None, "王芳", NOON), reject(GATE, "王", NOON)])
    library.tell_exported("m2")
    [one] = clean(library, MONTH, LATER, tmp_path).recordings
    assert set(one.meetings) == {"m", "m2"}
    assert library.load_meeting("m2").sources[0].removed_on == LATER.date()


def test_a_recording_handed_in_again_is_there_again(
    library: Library, published: Meeting, tmp_path: Path
) -> None:
    clean(library, MONTH, LATER, tmp_path)
    library.save_meeting(recorded(tmp_path, "m3"), NOON)
    assert library.load_meeting("m").sources[0].removed_on is None
    with library.opened(published.sources[0].sha256, "录音") as path:
        assert path.is_file()


@pytest.fixture
def stray(library: Library, tmp_path: Path) -> Handed:
    """A file that no meeting and no job uses."""
    one = handed(tmp_path / "多余.m4a", b"nobody's")
    library.blobs.keep(one)
    return one


def age(library: Library, sha256: str) -> None:
    os.utime(library.blobs.path(sha256), (0, 0))


def test_a_file_of_nobody_goes_after_a_day_and_a_used_one_never(
    library: Library, published: Meeting, stray: Handed, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    age(library, published.sources[0].sha256)
    assert clean(library, Rules(), now, tmp_path).files == ()
    age(library, stray.sha256)
    would = clean(library, Rules(really=False), now, tmp_path)
    assert [one.sha256 for one in would.files] == [stray.sha256]
    assert len(files(library)) == 2
    assert clean(library, Rules(), now, tmp_path).files == would.files
    assert [path.name for path in files(library)] == [published.sources[0].sha256]


@pytest.mark.parametrize("state", list(JobState))
def test_the_files_of_a_job_stay_however_it_stands(
    library: Library, tmp_path: Path, state: JobState
) -> None:
    """A job that failed may be tried again."""
    found = meeting(tmp_path)
    library.blobs.keep(found.sources[0])
    age(library, found.sources[0].sha256)
    with library.database.writing() as connection:
        Jobs(library.database).add(connection, replace(job(found, state), meetings=()))
    assert clean(library, Rules(), datetime.now(UTC), tmp_path).files == ()
    assert len(files(library)) == 1


def test_what_a_deletion_left_behind_is_cleaned_up(
    library: Library, published: Meeting, tmp_path: Path
) -> None:
    """On every machine: what it worked out before, and the database's own remains."""
    cache = tmp_path / "cache"
    for name in ("heard/a.json.gz", "read/b.json.gz", "web/x/c.ogg", "whisper-base/model.bin"):
        (cache / name).parent.mkdir(parents=True)
        (cache / name).write_bytes(b"words")
        os.utime(cache / name, (0, 0))
    now = datetime.now(UTC)
    assert clean(library, Rules(), now, cache).leftovers == 0
    delete_meeting(library, "m", "王芳")
    cleaned = clean(library, Rules(), now, cache)
    assert (cleaned.leftovers, cleaned.unclean) == (3, True)
    assert is_scrubbed(library)
    assert [path.name for path in cache.rglob("*") if path.is_file()] == ["model.bin"]
    assert not clean(library, Rules(), now, cache).unclean
