"""The library keeps what people did, whatever else goes wrong."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mintobrief.domain import (
    Field,
    Header,
    Judgement,
    Meeting,
    Naming,
    Resolution,
    Source,
    SourceKind,
)
from mintobrief.errors import (
    AmbiguousMeeting,
    BrokenLibrary,
    ChangedFile,
    FileGone,
    LibraryUnwritable,
    NewerLibrary,
    UnknownMeeting,
    UnknownResolution,
)
from mintobrief.review import accept, amend, reject
from mintobrief.store import MeetingEntry, open_library
from mintobrief.store.catalogue import catalogue
from mintobrief.store.library import Library
from tests import strategies
from tests.databases import Place, drop_triggers

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
LIFT = Resolution("r1", Field("更换电梯钢丝绳"), ())
GATE = Resolution("r2", Field("修好北门道闸"), ())
HEADER = Header(title=Field("联席会议"), held_on=Field(date(2026, 3, 14)))


def source(folder: Path, content: str = "会议笔记") -> Source:
    path = folder / "notes.txt"
    path.write_text(content, encoding="utf-8")
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Source("s1", SourceKind.NOTES, path.name, digest, path, text=content)


def meeting(folder: Path, meeting_id: str = "20260314-ab12cd") -> Meeting:
    return Meeting(meeting_id, HEADER, (source(folder),), (), resolutions=(LIFT, GATE))


def files(library: Library) -> list[Path]:
    folder = library.folder / "files"
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_meeting_comes_back_as_it_was_saved(
    library: Library, place: Place, tmp_path: Path
) -> None:
    """From another program too, and with its file in the library's keeping."""
    saved = meeting(tmp_path)
    assert library.save_meeting(saved, NOON) == saved.id
    (tmp_path / "notes.txt").unlink()
    with place.open() as again:
        loaded = again.load_meeting(saved.id)
    assert loaded == saved
    assert loaded.sources[0].path.read_text(encoding="utf-8") == "会议笔记"


@given(drawn=strategies.meetings())
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_meeting_can_be_kept(library: Library, drawn: Meeting) -> None:
    """Odd characters in names and titles included."""
    bare = replace(drawn, sources=())
    kept = library.save_meeting(bare, NOON)
    assert library.load_meeting(kept) == replace(bare, id=kept)


def test_the_list_shows_what_waits(library: Library, tmp_path: Path) -> None:
    """The newest first; a candidate judged twice is judged once."""
    library.save_meeting(meeting(tmp_path), NOON)
    library.save_meeting(Meeting("empty", Header(), (), ()), NOON + timedelta(hours=1))
    judgements = [accept(LIFT, None, "王芳", NOON), reject(LIFT, "王芳", NOON)]
    library.add_judgements("20260314-ab12cd", judgements)
    assert library.list_meetings() == (
        MeetingEntry("empty", None, None, NOON + timedelta(hours=1), 0, 0),
        MeetingEntry("20260314-ab12cd", "联席会议", date(2026, 3, 14), NOON, 2, 1),
    )


def test_a_meeting_without_a_title_is_known_by_its_file(library: Library, tmp_path: Path) -> None:
    """In the list and in the catalogue; one that has a title needs no file."""
    named = meeting(tmp_path)
    library.save_meeting(replace(named, id="untitled", header=Header()), NOON)
    library.save_meeting(named, NOON)
    known = {entry.id: (entry.file, entry.called) for entry in library.list_meetings()}
    assert known == {"untitled": ("notes.txt", "notes"), named.id: (None, "联席会议")}
    assert {line.entry.id: line.entry.called for line in catalogue(library)} == {
        entry_id: called for entry_id, (_, called) in known.items()
    }


def test_an_id_may_be_cut_short_where_it_stays_unique(library: Library, tmp_path: Path) -> None:
    """The whole id always works, even where it begins another one."""
    for name in ("20260314-ab", "20260314-ab-2", "20260401-cd"):
        library.save_meeting(meeting(tmp_path, name), NOON)
    assert library.load_meeting("202604").id == "20260401-cd"
    assert library.load_meeting("20260314-ab").id == "20260314-ab"
    with pytest.raises(AmbiguousMeeting, match="20260314-ab-2"):
        library.load_meeting("202603")


@pytest.mark.parametrize("unknown", ["nothing", "", "%", "_", "\udc80"])
def test_an_unknown_meeting_is_told_so(library: Library, tmp_path: Path, unknown: str) -> None:
    """Wildcards are letters like others."""
    library.save_meeting(meeting(tmp_path), NOON)
    with pytest.raises(UnknownMeeting):
        library.load_meeting(unknown)


