"""A library with something of everything, and where a backup of it may be restored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from mintobrief.domain import Consent, Naming, Ordered, VoicePrint
from mintobrief.domain.job import JobStage, JobState
from mintobrief.domain.person import Role, Scope
from mintobrief.domain.register import Serial
from mintobrief.domain.signing import Signing, SigningAct
from mintobrief.domain.task import TaskId, TaskProgress, TaskState
from mintobrief.review import accept, reject
from mintobrief.store import open_library, register, settings, signing, tasks, voice_prints
from mintobrief.store.accounts import Accounts, Caller
from mintobrief.store.attachments import keep_attachment
from mintobrief.store.backup import Destination as Target
from mintobrief.store.backup.write import kept_tables
from mintobrief.store.deletion import delete_meeting
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library
from mintobrief.store.refusals import Refusal, Refusals, Why
from tests.databases import KINDS, fresh_database
from tests.store.revising import revise
from tests.store.test_deletion import job
from tests.store.test_library import GATE, LIFT, NOON, meeting
from tests.store.test_search import said


def quiet(done: int, total: int) -> None:
    """Nobody is told."""


@pytest.fixture
def full(library: Library, tmp_path: Path) -> Library:
    return filled(library, tmp_path)


def filled(library: Library, folder: Path) -> Library:
    """The library with something in every table; what is handed in lies in the folder."""
    found = meeting(folder)
    library.save_meeting(found, NOON)
    library.add_judgements(found.id, [accept(LIFT, None, "王芳", NOON), reject(GATE, "李明", NOON)])
    library.add_judgements(found.id, [], None, [Naming("S1", "s1", "王主任", "王芳", NOON)])
    seen = library.look(found.id)
    revise(library, found, seen, seen.judgements, seen.namings)
    order = Ordered((GATE.id, LIFT.id))
    library.correct(found.id, [order], seen=library.version_of(found.id), by="王芳", at=NOON)
    library.save_meeting(said("小区停车难", meeting_id="m2"), NOON)
    library.save_meeting(said("删掉的", meeting_id="m3"), NOON)
    delete_meeting(library, "m3", "王芳")
    library.tell_exported(found.id)
    excuse = Signing(SigningAct.EXCUSED, "王芳", NOON, reason="会上没有定", about="no_owner:r2")
    signing.add(library, found.id, excuse, 0)
    picture = keep_attachment(library, "现场.png", b"\x89PNG\r\n\x1a\n")
    task = TaskId(found.id, LIFT.id)
    done = TaskProgress(task, TaskState.DONE, "王芳", NOON, note="换好了", attachments=(picture,))
    tasks.tell(library, done, 0)
    garden = library.compounds.add("阳光花园", "王芳")
    library.compounds.move(found.id, garden.id, "王芳")
    register.begin(library, garden.id, Serial(2026, 11, 35), "王芳", NOON)
    form = folder / "同意书.jpg"
    form.write_bytes(b"signed")
    consent = Consent(form.name, sha256(b"signed").hexdigest(), form)
    voice_prints(library).add(
        VoicePrint("李强", (0.5,) * 4, date(2026, 3, 1), date(2027, 3, 1), consent)
    )
    settings.keep(library.database, {"MINTOBRIEF_FINDER": "rules"}, by="王芳")
    with_accounts(library, found.id)
    jobs = Jobs(library.database)
    with library.database.writing() as connection:
        jobs.add(connection, replace(job(found, JobState.RUNNING), meetings=()))
        jobs.name_in_batch(connection, "b", {"三月": "j"})
    jobs.keep_piece(job(found, JobState.RUNNING), JobStage.TEXT, "读到的")
    return library


def with_accounts(library: Library, meeting_id: str) -> None:
    """Somebody who is logged in and was refused a page, with a token and a meeting of her own."""
    accounts = Accounts(library.database)
    words = "小区北门的桂花全都开了"
    person = accounts.people.add("王芳", Role, words, by="终端", given=False)
    accounts.sessions.log_in(person.name, words, Caller("192.0.2.7"))
    accounts.tokens.add(person, "月报", Scope.READ, 30)
    accounts.permissions.limit(meeting_id, [person.id], by="王芳")
    refused = Refusal(Why.ROLE, "192.0.2.7", person.id, "/people")
    Refusals(library.database).add(refused, NOON, 1)


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Target]:
    """Where nothing is yet, on each kind of database."""
    folder = tmp_path / "restored"
    if request.param == "sqlite":
        yield Target(folder)
        return
    with fresh_database() as url:
        yield Target(folder, url)


def opened(target: Target) -> Library:
    return open_library(target.folder, target.database, target.blobs, target.cache)


def rows(library: Library) -> dict[str, list[object]]:
    with library.database.reading() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in kept_tables()
        }
