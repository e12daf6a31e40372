"""Compounds: every version stays, nobody overwrites another, what is deleted is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from mintobrief.domain import Attendee, Request, Term
from mintobrief.domain.compound import COMMON, COMMON_NAME, MOST_ROWS, Body, Compound
from mintobrief.errors import (
    BadCompound,
    CompoundEdited,
    CompoundTaken,
    UnknownCompound,
    UnknownMeeting,
)
from mintobrief.store import schema
from mintobrief.store.compounds import Compounds
from mintobrief.store.deletion import delete_meeting, is_scrubbed, scrub
from mintobrief.store.library import Library
from tests.databases import drop_triggers
from tests.store.test_audit import entries
from tests.store.test_library import NOON, meeting

WANG = Attendee("王芳", "书记", "居委会")


@pytest.fixture
def compounds(library: Library) -> Compounds:
    return library.compounds


@pytest.fixture
def garden(compounds: Compounds) -> Compound:
    return compounds.add("阳光花园", "李明")


@pytest.fixture
def kept(library: Library, tmp_path: Path) -> str:
    return library.save_meeting(meeting(tmp_path), NOON)


def test_what_was_saved_is_there_again(compounds: Compounds, garden: Compound) -> None:
    told = replace(
        garden,
        people=(WANG, Attendee("李明")),
        bodies=(Body("阳光物业服务有限公司", ("阳光物业",)),),
        terms=(Term("维修资金", ("为修资金",)),),
        place="居委会二楼",
        issuer="阳光社区居委会",
    )
    compounds.save(told, 1, "王芳")
    now = compounds.look(garden.id)
    assert (now.compound, now.number, now.by) == (told, 2, "王芳")
    assert [version.number for version in compounds.history(garden.id)] == [2, 1]


def test_blank_rows_double_ones_and_stray_spaces_are_not_kept(
    compounds: Compounds, garden: Compound
) -> None:
    people = (
        Attendee(" 王芳 ", "", "居委会"),
        Attendee("", "主任"),
        Attendee("王芳", None, "居委会"),
    )
    terms = (Term("电梯", ("店梯", "")), Term("电梯", ("电题", "电梯")), Term(" "))
    saved = compounds.save(replace(garden, people=people, terms=terms), 1, "王芳").compound
    assert saved.people == (Attendee("王芳", None, "居委会"),)
    assert saved.terms == (Term("电梯", ("店梯", "电题")),)


def test_who_saw_an_older_version_overwrites_nothing(
    compounds: Compounds, garden: Compound
) -> None:
    compounds.save(replace(garden, people=(WANG,)), 1, "王芳")
    with pytest.raises(CompoundEdited, match="王芳"):
        compounds.save(replace(garden, place="别处"), 1, "李明")
    assert compounds.look(garden.id).compound.people == (WANG,)


def test_saving_the_same_makes_no_version(compounds: Compounds, garden: Compound) -> None:
    assert compounds.save(garden, 1, "王芳").number == 1


def test_two_compounds_have_two_names(compounds: Compounds, garden: Compound) -> None:
    with pytest.raises(CompoundTaken):
        compounds.add(" 阳光花园 ", "李明")
    with pytest.raises(CompoundTaken):
        compounds.add(COMMON_NAME, "李明")
    assert compounds.find("阳光花园").id == garden.id


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_compound_has_a_name(compounds: Compounds, name: str) -> None:
    with pytest.raises(BadCompound):
        compounds.add(name, "李明")


def test_a_list_has_an_end(compounds: Compounds, garden: Compound) -> None:
    people = tuple(Attendee(f"人{n}") for n in range(MOST_ROWS + 1))
    with pytest.raises(BadCompound, match=str(MOST_ROWS)):
        compounds.save(replace(garden, people=people), 1, "李明")


def test_a_remembered_word_goes_to_the_meetings_compound(
    library: Library, compounds: Compounds, garden: Compound, kept: str
) -> None:
    library.compounds.remember(kept, Term("业委会", ("叶伟会",)), "王芳")
    assert compounds.look(COMMON).compound.terms == (Term("业委会", ("叶伟会",)),)
    compounds.move(kept, garden.id, "王芳")
    library.compounds.remember(kept[:8], Term("业委会", ("夜尾会",)), "王芳")
    library.compounds.remember(kept, Term("业委会", ("野味会",)), "李明")
    assert compounds.look(garden.id).compound.terms == (Term("业委会", ("夜尾会", "野味会")),)
    assert compounds.look(COMMON).compound.terms == (Term("业委会", ("叶伟会",)),)


def test_a_word_for_a_meeting_that_is_not_there_is_not_remembered(library: Library) -> None:
    with pytest.raises(UnknownMeeting):
        library.compounds.remember("none", Term("业委会"), "王芳")


def test_a_meeting_moves_from_compound_to_compound(
    compounds: Compounds, garden: Compound, kept: str
) -> None:
    other = compounds.add("银杏苑", "李明")
    compounds.move(kept, garden.id, "王芳")
    compounds.move(kept, other.id, "王芳")
    assert compounds.of_meeting(kept) == other.id
    assert compounds.meetings(garden.id) == frozenset()
    assert [(one.name, one.meetings) for one in compounds.all()] == [
        (COMMON_NAME, 0),
        ("银杏苑", 1),
        ("阳光花园", 0),
    ]
    compounds.move(kept, None, "王芳")
    assert compounds.of_meeting(kept) is None
    with pytest.raises(UnknownCompound, match="none"):
        compounds.move(kept, "none", "王芳")


def test_the_log_tells_who_changed_what(
    library: Library, compounds: Compounds, garden: Compound, kept: str
) -> None:
    compounds.save(replace(garden, people=(WANG,)), 1, "王芳")
    compounds.move(kept, garden.id, "王芳")
    compounds.delete(garden.id, "李明")
    assert [entry for entry in entries(library) if entry[0] != "mintobrief"] == [
        ("李明", "compound_version.added", garden.id),
        ("王芳", "compound_version.added", garden.id),
        ("王芳", "meeting.moved", kept),
        ("李明", "compound.deleted", garden.id),
    ]
    assert library.faults() == ()


def test_a_deleted_compound_is_gone_and_its_meetings_stay(
    library: Library, compounds: Compounds, garden: Compound, kept: str
) -> None:
    compounds.move(kept, garden.id, "王芳")
    compounds.delete(garden.id, "李明")
    with pytest.raises(UnknownCompound):
        compounds.look(garden.id)
    assert compounds.of_meeting(kept) is None
    assert library.load_meeting(kept).id == kept
    assert not is_scrubbed(library)
    scrub(library)
    assert is_scrubbed(library)


def test_a_deleted_meeting_leaves_no_link(
    library: Library, compounds: Compounds, garden: Compound, kept: str
) -> None:
    compounds.move(kept, garden.id, "王芳")
    delete_meeting(library, kept, "王芳")
    assert compounds.meetings(garden.id) == frozenset()
    with library.database.reading() as connection:
        assert connection.execute(select(schema.meeting_compounds)).all() == []


@pytest.mark.parametrize(
    "change", ["UPDATE compound_version SET document = '{}'", "DELETE FROM compound_version"]
)
def test_the_database_itself_refuses_to_change_a_version(
    library: Library, garden: Compound, change: str
) -> None:
    with pytest.raises(IntegrityError), library.engine.begin() as connection:
        connection.execute(text(change))
    assert library.compounds.look(garden.id).compound == garden


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE compound_version SET document = replace(document, '阳光', '月光')",
        "DELETE FROM compound_version",
        "UPDATE audit SET subject = 'x' WHERE what = 'compound_version.added'",
    ],
)
def test_who_drops_the_triggers_is_found_out(
    library: Library, garden: Compound, change: str
) -> None:
    table = change.split()[1] if change.startswith("UPDATE") else change.split()[2]
    assert library.faults() == ()
    with library.database.writing() as connection:
        drop_triggers(connection, table)
        connection.execute(text(change))
    (fault, *_) = library.faults()
    assert garden.id in fault.place or "操作记录" in fault.place


def test_the_common_list_is_always_there_and_keeps_its_name(compounds: Compounds) -> None:
    now = compounds.look(COMMON)
    assert (now.number, now.compound.name) == (0, COMMON_NAME)
    saved = compounds.save(replace(now.compound, name="别的", terms=(Term("雨棚"),)), 0, "王芳")
    assert (saved.compound.name, saved.number) == (COMMON_NAME, 1)


def test_what_is_listened_for_are_words_bodies_and_the_compounds_name(garden: Compound) -> None:
    told = replace(
        garden,
        bodies=(Body("阳光物业服务有限公司", ("阳光物业",)),),
        terms=(Term("维修资金", ("为修资金",)),),
    )
    words = [term.word for term in told.glossary]
    assert words == ["维修资金", "阳光物业服务有限公司", "阳光物业", "阳光花园"]


def test_a_request_is_told_what_is_known_of_its_compound(
    compounds: Compounds, garden: Compound
) -> None:
    """What was typed with it comes first; what every meeting knows comes last."""
    common = compounds.look(COMMON).compound
    compounds.save(replace(common, terms=(Term("雨棚"),)), 0, "王芳")
    compounds.save(replace(garden, people=(WANG,), terms=(Term("业委会"),)), 1, "王芳")
    typed = Request(roster=(Attendee("王芳", "主任"),), glossary=(Term("道闸"),))
    told = compounds.informed(replace(typed, compound=garden.id))
    assert told.roster == (Attendee("王芳", "主任", "居委会"),)
    assert [term.word for term in told.glossary] == ["道闸", "业委会", "阳光花园", "雨棚"]
    assert [term.word for term in compounds.informed(typed).glossary] == ["道闸", "雨棚"]


def test_a_request_for_a_compound_that_was_deleted_is_as_it_was(
    compounds: Compounds, garden: Compound
) -> None:
    compounds.delete(garden.id, "王芳")
    asked = Request(roster=(WANG,), compound=garden.id)
    assert compounds.informed(asked) == asked
