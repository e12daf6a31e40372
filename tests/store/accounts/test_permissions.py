"""Meetings that only some may see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from mintobrief.domain.person import Person, Role
from mintobrief.errors import UnknownMeeting, UnknownPerson
from mintobrief.store import schema
from mintobrief.store.accounts import Accounts
from mintobrief.store.audit import Act
from mintobrief.store.deletion import delete_meeting
from mintobrief.store.library import Library
from tests.store.accounts.visits import GOOD, deeds
from tests.store.test_library import NOON
from tests.store.test_search import said


def test_a_limited_meeting_is_there_for_the_named_and_administrators_only(
    accounts: Accounts, clerk: Person, head: Person, library: Library
) -> None:
    """To others it is as one that never was; neither list nor search tells otherwise."""
    library.save_meeting(said("小区停车难", meeting_id="m-shut"), NOON)
    library.save_meeting(said("停车位要划线", meeting_id="m-open"), NOON)
    other = accounts.people.add("赵六", [Role.SIGNER], GOOD, by="李主任", given=False)
    permissions = accounts.permissions
    assert permissions.of("m-shut") == ()
    permissions.limit("m-shut", [other.id], by="李主任")
    assert permissions.of("m-shut") == (other,)
    assert permissions.hidden_from(clerk).meetings == {"m-shut"}
    assert not permissions.hidden_from(other)
    assert not permissions.hidden_from(head)
    assert not permissions.hidden_from(None)
    for asked in ("m-shut", "m-s", "m"):
        with pytest.raises(UnknownMeeting) as caught:
            permissions.refuse_hidden(clerk, asked)
        assert str(caught.value) == str(UnknownMeeting(asked))
    permissions.refuse_hidden(clerk, "m-open")
    permissions.refuse_hidden(other, "m-shut")
    permissions.limit("m-shut", [], by="李主任")
    permissions.refuse_hidden(clerk, "m-shut")
    log = [deed for deed in deeds(library) if deed[1].startswith("meeting.")]
    assert log == [("李主任", Act.LIMITED, "m-shut"), ("李主任", Act.OPENED, "m-shut")]


def test_a_library_hides_what_it_is_told_to(library: Library) -> None:
    library.save_meeting(said("小区停车难", meeting_id="m1"), NOON)
    library.save_meeting(said("停车位要划线", meeting_id="m2"), NOON)
    shown = replace(library, hidden=frozenset({"m1"}))
    assert [entry.id for entry in shown.list_meetings()] == ["m2"]
    assert {hit.meeting_id for hit in shown.search("停车")} == {"m2"}
    assert len(library.list_meetings()) == 2


def test_a_deleted_meeting_leaves_no_permission_behind(
    accounts: Accounts, clerk: Person, library: Library
) -> None:
    library.save_meeting(said("小区停车难", meeting_id="m1"), NOON)
    accounts.permissions.limit("m1", [clerk.id], by="李主任")
    delete_meeting(library, "m1", "李主任")
    with library.database.reading() as connection:
        assert not connection.scalar(select(func.count()).select_from(schema.meeting_people))


def test_a_meeting_limited_to_nobody_there_is_not_opened_to_all(
    accounts: Accounts, clerk: Person, head: Person, library: Library
) -> None:
    """What was shut stays shut to all but those who were named before."""
    library.save_meeting(said("小区停车难", meeting_id="m1"), NOON)
    accounts.permissions.limit("m1", [head.id], by="李主任")
    with pytest.raises(UnknownPerson):
        accounts.permissions.limit("m1", [999_999], by="李主任")
    assert accounts.permissions.of("m1") == (head,)
    with pytest.raises(UnknownMeeting):
        accounts.permissions.refuse_hidden(clerk, "m1")
