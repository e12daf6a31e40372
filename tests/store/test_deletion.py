"""What is deleted is gone, from every file; what is not to be deleted cannot be."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Executable, delete, select, text
from sqlalchemy.exc import IntegrityError

from mintobrief.domain import Field, Header, Meeting, Naming, Reheaded, Request, SourceKind
from mintobrief.domain.job import Input, Job, JobStage, JobState, Order
from mintobrief.errors import MeetingInWork, NotScrubbed, UnknownMeeting
from mintobrief.review import accept, reject
from mintobrief.store import open_library, schema
from mintobrief.store.audit import Act, Deed, record
from mintobrief.store.bigrams import tokens
from mintobrief.store.deletion import delete_meeting, is_scrubbed, last_deletion, scrub
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library
from tests.store.test_audit import entries
from tests.store.test_library import GATE, LIFT, NOON, files, meeting, source
from tests.store.test_search import said

SECRET = "周小梅欠物业费"  # noqa: S105 - what a meeting said
ID = "20260314-ab12cd"


def secret_meeting(folder: Path, meeting_id: str = ID) -> Meeting:
    """A meeting whose every part holds the words."""
    spoken = said(SECRET, "其他的话", meeting_id=meeting_id)
    resolution = replace(LIFT, action=Field(SECRET))
    header = Header(title=Field(SECRET))
    kept = source(folder, SECRET)
    return replace(spoken, header=header, sources=(kept,), resolutions=(resolution, GATE))


def job(found: Meeting, state: JobState = JobState.DONE, job_id: str = "j") -> Job:
    inputs = tuple(Input(SECRET, one.sha256, SourceKind.NOTES) for one in found.sources)
    order = Order(inputs, Request(title=SECRET), "base", job_id)
    return Job(job_id, SECRET, order, state, NOON, NOON, meetings=(found.id,))


@pytest.fixture
def kept(library: Library, tmp_path: Path) -> Meeting:
    """The meeting as a job left it and persons judged it; another one beside it."""
    found = secret_meeting(tmp_path)
    library.save_meeting(found, NOON)
    judged = accept(found.resolutions[0], None, "王芳", NOON)
    library.add_judgements(ID, [judged, reject(GATE, "李明", NOON)])
    library.add_judgements(ID, [], None, [Naming("S1", "s1", SECRET, "王芳", NOON)])
    corrected = Reheaded(Header(title=Field(f"{SECRET}的会")))
    library.correct(ID, [corrected], seen=library.version_of(ID), by="王芳", at=NOON)
    jobs = Jobs(library.database)
    with library.database.writing() as connection:
        jobs.add(connection, job(found, JobState.RUNNING))
        jobs.name_in_batch(connection, "b", {SECRET: "j"})
    jobs.keep_piece(job(found), JobStage.TEXT, SECRET)
    with library.database.writing() as connection:
        jobs.put(connection, job(found))
    library.save_meeting(said("别的会议", meeting_id="other"), NOON)
    return found


def traces(library: Library) -> list[str]:
    """Where in the library's files the words, or their pairs in the index, still stand."""
    wanted = [SECRET.encode(), SECRET[:3].encode(), *(t.encode() for t in tokens(SECRET)[:-1])]
    paths = [path for path in library.folder.rglob("*") if path.is_file()]
    return [path.name for path in paths if any(w in path.read_bytes() for w in wanted)]


def test_a_deleted_meeting_is_gone_and_the_others_are_not(library: Library, kept: Meeting) -> None:
    gone = delete_meeting(library, ID[:10], "王芳")
    assert gone.meeting_id == ID
    assert gone.files == (kept.sources[0].sha256,)
    with pytest.raises(UnknownMeeting):
        library.look(ID)
    assert [entry.id for entry in library.list_meetings()] == ["other"]
    assert library.search(SECRET) == ()
    assert library.search("别的")[0].meeting_id == "other"
    assert files(library) == []
    assert Jobs(library.database).all() == ()


def test_no_row_of_any_table_holds_its_words(library: Library, kept: Meeting) -> None:
    delete_meeting(library, ID, "王芳")
    with library.database.reading() as connection:
        for table in schema.metadata.sorted_tables:
            rows = connection.execute(select(table)).all()
            assert SECRET not in repr(rows)
        for table in (schema.judgements, schema.namings, schema.job_pieces, schema.job_batches):
            assert connection.execute(select(table)).all() == []


def test_the_log_says_that_it_was_deleted_and_stays_whole(library: Library, kept: Meeting) -> None:
    delete_meeting(library, ID, "王芳")
    assert entries(library)[-1] == ("王芳", "meeting.deleted", ID)
    assert library.faults() == ()
    assert last_deletion(library)


def test_the_words_stand_in_no_file_of_the_library(tmp_path: Path) -> None:
    """Neither in the database nor in its log, which another program has open."""
    library = open_library(tmp_path / "library")
    found = secret_meeting(tmp_path)
    with closing(library.engine.raw_connection()) as other:
        other.cursor().execute("SELECT count(*) FROM meeting").fetchall()
        library.save_meeting(found, NOON)
        library.add_judgements(ID, [accept(found.resolutions[0], None, "王芳", NOON)])
        assert traces(library)
        delete_meeting(library, ID, "王芳")
        assert not is_scrubbed(library)
        scrub(library)
        assert is_scrubbed(library)
        assert traces(library) == []
    assert library.faults() == ()
    library.engine.dispose()