def test_judgements_come_back_in_order(library: Library, tmp_path: Path) -> None:
    """With the resolutions as they were edited."""
    library.save_meeting(meeting(tmp_path), NOON)
    given_ = [accept(LIFT, None, "王芳", NOON), amend(GATE, "李明", NOON)]
    for judgement in given_:
        library.add_judgements("20260314", [judgement])
    assert library.judgements("20260314") == tuple(given_)


def test_judgements_are_added_all_or_none(library: Library, tmp_path: Path) -> None:
    """One unknown candidate and nothing of the call is kept."""
    library.save_meeting(meeting(tmp_path), NOON)
    stray = accept(Resolution("r9", Field("别的"), ()), None, "王芳", NOON)
    with pytest.raises(UnknownResolution, match="r1、r2"):
        library.add_judgements("20260314", [accept(LIFT, None, "王芳", NOON), stray])
    assert library.judgements("20260314") == ()


@pytest.mark.parametrize("change", ["DELETE FROM judgement", "UPDATE judgement SET number = 9"])
def test_the_database_itself_refuses_to_change_a_judgement(
    library: Library, tmp_path: Path, change: str
) -> None:
    """Not even somebody with the file in a database tool rewrites what was judged unawares."""
    library.save_meeting(meeting(tmp_path), NOON)
    library.add_judgements("20260314", [accept(LIFT, None, "王芳", NOON)])
    with pytest.raises(IntegrityError), library.engine.begin() as connection:
        connection.execute(text(change))
    assert len(library.judgements("20260314")) == 1


def test_a_draft_nobody_judged_is_replaced(library: Library, tmp_path: Path) -> None:
    """Converting again is how one corrects a wrong date."""
    library.save_meeting(meeting(tmp_path), NOON)
    again = replace(meeting(tmp_path), resolutions=(LIFT,))
    assert library.save_meeting(again, NOON) == again.id
    assert library.load_meeting(again.id).resolutions == (LIFT,)
    assert len(library.list_meetings()) == 1


def test_a_judged_draft_is_kept_beside_the_new_one(library: Library, tmp_path: Path) -> None:
    """Nothing a person did is lost; the second draft is again replaceable."""
    judgement = accept(LIFT, None, "王芳", NOON)
    library.save_meeting(meeting(tmp_path), NOON)
    library.add_judgements("20260314-ab12cd", [judgement])
    assert library.save_meeting(meeting(tmp_path), NOON) == "20260314-ab12cd-2"
    assert library.save_meeting(meeting(tmp_path), NOON) == "20260314-ab12cd-2"
    assert library.judgements("20260314-ab12cd") == (judgement,)
    assert library.judgements("20260314-ab12cd-2") == ()


def test_meetings_of_other_files_never_replace_each_other(library: Library, tmp_path: Path) -> None:
    """Among ten thousand, a few have the same id by chance."""
    library.save_meeting(meeting(tmp_path), NOON)
    strange = replace(meeting(tmp_path), sources=(source(tmp_path, "别的会议"),))
    assert library.save_meeting(strange, NOON) == "20260314-ab12cd-2"
    assert library.save_meeting(strange, NOON) == "20260314-ab12cd-2"
    assert len(library.list_meetings()) == 2


def test_one_content_is_kept_once(library: Library, tmp_path: Path) -> None:
    """Two meetings from one file share it."""
    library.save_meeting(meeting(tmp_path, "one"), NOON)
    library.save_meeting(meeting(tmp_path, "two"), NOON)
    assert len(files(library)) == 1


def test_a_file_that_changed_is_not_kept(library: Library, tmp_path: Path) -> None:
    """The draft was made of other bytes than those that lie there now."""
    draft = meeting(tmp_path)
    draft.sources[0].path.write_text("改过了", encoding="utf-8")
    with pytest.raises(ChangedFile):
        library.save_meeting(draft, NOON)
    assert (library.list_meetings(), files(library)) == ((), [])


def test_a_file_that_is_gone_is_told_so(library: Library, tmp_path: Path) -> None:
    """The memory stick was pulled out."""
    draft = meeting(tmp_path)
    draft.sources[0].path.unlink()
    with pytest.raises(FileGone):
        library.save_meeting(draft, NOON)
    assert library.list_meetings() == ()


def test_a_library_cannot_lie_inside_a_file(tmp_path: Path) -> None:
    """The message names the folder and says what to do."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LibraryUnwritable, match="--library"):
        open_library(tmp_path / "file" / "library")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """Whatever it is, it is somebody's."""
    (tmp_path / "library.db").write_text("会议记录" * 300, encoding="utf-8")
    with pytest.raises(BrokenLibrary):
        open_library(tmp_path)
    assert (tmp_path / "library.db").read_text(encoding="utf-8") == "会议记录" * 300


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    """Its tables are not ours to change."""
    other = sqlite3.connect(tmp_path / "library.db")
    other.execute("CREATE TABLE meeting (minutes TEXT)")
    other.close()
    with pytest.raises(BrokenLibrary):
        open_library(tmp_path)
    left = sqlite3.connect(tmp_path / "library.db")
    assert [row[0] for row in left.execute("SELECT name FROM sqlite_master")] == ["meeting"]
    left.close()


