"""The lines of who was turned away: alike ones are one, and the old make room."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mintobrief.store import refusals
from mintobrief.store.library import Library
from mintobrief.store.refusals import Refusal, Refusals, Why
from tests.store.test_library import NOON

STRANGER = Refusal(Why.TOKEN, "10.0.0.7")


def test_what_two_servers_count_adds_up(library: Library) -> None:
    mine, others = Refusals(library.database), Refusals(library.database)
    mine.add(STRANGER, NOON, 1)
    others.add(STRANGER, NOON, 4)
    others.add(Refusal(Why.HOST, "10.0.0.7"), NOON, 1)
    assert [(one.why, one.times) for one in mine.newest(9)] == [(Why.HOST, 1), (Why.TOKEN, 5)]


def test_what_no_database_holds_and_nobody_sees_is_left_out(library: Library) -> None:
    odd = Refusal(Why.ROLE, "10.0.0.7\0", path="/\ud800\n\u202e" + "长" * 900)
    for _ in range(2):
        Refusals(library.database).add(odd, NOON, 1)
    [one] = Refusals(library.database).newest(9)
    assert (one.times, one.address, one.path) == (2, "10.0.0.7", "/" + "长" * 199)


def test_the_old_make_room(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "MOST", 3)
    kept = Refusals(library.database)
    for minute in range(5):
        kept.add(STRANGER, NOON + timedelta(minutes=minute), 1)
    assert len(kept.newest(9)) == 3
    kept.add(STRANGER, NOON + refusals.KEPT + timedelta(minutes=4), 1)
    assert len(kept.newest(9)) == 2
