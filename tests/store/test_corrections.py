"""Corrections are kept as they were made, with all that follows from them, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from mintobrief.domain import (
    Cut,
    Edit,
    Field,
    Header,
    Joined,
    Meeting,
    Quote,
    Reheaded,
    Replaced,
    Resolution,
    Reworded,
    Topic,
    Undone,
    Utterance,
    Verdict,
)
from mintobrief.domain.evidence import TextSpan
from mintobrief.errors import BadEdit, EditedMeanwhile, UnknownMeeting
from mintobrief.review import accept, amend, latest_judgements
from mintobrief.store import Seen, schema
from mintobrief.store.deletion import delete_meeting
from mintobrief.store.library import Library
from tests.databases import Place, drop_triggers
from tests.review.edits import corrected, talks
from tests.store.test_audit import entries
from tests.store.test_library import NOON

TEXTS = ("大家开会", "水棒由李物业修好", "门禁由王主任更换", "散会")
PUMP = Resolution("r1", Field("修水棒", (Quote(1, 0, 8),)), (1,), topic=0)
GATE = Resolution("r2", Field("换门禁", (Quote(2, 0, 8),)), (2,), topic=0)


def meeting(meeting_id: str = "m") -> Meeting:
    starts = [sum(len(text) + 1 for text in TEXTS[:n]) for n in range(len(TEXTS))]
    said = tuple(
        Utterance(n, text, TextSpan("s1", starts[n], starts[n] + len(text)))
        for n, text in enumerate(TEXTS)
    )
    header = Header(title=Field("例会"), held_on=Field(date(2026, 3, 14)))
    return Meeting(meeting_id, header, (), said, (Topic("会", 0, 3),), resolutions=(PUMP, GATE))


@pytest.fixture
def kept(library: Library) -> Meeting:
    library.save_meeting(meeting(), NOON)
    return meeting()


def correct(library: Library, *edits: Edit, meeting_id: str = "m") -> Seen:
    seen = library.version_of(meeting_id)
    return library.correct(meeting_id, edits, seen=seen, by="王芳", at=NOON)


def test_everybody_sees_the_meeting_as_corrected(
    library: Library, place: Place, kept: Meeting
) -> None:
    """From another program too, in the list and in the search; the draft itself stays."""
    header = Header(title=Field("三月例会"), held_on=Field(date(2026, 3, 15)))
    now = correct(library, Reworded(1, "水泵由李物业修好"), Reheaded(header))
    assert now.meeting.resolutions[0].action.value == "修水泵"
    with place.open() as again:
        assert again.look("m") == now
        assert again.load_meeting("m") == now.meeting
        (entry,) = again.list_meetings()
        assert (entry.title, entry.held_on) == ("三月例会", date(2026, 3, 15))
        assert [hit.place for hit in again.search("水泵")] == ["r1", "1"]
        assert again.search("水棒") == ()
    undone = correct(library, Undone(), Undone())
    assert undone.meeting == kept
    assert undone.corrections == ()
    assert len(library.corrections("m")) == 4
    assert [hit.place for hit in library.search("水棒")] == ["r1", "1"]


def test_what_is_cut_and_joined_is_found_where_it_is_now(library: Library, kept: Meeting) -> None:
    correct(library, Cut(0, 2))
    assert [(h.kind, h.place) for h in library.search("散会")] == [("c-utterance", "4")]
    assert [h.place for h in library.search("开会")] == ["1"]
    correct(library, Joined(3))
    assert [h.place for h in library.search("更换散会")] == ["3"]
    correct(library, Undone(), Undone())
    assert [h.place for h in library.search("散会")] == ["3"]


def test_a_judgement_is_open_again_exactly_where_its_words_changed(
    library: Library, kept: Meeting
) -> None:
    library.add_judgements("m", [accept(PUMP, None, "张", NOON), accept(GATE, None, "张", NOON)])
    assert library.list_meetings()[0].waiting == 0
    now = correct(library, Reworded(1, "水泵由李物业修好"))
    assert set(latest_judgements(now.judgements)) == {"r2"}
    assert now.judgements[-1].verdict is Verdict.REOPENED
    assert now.judgements[-1].reviewer == "王芳"
    assert library.list_meetings()[0].waiting == 1
    told = [entry[:2] for entry in entries(library)]
    assert told[-2:] == [("王芳", "correction.added"), ("王芳", "judgement.added")]
    assert library.faults() == ()


def test_what_a_reviewer_edited_moves_with_the_transcript(library: Library, kept: Meeting) -> None:
    edited = replace(GATE, measures=Field("换", (Quote(2, 6, 8),)))
    library.add_judgements("m", [amend(edited, "张", NOON)])
    now = correct(library, Cut(1, 3))
    left = latest_judgements(now.judgements)["r2"].edited
    assert left is not None
    assert left.measures == Field("换", (Quote(3, 6, 8),))
    back = latest_judgements(correct(library, Undone()).judgements)["r2"]
    assert back.edited == edited


def test_added_candidates_have_ids_that_none_had_before(library: Library, kept: Meeting) -> None:
    lamp = Resolution("?", Field("修路灯"), (3,))
    assert [r.id for r in correct(library, Replaced((), (lamp,))).meeting.resolutions] == [
        "r1",
        "r2",
        "h1",
    ]
    assert library.list_meetings()[0].candidates == 3
    correct(library, Undone())
    merged = correct(library, Replaced(("r1", "r2"), (lamp,)))
    assert [r.id for r in merged.meeting.resolutions] == ["h2"]
    assert {"h1", "h2", "r1", "r2"} <= library.used_ids("m")


def test_nothing_is_kept_of_edits_one_of_which_is_impossible(
    library: Library, kept: Meeting
) -> None:
    before, told = library.look("m"), entries(library)
    with pytest.raises(BadEdit):
        correct(library, Reworded(1, "水泵由李物业修好"), Reworded(9, "没有这句"))
    assert (library.look("m"), library.version_of("m")) == (before, before.version)
    assert entries(library) == told


def test_who_corrects_what_somebody_else_changed_meanwhile_is_told(
    library: Library, kept: Meeting
) -> None:
    seen = library.version_of("m")
    correct(library, Reworded(0, "我们开会"))
    with pytest.raises(EditedMeanwhile):
        library.correct("m", [Reworded(0, "现在开会")], seen=seen, by="李", at=NOON)
    with pytest.raises(UnknownMeeting):
        library.correct("x", [], seen=1, by="李", at=NOON)


@pytest.mark.parametrize(
    "statement", ["UPDATE correction SET document = '{}'", "DELETE FROM correction"]
)
def test_the_database_itself_refuses_to_change_a_correction(
    library: Library, kept: Meeting, statement: str
) -> None:
    correct(library, Reworded(0, "我们开会"))
    with pytest.raises(IntegrityError), library.engine.begin() as connection:
        connection.execute(text(statement))


def test_a_correction_that_was_changed_behind_our_back_is_told(
    library: Library, kept: Meeting
) -> None:
    correct(library, Reworded(0, "我们开会"))
    with library.engine.begin() as connection:
        drop_triggers(connection, "correction")
        connection.execute(
            text("UPDATE correction SET document = replace(document, '我们', '他们')")
        )
    (fault,) = library.faults()
    assert (fault.place, fault.reason) == ("会议 m 的更正（第 1 行）", "与存入时不一样")


def test_a_new_draft_of_the_same_name_leaves_a_corrected_one_alone(
    library: Library, kept: Meeting
) -> None:
    correct(library, Reworded(0, "我们开会"))
    assert library.save_meeting(meeting(), NOON) == "m-2"
    assert library.load_meeting("m").utterances[0].text == "我们开会"


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_corrected_is_kept_listed_and_found_as_it_is_now(
    library: Library, data: st.DataObject
) -> None:
    """The index that a correction mends is the one that is made of the whole meeting."""
    drawn = replace(data.draw(talks()), sources=())
    name = library.save_meeting(replace(drawn, id=f"d{uuid4().hex}"), NOON)
    done, states = data.draw(corrected(library.load_meeting(name)))
    now = correct(library, *done, meeting_id=name).meeting
    assert now == states[-1]
    mended = passages(library, name)
    with library.database.writing() as connection:
        library.index_all(connection)
    assert mended == passages(library, name)
    (entry,) = [entry for entry in library.list_meetings() if entry.id == name]
    assert entry.waiting == entry.candidates == len(now.resolutions)


def passages(library: Library, meeting_id: str) -> list[tuple[str, str, str]]:
    table = schema.passages.c
    mine = select(table.kind, table.place, table.text).where(table.meeting_id == meeting_id)
    with library.database.reading() as connection:
        return sorted((row.kind, row.place, row.text) for row in connection.execute(mine))


def test_a_judgement_that_rests_on_what_is_not_there_is_refused(
    library: Library, kept: Meeting
) -> None:
    """As one that was made before somebody joined utterances."""
    beyond = replace(GATE, evidence=(4,))
    with pytest.raises(EditedMeanwhile):
        library.add_judgements("m", [amend(beyond, "张", NOON)])


def test_a_deleted_meeting_s_corrections_are_not_those_of_the_next_of_its_name(
    library: Library, kept: Meeting
) -> None:
    correct(library, Reworded(0, "我们开会"))
    delete_meeting(library, "m", "王芳")
    library.save_meeting(replace(meeting(), utterances=(), resolutions=(), topics=()), NOON)
    assert library.look("m").meeting.utterances == ()
    assert library.corrections("m") == ()
