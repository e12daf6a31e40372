"""The ledger follows its meetings, and keeps what persons tell of its tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from mintobrief.domain import (
    Deadline,
    DeadlineKind,
    Field,
    Header,
    Judgement,
    Meeting,
    Replaced,
    Resolution,
    Verdict,
)
from mintobrief.domain.task import (
    MOST_CHARACTERS,
    Heard,
    TakenBack,
    TaskId,
    TaskProgress,
    TaskState,
    TaskStatus,
)
from mintobrief.errors import (
    BadProgress,
    BrokenLibrary,
    NothingTold,
    NotReviewed,
    TaskTold,
    UnknownTask,
)
from mintobrief.review import accept, amend, compile_briefing, reject, reopen
from mintobrief.store import schema, tasks
from mintobrief.store.attachments import keep_attachment
from mintobrief.store.cleaning import Rules, clean
from mintobrief.store.deletion import delete_meeting
from mintobrief.store.library import Library
from mintobrief.store.tasks import EVERYTHING, Wanted
from tests.databases import drop_triggers
from tests.store.test_library import GATE, LIFT, NOON, meeting

TODAY = date(2026, 4, 10)
MEETING = "20260314-ab12cd"
LIFT_ID, GATE_ID = TaskId(MEETING, LIFT.id), TaskId(MEETING, GATE.id)
PNG = b"\x89PNG\r\n\x1a\n and a picture"


def due_on(resolution: Resolution, day: date | None) -> Resolution:
    deadline = Field(Deadline("月底前", DeadlineKind.DATE, day)) if day else None
    return replace(resolution, deadline=deadline)


@pytest.fixture
def judged(library: Library, tmp_path: Path) -> Library:
    """A meeting of two resolutions, both accepted."""
    library.save_meeting(meeting(tmp_path), NOON)
    lift = due_on(LIFT, date(2026, 4, 1))
    library.add_judgements(MEETING, [amend(lift, "王芳", NOON), accept(GATE, None, "王芳", NOON)])
    return library


def actions(library: Library, wanted: Wanted = EVERYTHING) -> list[str]:
    return [line.task.action for line in tasks.ledger(library, wanted, today=TODAY)]


def said(
    task: TaskId = LIFT_ID,
    state: TaskState = TaskState.DONE,
    *,
    by: str = "王芳",
    day: date | None = None,
    note: str = "",
    heard: Heard | None = None,
) -> TaskProgress:
    return TaskProgress(task, state, by, NOON, day, note, heard=heard)


def test_a_resolution_is_followed_up_once_its_meeting_is_wholly_judged(
    library: Library, tmp_path: Path
) -> None:
    library.save_meeting(meeting(tmp_path), NOON)
    assert actions(library) == []
    library.add_judgements(MEETING, [accept(LIFT, None, "王芳", NOON)])
    assert actions(library) == []
    library.add_judgements(MEETING, [reject(GATE, "王芳", NOON)])
    assert actions(library) == [LIFT.action.value]


def test_a_task_says_what_was_judged_and_where(judged: Library) -> None:
    line = tasks.look(judged, LIFT_ID).line
    assert line.task.meeting == "联席会议"
    assert line.task.agreed_on == date(2026, 3, 14)
    assert (line.state, line.due) == (TaskState.OPEN, date(2026, 4, 1))
    assert line.status(TODAY) is TaskStatus.OVERDUE


def test_what_is_rejected_goes_and_comes_back_with_what_was_told(judged: Library) -> None:
    tasks.tell(judged, said(note="换好了"), 0)
    later = NOON + timedelta(hours=1)
    judged.add_judgements(MEETING, [reject(LIFT, "王芳", later)])
    assert actions(judged) == [GATE.action.value]
    with pytest.raises(UnknownTask):
        tasks.look(judged, LIFT_ID)
    judged.add_judgements(MEETING, [accept(LIFT, None, "王芳", later + timedelta(hours=1))])
    life = tasks.look(judged, LIFT_ID)
    assert life.line.state is TaskState.DONE
    assert [one.note for one in life.standing] == ["换好了"]


def test_a_resolution_that_waits_again_stays_as_it_was(judged: Library) -> None:
    later = NOON + timedelta(hours=1)
    judged.add_judgements(MEETING, [reopen(LIFT, "王芳", later)])
    assert set(actions(judged)) == {LIFT.action.value, GATE.action.value}
    assert tasks.look(judged, LIFT_ID).line.due == date(2026, 4, 1)
    changed = due_on(LIFT, date(2026, 5, 1))
    judged.add_judgements(MEETING, [amend(changed, "王芳", later + timedelta(hours=1))])
    assert tasks.look(judged, LIFT_ID).line.due == date(2026, 5, 1)


def test_what_a_correction_brings_comes_when_it_is_judged(judged: Library) -> None:
    new = Resolution("x", Field("清理消防通道"), ())
    version = judged.version_of(MEETING)
    judged.correct(MEETING, [Replaced((GATE.id,), (new,))], seen=version, by="王芳", at=NOON)
    assert actions(judged) == [LIFT.action.value]
    added = judged.load_meeting(MEETING).resolutions[-1]
    judged.add_judgements(MEETING, [accept(added, None, "王芳", NOON)])
    assert actions(judged) == [LIFT.action.value, "清理消防通道"]


CANDIDATES = tuple(Resolution(f"r{number}", Field(f"事项{number}"), ()) for number in range(3))
VERDICTS = st.lists(st.tuples(st.sampled_from(CANDIDATES), st.sampled_from(Verdict)), max_size=9)


@given(VERDICTS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_ledger_is_what_the_briefing_holds(
    library: Library, verdicts: list[tuple[Resolution, Verdict]]
) -> None:
    """Whatever was judged in whatever order, as soon as there is a briefing."""
    drawn = Meeting("m", Header(), (), (), resolutions=CANDIDATES)
    name = library.save_meeting(drawn, NOON)
    for minute, (candidate, verdict) in enumerate(verdicts):
        at = NOON + timedelta(minutes=minute)
        edited = candidate if verdict is Verdict.EDITED else None
        judged = Judgement(candidate.id, verdict, "王芳", at, edited)
        library.add_judgements(name, [judged])
    try:
        briefing = compile_briefing(drawn, library.judgements(name))
    except NotReviewed:
        return
    found = tasks.ledger(library, Wanted(meeting=name), today=TODAY)
    assert [line.task.id.resolution_id for line in found] == [r.id for r in briefing.resolutions]


def test_a_meeting_takes_its_tasks_and_their_progress_along(judged: Library) -> None:
    """The log still says that somebody told of one, and agrees with what is left."""
    picture = keep_attachment(judged, "现场.png", PNG)
    told = replace(said(note="换好了"), attachments=(picture,))
    tasks.tell(judged, told, 0)
    gone = delete_meeting(judged, MEETING, "王芳")
    assert picture.sha256 in gone.files
    assert not judged.blobs.has(picture.sha256)
    assert actions(judged) == []
    with judged.database.reading() as connection:
        for table in (schema.tasks, schema.progress):
            assert connection.execute(table.select()).all() == []
        assert "progress.added" in connection.execute(schema.audit.select()).scalars("what")
    assert judged.faults() == ()


def test_the_last_word_counts_until_it_is_taken_back(judged: Library) -> None:
    first = tasks.tell(judged, said(state=TaskState.CARRIED, day=date(2026, 5, 1)), 0)
    assert first.line.status(TODAY) is TaskStatus.CARRIED
    done = tasks.tell(judged, said(), first.line.told)
    assert done.line.status(TODAY) is TaskStatus.DONE
    back = tasks.tell(judged, TakenBack(LIFT_ID, "李明", NOON), done.line.told)
    assert (back.line.state, back.line.due) == (TaskState.CARRIED, date(2026, 5, 1))
    assert len(back.steps) == 3
    assert back.line == tasks.look(judged, LIFT_ID).line


def test_nobody_overwrites_what_was_told_meanwhile(judged: Library) -> None:
    tasks.tell(judged, said(by="李明"), 0)
    with pytest.raises(TaskTold, match="李明"):
        tasks.tell(judged, said(state=TaskState.OPEN), 0)
    assert tasks.look(judged, LIFT_ID).line.state is TaskState.DONE


def test_what_is_impossible_is_refused(judged: Library) -> None:
    with pytest.raises(NothingTold):
        tasks.tell(judged, TakenBack(LIFT_ID, "王芳", NOON), 0)
    with pytest.raises(UnknownTask):
        tasks.tell(judged, said(TaskId(MEETING, "r9")), 0)
    with pytest.raises(BadProgress, match=str(MOST_CHARACTERS)):
        tasks.tell(judged, said(note="长" * (MOST_CHARACTERS + 1)), 0)
    assert tasks.look(judged, LIFT_ID).steps == ()


def test_progress_is_only_ever_added(judged: Library) -> None:
    tasks.tell(judged, said(), 0)
    for statement in (update(schema.progress).values(document="{}"), delete(schema.progress)):
        with pytest.raises((IntegrityError, BrokenLibrary)), judged.engine.begin() as connection:
            connection.execute(statement)


def test_the_most_urgent_comes_first(library: Library) -> None:
    days = [None, date(2026, 4, 20), date(2026, 4, 1), date(2026, 3, 20), date(2026, 3, 19)]
    named = [Resolution(f"r{number}", Field(f"事项{number}"), ()) for number in range(5)]
    found = [due_on(one, day) for one, day in zip(named, days, strict=True)]
    library.save_meeting(Meeting("m", Header(), (), (), resolutions=tuple(found)), NOON)
    library.add_judgements("m", [accept(one, None, "王芳", NOON) for one in found])
    tasks.tell(library, said(TaskId("m", "r4")), 0)
    assert actions(library) == ["事项3", "事项2", "事项1", "事项0", "事项4"]
    overdue = Wanted(statuses=frozenset({TaskStatus.OVERDUE}))
    assert actions(library, overdue) == ["事项3", "事项2"]
    counted = tasks.count(library, today=TODAY)
    assert counted == {
        TaskStatus.OVERDUE: 2,
        TaskStatus.OPEN: 2,
        TaskStatus.CARRIED: 0,
        TaskStatus.DONE: 1,
    }
    page = tasks.ledger(library, today=TODAY, limit=2, offset=1)
    assert [line.task.action for line in page] == ["事项2", "事项1"]


STATES = st.sampled_from(TaskState)
DAYS = st.none() | st.dates(date(2026, 4, 8), date(2026, 4, 12))


@given(deadline=DAYS, told=st.lists(st.tuples(STATES, DAYS), max_size=3))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_database_says_of_a_day_what_the_domain_says(
    library: Library, deadline: date | None, told: list[tuple[TaskState, date | None]]
) -> None:
    found = due_on(LIFT, deadline)
    drawn = Meeting("m", Header(), (), (), resolutions=(found,))
    name = library.save_meeting(drawn, NOON)
    library.add_judgements(name, [accept(found, None, "王芳", NOON)])
    line = tasks.look(library, TaskId(name, LIFT.id)).line
    for state, day in told:
        line = tasks.tell(library, said(line.task.id, state, day=day), line.told).line
    only = Wanted(meeting=name)
    expected = {one: int(one is line.status(TODAY)) for one in TaskStatus}
    assert tasks.count(library, only, today=TODAY) == expected


def test_tasks_are_found_by_compound_meeting_and_words(judged: Library) -> None:
    garden = judged.compounds.add("阳光花园", "王芳")
    gate_owner = replace(GATE, owners=(Field("李强"),))
    other = Meeting("m2", Header(), (), (), resolutions=(gate_owner,))
    judged.save_meeting(other, NOON)
    judged.add_judgements("m2", [accept(gate_owner, None, "王芳", NOON)])
    judged.compounds.move(MEETING, garden.id, "王芳")
    assert len(actions(judged, Wanted(compound=garden.id))) == 2
    assert actions(judged, Wanted(compound="")) == [GATE.action.value]
    assert actions(judged, Wanted(meeting="m2")) == [GATE.action.value]
    assert actions(judged, Wanted(words="李强 道闸")) == [GATE.action.value]
    assert actions(judged, Wanted(words="%")) == []
    assert tasks.look(judged, LIFT_ID).line.compound == "阳光花园"
    assert tasks.look(judged, LIFT_ID).line.task.compound == garden.id


def test_what_is_hidden_is_not_in_the_ledger(judged: Library) -> None:
    limited = replace(judged, hidden=frozenset({MEETING}))
    assert actions(limited) == []
    assert sum(tasks.count(limited, today=TODAY).values()) == 0
    with pytest.raises(UnknownTask):
        tasks.look(limited, LIFT_ID)
    with pytest.raises(UnknownTask):
        tasks.tell(limited, said(), 0)


def test_what_a_later_meeting_said_is_found_by_that_meeting(judged: Library) -> None:
    heard = said(note="验收了", heard=Heard("m2", (3, 4)))
    first = tasks.tell(judged, heard, 0)
    tasks.tell(judged, said(GATE_ID, heard=Heard("m22", (1,))), 0)
    assert [step.said for step in tasks.heard_in(judged, "m2")] == [heard]
    tasks.tell(judged, TakenBack(LIFT_ID, "王芳", NOON), first.line.told)
    assert tasks.heard_in(judged, "m2") == ()


def test_lives_tell_all_that_was_told(judged: Library) -> None:
    tasks.tell(judged, said(note="换好了"), 0)
    found = tasks.lives(judged, EVERYTHING, today=TODAY)
    assert {life.line.task.id: len(life.steps) for life in found} == {LIFT_ID: 1, GATE_ID: 0}
    assert found[0] == tasks.look(judged, found[0].line.task.id)


def test_an_attachment_is_called_what_it_is(judged: Library) -> None:
    hostile = keep_attachment(judged, "../../x\u202e<b>.exe", PNG)
    assert hostile.name == "xb.png"
    life = tasks.tell(judged, replace(said(), attachments=(hostile,)), 0)
    with tasks.opened_attachment(judged, LIFT_ID, life.line.told, hostile.sha256) as (one, path):
        assert (one, path.read_bytes()) == (hostile, PNG)
    other = tasks.opened_attachment(judged, GATE_ID, life.line.told, hostile.sha256)
    with pytest.raises(UnknownTask), other:
        pass


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "空的"),
        (b"MZ\x90", "只收"),
        (b"<svg onload=alert(1)>", "只收"),
        (b"PK\x03\x04", "只收"),
    ],
)
def test_what_is_no_picture_or_paper_is_refused(
    library: Library, content: bytes, reason: str
) -> None:
    with pytest.raises(BadProgress, match=reason):
        keep_attachment(library, "照片.jpg", content)


def word_file() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<document/>")
    return file.getvalue()


def test_a_paper_with_macros_is_refused(library: Library) -> None:
    assert keep_attachment(library, "纪要.docx", word_file()).name == "纪要.docx"
    file = BytesIO(word_file())
    with ZipFile(file, "a") as package:
        package.writestr("word/vbaProject.bin", "macro")
    with pytest.raises(BadProgress, match="宏"):
        keep_attachment(library, "纪要.docx", file.getvalue())


@given(at=st.integers(0, 400), byte=st.integers(0, 255), name=st.text(max_size=20))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_handed_in_is_kept_or_refused(
    library: Library, at: int, byte: int, name: str
) -> None:
    """And its name is one that any system takes."""
    content = bytearray(word_file())
    content[at % len(content)] = byte
    try:
        kept = keep_attachment(library, name, bytes(content))
    except BadProgress:
        return
    assert kept.name.endswith(".docx")
    assert "/" not in kept.name


def test_what_goes_with_a_task_is_not_swept_away(judged: Library, tmp_path: Path) -> None:
    told = keep_attachment(judged, "现场.png", PNG)
    untold = keep_attachment(judged, "别的.png", PNG + b"2")
    tasks.tell(judged, replace(said(), attachments=(told,)), 0)
    later = datetime.now(UTC) + timedelta(days=2)
    clean(judged, Rules(), later, tmp_path / "cache")
    assert judged.blobs.has(told.sha256)
    assert not judged.blobs.has(untold.sha256)


def test_a_damaged_row_is_told_of(judged: Library) -> None:
    tasks.tell(judged, said(), 0)
    with judged.engine.begin() as connection:
        drop_triggers(connection, "progress")
        connection.execute(update(schema.progress).values(document="{}"))
    with pytest.raises(BrokenLibrary, match="督办"):
        tasks.look(judged, LIFT_ID)
    assert [fault.reason for fault in judged.faults()] == ["与存入时不一样"]
    with judged.engine.begin() as connection:
        connection.execute(update(schema.tasks).values(document="{}"))
    with pytest.raises(BrokenLibrary, match="督办"):
        tasks.ledger(judged, today=TODAY)