def test_a_library_of_a_newer_program_asks_for_an_upgrade(library: Library, place: Place) -> None:
    """An old program must not write into tables it does not know."""
    with library.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerLibrary, match="升级"):
        place.open()


def test_a_damaged_document_is_a_broken_library(library: Library, tmp_path: Path) -> None:
    """The error names the meeting; the others can still be read."""
    library.save_meeting(meeting(tmp_path), NOON)
    with library.engine.begin() as connection:
        drop_triggers(connection, "revision")
        connection.execute(text("UPDATE revision SET document = '{}'"))
    with pytest.raises(BrokenLibrary, match="20260314-ab12cd"):
        library.load_meeting("20260314")


def test_a_damaged_list_is_a_broken_library(tmp_path: Path) -> None:
    """PostgreSQL would not take what is no day."""
    library = open_library(tmp_path / "library")
    library.save_meeting(meeting(tmp_path), NOON)
    with library.engine.begin() as connection:
        connection.execute(text("UPDATE meeting SET held_on = 'junk'"))
    with pytest.raises(BrokenLibrary, match="junk"):
        library.list_meetings()


def test_a_database_that_was_emptied_is_no_new_library(tmp_path: Path) -> None:
    """A disk check that cut the file to nothing must not look as if nothing had ever been."""
    library = open_library(tmp_path / "library")
    library.save_meeting(meeting(tmp_path), NOON)
    (library.folder / "library.db").write_bytes(b"")
    with pytest.raises(BrokenLibrary, match="空的"):
        open_library(library.folder)


@given(judgement=strategies.resolutions(number=1).flatmap(strategies.judgements))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_judgement_can_be_kept(library: Library, judgement: Judgement) -> None:
    """Whatever a reviewer typed."""
    kept = library.save_meeting(Meeting("m", HEADER, (), (), resolutions=(LIFT,)), NOON)
    library.add_judgements(kept, [judgement])
    assert library.judgements(kept)[-1] == judgement


def name(text: str) -> Naming:
    return Naming("S1", "s1", text, "王芳", NOON)


def test_namings_come_back_in_the_order_they_were_added(library: Library, tmp_path: Path) -> None:
    kept = library.save_meeting(meeting(tmp_path), NOON)
    library.add_judgements(kept, [], None, [name("王主任")])
    library.add_judgements(kept, [], None, [name("王兰")])
    assert [naming.name for naming in library.namings(kept)] == ["王主任", "王兰"]


def test_the_names_that_reviewers_wrote_are_remembered(library: Library, tmp_path: Path) -> None:
    """Once each, the newest first; what was taken back or written otherwise is forgotten."""
    kept = library.save_meeting(meeting(tmp_path), NOON)
    said = [name("王蓝"), replace(name("李斯"), label="S2"), name("王兰")]
    said += [replace(name("李斯"), label="S2", name=None), replace(name("王主任"), label="S3")]
    said += [replace(name("王主任"), label="S4"), replace(name("王兰"), label="S5")]
    library.add_judgements(kept, [], None, said)
    assert library.confirmed_names() == ("王兰", "王主任")
    assert library.confirmed_names(most=1) == ("王兰",)


@pytest.mark.parametrize("act", ["UPDATE naming SET document = ''", "DELETE FROM naming"])
def test_namings_are_only_ever_added(library: Library, tmp_path: Path, act: str) -> None:
    kept = library.save_meeting(meeting(tmp_path), NOON)
    library.add_judgements(kept, [], None, [name("王主任")])
    with (
        pytest.raises(IntegrityError, match=r"only ever added|go with their meeting"),
        library.engine.begin() as connection,
    ):
        connection.execute(text(act))


def test_a_named_meeting_is_not_replaced_by_a_new_draft(library: Library, tmp_path: Path) -> None:
    """What a person did is never lost, be it only a name."""
    kept = library.save_meeting(meeting(tmp_path), NOON)
    library.add_judgements(kept, [], None, [name("王主任")])
    assert library.save_meeting(meeting(tmp_path), NOON) == f"{kept}-2"


def test_a_near_miss_can_be_judged_and_is_no_candidate_that_waits(
    library: Library, tmp_path: Path
) -> None:
    """The list counts the candidates of the draft alone."""
    near = Resolution("n1", Field("给东门装摄像头"), ())
    library.save_meeting(replace(meeting(tmp_path), near_misses=(near,)), NOON)
    library.add_judgements("20260314", [accept(near, None, "王芳", NOON)])
    assert [entry.waiting for entry in library.list_meetings()] == [2]