def test_what_cannot_be_scrubbed_now_is_said_to_be_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that reads at the moment holds on to the old pages."""
    monkeypatch.setattr("mintobrief.store.sqlite._PRAGMAS", ("journal_mode = WAL",))
    with open_library(tmp_path / "library") as library:
        library.save_meeting(secret_meeting(tmp_path), NOON)
        with library.database.reading() as connection:
            connection.execute(text("SELECT count(*) FROM meeting"))
            delete_meeting(library, ID, "王芳")
            with pytest.raises(NotScrubbed, match="mintobrief gc"):
                scrub(library)
        assert not is_scrubbed(library)
        scrub(library)
        assert is_scrubbed(library)


def test_a_scrubbed_server_keeps_what_was_not_deleted(library: Library, kept: Meeting) -> None:
    delete_meeting(library, ID, "王芳")
    scrub(library)
    assert [utterance.text for utterance in library.load_meeting("other").utterances] == [
        "别的会议"
    ]
    assert library.search("别的会")


def test_a_file_that_another_meeting_uses_stays(library: Library, tmp_path: Path) -> None:
    first, second = meeting(tmp_path), replace(meeting(tmp_path), id="m2")
    library.save_meeting(first, NOON)
    library.save_meeting(second, NOON)
    gone = delete_meeting(library, ID, "王芳")
    assert (gone.files, gone.shared) == ((), (first.sources[0].sha256,))
    with library.with_files(library.load_meeting("m2"), SourceKind.NOTES) as here:
        assert here.sources[0].path.is_file()
    assert delete_meeting(library, "m2", "王芳").files == (first.sources[0].sha256,)


def test_a_job_of_two_meetings_stays_without_what_it_read(library: Library, kept: Meeting) -> None:
    jobs = Jobs(library.database)
    with library.database.writing() as connection:
        jobs.put(connection, replace(job(kept), meetings=(ID, "other")))
    delete_meeting(library, ID, "王芳")
    assert [one.id for one in jobs.all()] == ["j"]
    assert jobs.piece("j", JobStage.TEXT) is None


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING])
def test_a_meeting_that_is_worked_on_is_not_deleted(
    library: Library, kept: Meeting, state: JobState
) -> None:
    jobs = Jobs(library.database)
    with library.database.writing() as connection:
        jobs.put(connection, job(kept, state))
    with pytest.raises(MeetingInWork):
        delete_meeting(library, ID, "王芳")
    assert library.look(ID).judgements
    assert library.faults() == ()


def log_and_do(library: Library, statement: Executable, *deeds: Deed) -> None:
    with library.engine.begin() as connection:
        record(connection, deeds)
        connection.execute(statement)


@pytest.mark.parametrize("table", ["revision", "judgement", "naming"])
def test_without_a_word_in_the_log_nothing_is_deleted(
    library: Library, kept: Meeting, table: str
) -> None:
    with pytest.raises(IntegrityError), library.engine.begin() as connection:
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - a word of ours


@pytest.mark.parametrize("table", ["revision", "judgement", "naming"])
def test_the_log_opens_one_meeting_and_only_until_its_next_entry(
    library: Library, kept: Meeting, tmp_path: Path, table: str
) -> None:
    library.add_judgements("other", [], None, [Naming("S1", "s1", "某", "王芳", NOON)])
    rows = schema.metadata.tables[table]
    mine = delete(rows).where(rows.c.meeting_id == ID)
    with pytest.raises(IntegrityError):
        log_and_do(library, mine, Deed("王芳", Act.DELETED, "other"))
    told = (Deed("王芳", Act.DELETED, ID), Deed("王芳", Act.EXPORTED, "other"))
    with pytest.raises(IntegrityError):
        log_and_do(library, mine, *told)
    assert library.faults() == ()


@pytest.mark.parametrize("verb", ["UPDATE judgement SET document = ''", "DELETE FROM audit"])
def test_a_deletion_opens_no_other_door(library: Library, kept: Meeting, verb: str) -> None:
    with pytest.raises(IntegrityError):
        log_and_do(library, text(verb), Deed("王芳", Act.DELETED, ID))


def test_rows_that_go_without_the_meeting_are_missed(library: Library, kept: Meeting) -> None:
    """Who writes into the log that a meeting was deleted must delete it: what is left shows."""
    with library.engine.begin() as connection:
        record(connection, [Deed("某人", Act.DELETED, ID)])
        connection.execute(text("DELETE FROM judgement WHERE meeting_id = :id"), {"id": ID})
    assert {fault.reason for fault in library.faults()} == {"操作记录里没有它"}


def test_the_id_of_a_deleted_meeting_may_be_used_again(library: Library, kept: Meeting) -> None:
    """Numbers of rows come again on SQLite: the log does not mistake the new for the old."""
    delete_meeting(library, ID, "王芳")
    delete_meeting(library, "other", "王芳")
    assert library.save_meeting(said("新的内容", meeting_id=ID), NOON) == ID
    assert library.faults() == ()
    assert delete_meeting(library, ID, "王芳").meeting_id == ID
    assert library.faults() == ()
