"""The register as it is kept: in order, safe between two people, with the library's life."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mintobrief.domain.compound import COMMON
from mintobrief.domain.register import Given, Sealed, Serial, Voided, issues_of
from mintobrief.domain.signing import Signing, SigningAct
from mintobrief.errors import NoSuchNumber, NumbersBegun, NumberTaken, UnknownCompound
from mintobrief.store import register, signing
from mintobrief.store.deletion import delete_meeting
from mintobrief.store.library import Library
from tests.databases import drop_triggers
from tests.store.test_library import NOON, meeting

MEETING = "20260314-ab12cd"
FIRST = Serial(2026, 1, 1)


@pytest.fixture
def kept(library: Library, tmp_path: Path) -> Library:
    library.save_meeting(meeting(tmp_path), NOON)
    return library


def sign(library: Library, serial: Serial, meeting_id: str = MEETING) -> int:
    last = signing.look(library, meeting_id).last
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("archive.txt", "简报")
    step = Signing(
        SigningAct.SIGNED,
        "李主任",
        NOON,
        version=library.version_of(meeting_id),
        packet=signing.keep_packet(library, file.getvalue()),
    )
    seen = last.number if last else 0
    return signing.add(library, meeting_id, step, seen, Given(meeting_id, serial))


def compound(library: Library, name: str = "银杏里") -> str:
    made = library.compounds.add(name, "王芳")
    library.compounds.move(MEETING, made.id, "王芳")
    return made.id


def test_signing_gives_the_next_number(kept: Library) -> None:
    """Of the meeting's compound, in the year it is signed in; signed again it keeps it."""
    mine = compound(kept)
    due = register.upcoming(kept, MEETING, 2026)
    assert (due, register.number_of(kept, MEETING)) == (FIRST, None)
    sign(kept, due)
    assert register.number_of(kept, MEETING) == FIRST
    assert register.upcoming(kept, MEETING, 2027) == FIRST
    sign(kept, FIRST)
    assert len(register.entries(kept, mine)) == 1
    assert register.counts(kept) == {mine: 1}
    assert kept.faults() == ()


def test_a_meeting_of_no_compound_is_in_the_common_register(kept: Library) -> None:
    sign(kept, FIRST)
    assert len(register.entries(kept, COMMON)) == 1


def test_a_number_that_is_not_due_signs_nothing(kept: Library) -> None:
    """Somebody else was faster: neither the step nor the number is there."""
    with pytest.raises(NumberTaken):
        sign(kept, Serial(2026, 2, 2))
    assert signing.look(kept, MEETING).steps == ()
    assert register.entries(kept, COMMON) == ()


def test_two_people_never_get_one_number(kept: Library, tmp_path: Path) -> None:
    """Both made their files with the same number; one of the two is told to sign again."""
    for number in range(6):
        kept.save_meeting(meeting(tmp_path, f"m{number}"), NOON)

    def tried(number: int) -> bool:
        try:
            sign(kept, register.upcoming(kept, f"m{number}", 2026), f"m{number}")
        except NumberTaken:
            return False
        return True

    waiting = list(range(6))
    with ThreadPoolExecutor(3) as people:
        while waiting:
            done = list(people.map(tried, waiting))
            waiting = [number for number, is_done in zip(waiting, done, strict=True) if not is_done]
    serials = [issue.given.serial for issue in issues_of(register.entries(kept, COMMON))]
    assert serials == [Serial(2026, n, n) for n in range(1, 7)]


def test_a_voided_number_is_told_with_its_reason(kept: Library) -> None:
    """The briefing has to be signed again, and gets the next one."""
    sign(kept, FIRST)
    assert signing.look(kept, MEETING).stands
    register.void(kept, COMMON, FIRST, "日期印错", "王芳", NOON)
    assert not signing.look(kept, MEETING).stands
    assert register.number_of(kept, MEETING) is None
    sign(kept, register.upcoming(kept, MEETING, 2026))
    assert register.number_of(kept, MEETING) == Serial(2026, 2, 2)
    void = issues_of(register.entries(kept, COMMON))[0].void
    assert void is not None
    assert void.what == Voided(MEETING, FIRST, "日期印错")
    with pytest.raises(NoSuchNumber):
        register.void(kept, COMMON, FIRST, "再来一次", "王芳", NOON)


def test_paper_goes_before(kept: Library) -> None:
    mine = compound(kept)
    register.begin(kept, mine, Serial(2026, 11, 35), "王芳", NOON)
    sign(kept, Serial(2026, 12, 36))
    with pytest.raises(NumbersBegun):
        register.begin(kept, mine, Serial(2026, 20, 50), "王芳", NOON)
    with pytest.raises(UnknownCompound):
        register.begin(kept, "none", Serial(2026, 1, 1), "王芳", NOON)


def test_a_number_stays_in_the_register_it_was_given_in(kept: Library) -> None:
    """Though the meeting is moved to another compound; so does its seal."""
    mine = compound(kept)
    sign(kept, FIRST)
    other = compound(kept, "锦绣花园")
    assert register.number_of(kept, MEETING) == FIRST
    day = date(2026, 3, 16)
    sealed = Sealed(MEETING, FIRST, 1, "public.pdf", "a" * 64, 3, "刘敏", day)
    register.seal(kept, sealed, "王芳", NOON)
    assert [entry.what for entry in register.entries(kept, mine)][1:] == [sealed]
    assert register.entries(kept, other) == ()


def test_the_register_outlives_a_meeting_and_goes_with_its_compound(kept: Library) -> None:
    mine = compound(kept)
    sign(kept, FIRST)
    delete_meeting(kept, MEETING, "王芳")
    assert [i.given.serial for i in issues_of(register.entries(kept, mine))] == [FIRST]
    assert kept.faults() == ()
    kept.compounds.delete(mine, "王芳")
    assert register.entries(kept, mine) == ()
    assert kept.faults() == ()


@pytest.mark.parametrize(
    "change",
    ["UPDATE register SET number = 7", "DELETE FROM register", "UPDATE register SET year = 1"],
)
def test_the_database_itself_keeps_the_register(kept: Library, change: str) -> None:
    sign(kept, FIRST)
    with pytest.raises(IntegrityError), kept.engine.begin() as connection:
        connection.execute(text(change))


def test_the_database_itself_gives_no_number_twice(kept: Library) -> None:
    sign(kept, FIRST)
    twice = "INSERT INTO register (compound_id, year, number, total, document) VALUES {}"
    for row in (f"('{COMMON}', 2026, 1, 9, '')", f"('{COMMON}', 2025, 9, 1, '')"):
        with pytest.raises(IntegrityError), kept.engine.begin() as connection:
            connection.execute(text(twice.format(row)))


def test_doctor_finds_a_register_that_was_written_to(kept: Library) -> None:
    register.begin(kept, COMMON, FIRST, "王芳", NOON)
    with kept.engine.begin() as connection:
        drop_triggers(connection, "register")
        connection.execute(text("UPDATE register SET document = '{}'"))
    assert "登记簿" in kept.faults()[0].place
